"""What shoppers did with the comparisons: counted by day, shown and handed out."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import page, table


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its numbers as a file."""
    return [*page.routes(desk), *table.routes(desk)]
