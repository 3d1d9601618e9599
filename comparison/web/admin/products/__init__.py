"""Products and prices: finding, editing, prices with their receipt, values as a grid, categories."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import (
    adding,
    bulk,
    categories,
    competitor,
    editing,
    features,
    full_price,
    grid,
    listing,
    norms,
    price,
    price_removing,
)

_PRICES = (price, full_price, price_removing)
_PAGES = (listing, bulk, adding, editing, *_PRICES, grid, categories, features, competitor, norms)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page of the section."""
    return [handler for page in _PAGES for handler in page.routes(desk)]
