"""A store that only counts what an import would write, so that nobody has to wait while one is rehearsed."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import cast

from ..core.catalogue import Product
from ..core.pricing.amounts import Flat, PerUnit
from .import_answers import Change, Sample
from .records import stored_document
from .store import KINDS, AnyRecord, Kind, Store, Stored

MOST_SAMPLES = 4
MOST_CHANGES = 12


class Rehearsal:
    """Reads *store* and keeps nothing but the first products and changes that come along."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.samples: list[Sample] = []
        self.changed: list[Change] = []

    @property
    def as_store(self) -> Store:
        """What an import that checks nothing and has no reviews asks of a store."""
        return cast("Store", self)

    def writing(self) -> AbstractContextManager[None]:
        return self._store.reading()

    def get(self, shop: str, kind: Kind, key: str) -> Stored | None:
        return self._store.get(shop, kind, key)

    def get_many(self, shop: str, kind: Kind, keys: Sequence[str]) -> dict[str, Stored]:
        return self._store.get_many(shop, kind, keys)

    def save_all(self, shop: str, records: Iterable[AnyRecord], *, by: str) -> int:
        """How many of *records* differ from what is there. Raises as `Store.save_all` does."""
        kept = list(records)
        del by
        known = self._store.get_many(shop, KINDS[type(kept[0])], [one.key for one in kept]) if kept else {}
        changed = 0
        for record in kept:
            old = known.get(record.key)
            if stored_document(shop, record) != (stored_document(shop, old.record) if old else b""):
                changed += 1
                self._note(record, old.record if old else None)
        return changed

    def _note(self, record: AnyRecord, old: AnyRecord | None) -> None:
        if not isinstance(record, Product):
            return
        if len(self.samples) < MOST_SAMPLES:
            name, (amount, currency) = _name(record), stated_amount(record)
            self.samples.append(Sample(name=name, amount=amount, currency=currency, more=len(record.cells)))
        if isinstance(old, Product) and len(self.changed) < MOST_CHANGES:
            before, after = stated_amount(old), stated_amount(record)
            self.changed.append(
                Change(name=_name(record), before=before[0], after=after[0], currency=after[1] or before[1])
            )


def stated_amount(product: Product) -> tuple[str, str]:
    """What *product* costs by itself, in major units, and the currency; nothing unless it is one figure."""
    price = product.prices[0] if product.prices else None
    if price is None or price.status == "on_request":
        return "", ""
    if price.status != "priced":
        return price.low or "0", price.currency
    base = next((one.amount for one in price.components if one.kind == "base"), None)
    return (base.value, price.currency) if isinstance(base, Flat | PerUnit) else ("", "")


def _name(product: Product) -> str:
    return next(iter(product.name.values()), product.key)
