"""H32: a row says something about every tier or about none."""

from collections.abc import Iterator

from ..diff import value_of
from ..values import NotStated
from .examined import Examined
from .finding import Finding, found


def half_filled_rows(examined: Examined) -> Iterator[Finding]:
    """H32: some tiers state a value and others do not; one finding for each row."""
    for index, feature in enumerate(examined.publication.category.features):
        silent = [
            placed.name
            for placed in examined.products
            if isinstance(value_of(placed.seller, feature.key), NotStated)
        ]
        if 0 < len(silent) < len(examined.products):
            facts = {"feature": examined.said(feature.label), "names": tuple(silent)}
            yield found("H32", "warning", f"$.category.features[{index}]", "not_stated", **facts)
