"""Where checkouts of a shop differed from the price shown: JSON, and a page for shoppers."""

import datetime
from collections.abc import Callable

import msgspec
from litestar import Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .. import words
from ..core.errors import NotFound
from ..core.languages import lookup
from ..core.pricing.drift import DAYS, since_day
from ..storage.checkouts import MOST_LISTED, read_checked
from .answers import HTML, JSON, answer, conditions, finished, response
from .fragments import READING, AnyRequest
from .proof_shapes import DriftReport, drifted
from .reading import Reader, stated_language

KEPT = "public, max-age=30, s-maxage=60"
Page = Callable[[DriftReport, str], str]


def routes(reader: Reader, page: Page) -> list[HTTPRouteHandler]:
    """The routes of the count; *page* makes the HTML of a report in a language."""

    @route("/api/v1/drift/{shop:str}", http_method=READING)
    async def drift_json(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        found, language = await _asked(reader, request, shop)
        return _answer(request, msgspec.json.encode(words.with_text(found, language)), JSON)

    @route("/drift/{shop:str}", http_method=READING)
    async def drift_page(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        found, language = await _asked(reader, request, shop)
        return _answer(request, page(found, language).encode(), HTML)

    return [drift_json, drift_page]


async def report(reader: Reader, shop: str, languages: tuple[str, ...]) -> DriftReport:
    """The checkouts of *shop* in the last 30 days, and the newest `MOST_LISTED` that differed."""
    since = since_day(reader.clock().astimezone(datetime.UTC).date())
    store = reader.store
    checked, differing = await reader.ask(store.checkout_counts, shop, since.isoformat())
    rows = await reader.ask(store.drifts, shop, since.isoformat(), MOST_LISTED) if differing else []
    return DriftReport(
        shop=shop,
        days=DAYS,
        since=since,
        checked=checked,
        differing=differing,
        checkouts=tuple(drifted(read_checked(row.document), row.day, languages) for row in rows),
    )


async def _asked(reader: Reader, request: AnyRequest, shop: str) -> tuple[DriftReport, str]:
    own = await reader.languages(shop)
    if not own:
        raise NotFound("shop", shop)
    language = lookup(stated_language(request.scope["query_string"]), own) or own[0]
    return await report(reader, shop, (language, *own)), language


def _answer(request: AnyRequest, body: bytes, kind: str) -> Response[bytes]:
    asked = conditions(request.scope)
    return response(answer(finished(body, kind, asked.coding), asked, KEPT))
