"""JSON v1: what the page shows, as data; every wordless value has its text beside it."""

from collections.abc import Callable
from functools import cache

import msgspec
from litestar import Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .. import words
from ..core.view import View
from .answers import JSON, answer, conditions, finished, response
from .fragments import READING, AnyRequest
from .freshness import cache_control, until_midnight
from .pages import Pages
from .shapes import fits_of
from .signed_quotes import Offered, Signer, kept_while_signed
from .wanted import wanted

HOURLY = "public, max-age=3600"


def routes(pages: Pages, address: str, signer: Signer) -> list[HTTPRouteHandler]:
    """The routes of the API; *address* is where its description says it lives, *signer* signs quotes."""

    @route("/api/v1/comparisons/{shop:str}/{comparison:str}", http_method=READING)
    async def comparison_json(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        return await view_answer(pages, request, (shop, comparison), whole)

    @route("/api/v1/quotes/{shop:str}/{comparison:str}", http_method=READING)
    async def quotes_json(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        return await _quotes_answer(pages, request, (shop, comparison), signer)

    @route("/api/v1/fits/{shop:str}/{comparison:str}", http_method=READING)
    async def fits_json(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        return await view_answer(pages, request, (shop, comparison), fits_of)

    @route("/api/v1/schema", http_method=READING)
    async def schema(request: AnyRequest) -> Response[bytes]:
        return _document(request, _description(address))

    @route("/api/v1/catalogue-schema.json", http_method=READING)
    async def catalogue_schema_json(request: AnyRequest) -> Response[bytes]:
        return _document(request, _catalogue())

    return [comparison_json, quotes_json, fits_json, schema, catalogue_schema_json]


async def view_answer(
    pages: Pages, request: AnyRequest, where: tuple[str, str], shape: Callable[[View], object]
) -> Response[bytes]:
    """The view that *request* asks for, in *shape*, as JSON with text."""
    asked = conditions(request.scope)
    seen = await pages.seen(wanted("fragment", *where, request.scope["query_string"]))
    body = msgspec.json.encode(words.with_text(shape(seen.view), seen.view.context.lang))
    fresh = until_midnight(seen.view, seen.zone)
    kept = cache_control(fresh, pages.reader.clock().timestamp())
    return response(answer(finished(body, JSON, asked.coding), asked, kept))


async def _quotes_answer(
    pages: Pages, request: AnyRequest, where: tuple[str, str], signer: Signer
) -> Response[bytes]:
    """As `view_answer`, signed; kept by no cache past the moment at which a signature expires."""
    asked = conditions(request.scope)
    seen = await pages.seen(wanted("fragment", *where, request.scope["query_string"]))
    offered = Offered(
        view=seen.view,
        publication=seen.edition.publication,
        document=seen.document,
        zone=seen.zone,
        current=seen.current,
    )
    signed = signer.quotes(offered)
    body = msgspec.json.encode(words.with_text(signed, seen.view.context.lang))
    fresh = kept_while_signed(until_midnight(seen.view, seen.zone), signer.promise(offered))
    kept = cache_control(fresh, pages.reader.clock().timestamp())
    return response(answer(finished(body, JSON, asked.coding), asked, kept))


@cache
def _description(address: str) -> bytes:
    from .openapi import openapi  # noqa: PLC0415  Its file formats are loaded when somebody asks.

    return msgspec.json.encode(openapi(address))


@cache
def _catalogue() -> bytes:
    from .openapi import catalogue_schema  # noqa: PLC0415  As above.

    return msgspec.json.encode(catalogue_schema())


def _document(request: AnyRequest, body: bytes) -> Response[bytes]:
    asked = conditions(request.scope)
    return response(answer(finished(body, JSON, asked.coding), asked, HOURLY))


def whole(view: View) -> View:
    """The shape of a view that is answered as it is."""
    return view
