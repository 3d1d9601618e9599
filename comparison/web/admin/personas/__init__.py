"""Buyer types: cards, one of them with its needs and fits; pain points and the quiz of a comparison."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import editing, listing, pains, question, quiz

_PAGES = (listing, editing, pains, quiz, question)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page of the section."""
    return [handler for page in _PAGES for handler in page.routes(desk)]
