"""H30: features and their limits agree, and every value has a row."""

from collections.abc import Iterator
from decimal import Decimal

from ..catalogue import Product
from ..diff import says_yes
from ..values import Number, Unlimited
from .examined import Examined
from .finding import Finding, Level, found


def value_without_row(examined: Examined) -> Iterator[Finding]:
    """H30: a product states a value for a feature or limit that its category does not have."""
    for placed, cell, path in examined.cells():
        if cell.feature not in examined.features:
            yield found("H30", "error", path, "no_row", name=placed.name, feature=cell.feature)


def limit_without_feature(examined: Examined) -> Iterator[Finding]:
    """H30: a limit is linked to a feature that does not exist. A warning where it was imported."""
    for index, feature in enumerate(examined.publication.category.features):
        for key in feature.linked:
            if key not in examined.features:
                level: Level = "warning" if feature.source_key else "error"
                path = f"$.category.features[{index}].linked"
                facts = {"limit": examined.said(feature.label), "feature": key}
                yield found("H30", level, path, "no_feature", **facts)


def feature_with_limit_zero(examined: Examined) -> Iterator[Finding]:
    """H30: a product has a feature, and none of it. A warning where it was imported."""
    for placed, cell, path in examined.cells():
        feature = examined.features.get(cell.feature)
        if feature is None or not _is_zero(cell.value):
            continue
        for key in _had(placed.seller, feature.linked):
            if _has_some(examined, placed.seller, key):
                continue
            level: Level = "warning" if feature.source_key else "error"
            facts = {"name": placed.name, "limit": examined.said(feature.label)}
            yield found(
                "H30",
                level,
                path,
                "limit_zero",
                feature=examined.feature_name(key),
                **facts,
            )


def _is_zero(value: object) -> bool:
    return isinstance(value, Number) and Decimal(value.amount) == 0


def _has_some(examined: Examined, product: Product, key: str) -> bool:
    """Whether another limit leaves some of the feature: 50 uses in all, and none of them again each month."""
    stated = (cell for cell in product.cells if isinstance(cell.value, Number | Unlimited))
    limits = (cell for cell in stated if key in examined.linked_of(cell.feature))
    return any(not _is_zero(cell.value) for cell in limits)


def _had(product: Product, keys: tuple[str, ...]) -> list[str]:
    return [cell.feature for cell in product.cells if cell.feature in keys and says_yes(cell.value)]
