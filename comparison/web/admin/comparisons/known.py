"""What a comparison's page knows besides the record: names of everything that may stand in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ....core.catalogue import Category, Comparison, Feature, Product, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....core.personas import Persona
from ....core.resolving import default_quantities
from ....storage.drafts import resolve
from ....storage.product_search import Wanted
from ....storage.store import Store
from ..guesses import markets
from ..visit import Visit

MOST_OFFERED = 100
Options = list[tuple[str, str]]


class Rows(NamedTuple):
    """A group of the category: its *heading*, empty for rows without one, and its rows as options."""

    heading: str
    options: Options


class Known(NamedTuple):
    """*names* are those of the tiers by their keys; *offered* the products that can still be added, and
    *is_more* says that there are more of them. *units* are what prices count, with the number assumed,
    *intervals* the rhythms in which something is sold."""

    shop: Shop
    comparison: Comparison
    revision: int
    title: str
    category: str
    names: Mapping[str, str]
    rows: Sequence[Rows]
    personas: Options
    offered: Options
    is_more: bool
    units: Mapping[str, int]
    intervals: tuple[str, ...]


def comparison_of(store: Store, visit: Visit) -> tuple[Comparison, int]:
    """The comparison that the address names, and its revision.

    Raises:
        NotFound: there is none.
    """
    key = visit.keys.get("comparison", "")
    stored = store.get(visit.shop, "comparison", key)
    if stored is None or not isinstance(stored.record, Comparison):
        raise NotFound("comparison", key)
    return stored.record, stored.revision


def title_in(store: Store, visit: Visit) -> str:
    """What the comparison of the address is called; its key where it was taken away."""
    try:
        comparison, _ = comparison_of(store, visit)
    except NotFound:
        return visit.keys["comparison"]
    return label(comparison.title, (visit.language,)) or comparison.key


def shop_of(store: Store, visit: Visit) -> Shop:
    """The visit's shop."""
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    return stored.record


def known(store: Store, visit: Visit, find: str = "") -> Known:
    """What there is to know about the comparison of the address; *find* are words of products to offer.

    Raises:
        NotFound: there is no such comparison.
    """
    comparison, revision = comparison_of(store, visit)
    publication = resolve(store, visit.shop, comparison.key, markets=markets()).publication
    category, shop = publication.category, publication.shop
    languages = (visit.language, *shop.languages)
    offered = _offered(store, visit, comparison, languages, find)
    return Known(
        shop=shop,
        comparison=comparison,
        revision=revision,
        title=label(comparison.title, languages) or comparison.key,
        category=label(category.label, languages),
        names=_names(comparison, publication.products, languages),
        rows=rows_of(category, languages),
        personas=personas_for(store, visit, category.key, comparison.personas),
        offered=offered[:MOST_OFFERED],
        is_more=len(offered) > MOST_OFFERED or bool(find),
        units=default_quantities(publication, None, ()),
        intervals=tuple(
            dict.fromkeys(one.interval for product in publication.products for one in product.prices)
        ),
    )


def personas_for(store: Store, visit: Visit, category: str, chosen: Sequence[str]) -> Options:
    """The buyer types of the category, those of none, and those *chosen*."""
    found = [row.record for row in store.page(visit.shop, "persona", limit=MOST_OFFERED)]
    return [
        (one.key, label(one.label, (visit.language,)))
        for one in found
        if isinstance(one, Persona) and (one.category in {None, category} or one.key in chosen)
    ]


def rows_of(category: Category, languages: Sequence[str]) -> list[Rows]:
    """The rows of *category* under their headings, in the order in which shoppers meet them."""
    groups = {one.key: label(one.label, languages) for one in category.groups}
    members: dict[str, list[Feature]] = {key: [] for key in (*groups, "")}
    for feature in category.features:
        members[feature.group if feature.group in groups and feature.group else ""].append(feature)
    return [
        Rows(groups.get(key, ""), [(one.key, label(one.label, languages)) for one in features])
        for key, features in members.items()
        if features
    ]


def _names(comparison: Comparison, products: Sequence[Product], languages: Sequence[str]) -> dict[str, str]:
    """What each tier is called; empty for one whose product is not there."""
    called = {one.key: label(one.name, languages) for one in products}
    return {
        tier.key: label(tier.label or {}, languages) or called.get(tier.product, "")
        for tier in comparison.tiers
    }


def _offered(
    store: Store, visit: Visit, comparison: Comparison, languages: Sequence[str], find: str
) -> Options:
    wanted = Wanted(words=find, category=comparison.category, limit=MOST_OFFERED + len(comparison.tiers) + 1)
    keys = [one.key for one in store.find_products(visit.shop, wanted)]
    taken = {tier.product for tier in comparison.tiers}
    found = store.get_many(visit.shop, "product", [key for key in keys if key not in taken])
    records = [found[key].record for key in reversed(keys) if key in found]
    return [(one.key, label(one.name, languages)) for one in records if isinstance(one, Product)]
