"""The real server in a process of its own, and sockets that say whatever a test wants."""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from forking import Forked, Job, own_environment, server

PATIENCE_SECONDS = 60


class Running:
    """A server that listens on *port*."""

    def __init__(self, process: Forked, port: int) -> None:
        self.process, self.port = process, port

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=15)
        connection.settimeout(15)
        return connection

    def say(self, raw: bytes, *, then_close: bool = False) -> bytes:
        """Send *raw*, and read until the server closes or is silent for half a second after it began."""
        with self.connect() as connection:
            connection.sendall(raw)
            if then_close:
                time.sleep(0.2)
                connection.shutdown(socket.SHUT_WR)
            first = begun(connection)
            connection.settimeout(0.5)
            return first + read_all(connection)

    def get(self, target: str, headers: str = "") -> bytes:
        return self.say(f"GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n".encode())

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


def begun(connection: socket.socket) -> bytes:
    """The first piece of an answer: a page that is made for it may take its time on a busy machine."""
    try:
        return connection.recv(65_536)
    except (TimeoutError, ConnectionError):
        return b""


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other side closes, or is silent for the socket's own time."""
    got = b""
    try:
        while piece := connection.recv(65_536):
            got += piece
    except (TimeoutError, ConnectionError):
        pass
    return got


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def answers(raw: bytes) -> int:
    """How many answers are in *raw*."""
    return raw.count(b"HTTP/1.1 ")


@contextmanager
def running(folder: Path, target: str = "", variables: Mapping[str, str] | None = None) -> Iterator[Running]:
    port = _free_port()
    environment = {
        **own_environment(),
        "TIER_COMPARE_DATABASE": f"sqlite:{folder / 'shop.db'}",
        "TIER_COMPARE_PORT": str(port),
        "TIER_COMPARE_WORKERS": "1",
        **(variables or {}),
    }
    out, err = (folder / f"server-{port}.{name}" for name in ("out", "err"))
    process = server(Job((target,) if target else (), environment, folder, out, err))
    try:
        _wait_for(port, process)
        yield Running(process, port)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def _wait_for(port: int, process: Forked) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(process.errors())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"the server did not listen within {PATIENCE_SECONDS} s")
