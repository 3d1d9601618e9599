"""Finished bytes, and the HTTP answer they make: coding, entity tag, 304, HEAD."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from litestar import Response
from litestar.types import Scope, Send

from .codings import Coding, chosen_coding, packed, unpacked

Headers = Sequence[tuple[bytes, bytes]]
HTML = "text/html; charset=utf-8"
JSON = "application/json"
_COMPRESSIBLE = ("text/", "application/json", "application/problem+json", "image/svg+xml")


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """A body in one coding. *tag* is a hash of the plain body, so that every node says the same."""

    body: bytes
    coding: Coding
    content_type: str
    tag: str


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What a request says about the form of its answer."""

    coding: Coding
    if_none_match: str
    head: bool


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Status, headers and body, ready to be sent."""

    status: int
    headers: Headers
    body: bytes


def finished(body: bytes, content_type: str, coding: Coding) -> Finished:
    """*body*, which is plain, as it goes out in *coding*; what does not shrink stays plain."""
    tag = hashlib.blake2b(body, digest_size=12).hexdigest()
    coding = coding if compressible(content_type) else "identity"
    return Finished(body=packed(body, coding), coding=coding, content_type=content_type, tag=tag)


def recoded(found: Finished, coding: Coding) -> Finished:
    """The same bytes in another coding, without making the page again."""
    body = packed(unpacked(found.body, found.coding), coding)
    return msgspec.structs.replace(found, body=body, coding=coding)


def compressible(content_type: str) -> bool:
    """Whether bytes of this type get smaller."""
    return content_type.startswith(_COMPRESSIBLE)


def header(scope: Scope, name: bytes) -> str:
    """The first header *name* (in small letters) of a request, or nothing."""
    for found, value in scope["headers"]:
        if found == name:
            return value.decode("latin-1")
    return ""


def conditions(scope: Scope) -> Conditions:
    """What the request of *scope* says about the form of its answer."""
    return Conditions(
        coding=chosen_coding(header(scope, b"accept-encoding")),
        if_none_match=header(scope, b"if-none-match"),
        head=scope.get("method") == "HEAD",
    )


def entity_tag(found: Finished) -> str:
    """The strong ETag: it differs per coding, because the bytes do."""
    suffix = "" if found.coding == "identity" else f"-{found.coding}"
    return f'"{found.tag}{suffix}"'


def answer(found: Finished, asked: Conditions, cache_control: str) -> Answer:
    """200 with the body (none on HEAD), or 304 where the client has these very bytes."""
    tag = entity_tag(found)
    headers = [(b"etag", tag.encode()), (b"cache-control", cache_control.encode())]
    if compressible(found.content_type):
        headers.append((b"vary", b"Accept-Encoding"))
    if asked.if_none_match and _names(asked.if_none_match, tag):
        return Answer(status=304, headers=headers, body=b"")
    headers.append((b"content-type", found.content_type.encode()))
    headers.append((b"content-length", b"%d" % len(found.body)))
    if found.coding != "identity":
        headers.append((b"content-encoding", found.coding.encode()))
    return Answer(status=200, headers=headers, body=b"" if asked.head else found.body)


def momentary(body: bytes, content_type: str, *, status: int, head: bool, more: Headers = ()) -> Answer:
    """An answer that nobody may keep."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        *more,
    ]
    return Answer(status=status, headers=headers, body=b"" if head else body)


async def send_answer(ready: Answer, send: Send) -> None:
    """Send a whole answer in two messages."""
    await send({"type": "http.response.start", "status": ready.status, "headers": list(ready.headers)})
    await send({"type": "http.response.body", "body": ready.body, "more_body": False})


def response(ready: Answer) -> Response[bytes]:
    """*ready* as a Litestar handler returns it."""
    return Response(
        content=ready.body,
        status_code=ready.status,
        headers=_named(ready.headers),
        media_type=_named(ready.headers).get("content-type", HTML),
    )


def _named(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}


def _names(if_none_match: str, tag: str) -> bool:
    """Whether *if_none_match* names *tag*, by the weak comparison of RFC 9110 §8.8.3.2."""
    named = (one.strip().removeprefix("W/") for one in if_none_match.split(","))
    return any(one in {tag, "*"} for one in named)
