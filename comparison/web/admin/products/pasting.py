"""A table that was copied out of a spreadsheet, put into the cells that its heads name."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ....core.messages import Message, say
from .grid_shape import Scope

MOST_PASTED = 200_000
_MARKS = ("\t", ";", ",")


class Pasted(NamedTuple):
    """Lines by the names of their fields, and what found no place."""

    lines: dict[str, str]
    unplaced: list[Message]


def pasted_into(scope: Scope, text: str) -> Pasted:
    """The cells of the table *text* in the fields of *scope*.

    Its first row and its first column are names: features down and products across, or the other way.
    """
    rows = table_in(text)
    if len(rows) < 2 or len(rows[0]) < 2:
        return Pasted({}, [say("admin_grid.no_table")])
    products = names_of((one.product.key, one.product.name, one.product.sku) for one in scope.held)
    features = names_of((one.key, one.label, None) for one in scope.features)
    heads, first = rows[0][1:], [row[0] for row in rows[1:]]
    across, down = (
        (products, features) if _known(heads, products) >= _known(heads, features) else (features, products)
    )
    lines: dict[str, str] = {}
    unplaced = [
        say("admin_grid.unplaced", name=name)
        for name, known in [*((name, across) for name in heads), *((name, down) for name in first)]
        if name and _folded(name) not in known
    ]
    for row in rows[1:]:
        for head, line in zip(heads, row[1:], strict=False):
            one, other = across.get(_folded(head)), down.get(_folded(row[0]))
            if one and other:
                product, feature = (one, other) if across is products else (other, one)
                lines[f"v.{product}.{feature}"] = line.strip()
    return Pasted(lines, unplaced)


def table_in(text: str) -> list[list[str]]:
    """The rows of delimited *text* with something in them, by the mark that parts the first row most."""
    first = text.strip("\n").partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text[:MOST_PASTED]), delimiter=mark))
    except csv.Error:
        return []
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def names_of(named: Iterable[tuple[str, Mapping[str, str], str | None]]) -> dict[str, str]:
    """Keys by everything that they are called: key, each label, number."""
    found: dict[str, str] = {}
    for key, labels, number in named:
        for name in (key, *labels.values(), number or ""):
            if name:
                found.setdefault(_folded(name), key)
    return found


def _known(names: list[str], known: Mapping[str, str]) -> int:
    return sum(_folded(name) in known for name in names)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
