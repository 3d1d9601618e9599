"""Values of cells as a table or a feed can hold them: one text each."""

from ...core.catalogue import Cell, Feature
from ...core.values import (
    Extra,
    Listing,
    NotApplicable,
    Number,
    Unlimited,
    Value,
    Words,
    YesNo,
)
from .outgoing import Outgoing

SEPARATOR = " | "


def cell_text(value: Value, feature: Feature, shop: Outgoing) -> str:
    """What *value* says, nothing where nobody said. A number in the row's own unit stands bare."""
    if isinstance(value, Words):
        return shop.text(value.text)
    if isinstance(value, Number):
        return number_text(value, feature.unit)
    if isinstance(value, YesNo):
        return "yes" if value.yes else "no"
    if isinstance(value, Listing):
        return SEPARATOR.join(_escaped(shop.text(item)) for item in value.items)
    return _odd_text(value, feature)


def number_text(number: Number, unit: str | None) -> str:
    """The amount, with its unit where that is not *unit*."""
    return number.amount if number.unit in {None, unit} else f"{number.amount} {number.unit}"


def extra_text(add_on: str) -> str:
    """What is said of what only an add-on gives."""
    return f"extra: {add_on}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _odd_text(value: Value, feature: Feature) -> str:
    if isinstance(value, Unlimited):
        return f"unlimited ({number_text(value.fair_use, feature.unit)})" if value.fair_use else "unlimited"
    if isinstance(value, Extra):
        return extra_text(value.add_on)
    return "n/a" if isinstance(value, NotApplicable) else ""


def leave_beside(cell: Cell, shop: Outgoing) -> None:
    """Count what stands beside a value and has no place in one text."""
    shop.left.count("cell_notes", bool(cell.note or cell.source))
    shop.left.count("evidence", cell.claim or bool(cell.evidence))
