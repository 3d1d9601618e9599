"""Numbers that leave their unit to their feature, with that unit written in.

A record is saved without its category at hand, so "5" in a row of kilograms has no base value
until everything is put together; beside "5000 g" it would otherwise look far smaller.
"""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from ..core.asked_needs import with_needs
from ..core.catalogue import AddOn, Category, Cell, Comparison, Product
from ..core.personas import Need, Persona
from ..core.values import Number, Unlimited, Value
from .units import with_base_values

Seller = TypeVar("Seller", Product, AddOn)
Units = Mapping[str, str]


def units_of(category: Category) -> Units:
    """The unit of every feature that has one."""
    return {feature.key: feature.unit for feature in category.features if feature.unit}


def in_feature_units(seller: Seller, units: Units) -> Seller:
    """*seller* with the unit of its feature at every number that states none."""
    cells = tuple(_cell(cell, units) for cell in seller.cells)
    return with_base_values(replace(seller, cells=cells))


def needs_in_feature_units(persona: Persona, units: Units) -> Persona:
    """*persona* with the unit of its feature at every need whose number states none."""
    needs = tuple(_need(need, units) for need in persona.needs)
    return with_base_values(replace(persona, needs=needs))


def comparison_in_feature_units(comparison: Comparison, units: Units) -> Comparison:
    """*comparison* with the same done to the needs of its pain points and of its quiz."""
    return with_base_values(with_needs(comparison, lambda need: _need(need, units)))


def _need(need: Need, units: Units) -> Need:
    return replace(need, unit=units.get(need.feature)) if need.number and need.unit is None else need


def _cell(cell: Cell, units: Units) -> Cell:
    unit = units.get(cell.feature)
    return cell if unit is None else replace(cell, value=_value(cell.value, unit))


def _value(value: Value, unit: str) -> Value:
    if isinstance(value, Number) and value.unit is None:
        return replace(value, unit=unit)
    if isinstance(value, Unlimited) and value.fair_use and value.fair_use.unit is None:
        return replace(value, fair_use=replace(value.fair_use, unit=unit))
    return value
