"""The command and the server as processes of their own, forked from one that has already read the program.

Reading the program takes longer than most commands do and than a server needs to start, so it is read once
for all tests of a worker.
"""

import contextlib
import io
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_FORKING = multiprocessing.get_context("forkserver")
_COMMANDS = (f"comparison.cli.{path.stem}" for path in (ROOT / "comparison" / "cli").glob("*.py"))
_FORKING.set_forkserver_preload([*_COMMANDS, "comparison.app", "babel.dates", "babel.numbers", "yaml"])


class Job(NamedTuple):
    """What is run in *folder*; *out* and *err* are the files that its outputs go to."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: Path
    out: Path
    err: Path


class Forked:
    """A process that was begun, with the part of `subprocess.Popen` that tests need."""

    def __init__(self, process: ForkServerProcess, job: Job) -> None:
        self._process, self.job = process, job
        assert process.pid is not None
        self.pid: int = process.pid

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Its exit code, within *timeout* seconds.

        Raises:
            TimeoutError: it took longer, and was killed.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
            raise TimeoutError(f"{self.job.arguments} took longer than {timeout} seconds")
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def errors(self) -> str:
        """What it has said on standard error."""
        return self.job.err.read_text("utf-8")


def own_environment() -> dict[str, str]:
    """The environment without settings of the program, which its own processes find from any folder."""
    plain = {name: text for name, text in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    return {**plain, "PYTHONPATH": str(ROOT)}


def command(job: Job) -> Forked:
    """``python -m comparison ARGUMENTS…``, begun."""
    return _begun(_command, job)


def server(job: Job) -> Forked:
    """The server by its settings in the environment, begun; an argument names another application."""
    return _begun(_server, job)


def _begun(target: Callable[[], None], job: Job) -> Forked:
    process = _FORKING.Process(target=_within, args=(target, job))
    process.start()
    return Forked(process, job)


def _within(target: Callable[[], None], job: Job) -> None:
    os.environ.clear()
    os.environ.update(job.environment)
    os.chdir(job.folder)
    sys.argv = ["tier-compare", *job.arguments]
    # What it is in a process that was begun by hand: workers of the server are copies of it.
    multiprocessing.set_start_method("fork", force=True)
    with contextlib.ExitStack() as open_files:
        for number, path in ((1, job.out), (2, job.err)):
            os.dup2(open_files.enter_context(path.open("wb")).fileno(), number)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), "utf-8")
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "wb", closefd=False), "utf-8", line_buffering=True)
    try:
        target()
    finally:
        sys.stdout.flush()


def _command() -> None:
    # In the child, where the environment is already that of the command.
    from comparison.cli import main

    main()


def _server() -> None:
    from comparison.app import serve
    from comparison.app import server as server_of
    from comparison.settings import read_settings

    settings = read_settings(os.environ)
    if len(sys.argv) == 1:
        serve(settings)
    else:
        server_of(settings, sys.argv[1]).serve()
