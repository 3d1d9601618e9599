"""The merchant's names for charges, features and units, found from a key."""

from collections.abc import Iterable, Mapping, Sequence

from ..catalogue import AddOn, Feature
from ..languages import other_language
from ..messages import Message, say
from ..pricing.model import Component
from ..pricing.offers import REST, WHOLE
from ..pricing.quote import Line
from ..pricing.rounding_line import ROUNDING
from ..view_controls import Choice
from .column import Bench, Column

_QUANTITIES = {
    "user": "control.quantity_user",
    "sales": "control.quantity_sales",
    "order": "control.quantity_order",
    "item": "control.quantity",
}
# Charges that no merchant wrote down: they stand for a price without any, or make a sum come out even.
_UNWRITTEN = {WHOLE: "price.whole", REST: "price.rest", ROUNDING.key: "price.rounding"}


def component_label(bench: Bench, column: Column, line: Line) -> str | Message:
    """What the merchant calls the charge of *line*; an add-on's single charge is called like the add-on."""
    if line.add_on is not None:
        return _name_beside(bench, column, line.add_on, line.component)
    return _name(bench, column, line.component)


def component_language(bench: Bench, column: Column, line: Line) -> str | None:
    """The language of `component_label`, where the reader's has no name for the charge."""
    named = add_on_named(bench, line.add_on) if line.add_on is not None else None
    component = _component(column, line.component)
    text = named.name if named else component.label if component else None
    return other_language(text, bench.languages) if text else None


def named_choice(bench: Bench, value: str, text: Mapping[str, str], *, selected: bool) -> Choice:
    """A choice that is called by the merchant's own words."""
    label, lang = say("page.plain", text=bench.label(text)), other_language(text, bench.languages)
    return Choice(value=value, label=label, selected=selected, lang=lang)


def written_names(bench: Bench, column: Column, lines: Iterable[Line]) -> tuple[str | Message, ...]:
    """As `component_label`, each name once, and none for what no merchant wrote down."""
    names: list[str | Message] = []
    for line in lines:
        name = component_label(bench, column, line)
        if name not in names and not _is_unwritten(name):
            names.append(name)
    return tuple(names)


def charge_names(bench: Bench, column: Column, keys: Sequence[str]) -> tuple[str | Message, ...]:
    """As `component_label`, for the charges of those *keys*."""
    return tuple(_name(bench, column, key) for key in keys)


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


def _is_unwritten(name: str | Message) -> bool:
    return isinstance(name, Message) and name.key in _UNWRITTEN.values()


def _name_beside(bench: Bench, column: Column, key: str, component: str) -> str | Message:
    add_on = add_on_named(bench, key)
    if add_on is None:
        return key
    name = bench.label(add_on.name)
    charges = {line.component for line in column.quote.lines if line.add_on == key}
    own = _among((one for price in add_on.prices for one in price.components), component)
    if len(charges) < 2 or own is None:
        return name
    return say("page.bracketed", text=name, note=bench.label(own.label))


def _name(bench: Bench, column: Column, key: str) -> str | Message:
    component = _component(column, key)
    if component is not None:
        return bench.label(component.label)
    return say(_UNWRITTEN[key]) if key in _UNWRITTEN else key


def _component(column: Column, key: str) -> Component | None:
    """The charge of that key in the price that is shown: in another one it may be called otherwise."""
    price = column.price
    return _among(price.components, key) if price is not None else None


def _among(components: Iterable[Component], key: str) -> Component | None:
    return next((one for one in components if one.key == key), None)
