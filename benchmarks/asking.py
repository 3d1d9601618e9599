"""Asks an ASGI application inside this process: no server and no socket in between."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

from litestar.types import ASGIApp

Headers = list[tuple[bytes, bytes]]
BROTLI: Headers = [(b"accept-encoding", b"br")]


class Asking:
    """An application with an event loop of its own, which ends with the block."""

    def __init__(self, application: ASGIApp, headers: Headers) -> None:
        self._application, self._headers = application, headers
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.close()

    def body(self, target: str) -> bytes:
        """The bytes that answer a GET of *target*, which must be a success."""
        return self._loop.run_until_complete(self._ask(target))

    def repeated(self, targets: Iterable[str]) -> Callable[[int], None]:
        """Work that asks for one of *targets* after the other."""
        endless = iter(targets)
        return lambda times: self._loop.run_until_complete(self._ask_many(endless, times))

    async def _ask_many(self, targets: Iterator[str], times: int) -> None:
        for _ in range(times):
            await self._ask(next(targets))

    async def _ask(self, target: str) -> bytes:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._application(_scope(target, self._headers), receive, send)
        if sent[0]["status"] != 200:
            raise AssertionError(f"{target}: {sent[0]['status']}")
        body: bytes = sent[1]["body"]
        return body


def _scope(target: str, headers: Headers) -> Any:
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
