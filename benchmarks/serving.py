"""Servers in processes of their own, and what they take of the machine."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

OURS, BARE = "comparison.app:create_app_from_environment", "benchmarks.bare:bare_application"
_PATIENCE_SECONDS = 20
_TICKS = os.sysconf("SC_CLK_TCK")
_SERVER = """
import os, sys
from comparison.app import server
from comparison.settings import read_settings
server(read_settings(os.environ), sys.argv[1]).serve()
"""


@contextmanager
def serving(target: str, database: str) -> Iterator[tuple[int, int]]:
    """The process and the port of a server with one worker for *target*, until the end of the block."""
    port = free_port()
    command = [sys.executable, "-c", _SERVER, target]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=_environment(database, port), stdout=quiet, stderr=quiet)
    try:
        _wait_for(port, process)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_SECONDS)


def fetch(port: int, addresses: Iterable[str]) -> bytes:
    """Ask for *addresses* one after the other, in brotli; the bytes of the last answer as they are sent."""
    body = b""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    for address in addresses:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, answer.status
    connection.close()
    return body


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def proportional_size(process: int) -> int:
    """Bytes of *process* and of all that descend from it: a page that several share counts in parts."""
    return sum(_own_size(one) for one in _family(process))


def processor_seconds(process: int) -> float:
    """What *process* and all that descend from it took of the processor so far."""
    return sum(_own_seconds(one) for one in _family(process))


def _environment(database: str, port: int) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    own = {
        "TIER_COMPARE_DATABASE": database,
        "TIER_COMPARE_PORT": str(port),
        "TIER_COMPARE_WORKERS": "1",
        "TIER_COMPARE_LOG_LEVEL": "error",
    }
    return {**kept, **own, "PYTHONPATH": str(Path(__file__).parents[1])}


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < ends:
        assert process.poll() is None, "the server ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise AssertionError(f"the server did not listen within {_PATIENCE_SECONDS} s")


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text("ascii").split():
            yield from _family(int(child))


def _own_size(process: int) -> int:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1_024
    raise AssertionError(f"{process} says no PSS")


def _own_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
