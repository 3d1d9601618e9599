"""Variants of which one is bought: where a price is such a choice, it stands in the row of prices."""

from collections.abc import Sequence

from ..pricing.offers import WHOLE
from ..pricing.quote import Line, Quote
from .column import Column


def variant_lines(quote: Quote) -> list[Line]:
    """The lines of the choice that is all of the base price; none where part of it is fixed."""
    base = _base_lines(quote)
    if len({line.component for line in base}) != 1 or base[0].obligation != "one_of":
        return []
    return base


def row_of_variants(columns: Sequence[Column]) -> str | None:
    """The component in whose row every variant stands; None where no price is a choice."""
    if not any(variant_lines(column.quote) for column in columns):
        return None
    fixed = (line for column in columns for line in _base_lines(column.quote) if line.obligation != "one_of")
    return next((line.component for line in fixed), WHOLE)


def _base_lines(quote: Quote) -> list[Line]:
    return [line for line in quote.lines if line.kind == "base" and line.add_on is None]
