"""Finished bytes, and the HTTP answer they make: coding, entity tag, 304, HEAD."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Response
from litestar.types import Scope, Send

from .codings import Coding, Effort, chosen_coding, packed, unpacked

Header = tuple[bytes, bytes]
Headers = Sequence[Header]
HTML = "text/html; charset=utf-8"
JSON = "application/json"
_COMPRESSIBLE = ("text/", "application/json", "application/problem+json", "image/svg+xml")


# 96 bits: two pages of one address never meet by chance. Processors have instructions for SHA-256.
_TAG_DIGITS = 24
_VARY: Header = (b"vary", b"Accept-Encoding")
# What follows the hash in an entity tag: other bytes bear another tag, however alike the page is.
_SUFFIXES: dict[tuple[Coding, Effort], str] = {
    ("identity", "quick"): "",
    ("identity", "best"): "",
    ("br", "quick"): "-br",
    ("br", "best"): "-br11",
    ("gzip", "quick"): "-gzip",
    ("gzip", "best"): "-gzip9",
}


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """A body in one coding. *tag* is a hash of the plain body or of its pieces: every node says the same.

    *surrogates* are the keys that a shared cache may be told to forget it by, with spaces between.
    """

    body: bytes
    coding: Coding
    content_type: str
    tag: str
    effort: Effort = "quick"
    surrogates: str = ""


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What a request says about the form of its answer."""

    coding: Coding
    if_none_match: str
    head: bool


class Answer(msgspec.Struct, frozen=True):
    """Status, headers and body, ready to be sent."""

    status: int
    headers: Headers
    body: bytes


def finished(
    body: bytes, content_type: str, coding: Coding, surrogates: str = "", digest: str | None = None
) -> Finished:
    """*body*, which is plain, as it goes out in *coding*; what does not shrink stays plain.

    *digest* is a hexadecimal hash that stands for the body, if there is one.
    """
    tag = (digest or hashlib.sha256(body).hexdigest())[:_TAG_DIGITS]
    coding = coding if compressible(content_type) else "identity"
    packed_body = packed(body, coding)
    return Finished(
        body=packed_body, coding=coding, content_type=content_type, tag=tag, surrogates=surrogates
    )


def recoded(found: Finished, coding: Coding) -> Finished:
    """The same bytes in another coding, without making the page again."""
    body = packed(unpacked(found.body, found.coding), coding)
    return msgspec.structs.replace(found, body=body, coding=coding, effort="quick")


def repacked(found: Finished) -> Finished:
    """The same page in the same coding in the fewest bytes, which takes long."""
    body = packed(unpacked(found.body, found.coding), found.coding, "best")
    return msgspec.structs.replace(found, body=body, effort="best")


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
    """The strong ETag: it differs per coding and per way of packing, because the bytes do."""
    return f'"{found.tag}{_SUFFIXES[found.coding, found.effort]}"'


def known_tags(found: Finished) -> tuple[str, ...]:
    """Every tag that this page in this coding is sent under, the one of these bytes first."""
    own = entity_tag(found)
    efforts: tuple[Effort, ...] = ("quick", "best")
    every = (f'"{found.tag}{_SUFFIXES[found.coding, effort]}"' for effort in efforts)
    return tuple(dict.fromkeys((own, *every)))


def answer(found: Finished, asked: Conditions, cache_control: str) -> Answer:
    """200 with the body (none on HEAD), or 304 where the client has this page in this coding."""
    kept: Header = (b"cache-control", cache_control.encode())
    held = _held(asked.if_none_match, found) if asked.if_none_match else None
    if held is not None:
        return Answer(status=304, headers=[(b"etag", held.encode()), kept, *varying(found)], body=b"")
    return Answer(status=200, headers=[kept, *whole_headers(found)], body=b"" if asked.head else found.body)


def whole_headers(found: Finished) -> tuple[Header, ...]:
    """The headers of a whole answer, but for how long it may be kept."""
    headers = [(b"etag", entity_tag(found).encode()), *_described(found.content_type, found.coding)]
    headers.append((b"content-length", b"%d" % len(found.body)))
    if found.surrogates:
        headers.append(_surrogate_key(found.surrogates))
    return tuple(headers)


def varying(found: Finished) -> tuple[Header, ...]:
    """What says that the bytes depend on the codings a client takes, if they do."""
    return (_VARY,) if compressible(found.content_type) else ()


@lru_cache(64)
def _described(content_type: str, coding: Coding) -> tuple[Header, ...]:
    """Headers that many pages share: they lie in memory once."""
    headers = [_VARY] if compressible(content_type) else []
    headers.append((b"content-type", content_type.encode()))
    if coding != "identity":
        headers.append((b"content-encoding", coding.encode()))
    return tuple(headers)


@lru_cache(1_024)
def _surrogate_key(surrogates: str) -> Header:
    return b"surrogate-key", surrogates.encode()


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


def _held(if_none_match: str, found: Finished) -> str | None:
    """The tag in *if_none_match* under which the client holds this page, by the weak comparison of
    RFC 9110 §8.8.3.2. What it holds may be packed in the other way: it is told that its own bytes
    are still good."""
    tags = known_tags(found)
    named = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    if "*" in named:
        return tags[0]
    return next((tag for tag in tags if tag in named), None)
