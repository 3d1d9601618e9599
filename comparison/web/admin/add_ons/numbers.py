"""The numbers that an add-on brings: a row of numbers says this one with it, in the row's own unit."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ....core.catalogue import AddOn, Cell
from ....core.messages import say
from ....core.values import Number
from ...forms import Form
from ..options import Options
from ..parts import Fields, Part, Parts

NUMBERS = "numbers"
# The rows of numbers by their keys, with the unit of each.
Units = Mapping[str, str | None]


def number_parts(limits: Options) -> Parts:
    """One row of numbers and what it says with the add-on."""
    return (
        Part("feature", "choice", "admin_look.limit", needed=True, pairs=tuple(limits)),
        Part("amount", "number", "admin_rated.number", needed=True),
    )


def is_number_here(cell: Cell, units: Units) -> bool:
    """Whether a row of the form stands for *cell*: a number in the very unit of its row."""
    value = cell.value
    if not isinstance(value, Number) or cell.feature not in units:
        return False
    return value.unit in {None, units[cell.feature]}


def numbers_filled(cells: Sequence[Cell], units: Units) -> Fields:
    """The numbers among *cells* as rows of fields."""
    found: Fields = {}
    for place, cell in enumerate(one for one in cells if is_number_here(one, units)):
        stem = f"{NUMBERS}.{place}."
        amount = cell.value.amount if isinstance(cell.value, Number) else ""
        found |= {f"{stem}feature": cell.feature, f"{stem}amount": amount}
    return found


def with_numbers(whole: dict[str, Any], before: AddOn, units: Units) -> dict[str, Any]:
    """*whole*, an add-on as plain data, with the typed rows as cells; one that says the same is as it was."""
    rows = whole.pop(NUMBERS, None) or []
    kept = {cell.feature: cell for cell in before.cells if is_number_here(cell, units)}
    return whole | {"cells": [*(whole.get("cells") or []), *(_cell(row, kept, units) for row in rows)]}


def each_once(form: Form, cells: Sequence[Cell], units: Units) -> None:
    """Note an error at a row of the form whose row says something else in *cells* already."""
    seen = {cell.feature for cell in cells if not is_number_here(cell, units)}
    for name in form.names(f"{NUMBERS}."):
        if name.endswith(".feature"):
            if form.get(name) in seen:
                form.fail(name, say("admin_rated.row_twice"))
            seen.add(form.get(name))


def _cell(row: Mapping[str, Any], kept: Mapping[str, Cell], units: Units) -> Any:
    key, amount = row.get("feature", ""), row.get("amount")
    old = kept.get(key)
    if old is not None and isinstance(old.value, Number) and old.value.amount == amount:
        return msgspec.to_builtins(old)
    unit = units.get(key)
    return {"feature": key, "value": {"is": "number", "amount": amount} | ({"unit": unit} if unit else {})}
