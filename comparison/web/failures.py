"""One table from errors to statuses, and the answer a failure gets in each part of the house."""

import uuid
from http import HTTPStatus
from types import TracebackType
from typing import Any

import msgspec
from litestar.exceptions import HTTPException, InternalServerException, MethodNotAllowedException
from litestar.types import Message, Scope, Send

from .. import words
from ..core import errors
from ..core.catalogue import Shop
from . import proof_refusals, refusals
from .answers import HTML, Answer, momentary, send_answer
from .logs import log
from .reading import Reader, stated_language
from .render import Renderer

PROBLEM = "application/problem+json"
RETRY_SECONDS = 5
STATUSES: dict[type[errors.ComparisonError], int] = {
    errors.BadParameter: 400,
    errors.AmountTooLarge: 400,
    errors.CurrenciesDiffer: 400,
    errors.NotFound: 404,
    errors.StaleRevision: 409,
    errors.RefusedFile: 422,
    errors.PublishingRefused: 422,
    refusals.MalformedRequest: 400,
    refusals.TooManyParameters: 400,
    refusals.NoSuchPage: 404,
    refusals.MethodNotAllowed: 405,
    refusals.BodyTooSlow: 408,
    refusals.BodyTooLarge: 413,
    refusals.AddressTooLong: 414,
    refusals.Broken: 500,
    refusals.Unavailable: 503,
    proof_refusals.BadField: 400,
    proof_refusals.UnknownToken: 401,
    proof_refusals.QuoteOfAnotherShop: 403,
    proof_refusals.QuoteExpired: 410,
    proof_refusals.QuoteTampered: 422,
}
# What Litestar and the codecs raise while they read a body that is not what it says.
_UNREADABLE = (UnicodeDecodeError, RecursionError)
_READING = {"GET", "HEAD"}
_TO_SHOPPERS = ("/fragments/", "/c/")


def status_of(error: errors.ComparisonError) -> int:
    """The status of *error*, by the nearest class in the table; what nobody foresaw is our fault."""
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 500)


def sayable(error: Exception, method: str) -> errors.ComparisonError | None:
    """*error* as one that the table knows, or None where it is a fault of our own."""
    if isinstance(error, errors.StoreUnusable | errors.NewerFormat):
        return refusals.Unavailable()
    if isinstance(error, errors.ComparisonError):
        return error
    if isinstance(error, InternalServerException) or not isinstance(error, HTTPException):
        return refusals.MalformedRequest() if _is_unreadable_body(error, method) else None
    return _of_the_framework(error)


def _is_unreadable_body(error: Exception, method: str) -> bool:
    """A request without a body cannot have caused these: then they are faults of ours."""
    if method in _READING:
        return False
    if isinstance(error, InternalServerException):
        return error.detail == "client disconnected prematurely"
    # KeyError and IndexError are lookup errors too; an unknown charset is the bare class.
    return isinstance(error, _UNREADABLE) or type(error) is LookupError


def _of_the_framework(error: HTTPException) -> errors.ComparisonError | None:
    if isinstance(error, MethodNotAllowedException):
        return refusals.MethodNotAllowed((error.headers or {}).get("allow", ""))
    known: dict[int, type[errors.ComparisonError]] = {
        400: refusals.MalformedRequest,
        404: refusals.NoSuchPage,
        413: refusals.BodyTooLarge,
    }
    kind = known.get(error.status_code)
    return kind() if kind else None


class Failures:
    """Says failures: a fragment under /fragments, a problem under /api, a page elsewhere."""

    def __init__(self, renderer: Renderer, reader: Reader) -> None:
        self._renderer, self._reader = renderer, reader

    def around(self, scope: Scope, send: Send) -> "Boundary":
        """The last line of defence around the answering of one request."""
        return Boundary(self, scope, send)

    async def answer(self, error: errors.ComparisonError, scope: Scope) -> Answer:
        """The answer that *error* gets at the address of *scope*."""
        status = status_of(error)
        shop = await self._shop(error, scope["path"])
        language = _language(shop, scope["query_string"])
        content_type, body = self._said(error, status, language, scope["path"], shop)
        head = scope.get("method") == "HEAD"
        return momentary(body, content_type, status=status, head=head, more=_more_headers(error, status))

    def _said(
        self, error: errors.ComparisonError, status: int, lang: str, path: str, shop: Shop | None
    ) -> tuple[str, bytes]:
        if path.startswith("/api/"):
            message = words.sentence_of(error, lang)
            return PROBLEM, msgspec.json.encode(_problem(error, status, message))
        part = "_fragment" if path.startswith("/fragments/") else "page"
        retry = status >= 500 or status == 408
        is_gone = isinstance(error, errors.NotFound) and path.startswith(_TO_SHOPPERS)
        home = shop.home if shop and is_gone else None
        message = _to_shopper(error, lang) if is_gone else words.sentence_of(error, lang)
        html = self._renderer.failure(part, status=status, message=message, lang=lang, retry=retry, home=home)
        return HTML, html.encode()

    async def _shop(self, error: errors.ComparisonError, path: str) -> Shop | None:
        """The shop that *path* names, where *error* is said in its languages."""
        if not isinstance(error, errors.BadParameter | errors.NotFound):
            return None
        try:
            return await self._reader.shop(_shop_in(path))
        except errors.StoreUnusable:
            return None


