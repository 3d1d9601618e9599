"""What an import by hand leaves as a merchant made it, besides what every import leaves.

A file adds rows and changes values; it takes no row away that it does not name, no value of such a row, and
no place of a product in a comparison that somebody arranged. A file without a column of prices says nothing
about prices.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..core.catalogue import Category, Comparison, Feature, Group, Product
from ..core.pricing.amounts import Flat, PerUnit
from ..core.pricing.model import Price
from .import_fees import can_replace, with_fees
from .import_rehearsal import stated_amount
from .store import KINDS, AnyRecord, Store, Stored

_BATCH = 500
_TERMS = ("market", "currency", "interval", "status", "customer_type")


def joined(store: Store, shop: str, records: Iterable[AnyRecord], *, priced: bool) -> Iterator[AnyRecord]:
    """*records* of a file with what is there already; *priced* says that the file holds prices."""
    batch: list[AnyRecord] = []
    for record in records:
        if batch and (len(batch) >= _BATCH or type(record) is not type(batch[0])):
            yield from _together(store, shop, batch, priced=priced)
            batch = []
        batch.append(record)
    yield from _together(store, shop, batch, priced=priced)


def in_category(record: AnyRecord, named: str, category: str) -> AnyRecord:
    """*record* of a file whose category is *named*, filed under the *category* of the shop instead."""
    if isinstance(record, Product) and record.category == named:
        return replace(record, category=category)
    if isinstance(record, Category) and record.key == named:
        return replace(record, key=category)
    return record


def _together(store: Store, shop: str, batch: list[AnyRecord], *, priced: bool) -> Iterator[AnyRecord]:
    if not batch:
        return
    known = store.get_many(shop, KINDS[type(batch[0])], [record.key for record in batch])
    for record in batch:
        yield _with(record, known.get(record.key), priced=priced)


def _with(new: AnyRecord, stored: Stored | None, *, priced: bool) -> AnyRecord:
    old = stored.record if stored else None
    if isinstance(new, Category) and isinstance(old, Category):
        return _category(new, old)
    if isinstance(new, Product) and isinstance(old, Product):
        return _product(new, old, priced=priced)
    if isinstance(new, Comparison) and isinstance(old, Comparison):
        return replace(old, tiers=old.tiers or new.tiers)
    return new


def _category(new: Category, old: Category) -> Category:
    fresh = {feature.key: feature for feature in new.features}
    groups: dict[str, Group] = {group.key: group for group in (*new.groups, *old.groups)}
    features = [_feature(fresh.pop(feature.key, feature), feature) for feature in old.features]
    return replace(new, label=old.label, groups=tuple(groups.values()), features=(*features, *fresh.values()))


def _feature(new: Feature, old: Feature) -> Feature:
    """*old*, unless the file's values are of another kind: then the row says them as they are."""
    if new.kind == old.kind:
        return old
    return replace(new, label=old.label, group=old.group, help=old.help)


def _product(new: Product, old: Product, *, priced: bool) -> Product:
    named = {cell.feature for cell in new.cells}
    kept = tuple(cell for cell in old.cells if cell.feature not in named)
    prices = _prices(new, old) if priced else old.prices
    return replace(new, cells=(*new.cells, *kept), prices=prices)


def _prices(new: Product, old: Product) -> tuple[Price, ...]:
    """The file's prices, or the one that there is with the amount that the file states."""
    if len(new.prices) != 1 or len(old.prices) != 1:
        return new.prices
    stated, entered = new.prices[0], old.prices[0]
    same_terms = all(getattr(stated, name) == getattr(entered, name) for name in _TERMS)
    amount, bases = stated_amount(new)[0], [one for one in entered.components if one.kind == "base"]
    plain = len(bases) == 1 and isinstance(bases[0].amount, Flat | PerUnit)
    fees = [one for one in stated.components if one.kind != "base"]
    plain = plain and len(stated.components) - len(fees) == 1 and can_replace(entered.components, fees)
    if not (same_terms and plain and amount):
        return new.prices
    base = replace(bases[0], amount=replace(bases[0].amount, value=amount))
    components = with_fees([base if one is bases[0] else one for one in entered.components], fees)
    if components == entered.components:
        return old.prices
    return (replace(entered, components=components, checked_on=stated.checked_on, reduced_since=None),)
