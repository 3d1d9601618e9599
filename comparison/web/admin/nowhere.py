"""An address of the merchant's side where no page is: said on a page with the way back."""

from typing import Any, NoReturn, cast

from litestar import Litestar
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Receive, Scope, Send

from ..refusals import NoSuchPage
from .desk import Desk
from .visit import Visit

# Outside of every shop, and inside of one.
_NOWHERE = (
    *("/admin", "/admin/_", "/admin/_/{rest:path}"),
    *("/admin/{shop:str}", "/admin/{shop:str}/{rest:path}"),
)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every address, for the application that is asked when the one of the pages knows none."""
    shown = [desk.shows(path, show) for path in _NOWHERE]
    return [*shown, *(desk.changes(path, show, least="viewer", shown_at="/admin") for path in _NOWHERE)]


async def show(_: Desk, __: Visit) -> NoReturn:
    """Say that there is nothing.

    Raises:
        NoSuchPage: always.
    """
    raise NoSuchPage


def around(pages: ASGIApp, missing: Litestar) -> ASGIApp:
    """*pages*, and *missing* for what they do not know.

    A route of the pages' own for every address would not do: the framework looks no further once the
    beginning of an address is that of a page.
    """

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await pages(cast("Scope", dict[str, Any](scope)), receive, send)
        except (NotFoundException, MethodNotAllowedException):
            # Nothing is sent by then: no handler of ours raises these.
            await missing(scope, receive, send)

    return answered
