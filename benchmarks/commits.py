"""`./dev bench compare A B`: what two commits cost for the same page, in turns.

Each commit is checked out into a folder of its own. The page is the one of `rendering`: 4 × 47, made for
the first time and sent again. Every round runs both, each in a process of its own, in changing order.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from .machine import machine
from .measuring import row
from .report import HEAD, line

_ROOT = Path(__file__).parents[1]
# Runs inside of the commit: only names that every commit since the first benchmark has.
_PROBE = """
import json, sys, time
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from benchmarks.asking import BROTLI, Asking
from benchmarks.rendering import PLACE, QUANTITIES, _fill
from comparison.app import create_app
from comparison.settings import Settings
from comparison.storage.opening import open_store

def spent(run, times):
    run(times // 4)
    began = time.process_time()
    run(times)
    return (time.process_time() - began) / times

with TemporaryDirectory() as folder:
    database = f"sqlite:{Path(folder) / 'shop.db'}"
    store = open_store(database)
    _fill(store)
    store.close()
    targets = [f"{PLACE}?qty.user={count}" for count in QUANTITIES]
    with Asking(create_app(Settings(database=database, cache_entries=10)), BROTLI) as cold:
        first = spent(cold.repeated(cycle(targets)), int(sys.argv[1]))
    with Asking(create_app(Settings(database=database)), BROTLI) as warm:
        cached = spent(warm.repeated(cycle([PLACE])), int(sys.argv[1]) * 100)
print(json.dumps({"first answer": first, "cached answer": cached}))
"""


def main(arguments: Sequence[str]) -> int:
    """Compare two commits; the exit code."""
    asked = _asked(arguments)
    names = (asked.before, asked.after)
    samples: dict[str, list[float]] = {}
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder, ExitStack() as stack:
        trees = [stack.enter_context(_tree(Path(folder), name, number)) for number, name in enumerate(names)]
        for number in range(asked.rounds):
            order = (0, 1) if number % 2 == 0 else (1, 0)
            for place in order:
                for what, seconds in _probed(trees[place], asked.requests).items():
                    samples.setdefault(f"{what}, {names[place]}", []).append(seconds)
    print(f"{machine()}\n\n{HEAD}")
    for what in ("first answer", "cached answer"):
        print(line(row(f"{what}, {asked.after}", f"{what}, {asked.before}", samples)))
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench compare")
    parser.add_argument("before", help="a commit")
    parser.add_argument("after", help="another one")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--requests",
        type=int,
        default=100,
        help="first answers in a round; cached ones are 100 times as many",
    )
    return parser.parse_args(arguments)


@contextmanager
def _tree(folder: Path, commit: str, number: int) -> Iterator[Path]:
    """*commit* in a folder of its own."""
    tree = folder / str(number)
    git = ("git", "-C", str(_ROOT), "worktree")
    subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
    try:
        yield tree
    finally:
        subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def _probed(tree: Path, requests: int) -> dict[str, float]:
    """Processor seconds of one answer, by what it is."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-P", "-c", _PROBE, str(requests)]
    done = subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)
    return msgspec.json.decode(done.stdout, type=dict[str, float])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
