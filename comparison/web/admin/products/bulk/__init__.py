"""Many products changed at once: chosen, looked at before and after, written together, taken back."""

from litestar.handlers import HTTPRouteHandler

from ...desk import Desk
from . import changing


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page with its form, and taking the last change back."""
    return changing.routes(desk)
