"""`python -m benchmarks [SUBJECT…]`: runs the benchmarks and prints their table.

Exit code 1 if a ratio with a bound does not keep it, 2 for an unknown subject.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

from . import checking, fitting, growth, imports, memory, pricing, rendering
from .machine import machine
from .measuring import Row
from .report import HEAD, broken, line

SUBJECTS: Mapping[str, Callable[[], Iterator[Row]]] = {
    "imports": imports.rows,
    "rendering": rendering.rows,
    "growth": growth.rows,
    "memory": memory.rows,
    "pricing": pricing.rows,
    "fitting": fitting.rows,
    "checking": checking.rows,
}


def main(wanted: Iterable[str]) -> int:
    """Run the subjects *wanted*, all if there are none; the exit code."""
    subjects = list(wanted) or list(SUBJECTS)
    unknown = [name for name in subjects if name not in SUBJECTS]
    if unknown:
        print(f"There is no subject {unknown[0]}: {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    print(f"{machine()}\n\n{HEAD}", flush=True)
    rows = [row for name in subjects for row in _told(name)]
    for sentence in broken(rows):
        print(sentence, file=sys.stderr)
    return 1 if broken(rows) else 0


def _told(subject: str) -> Iterator[Row]:
    """The rows of *subject*, each printed as soon as it is known."""
    print(f"{subject} …", file=sys.stderr)
    try:
        for row in SUBJECTS[subject]():
            print(line(row), flush=True)
            yield row
    except imports.CatalogueMissing as missing:
        print(f"{subject}: left out, {missing}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
