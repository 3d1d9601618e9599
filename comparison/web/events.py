"""``POST /api/v1/events``: what shoppers do with a comparison, a line each; and the form "Did this help?".

A line is ``TYPE,TIER,BEFORE,NOW``: the event of the element, the tier that was chosen, and the addresses of
the view before it (empty for the first one) and of the view now. The answer is always the same and says
nothing of what was counted. Source: docs/embedding.md, "Counting".
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from litestar import HttpMethod, Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from ..core.asking import read_asked
from ..core.context import Asked
from ..core.errors import ComparisonError
from ..storage.counts import REASONS
from .answers import HTML, momentary, response
from .counting import Counting, Deed
from .forms import Form, read_pairs
from .fragments import AnyRequest
from .reading import check_address, pairs_of

MOST_LINES = 20
MOST_BYTES = 2_000
_PLACES = ("c", "fragments")


class _Line(NamedTuple):
    """A line that was read: where it happened and what."""

    shop: str
    comparison: str
    deeds: tuple[Deed, ...]


def routes(counting: Counting) -> list[HTTPRouteHandler]:
    """The routes that count, with *counting*."""

    @route("/api/v1/events", http_method=HttpMethod.POST, request_max_body_size=MOST_BYTES)
    async def events(request: AnyRequest) -> Response[bytes]:
        body = await request.body()
        if counting.admits(_client(request)):
            for line in read_lines(body):
                await counting.count(*line)
        return Response(content=b"", status_code=204, headers={"cache-control": "no-store"})

    @route(
        "/c/{shop:str}/{comparison:str}/feedback",
        http_method=HttpMethod.POST,
        request_max_body_size=MOST_BYTES * 4,
        status_code=303,
    )
    async def feedback(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        form = Form(read_pairs(await request.body()))
        if counting.admits(_client(request)):
            await counting.count(shop, comparison, read_feedback(form))
        query = urlencode(_state(form.get("back")))
        # Of the request's own parts, each quoted: nobody can be led anywhere else, or add a header.
        place = f"/c/{quote(shop, safe='')}/{quote(comparison, safe='')}"
        address = f"{place}{'?' if query else ''}{query}#thanks"
        more = [(b"location", address.encode("ascii"))]
        return response(momentary(b"", HTML, status=303, head=False, more=more))

    return [events, feedback]


def read_lines(body: bytes) -> Iterator[_Line]:
    """What *body* says, the first `MOST_LINES` lines; one that cannot be read says nothing."""
    for line in body.decode("utf-8", "replace").split("\n")[:MOST_LINES]:
        read = _read(line)
        if read is not None:
            yield read


def read_feedback(form: Form) -> Iterator[Deed]:
    """What a press of a button of the form says."""
    if form.get("helped") == "yes":
        yield Deed("helped", "yes")
    elif form.get("why") in REASONS:
        yield Deed("why", form.get("why"))


def _read(line: str) -> _Line | None:
    kind, _, rest = line.partition(",")
    tier, _, addresses = rest.partition(",")
    before, _, now = addresses.rpartition(",http")
    try:
        parts = urlsplit(f"http{now}")
        place, shop, comparison = parts.path.removeprefix("/").split("/")
        asked = _asked(parts.query)
        earlier = _asked(urlsplit(before).query) if before else None
    except (ValueError, ComparisonError):
        return None
    deeds = tuple(_deeds(kind, tier, earlier, asked))
    return _Line(shop, comparison, deeds) if place in _PLACES and deeds else None


def _asked(query: str) -> Asked:
    raw = query.encode()
    check_address(b"", raw)
    return read_asked(pairs_of(raw))


def _deeds(kind: str, tier: str, before: Asked | None, now: Asked) -> Iterator[Deed]:
    if kind == "tc-select":
        yield Deed("select", tier)
    if kind == "tc-load" and before is None:
        yield Deed("view")
    if kind != "tc-change" or before is None:
        return
    if now.persona and now.persona != before.persona:
        yield Deed("persona", now.persona)
    for question, answer in now.answers.items():
        if before.answers.get(question) != answer:
            yield Deed("quiz", f"{question}/{answer}")


def _state(back: str) -> list[tuple[str, str]]:
    """The context of the address that the form was on."""
    try:
        query = urlsplit(back).query.encode()
        check_address(b"", query)
        return pairs_of(query)
    except (ValueError, ComparisonError):
        return []


def _client(request: AnyRequest) -> str:
    client = request.scope.get("client")
    return str(client[0]) if client else ""
