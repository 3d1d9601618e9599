"""The outermost ASGI callable: receive deadline, headers by part of the house, failures."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from .answers import Answer, send_answer
from .failures import Failures
from .reading import check_address
from .refusals import BodyTooSlow

BODY_SECONDS = 30
CHUNK_SECONDS = 5
RELEASE_SECONDS = 0.05
# Of what is told to be counted the answer is empty; another one's page must not hear of a refusal.
_OPEN = ("/fragments/", "/embed/", "/static/", "/pictures/", "/api/v1/events/")
_OPEN_TO_READ = ("/api/v1/",)
_READING = {"GET", "HEAD", "OPTIONS"}

HeaderList = list[tuple[bytes, bytes]]
# An answer that is ready, with every header; None where the request has to be looked at.
Quick = Callable[[Scope], Awaitable[Answer | None]]
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_OPEN_HEADERS: HeaderList = [
    (b"access-control-allow-origin", b"*"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"timing-allow-origin", b"*"),
    _NOSNIFF,
    # Opened as a page of its own, a fragment runs nothing and shows in no frame.
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
]
_PREFLIGHT_HEADERS: HeaderList = [
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
    (b"access-control-max-age", b"86400"),
    (b"allow", b"GET, HEAD, OPTIONS"),
]
_CLOSED_HEADERS: HeaderList = [
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    _NOSNIFF,
]
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self' {address}; base-uri 'none'; frame-ancestors 'self'"
)
_ADMIN_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A preview is two pages: one has frames of ours, the other stands in them and nowhere else.
_PREVIEWS = (
    (
        re.compile(r"/admin/[a-z0-9-]+/(comparisons/[a-z0-9-]+/preview|theme)"),
        _ADMIN_POLICY + b"; frame-src 'self'",
    ),
    (
        re.compile(r"/admin/[a-z0-9-]+/(comparisons/[a-z0-9-]+|theme/[a-z0-9-]+/[^/]{1,300})/frame"),
        _ADMIN_POLICY.replace(b"frame-ancestors 'none'", b"frame-ancestors 'self'"),
    ),
)
_SHUT_POLICY = b"default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"


def is_open(method: str, path: str) -> bool:
    """Whether any page may read this answer. Writing by API is for its own clients only."""
    return _under(path, _OPEN) or (method in _READING and _under(path, _OPEN_TO_READ))


def headers_of(method: str, path: str, address: str) -> HeaderList:
    """The headers that every answer at *path* carries, errors too.

    Forms of a share page lead to *address*, which is not the origin of whoever came by another name.
    """
    if is_open(method, path):
        return _OPEN_HEADERS
    return [*_CLOSED_HEADERS, (b"content-security-policy", _policy(path, address))]


def _policy(path: str, address: str) -> bytes:
    if _under(path, ("/admin/",)):
        return next((policy for paths, policy in _PREVIEWS if paths.fullmatch(path)), _ADMIN_POLICY)
    return _PAGE_POLICY.format(address=address).encode() if _under(path, ("/c/",)) else _SHUT_POLICY


def _under(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether *path* is one of *prefixes*, which end in a slash, or below it."""
    return f"{path}/".startswith(prefixes)


class Outer:
    """Guards *application*: what it never sees cannot hurt it, what it forgets is added."""

    def __init__(
        self, application: ASGIApp, failures: Failures, address: str, at_once: Quick | None = None
    ) -> None:
        self._application, self._failures, self._address = application, failures, address
        self._at_once = at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._application(scope, receive, send)
            return
        ready = await self._at_once(scope) if self._at_once else None
        if ready is not None:
            await send_answer(ready, send)
            return
        method, path = str(scope["method"]), scope["path"]
        more = headers_of(method, path, self._address)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *more]
            await send(message)

        async with self._failures.around(scope, send_with_headers) as boundary:
            check_address(scope["raw_path"], scope["query_string"])
            if method == "OPTIONS" and is_open(method, path):
                await _answer_preflight(boundary.send)
            else:
                await self._application(scope, in_time(receive), boundary.send)


def in_time(receive: Receive, *, chunk: float = CHUNK_SECONDS, body: float = BODY_SECONDS) -> Receive:
    """*receive*, giving up on a body that does not come: a stalled one would hold its connection.

    Raises:
        BodyTooSlow: nothing came for *chunk* seconds, or not all of it in *body* seconds.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + body
    whole = False

    async def receive_in_time() -> Any:
        nonlocal whole
        if whole:  # What comes now is the client's leaving, and may take as long as it likes.
            return await receive()
        try:
            async with asyncio.timeout_at(min(loop.time() + chunk, ends)):
                message = await receive()
        except TimeoutError:
            # Granian lets go of the body a moment after its read is cancelled. An answer that is
            # faster leaves the connection open for as long as the client likes.
            await asyncio.sleep(RELEASE_SECONDS)
            raise BodyTooSlow(round(body)) from None
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return receive_in_time


async def _answer_preflight(send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT_HEADERS)})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
