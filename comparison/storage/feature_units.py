"""Numbers that leave their unit to their feature, with that unit written in.

A record is saved without its category at hand, so "5" in a row of kilograms has no base value
until everything is put together; beside "5000 g" it would otherwise look far smaller.
"""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from ..core.catalogue import AddOn, Category, Cell, Product
from ..core.personas import Persona
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
    needs = tuple(
        replace(need, unit=units.get(need.feature)) if need.number and need.unit is None else need
        for need in persona.needs
    )
    return with_base_values(replace(persona, needs=needs))


def _cell(cell: Cell, units: Units) -> Cell:
    unit = units.get(cell.feature)
    return cell if unit is None else replace(cell, value=_value(cell.value, unit))


def _value(value: Value, unit: str) -> Value:
    if isinstance(value, Number) and value.unit is None:
        return replace(value, unit=unit)
    if isinstance(value, Unlimited) and value.fair_use and value.fair_use.unit is None:
        return replace(value, fair_use=replace(value.fair_use, unit=unit))
    return value
