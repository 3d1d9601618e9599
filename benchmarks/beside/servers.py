"""Servers on a core of their own, and the processor time that they take."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..serving import processor_seconds

SERVER_CORE, LOAD_CORE = 0, 1
_PATIENCE_SECONDS = 20


class Server(NamedTuple):
    """Programs that together answer at *port*; each is a command, all with *environment*.

    *needs* are the commands without which it is left out, *behind* the ports that it asks itself.
    """

    name: str
    port: int
    commands: tuple[Sequence[str], ...]
    environment: Mapping[str, str]
    needs: tuple[str, ...] = ()
    behind: tuple[int, ...] = ()

    def missing(self) -> list[str]:
        """What is not installed here."""
        return [one for one in self.needs if shutil.which(one) is None]


class Running(NamedTuple):
    """A server that listens."""

    server: Server
    processes: tuple["subprocess.Popen[bytes]", ...]

    def seconds(self) -> float:
        """Processor seconds, in the program and in the kernel, that all of its processes took so far."""
        return sum(processor_seconds(process.pid) for process in self.processes)


@contextmanager
def running(server: Server, log: Path) -> Iterator[Running]:
    """*server*, on its core, until the end of the block."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    processes = []
    with log.open("wb") as output:
        try:
            for command in server.commands:
                pinned = ["taskset", "-c", str(SERVER_CORE), *command]
                processes.append(
                    subprocess.Popen(
                        pinned, env={**environment, **server.environment}, stdout=output, stderr=output
                    )
                )
            _wait(server, processes, log)
            yield Running(server, tuple(processes))
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait(timeout=_PATIENCE_SECONDS)


def python(*arguments: str) -> Sequence[str]:
    """A command of this very interpreter."""
    return (sys.executable, *arguments)


def _wait(server: Server, processes: Sequence["subprocess.Popen[bytes]"], log: Path) -> None:
    ends = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < ends and all(process.poll() is None for process in processes):
        if all(_listens(port) for port in (*server.behind, server.port)):
            return
        time.sleep(0.05)
    raise AssertionError(f"{server.name} did not listen:\n{log.read_text('utf-8', 'replace')[-2_000:]}")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
