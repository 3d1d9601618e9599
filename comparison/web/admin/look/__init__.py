"""How a shop's comparisons look: its colours, corners and type, tried out before they are saved."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import theme, theme_preview


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and what stands in its frames."""
    return [*theme.routes(desk), *theme_preview.routes(desk)]
