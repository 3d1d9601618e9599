"""What an add-on's page knows besides the record: products, other add-ons and features by their names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .... import words
from ....core.catalogue import AddOn, Category, Comparison, Feature, Product
from ....core.errors import NotFound
from ....core.languages import label
from ....storage.store import Store
from ..options import Options
from ..visit import Visit

ADD_ONS = "/admin/{shop:str}/add-ons"
ONE = f"{ADD_ONS}/{{add_on:str}}"
MOST_OFFERED = 100


class Around(NamedTuple):
    """What may be named by an add-on: *gives* are features that are there or not, *limits* of numbers.

    *units* are those of the limits, by the features' keys.
    """

    products: Options
    others: Options
    gives: Options
    limits: Options
    comparisons: tuple[str, ...]
    units: dict[str, str | None]


def add_on_of(store: Store, visit: Visit) -> tuple[AddOn, int]:
    """The add-on of the address, and its revision.

    Raises:
        NotFound: there is none.
    """
    key = visit.keys["add_on"]
    row = store.get(visit.shop, "add_on", key)
    if row is None or not isinstance(row.record, AddOn):
        raise NotFound("add_on", key)
    return row.record, row.revision


def around(store: Store, visit: Visit, add_on: AddOn) -> Around:
    """What *add_on* may name: the first `MOST_OFFERED` of each kind, and what it names by now."""
    languages = (visit.language,)
    rows = store.page(visit.shop, "product", limit=MOST_OFFERED)
    keys = dict.fromkeys((*(row.record.key for row in rows), *add_on.available_for))
    products = [row.record for row in store.get_many(visit.shop, "product", list(keys)).values()]
    features = list(_features(store, visit))
    return Around(
        products=chosen_first(_named(products, languages), add_on.available_for),
        others=chosen_first(
            [(key, name) for key, name in all_add_ons(store, visit) if key != add_on.key],
            (*add_on.requires, *add_on.excludes),
        ),
        gives=[(one.key, name) for one, name in features if one.kind == "yes_no"],
        limits=[(one.key, _with_unit(visit, name, one)) for one, name in features if one.kind == "number"],
        comparisons=tuple(comparisons_with(store, visit, add_on.key)),
        units={one.key: one.unit for one, _ in features if one.kind == "number"},
    )


def _with_unit(visit: Visit, name: str, feature: Feature) -> str:
    unit = words.speaker(visit.language).unit_name(feature.unit) if feature.unit else ""
    return f"{name} ({unit})" if unit else name


def chosen_first(options: Options, keys: Sequence[str]) -> Options:
    """*options* with those of *keys* before the others, in the order of *keys*: a form keeps it."""
    return sorted(options, key=lambda pair: keys.index(pair[0]) if pair[0] in keys else len(keys))


def all_add_ons(store: Store, visit: Visit) -> Options:
    """The first `MOST_OFFERED` add-ons by their names."""
    rows = store.page(visit.shop, "add_on", limit=MOST_OFFERED)
    return _named([row.record for row in rows], (visit.language,))


def comparisons_with(store: Store, visit: Visit, key: str) -> Iterator[str]:
    """The titles of the comparisons in which the add-on *key* can be taken."""
    for row in store.scan(visit.shop, "comparison"):
        if isinstance(row.record, Comparison) and key in row.record.add_ons:
            yield label(row.record.title, (visit.language,)) or row.record.key


def _named(records: Sequence[object], languages: tuple[str, ...]) -> Options:
    found = {one.key: label(one.name, languages) for one in records if isinstance(one, Product | AddOn)}
    several = Counter(found.values())
    # Two of one name are told apart by their keys.
    named = ((key, f"{name} ({key})" if several[name] > 1 else name or key) for key, name in found.items())
    return sorted(named, key=lambda two: two[1])


def _features(store: Store, visit: Visit) -> Iterator[tuple[Feature, str]]:
    """Every feature once, with its name; the category goes before it where there are several."""
    rows = [row.record for row in store.page(visit.shop, "category", limit=MOST_OFFERED)]
    categories = [one for one in rows if isinstance(one, Category)]
    seen: set[str] = set()
    for category in categories:
        before = f"{label(category.label, (visit.language,))}: " if len(categories) > 1 else ""
        for feature in category.features:
            if feature.key not in seen:
                seen.add(feature.key)
                yield feature, f"{before}{label(feature.label, (visit.language,))}"
