"""Commands as processes of their own, forked from one that has already read the program."""

import contextlib
import io
import multiprocessing
import os
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# Reading the program takes longer than most commands do, so it is read once for all tests of a worker.
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["comparison.cli", "babel.dates", "babel.numbers", "yaml"])
_TIMEOUT = 120


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Call(NamedTuple):
    """Where *out* and *err* are the files that its outputs go to."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    out: Path
    err: Path


def command(call: Call) -> Done:
    """What ``python -m comparison ARGUMENTS…`` answers in that environment."""
    process = _FORKING.Process(target=_command, args=(call,))
    process.start()
    process.join(_TIMEOUT)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"{call.arguments} took longer than {_TIMEOUT} seconds")
    return Done(process.exitcode, call.out.read_text("utf-8"), call.err.read_text("utf-8"))


def _command(call: Call) -> None:
    os.environ.clear()
    os.environ.update(call.environment)
    os.chdir(ROOT)
    sys.argv = ["tier-compare", *call.arguments]
    with contextlib.ExitStack() as open_files:
        for number, path in ((1, call.out), (2, call.err)):
            os.dup2(open_files.enter_context(path.open("wb")).fileno(), number)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), "utf-8")
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "wb", closefd=False), "utf-8", line_buffering=True)

    # In the child, where the environment is already that of the command.
    from comparison.cli import main

    try:
        main()
    finally:
        sys.stdout.flush()
