"""Rows of a file that evidently are rows of the category that it goes to, under the keys that those have.

Only of formats that name their rows themselves: what the columns of a plain table are is said by its mapping
(`import_columns`). What is not certain stays a row of its own.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..core.catalogue import Category, Feature, Product
from .formats.names import unique
from .import_joining import in_category
from .row_names import is_another, listed, row_names
from .store import AnyRecord, Store


def filed(
    store: Store, shop: str, records: Iterable[AnyRecord], named: str, category: str, *, meeting: bool
) -> Iterator[AnyRecord]:
    """*records* of a file whose category is *named*, filed under *category* of the shop. *meeting* gives
    rows the keys of those that are there; then *records* are walked twice."""
    keys: dict[str, str] = {}
    stored = store.get(shop, "category", category) if meeting else None
    if stored and isinstance(stored.record, Category) and not isinstance(records, Iterator):
        new = next((one for one in records if isinstance(one, Category) and one.key == named), None)
        keys = keys_there(new.features, stored.record.features) if new else {}
    for record in records:
        yield _renamed(in_category(record, named, category), category, keys)


def keys_there(new: Iterable[Feature], there: tuple[Feature, ...]) -> dict[str, str]:
    """What the keys of *new* rows become beside those that are *there*, where they change."""
    rows = {one.key: listed(one) for one in new}
    met = row_names().meetings(rows, there)
    keys = {
        key: found.feature.key for key, found in met.items() if found.by_name or found.certainty == "same"
    }
    known = {one.key: one for one in there}
    taken, shared = {*known, *rows}, set(keys.values())
    for key, row in rows.items():
        if key not in keys and key in known and (key in shared or is_another(row, known[key])):
            keys[key] = unique(key, taken)
    return {key: its for key, its in keys.items() if key != its}


def _renamed(record: AnyRecord, category: str, keys: dict[str, str]) -> AnyRecord:
    if not keys:
        return record
    if isinstance(record, Category) and record.key == category:
        features = tuple(replace(one, key=keys.get(one.key, one.key)) for one in record.features)
        return replace(record, features=features)
    if isinstance(record, Product) and record.category == category:
        cells = tuple(replace(one, feature=keys.get(one.feature, one.feature)) for one in record.cells)
        return replace(record, cells=cells)
    return record
