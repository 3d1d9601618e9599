"""Rows of a comparison as Pricing2Yaml's features and usage limits, by names that lead back to their keys."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ...core.bounds import LINE, PROSE
from ...core.catalogue import Cell, Feature
from ...core.values import Listing, NotStated, Number, Unlimited, Value, Words, YesNo
from .names import plain_label, split_slug, unique
from .outgoing import Outgoing
from .outgoing_cells import leave_beside

Plain = str | bool | Decimal | list[str] | None
ENDLESS = Decimal("Infinity")
_TYPES = {"yes_no": "BOOLEAN", "number": "NUMERIC", "text": "TEXT", "list": "TEXT"}
_EMPTY: Mapping[str, Plain] = {"BOOLEAN": False, "NUMERIC": Decimal(0), "TEXT": ""}
_MEASURED = re.compile(r"(.+) \((per .+)\)")


class Row(NamedTuple):
    """A feature with the *name* it goes by in the file; a usage *limit* is a row of another list."""

    feature: Feature
    name: str
    limit: bool
    default: Plain

    @property
    def value_type(self) -> str:
        return _TYPES[self.feature.kind]


def rows_of(
    features: Sequence[Feature], columns: Sequence[Mapping[str, Cell]], shop: Outgoing
) -> dict[str, Row]:
    """The rows by the key of their feature. *columns* are the cells of each plan, by feature."""
    taken: set[str] = set()
    limits = {feature.key for feature in features if _is_limit(feature)}
    named: dict[str, str] = {}
    # The order in which a reader gives keys to names: features first, then limits.
    for feature in sorted(features, key=lambda one: one.key in limits):
        named[feature.key] = name_for(_names(feature, shop), feature.key, taken)
    return {
        feature.key: Row(
            feature=feature,
            name=named[feature.key],
            limit=feature.key in limits,
            default=_default(feature, columns, shop),
        )
        for feature in features
    }


def name_for(candidates: Iterable[str], key: str, taken: set[str]) -> str:
    """The first of *candidates* that a reader would make *key* of, else the key itself."""
    for name in candidates:
        if name and unique(split_slug(name, fallback=""), set(taken)) == key:
            taken.add(key)
            return name
    unique(key, taken)
    return key


def declaration(
    row: Row, rows: Mapping[str, Row], groups: Mapping[str, str], shop: Outgoing
) -> dict[str, Any]:
    """What is said of a row before any plan."""
    feature = row.feature
    said: dict[str, Any] = {
        "description": shop.text(feature.help)[:PROSE],
        "valueType": row.value_type,
        "defaultValue": row.default,
    }
    if not row.limit:
        tag = groups.get(feature.group) if feature.group else None
        return {**said, "type": "DOMAIN", **({"tag": tag} if tag else {})}
    linked = [rows[key].name for key in feature.linked if key in rows and not rows[key].limit]
    return {**said, "unit": _unit(row, shop), "type": "NON_RENEWABLE", "linkedFeatures": linked}


def override(row: Row, value: Value, shop: Outgoing) -> dict[str, Plain]:
    """``{"value": …}`` where *value* differs from the row's default, else nothing."""
    plain = plain_value(value, row.feature, shop)
    return {} if plain == row.default and type(plain) is type(row.default) else {"value": plain}


def plain_value(value: Value, feature: Feature, shop: Outgoing) -> Plain:
    """*value* as the file says it, None for one that nobody stated."""
    if isinstance(value, YesNo):
        return value.yes
    if isinstance(value, Number):
        return _number(value, feature, shop)
    if isinstance(value, Words):
        return shop.text(value.text)[:LINE]
    if isinstance(value, Listing):
        return [shop.text(item) for item in value.items]
    if isinstance(value, Unlimited):
        shop.left.count("fair_use", value.fair_use is not None)
        return ENDLESS
    shop.left.count("odd_values", not isinstance(value, NotStated))
    return None


def _number(value: Number, feature: Feature, shop: Outgoing) -> Plain:
    if value.unit in {None, feature.unit} and feature.kind == "number":
        return Decimal(value.amount)
    shop.left.count("odd_values")
    return f"{value.amount} {value.unit or ''}".strip()


def _default(feature: Feature, columns: Sequence[Mapping[str, Cell]], shop: Outgoing) -> Plain:
    """What the first plan says, so that most need to say nothing; a value even where it says none."""
    first = columns[0].get(feature.key) if columns else None
    # What it leaves out is counted with the plan's own cell, and not twice.
    plain = plain_value(first.value, feature, shop.uncounted()) if first else None
    return _EMPTY[_TYPES[feature.kind]] if plain is None else plain


def cells_of(cells: Iterable[Cell], shop: Outgoing) -> dict[str, Cell]:
    """Cells by their feature; what stands beside the values is counted."""
    found: dict[str, Cell] = {}
    for cell in cells:
        leave_beside(cell, shop)
        found[cell.feature] = cell
    return found


def _is_limit(feature: Feature) -> bool:
    return bool(feature.linked) or (
        feature.kind == "number" and (feature.unit is not None or feature.direction != "none")
    )


def _names(feature: Feature, shop: Outgoing) -> tuple[str, ...]:
    label = shop.text(feature.label)
    measured = _MEASURED.fullmatch(label)
    return (feature.source_key or "", measured[1] if measured else label)


def _unit(row: Row, shop: Outgoing) -> str:
    """The unit with what the label says it is counted per: ``document/user/month``."""
    measured = _MEASURED.fullmatch(shop.text(row.feature.label))
    per = measured[2].removeprefix("per ").split(" per ") if measured else []
    return "/".join((row.feature.unit or "", *per))


def leave_of_rows(rows: Mapping[str, Row], shop: Outgoing) -> None:
    """Count what a reader would make otherwise of the rows."""
    for row in rows.values():
        feature = row.feature
        label, read = shop.text(feature.label), plain_label(row.name)
        shop.left.count("labels", _MEASURED.sub(r"\1", label) != read)
        lower = "minimum" in feature.key.split("-")
        counted = row.limit and feature.kind == "number"
        direction = "none" if not counted else "lower" if lower else "higher"
        shop.left.count("directions", feature.direction != direction)
        shop.left.count("best_words", feature.best is not None)
        shop.left.count("norms", feature.norm is not None)