def _to_shopper(error: errors.ComparisonError, lang: str) -> str:
    """The sentence of *error*, in which no shopper reads the key of a comparison."""
    is_comparison = error.facts["what"] == "comparison"
    return words.speaker(lang).text("error.gone") if is_comparison else words.sentence_of(error, lang)


def _language(shop: Shop | None, query: bytes) -> str:
    """The language that *query* states, as far as *shop* has it and failures can be said in it."""
    own = tuple(one for one in shop.languages if words.lookup(one, words.LANGUAGES)) if shop else ()
    tag = words.lookup(stated_language(query), own or words.LANGUAGES) or (own[0] if own else "")
    return words.speaker(tag).language


class Boundary:
    """Answers every exception that leaves its block; none reaches the server.

    It remembers whether an answer has begun: then nothing more can be said, and the connection
    is left to end.
    """

    def __init__(self, failures: Failures, scope: Scope, send: Send) -> None:
        self._failures, self._scope, self._send = failures, scope, send
        self._begun = False

    async def send(self, message: Message) -> None:
        """Passes on what the application sends."""
        self._begun = True
        await self._send(message)

    async def __aenter__(self) -> "Boundary":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        known = sayable(error, str(self._scope.get("method"))) or self._broken(error)
        if isinstance(known, refusals.Unavailable):
            # The path of a database is for whoever reads the log, not for shoppers.
            log().error("unavailable", path=_logged(self._scope), reason=str(error))
        if not self._begun:
            await send_answer(await self._failures.answer(known, self._scope), self._send)
        return True

    def _broken(self, error: Exception) -> refusals.Broken:
        request = uuid.uuid4().hex
        log().error("request_failed", request=request, path=_logged(self._scope), exc_info=error)
        return refusals.Broken(request)


def _logged(scope: Scope) -> str:
    """The path as it was sent, percent-encoded: no control character of it reaches a terminal."""
    return scope["raw_path"].decode("ascii", "replace")


def _problem(error: errors.ComparisonError, status: int, message: str) -> dict[str, Any]:
    """Problem details (RFC 9457). *code* stays the same in every language."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "code": error.key.removeprefix("error."),
    }
    if isinstance(error, errors.BadParameter):
        problem |= {"parameter": error.name, "accepted": error.accepted}
    if isinstance(error, proof_refusals.ProofRefused):
        problem |= error.members
    if isinstance(error, refusals.Broken):
        problem["instance"] = f"urn:uuid:{uuid.UUID(error.request)}"
    return problem


def _more_headers(error: errors.ComparisonError, status: int) -> list[tuple[bytes, bytes]]:
    if isinstance(error, refusals.MethodNotAllowed):
        return [(b"allow", error.allowed.encode())]
    if isinstance(error, proof_refusals.UnknownToken):
        return [(b"www-authenticate", b"Bearer")]
    if isinstance(error, refusals.Broken):
        return [(b"x-request-id", error.request.encode())]
    if isinstance(error, refusals.BodyTooSlow | refusals.BodyTooLarge):
        return [(b"connection", b"close")]
    return [(b"retry-after", b"%d" % RETRY_SECONDS)] if status == 503 else []


def _shop_in(path: str) -> str:
    """The shop that an address speaks of: /fragments/SHOP/…, /c/SHOP/…, /api/v1/KIND/SHOP/…."""
    parts = path.split("/")
    place = 4 if parts[1:2] == ["api"] else 2
    return parts[place] if len(parts) > place else ""
