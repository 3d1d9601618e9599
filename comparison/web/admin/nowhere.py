"""An address of the merchant's side where no page is: said on a page with the way back."""

from typing import NoReturn

from litestar.handlers import HTTPRouteHandler

from ..refusals import NoSuchPage
from .desk import Desk
from .visit import Visit

NOWHERE = "/admin/{shop:str}/{rest:path}"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Whatever no other page has."""
    return [desk.shows(NOWHERE, show)]


async def show(_: Desk, __: Visit) -> NoReturn:
    """Say that there is nothing.

    Raises:
        NoSuchPage: always.
    """
    raise NoSuchPage
