"""What would be missing something if a product, a category or a feature were taken away."""

from collections.abc import Iterator

from ....core.catalogue import AddOn, Category, Comparison, Product
from ....core.languages import label
from ....core.messages import Message, say
from ....core.personas import Persona
from ....storage.store import Store
from ..visit import Visit

_MOST_SAID = 20


def uses_of_product(store: Store, visit: Visit, product: str) -> list[Message]:
    """The comparisons that show it, and the add-ons that are sold with it."""
    found = [
        say("admin_products.used_by_comparison", title=label(one.title, (visit.language,)))
        for one in _comparisons(store, visit)
        if any(tier.product == product for tier in one.tiers)
    ]
    found += [
        say("admin_products.used_by_add_on", name=label(one.name, (visit.language,)))
        for row in store.scan(visit.shop, "add_on")
        if isinstance(one := row.record, AddOn) and product in one.available_for
    ]
    return found[:_MOST_SAID]


def uses_of_category(store: Store, visit: Visit, category: str) -> list[Message]:
    """The products in it, counted, and the comparisons of it."""
    count = store.count_products(visit.shop, category)
    found = [say("admin_products.used_by_products", count=count)] if count else []
    found += [
        say("admin_products.used_by_comparison", title=label(one.title, (visit.language,)))
        for one in _comparisons(store, visit)
        if one.category == category
    ]
    return found[:_MOST_SAID]


def uses_of_feature(store: Store, visit: Visit, category: Category, feature: str) -> list[Message]:
    """The products that say something of it, counted, and whoever needs it."""
    rows = (row.record for row in store.scan(visit.shop, "product"))
    count = sum(
        isinstance(one, Product)
        and one.category == category.key
        and any(cell.feature == feature for cell in one.cells)
        for one in rows
    )
    found = [say("admin_products.used_by_products", count=count)] if count else []
    found += [
        say("admin_products.used_by_persona", name=label(one.label, (visit.language,)))
        for row in store.scan(visit.shop, "persona")
        if isinstance(one := row.record, Persona) and any(need.feature == feature for need in one.needs)
    ]
    found += [
        say("admin_products.used_by_comparison", title=label(one.title, (visit.language,)))
        for one in _comparisons(store, visit)
        if feature in one.features
    ]
    return found[:_MOST_SAID]


def _comparisons(store: Store, visit: Visit) -> Iterator[Comparison]:
    for row in store.scan(visit.shop, "comparison"):
        if isinstance(row.record, Comparison):
            yield row.record
