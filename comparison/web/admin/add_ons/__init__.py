"""Add-ons: what shoppers may take besides a product, with its prices and what it goes with."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import deleting, editing, listing

_PAGES = (listing, editing, deleting)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page of them; their prices are those of products (`products.price`)."""
    return [handler for page in _PAGES for handler in page.routes(desk)]
