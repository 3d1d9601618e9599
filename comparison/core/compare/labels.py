"""The merchant's names for charges, features and units, found from a key."""

from collections.abc import Sequence

from ..catalogue import AddOn, Feature
from ..messages import Message, say
from ..pricing.model import Component
from ..pricing.quote import Line
from .column import Bench, Column

_QUANTITIES = {
    "user": "control.quantity_user",
    "sales": "control.quantity_sales",
    "order": "control.quantity_order",
    "item": "control.quantity",
}


def component_label(bench: Bench, column: Column, line: Line) -> str:
    """What the merchant calls the charge of *line*; an add-on's own name where it is one's base."""
    if line.add_on is not None:
        add_on = add_on_named(bench, line.add_on)
        return bench.label(add_on.name) if add_on else line.add_on
    component = _component(column, line.component)
    return bench.label(component.label) if component else line.component


def charge_names(bench: Bench, column: Column, keys: Sequence[str]) -> tuple[str, ...]:
    """What the merchant calls the charges of those *keys*."""
    found = ((key, _component(column, key)) for key in keys)
    return tuple(bench.label(component.label) if component else key for key, component in found)


def add_on_named(bench: Bench, key: str) -> AddOn | None:
    """The add-on of that key, None if the edition has none."""
    return next((one for one in bench.publication.add_ons if one.key == key), None)


def feature_named(bench: Bench, key: str) -> Feature | None:
    """The feature of that key, None if the category has none."""
    return next((one for one in bench.publication.category.features if one.key == key), None)


def feature_label(bench: Bench, key: str) -> str:
    """The feature's label, or its key where the category does not know it."""
    feature = feature_named(bench, key)
    return bench.label(feature.label) if feature else key


def quantity_label(unit: str) -> Message:
    """What a stepper of *unit* is called."""
    return say(_QUANTITIES[unit]) if unit in _QUANTITIES else say("control.quantity_of", unit=unit)


def _component(column: Column, key: str) -> Component | None:
    for price in column.product.prices:
        for component in price.components:
            if component.key == key:
                return component
    return None
