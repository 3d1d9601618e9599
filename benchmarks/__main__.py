"""`python -m benchmarks [SUBJECT…] [--rows N] [--products N]`: runs the benchmarks and prints their table.

Exit code 1 if a ratio with a bound does not keep it, 2 for an unknown subject.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from . import (
    browser,
    checking,
    churn,
    contexts,
    fitting,
    growth,
    importing,
    imports,
    memory,
    pricing,
    rendering,
    start,
)
from .machine import machine
from .measuring import Row
from .report import HEAD, broken, line

SUBJECTS: Mapping[str, Callable[[], Iterator[Row]]] = {
    "imports": imports.rows,
    "importing": importing.rows,
    "rendering": rendering.rows,
    "growth": growth.rows,
    "memory": memory.rows,
    "pricing": pricing.rows,
    "fitting": fitting.rows,
    "checking": checking.rows,
    "contexts": contexts.rows,
    "churn": churn.rows,
    "start": start.rows,
    "browser": browser.rows,
}


def main(wanted: Iterable[str]) -> int:
    """Run the subjects that the arguments *wanted* name, all if there are none; the exit code."""
    asked = _asked(wanted)
    subjects: list[str] = asked.subjects or list(SUBJECTS)
    unknown = [name for name in subjects if name not in SUBJECTS]
    if unknown:
        print(f"There is no subject {unknown[0]}: {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    print(f"{machine()}\n\n{HEAD}", flush=True)
    works: Mapping[str, Callable[[], Iterator[Row]]] = {
        **SUBJECTS,
        "importing": partial(importing.rows, asked.rows, asked.only or importing.KINDS),
        "growth": partial(growth.rows, asked.products),
    }
    rows = [row for name in subjects for row in _told(name, works[name])]
    for sentence in broken(rows):
        print(sentence, file=sys.stderr)
    return 1 if broken(rows) else 0


def _asked(arguments: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--rows", type=int, default=importing.ROWS, help="of the files of `importing`")
    parser.add_argument(
        "--only", choices=importing.KINDS, action="append", help="of the files of `importing`, these"
    )
    parser.add_argument(
        "--products",
        type=int,
        default=growth.LARGEST,
        help="of the largest shop of `growth`; a million at most",
    )
    return parser.parse_args(list(arguments))


def _told(subject: str, work: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows of *subject*, each printed as soon as it is known."""
    print(f"{subject} …", file=sys.stderr)
    try:
        for row in work():
            print(line(row), flush=True)
            yield row
    except (imports.CatalogueMissing, browser.BrowserMissing) as missing:
        print(f"{subject}: left out, {missing}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
