"""H28: an add-on gives something that exists, and that its tiers do not have already."""

from collections.abc import Iterator

from ..catalogue import AddOn, Product
from ..diff import value_of
from ..fitting.advantage import advantage
from ..pricing.model import OnEvent, PerTransaction
from ..values import Extra, NotStated, Value
from .examined import Examined
from .finding import Finding, Level, found


def gives_unknown_feature(examined: Examined) -> Iterator[Finding]:
    """H28: an add-on gives or raises a feature that the category does not have."""
    for placed in examined.add_ons:
        given = [("cells", index, cell.feature) for index, cell in enumerate(placed.seller.cells)]
        given += [("extensions", index, one.feature) for index, one in enumerate(placed.seller.extensions)]
        for field, index, feature in given:
            if feature not in examined.features:
                path = f"{placed.path}.{field}[{index}]"
                yield found(
                    "H28",
                    "error",
                    path,
                    "gives_unknown",
                    name=placed.name,
                    feature=feature,
                )


def same_as_a_tier(examined: Examined) -> Iterator[Finding]:
    """H28: every tier an add-on is for has all that it gives, so nobody needs it.

    An add-on that charges for use, or for each of something the tier does not count, gives
    more of it. Without a price it is a warning: it may only be named here.
    """
    for placed in examined.add_ons:
        add_on = placed.seller
        tiers = [one for one in examined.publication.products if _is_for(add_on, one)]
        if not tiers or add_on.extensions or not add_on.cells or _gives_more_of_it(add_on, tiers):
            continue
        if all(_has_all(examined, tier, add_on) for tier in tiers):
            level: Level = "error" if any(one.status == "priced" for one in add_on.prices) else "warning"
            names = tuple(examined.said(tier.name) for tier in tiers)
            yield found(
                "H28",
                level,
                f"{placed.path}.cells",
                "same_as_tier",
                name=placed.name,
                tiers=names,
            )


def extra_that_cannot_be_had(examined: Examined) -> Iterator[Finding]:
    """H28: a cell says "extra" and names an add-on that is not here, or not for this tier."""
    for placed, cell, path in examined.cells():
        if not isinstance(cell.value, Extra):
            continue
        add_on = examined.add_ons_by_key.get(cell.value.add_on)
        if add_on is None or not _is_for(add_on, placed.seller):
            facts = {
                "name": placed.name,
                "feature": examined.feature_name(cell.feature),
            }
            yield found(
                "H28",
                "error",
                path,
                "extra_not_to_be_had",
                add_on=cell.value.add_on,
                **facts,
            )


def _is_for(add_on: AddOn, product: Product) -> bool:
    return not add_on.available_for or product.key in add_on.available_for


def _has_all(examined: Examined, tier: Product, add_on: AddOn) -> bool:
    return all(
        _is_at_least(examined, cell.feature, value_of(tier, cell.feature), cell.value)
        for cell in add_on.cells
    )


def _gives_more_of_it(add_on: AddOn, tiers: list[Product]) -> bool:
    counted = {
        "item",
        *(price.quantity_unit for tier in tiers for price in tier.prices),
    }
    return any(
        price.quantity_unit not in counted
        or any(isinstance(one.when, PerTransaction | OnEvent) for one in price.components)
        for price in add_on.prices
    )


def _is_at_least(examined: Examined, key: str, own: Value, given: Value) -> bool:
    feature = examined.features.get(key)
    if feature is None or isinstance(own, NotStated):
        return False
    standing = advantage(feature, own, given)
    return own == given if standing is None else standing >= 0
