"""The load: wrk on a core of its own, and what it says."""

import re
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .servers import LOAD_CORE, Running

CONNECTIONS = 16
_STEPS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
_SCRIPT = """local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


class Asked(NamedTuple):
    """What is asked of a server: *paths* in turn, with *headers*; *status* is what each answer must have."""

    name: str
    paths: Sequence[str]
    headers: tuple[str, ...] = ()


class Measured(NamedTuple):
    """One round: requests a second, processor seconds of one request, and the 99th percentile in seconds."""

    rate: float
    processor: float
    p99: float


def measured(running: Running, asked: Asked, seconds: int, folder: Path) -> Measured:
    """One round of *seconds*.

    Raises:
        AssertionError: an answer was no success, or none came.
    """
    script = folder / "asked.lua"
    script.write_text(_SCRIPT.format(paths=", ".join(f'"{path}"' for path in asked.paths)))
    headers = [part for header in asked.headers for part in ("-H", header)]
    load = f"-t1 -c{CONNECTIONS} -d{seconds}s --latency".split()
    command = ["taskset", "-c", str(LOAD_CORE), "wrk", *load, *headers, "-s", str(script)]
    before = running.seconds()
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{running.server.port}"], check=True, capture_output=True, text=True
    )
    spent = running.seconds() - before
    assert "Non-2xx" not in done.stdout, done.stdout
    assert "Socket errors" not in done.stdout, done.stdout
    requests = int(_found(r"([0-9]+) requests in", done.stdout)[1])
    p99 = _found(r"99%\s+([0-9.]+)(us|ms|s)", done.stdout)
    return Measured(
        rate=float(_found(r"Requests/sec:\s+([0-9.]+)", done.stdout)[1]),
        processor=spent / requests,
        p99=float(p99[1]) * _STEPS[p99[2]],
    )


def median(rounds: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(*(statistics.median(values) for values in zip(*rounds, strict=True)))


def _found(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text)
    assert found is not None, text
    return found
