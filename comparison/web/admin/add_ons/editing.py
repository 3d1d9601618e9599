"""One add-on: what it is called, gives and raises, what it goes with; a new one too."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import AddOn, Cell, Shop
from ....core.languages import label
from ....core.values import YesNo
from ....storage.formats.names import slug, unique
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ...forms import Form
from ..content.of_shop import shop_of
from ..desk import Desk
from ..parts import Fields, Part
from ..products.price import sold_alone
from ..products.prices import PriceLine, price_lines
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .known import ONE, Around, add_on_of, all_add_ons, around
from .numbers import (
    NUMBERS,
    each_once,
    is_number_here,
    number_parts,
    numbers_filled,
    with_numbers,
)

NEW = "/admin/{shop:str}/new-add-on"
# So many boxes stand open; more of them are folded.
MOST_OPEN = 12


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The form of one, and of a new one."""
    return [
        desk.shows(ONE, show),
        desk.changes(ONE, act),
        desk.shows(NEW, show),
        desk.changes(NEW, act),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def sheet_of(store: Store, visit: Visit) -> Sheet[AddOn]:
    """The add-on of the address, or a new one.

    Raises:
        NotFound: there is no such add-on.
    """
    is_new = "add_on" not in visit.keys
    add_on, revision = (AddOn(key="new", name={}), 0) if is_new else add_on_of(store, visit)
    shop, _ = shop_of(store, visit)
    there = around(store, visit, add_on)
    speaker = words.speaker(visit.language)
    here = f"/admin/{visit.shop}/add-ons"
    taken = {key for key, _ in all_add_ons(store, visit)} if is_new else set()
    return Sheet(
        tab="add_ons",
        section="products",
        title=speaker.text("admin_look.new_add_on") if is_new else label(add_on.name, (visit.language,)),
        sections=_sections(add_on, there),
        languages=shop.languages,
        inner=add_on,
        revision=revision,
        put=lambda changed: changed,
        take=_add_on,
        trail=((here, speaker.text("admin_look.add_ons")),),
        settle=lambda whole: with_numbers(
            _with_key(whole, taken) if is_new else dict(whole), add_on, there.units
        ),
        checks=lambda form, changed: each_once(form, changed.cells, there.units),
        after=here if is_new else "",
        below="" if is_new else "admin/_add_on_prices.html",
        more=None if is_new else (price_lines_of(visit, shop, add_on), there.comparisons),
    )


def price_lines_of(visit: Visit, shop: Shop, add_on: AddOn) -> list[PriceLine]:
    """The prices of *add_on* in a line each."""
    return price_lines(visit, shop, sold_alone(add_on))


def _sections(add_on: AddOn, there: Around) -> tuple[Section, ...]:
    cells = Part(
        "cells",
        "choices",
        "admin_look.gives",
        pairs=tuple(there.gives),
        more=len(there.gives) > MOST_OPEN,
        fill=lambda name, cells: _given(name, cells) | numbers_filled(add_on.cells, there.units),
        reads=lambda form, name: _cells(form, name, add_on.cells, there),
    )
    extensions = (
        Part("feature", "choice", "admin_look.limit", needed=True, pairs=tuple(there.limits)),
        Part("amount", "number", "admin_look.raised_by", needed=True),
    )
    about = (
        Part("name", "label", "admin_look.add_on_name", needed=True),
        Part("description", "prose", "admin_look.add_on_description"),
    )
    bounds = (
        Part("available_for", "choices", "admin_look.available_for", pairs=tuple(there.products)),
        *(
            (Part("requires", "choices", "admin_look.requires", pairs=tuple(there.others)),)
            * bool(there.others)
        ),
        *(
            (Part("excludes", "choices", "admin_look.excludes", pairs=tuple(there.others)),)
            * bool(there.others)
        ),
        Part("private", "flag", "admin_look.add_on_private"),
    )
    found = [Section("", about), Section("", bounds, "admin_look.goes_with", "admin_look.goes_with_help")]
    # The one field reads both kinds of cells, though there may be no box to tick.
    found.append(Section("", (cells,)))
    if there.limits:
        found.append(
            Section(
                NUMBERS,
                number_parts(there.limits),
                "admin_rated.numbers",
                "admin_rated.numbers_help",
                is_list=True,
            )
        )
        found.append(
            Section("extensions", extensions, "admin_look.raises", "admin_look.raises_help", is_list=True)
        )
    return tuple(found)


def _given(name: str, cells: Sequence[Any]) -> Fields:
    """The features of which *cells*, plain data of them, say that they are there."""
    return {name: [cell["feature"] for cell in cells if cell["value"].get("yes") is True]}


def _cells(form: Form, name: str, before: Sequence[Cell], there: Around) -> list[dict[str, Any]]:
    """The cells with what was ticked; what neither a box nor a row of numbers stands for stays."""
    offered = dict(there.gives)
    ticked = form.choices(name, list(offered))
    kept = [
        one
        for one in before
        if not (isinstance(one.value, YesNo) and one.feature in offered)
        and not is_number_here(one, there.units)
    ]
    stated = {one.feature for one in kept}
    return [
        *(msgspec.to_builtins(one) for one in kept),
        *({"feature": key, "value": {"is": "yes_no", "yes": True}} for key in ticked if key not in stated),
    ]


def _with_key(whole: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    name = whole.get("name", {})
    said = name.get("en") or next(iter(name.values()), "")
    return whole | {"key": unique(slug(said, fallback="add-on"), taken)}


def _add_on(record: AnyRecord) -> AddOn | None:
    return record if isinstance(record, AddOn) else None
