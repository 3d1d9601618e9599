"""All products of a shop: found by words, category and state, fifty a page; searches are kept by name."""

import datetime
from typing import Literal, NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.catalogue import Product, Shop
from ....core.compare.alone import headline_alone
from ....core.languages import label
from ....core.markets import Market
from ....core.messages import Message
from ....storage.bulk_editing import UNDO
from ....storage.pictures import WIDTHS
from ....storage.product_search import Wanted
from ....storage.saved_searches import MOST_SAVED, SavedSearch
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ...pictures import address_of
from ..desk import Desk, Page
from ..guesses import markets
from ..visit import Visit
from . import saved_searching
from .found import Options, all_categories, category_options, products_found, shop_of
from .receipts import today_of
from .searching import ORDERS, SEARCH, STATES, search_address, wanted_in

PRODUCTS = "/admin/{shop:str}/products"
A_PAGE = 50
MOST_COUNTED = 10_000
_NARROW = ("find", "category", "state")


class Line(NamedTuple):
    """A product in the list; *state* as it is searched by. *picture* is an address, empty without one;
    *headline* what it costs in the shop's first market; *shown_in* the comparisons by key and title."""

    key: str
    name: str
    sku: str
    category: str
    state: Literal["available", "sold_out", "gone", "unpriced"]
    picture: str
    headline: Message | None
    shown_in: Options


class Listing(NamedTuple):
    """A page of products, the address of the next one, how many there are, and how many are found."""

    lines: list[Line]
    categories: Options
    following: str
    total: int
    found: int
    saved: list[SavedSearch]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and keeping, renaming and removing searches."""
    return [desk.shows(PRODUCTS, show), desk.changes(PRODUCTS, keep)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The products that the address asks for."""
    said = visit.typed or Form.filled(visit.query)
    return await _page(desk, visit, said)


async def keep(desk: Desk, visit: Visit) -> Answer:
    """Keep a search under a name, give it another, or forget it."""
    saved = await desk.change(saved_searching.act, desk.store, visit)
    if saved is None:
        return await _page(desk, visit, visit.form, status=422)
    if not visit.is_partial:
        return desk.go(visit, search_address(visit.shop, visit.form.get, did="saved"))
    return await _page(desk, visit, visit.form, did="saved")


def listed(store: Store, visit: Visit, said: Form, wanted: Wanted) -> Listing:
    """The products *wanted*, as *said*."""
    shop = shop_of(store, visit)
    products, place = products_found(store, visit, wanted)
    options = category_options(all_categories(store, visit), visit)
    total = store.count_products(visit.shop, most=MOST_COUNTED)
    is_whole = not place and not wanted.before
    if not any(said.get(name) for name in _NARROW):
        found = total
    elif is_whole:
        found = len(products)
    else:
        found = store.count_found(visit.shop, wanted, most=MOST_COUNTED)
    return Listing(
        lines=_lines(store, visit, shop, products, dict(options)),
        categories=options,
        following=search_address(visit.shop, said.get, before=str(place)) if place else "",
        total=total,
        found=found,
        saved=store.saved_searches(visit.shop),
    )


def _lines(
    store: Store, visit: Visit, shop: Shop, products: list[Product], categories: dict[str, str]
) -> list[Line]:
    shown: dict[str, Options] = {}
    for one in store.shown_in(visit.shop, [product.key for product in products]):
        title = label(one.title, (visit.language,))
        shown.setdefault(one.product, []).append((one.comparison, title))
    row, today = markets().get(shop.markets[0]), today_of(visit, shop)
    return [
        Line(
            key=one.key,
            name=label(one.name, (visit.language,)),
            sku=one.sku or "",
            category=categories.get(one.category, one.category),
            state="unpriced" if one.stock.state == "available" and not one.prices else one.stock.state,
            picture=address_of(one.image.digest, WIDTHS[0], "webp") if one.image else "",
            headline=_headline(shop, one, row, visit, today),
            shown_in=shown.get(one.key, []),
        )
        for one in products
    ]


def _headline(
    shop: Shop, product: Product, row: Market | None, visit: Visit, today: datetime.date
) -> Message | None:
    if row is None:
        return None
    found = headline_alone(shop, product, row, visit.language, today)
    return found.figure if found else None


async def _page(desk: Desk, visit: Visit, said: Form, *, status: int = 200, did: str = "") -> Answer:
    wanted = wanted_in(said.get, limit=A_PAGE)
    listing = await desk.ask(listed, desk.store, visit, said, wanted)
    current = {name: said.get(name) for name in SEARCH}
    searches = [(one, _address(visit, one), _is_same(one, wanted)) for one in listing.saved]
    usual = ("sort", ORDERS[0])
    form = Form.filled(current | {name: said.get(name) for name in said.names("name")})
    form.errors.update(said.errors)
    values = {
        "form": form,
        "listing": listing,
        "states": STATES,
        "orders": ORDERS,
        "most_counted": MOST_COUNTED,
        "searched": {name: text for name, text in current.items() if text and (name, text) != usual},
        "searches": searches,
        "can_keep": len(searches) < MOST_SAVED and not any(is_shown for _, _, is_shown in searches),
        "has_pictures": any(line.picture for line in listing.lines),
        "can_undo": await desk.ask(desk.store.has_undo, visit.shop, visit.by, UNDO),
    }  # fmt: skip
    page = Page(
        name="products", section="products", tab="list", values=values | ({"did": did} if did else {})
    )
    return desk.page(visit, page, status=status)


def _address(visit: Visit, one: SavedSearch) -> str:
    said = {"find": one.words, "category": one.category, "state": one.state}
    if one.sort != ORDERS[0]:
        said["sort"] = one.sort
    return search_address(visit.shop, lambda name: said.get(name, ""))


def _is_same(one: SavedSearch, wanted: Wanted) -> bool:
    return (one.words, one.category, one.state, one.sort) == (
        wanted.words,
        wanted.category,
        wanted.state,
        wanted.order,
    )
