"""H27 and H28: add-ons can be bought: what they ask for exists, agrees, and ends somewhere."""

from collections.abc import Iterator

from ..catalogue import AddOn
from ..pricing.amounts import Unknown
from ..pricing.model import Always
from .examined import Examined
from .finding import Finding, found


def refers_to_itself(examined: Examined) -> Iterator[Finding]:
    """H28: an add-on requires or excludes itself."""
    for placed in examined.add_ons:
        add_on = placed.seller
        for field, keys in (
            ("requires", add_on.requires),
            ("excludes", add_on.excludes),
        ):
            if add_on.key in keys:
                yield found(
                    "H28",
                    "error",
                    f"{placed.path}.{field}",
                    f"{field}_itself",
                    name=placed.name,
                )


def requires_in_a_circle(examined: Examined) -> Iterator[Finding]:
    """H28: what an add-on requires leads back to it, by way of at least one other."""
    for placed in examined.add_ons:
        add_on = placed.seller
        others = [key for key in add_on.requires if key != add_on.key]
        back = [key for key in others if add_on.key in _all_required(examined, key)]
        if back:
            facts = {"name": placed.name, "other": examined.names.get(back[0], back[0])}
            yield found("H28", "error", f"{placed.path}.requires", "circle", **facts)


def contradicts_itself(examined: Examined) -> Iterator[Finding]:
    """H28: an add-on requires another that it, or something else it requires, rules out."""
    for placed in examined.add_ons:
        add_on = placed.seller
        together = {add_on.key, *_all_required(examined, add_on.key)}
        for key in sorted(together):
            barred = set(_excluded(examined, key)) & together - {key}
            if barred:
                facts = {
                    "name": placed.name,
                    "other": examined.names.get(min(barred), min(barred)),
                }
                yield found("H28", "error", f"{placed.path}.excludes", "contradiction", **facts)
                break


def for_no_tier(examined: Examined) -> Iterator[Finding]:
    """H28: an add-on is for tiers only that this comparison does not have."""
    shown = {product.key for product in examined.publication.products}
    for placed in examined.add_ons:
        add_on = placed.seller
        if add_on.available_for and not shown & set(add_on.available_for):
            yield found(
                "H28",
                "error",
                f"{placed.path}.available_for",
                "for_no_tier",
                name=placed.name,
            )


def for_no_tier_together(examined: Examined) -> Iterator[Finding]:
    """H28: no tier can take an add-on together with all that it requires."""
    shown = {product.key for product in examined.publication.products}
    for placed in examined.add_ons:
        add_on = placed.seller
        common = own = _tiers(add_on, shown)
        for key in _all_required(examined, add_on.key):
            other = examined.add_ons_by_key.get(key)
            common = common & _tiers(other, shown) if other else common
        if own and not common:
            names = tuple(examined.names.get(key, key) for key in add_on.requires)
            path = f"{placed.path}.requires"
            yield found("H28", "error", path, "no_common_tier", name=placed.name, required=names)


def required_without_price(examined: Examined) -> Iterator[Finding]:
    """H27: a tier cannot be had without an add-on that has no price, so the tier has none either."""
    for placed, component, path in examined.components():
        unavoidable = component.kind == "addon" and isinstance(component.obligation, Always)
        if unavoidable and placed.price.status == "priced" and isinstance(component.amount, Unknown):
            facts = {"name": placed.name, "required": examined.said(component.label)}
            yield found("H27", "error", path, "no_price", **facts)


def sum_without_price(examined: Examined) -> Iterator[Finding]:
    """H27: a priced add-on requires another on request: a warning, because nobody has to take it."""
    for placed in examined.add_ons:
        if not any(price.status == "priced" for price in placed.seller.prices):
            continue
        for key in _all_required(examined, placed.seller.key):
            other = examined.add_ons_by_key.get(key)
            if other and all(price.status == "on_request" for price in other.prices):
                facts = {"name": placed.name, "required": examined.names[key]}
                yield found("H27", "warning", f"{placed.path}.requires", "on_request", **facts)


def _all_required(examined: Examined, key: str) -> tuple[str, ...]:
    """Everything that *key* requires, directly or not, in order of discovery."""
    found_so_far: dict[str, None] = {}
    waiting = list(_required(examined, key))
    while waiting:
        one = waiting.pop(0)
        if one not in found_so_far:
            found_so_far[one] = None
            waiting.extend(_required(examined, one))
    return tuple(found_so_far)


def _required(examined: Examined, key: str) -> tuple[str, ...]:
    add_on = examined.add_ons_by_key.get(key)
    return add_on.requires if add_on else ()


def _excluded(examined: Examined, key: str) -> tuple[str, ...]:
    add_on = examined.add_ons_by_key.get(key)
    return add_on.excludes if add_on else ()


def _tiers(add_on: AddOn, shown: set[str]) -> set[str]:
    return shown & set(add_on.available_for) if add_on.available_for else shown
