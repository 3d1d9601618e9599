"""Whether this process is up, and whether it can answer."""

import msgspec
from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from .. import __version__
from ..core.errors import StoreUnusable
from .answers import JSON, momentary, response
from .logs import log
from .reading import Reader

_READING = (HttpMethod.GET, HttpMethod.HEAD)


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """*newer* names comparisons whose live edition only a newer release can read, by its number.

    Such a comparison goes on with its last edition that can be read, so it does not make us unready.
    """

    ready: bool
    release: str
    store: str
    newer: dict[str, int]


def routes(reader: Reader) -> list[HTTPRouteHandler]:
    """The routes that machines watch."""

    @route("/healthz", http_method=_READING)
    async def healthz(request: Request[None, None, State]) -> Response[bytes]:
        head = request.method == HttpMethod.HEAD
        return response(momentary(b"ok\n", "text/plain; charset=utf-8", status=200, head=head))

    @route("/readyz", http_method=_READING)
    async def readyz(request: Request[None, None, State]) -> Response[bytes]:
        state = await readiness(reader)
        head = request.method == HttpMethod.HEAD
        body = msgspec.json.encode(state)
        return response(momentary(body, JSON, status=200 if state.ready else 503, head=head))

    return [healthz, readyz]


async def readiness(reader: Reader) -> Readiness:
    """Ask the store for an answer; a database without its tables does not answer either."""
    try:
        await reader.ask(reader.store.ping)
    except StoreUnusable as error:
        log().error("not_ready", reason=str(error))
        return Readiness(ready=False, release=__version__, store="does not answer", newer={})
    return Readiness(ready=True, release=__version__, store="answers", newer=dict(reader.newer))
