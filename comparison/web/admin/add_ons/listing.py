"""All add-ons of the shop."""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.catalogue import AddOn
from ....core.languages import label
from ....storage.store import Store
from ...answers import Answer
from ..desk import Desk, Page
from ..visit import Visit
from .known import ADD_ONS, MOST_OFFERED


class Line(NamedTuple):
    """An add-on: how many *prices* it has, and *products* it goes with (0: every one)."""

    key: str
    name: str
    prices: int
    products: int


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list."""
    return [desk.shows(ADD_ONS, show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The list."""
    lines = await desk.ask(lines_of, desk.store, visit)
    return desk.page(visit, Page(name="add_ons", section="products", tab="add_ons", values={"lines": lines}))


def lines_of(store: Store, visit: Visit) -> list[Line]:
    """The first `MOST_OFFERED` add-ons by their keys."""
    rows = store.page(visit.shop, "add_on", limit=MOST_OFFERED)
    return [
        Line(one.key, label(one.name, (visit.language,)) or one.key, len(one.prices), len(one.available_for))
        for row in rows
        if isinstance(one := row.record, AddOn)
    ]
