"""Memory of a serving process, against the same server with one bare route of the same framework.

Proportional set size (PSS) of the server and its worker: a page of memory that several processes
share counts in parts. The interpreter's own pages are shared with the benchmark, too.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.storage.opening import open_store
from comparison.storage.publish import publish

from .catalogue import NOW, SHOP, markets, shop, table
from .measuring import Row, row

FRAGMENTS, FURTHER, ROUNDS = 200, 400, 3
_SECONDS = 20
_SERVER = """
import os, sys
from comparison.app import server
from comparison.settings import read_settings
server(read_settings(os.environ), sys.argv[1]).serve()
"""
_OURS, _BARE = "comparison.app:create_app_from_environment", "benchmarks.bare:bare_application"


class Used(NamedTuple):
    """Bytes that a server uses after its first answer, after 200 different ones, and for each further one.

    *body* are the bytes of one answer as they are sent.
    """

    first: float
    after: float
    further: float
    body: float


def rows() -> Iterator[Row]:
    """After one fragment, after 200 different ones of 4 × 47, and for each one that is kept beyond them."""
    first, after = "serving, after 1 fragment", f"serving, after {FRAGMENTS} different fragments"
    further, body = "each further fragment that is kept", "its bytes as they are sent (brotli)"
    bare_first, bare_after = "bare Litestar route, after 1 answer", f"bare Litestar route, after {FRAGMENTS}"
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = _filled(Path(folder))
        rounds = [(_used(_OURS, database), _used(_BARE, database)) for _ in range(ROUNDS)]
    samples = {
        first: [ours.first for ours, _ in rounds],
        after: [ours.after for ours, _ in rounds],
        further: [ours.further for ours, _ in rounds],
        body: [ours.body for ours, _ in rounds],
        bare_first: [bare.first for _, bare in rounds],
        bare_after: [bare.after for _, bare in rounds],
    }
    yield row(first, bare_first, samples, "bytes")
    yield row(after, bare_after, samples, "bytes")
    yield row(further, body, samples, "bytes")


def _filled(folder: Path) -> str:
    database = f"sqlite:{folder / 'shop.db'}"
    store = open_store(database)
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", 4, 47)], by="bench")
    publish(store, SHOP, "plans", by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())
    store.close()
    return database


def _used(target: str, database: str) -> Used:
    with _serving(target, database) as (process, port):
        body = _fetch(port, range(1, 2))
        first = _proportional_size(process.pid)
        _fetch(port, range(2, FRAGMENTS + 1))
        after = _proportional_size(process.pid)
        _fetch(port, range(FRAGMENTS + 1, FRAGMENTS + FURTHER + 1))
        further = (_proportional_size(process.pid) - after) / FURTHER
    return Used(first=first, after=after, further=further, body=body)


def _fetch(port: int, quantities: range) -> int:
    """The bytes of the last answer."""
    received = 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    for quantity in quantities:
        address = f"/fragments/{SHOP}/plans?qty.user={quantity}"
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        received = len(answer.read())
        assert answer.status == 200, answer.status
    connection.close()
    return received


@contextmanager
def _serving(target: str, database: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = _free_port()
    command = [sys.executable, "-c", _SERVER, target]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=_environment(database, port), stdout=quiet, stderr=quiet)
    try:
        _wait_for(port, process)
        yield process, port
    finally:
        process.terminate()
        process.wait(timeout=_SECONDS)


def _environment(database: str, port: int) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    own = {
        "TIER_COMPARE_DATABASE": database,
        "TIER_COMPARE_PORT": str(port),
        "TIER_COMPARE_WORKERS": "1",
        "TIER_COMPARE_LOG_LEVEL": "error",
    }
    return {**kept, **own, "PYTHONPATH": str(Path(__file__).parents[1])}


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _SECONDS
    while time.monotonic() < ends:
        assert process.poll() is None, "the server ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"the server did not listen within {_SECONDS} s")


def _proportional_size(process: int) -> int:
    """Bytes of *process* and of all that descend from it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return _own_size(process) + sum(_proportional_size(int(child)) for child in children)


def _own_size(process: int) -> int:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1_024
    raise AssertionError(f"{process} says no PSS")
