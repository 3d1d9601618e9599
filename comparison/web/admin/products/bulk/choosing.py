"""Which products are meant: those that were ticked, or all that a search finds, so many at once."""

from typing import NamedTuple

from .....core.catalogue import Comparison, Product
from .....storage.store import Store
from ....forms import Form
from ...guesses import markets
from ...visit import Visit
from ..found import all_categories, shop_of
from ..grid_shape import Held
from ..receipts import today_of
from ..searching import SEARCH, wanted_in
from .deed import Known

MOST_AT_ONCE = 5_000
# Each price is held against every rule of the catalogue check.
MOST_ATTESTED = 1_000
MOST_COUNTED = 1_000_000
MOST_COMPARISONS = 200


class Chosen(NamedTuple):
    """The products *held*; *found* are all that were asked for, *following* the place where they go on."""

    held: list[Held]
    found: int
    following: int


def chosen(store: Store, visit: Visit, form: Form, most: int) -> Chosen:
    """What *form* says: ``all`` with a search, else ``product`` for each that was ticked."""
    if not form.flag("all"):
        keys = list(dict.fromkeys(form.all("product")))[:most]
        return Chosen(_held(store, visit, keys), len(keys), 0)
    wanted = wanted_in(form.get, limit=most + 1)
    found = store.find_products(visit.shop, wanted)
    following = found[most - 1].place if len(found) > most else 0
    total = store.count_found(visit.shop, wanted, most=MOST_COUNTED)
    return Chosen(_held(store, visit, [one.key for one in found[:most]]), total, following)


def carried_of(form: Form) -> list[tuple[str, str]]:
    """The fields that say which products are meant."""
    names = ("all", *SEARCH, "before") if form.flag("all") else ("product",)
    return [(name, value) for name, value in form.pairs if name in names and value]


def known_of(store: Store, visit: Visit) -> Known:
    """What the forms know besides."""
    shop = shop_of(store, visit)
    listed = store.page(visit.shop, "comparison", limit=MOST_COMPARISONS)
    return Known(
        shop=shop,
        categories=all_categories(store, visit),
        comparisons=[(row.record, row.revision) for row in listed if isinstance(row.record, Comparison)],
        rows={code: row for code in shop.markets if (row := markets().get(code)) is not None},
        by=visit.by,
        today=today_of(visit, shop),
        language=visit.language,
    )


def _held(store: Store, visit: Visit, keys: list[str]) -> list[Held]:
    rows = store.get_many(visit.shop, "product", keys)
    found = (rows[key] for key in keys if key in rows)
    return [Held(row.record, row.revision) for row in found if isinstance(row.record, Product)]
