"""Content: delivery and returns, questions, ways to ask, evidence, what was done about what buyers said."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import claiming, evidence, of_comparison, of_product, of_shop, rated

_PAGES = (of_shop, of_product, rated, of_comparison, claiming, evidence)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page of the section."""
    return [handler for page in _PAGES for handler in page.routes(desk)]
