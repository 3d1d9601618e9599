"""The demo as a visitor meets it: the real command, its server, and the shop on another port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_pages import Demo

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 40


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    port = _two_free_ports()
    database = tmp_path_factory.mktemp("demo") / "demo.db"
    command = [sys.executable, "-m", "comparison", "demo", "--port", str(port), "--db", str(database)]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    log = database.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", process, log)
            yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}")
        finally:
            process.terminate()
            process.wait(timeout=20)


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  Our own address.
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The demo did not start:\n{log.read_text()}")
