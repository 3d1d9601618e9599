"""All products of a shop: found by words, category and state, fifty a page."""

from typing import Literal, NamedTuple, get_args
from urllib.parse import urlencode

from litestar.handlers import HTTPRouteHandler

from ....core.catalogue import Product
from ....core.languages import label
from ....storage.product_search import ProductState, Wanted
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..visit import Visit
from .found import Options, all_categories, category_options

PRODUCTS = "/admin/{shop:str}/products"
A_PAGE = 50
MOST_COUNTED = 10_000
STATES: tuple[ProductState, ...] = get_args(ProductState)


class Line(NamedTuple):
    """A product in the list; *state* as it is searched by."""

    key: str
    name: str
    sku: str
    category: str
    state: Literal["available", "sold_out", "gone", "unpriced"]


class Listing(NamedTuple):
    """A page of products, the address of the next one, and how many there are in all."""

    lines: list[Line]
    categories: Options
    following: str
    total: int


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page."""
    return [desk.shows(PRODUCTS, show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The products that the address asks for."""
    form = Form.filled({name: visit.query.get(name, "") for name in ("find", "category", "state")})
    listing = await desk.ask(listed, desk.store, visit, wanted_of(visit))
    values = {"form": form, "listing": listing, "states": STATES, "most_counted": MOST_COUNTED}
    return desk.page(visit, Page(name="products", section="products", tab="list", values=values))


def wanted_of(visit: Visit) -> Wanted:
    """What the address asks for; what it cannot mean asks for nothing."""
    before, state = visit.query.get("before", ""), visit.query.get("state", "")
    return Wanted(
        words=visit.query.get("find", ""),
        category=visit.query.get("category", ""),
        state=next((one for one in STATES if one == state), ""),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0,
        limit=A_PAGE,
    )


def listed(store: Store, visit: Visit, wanted: Wanted) -> Listing:
    """The products *wanted*."""
    found = store.find_products(visit.shop, wanted)
    records = store.get_many(visit.shop, "product", [one.key for one in found])
    options = category_options(all_categories(store, visit), visit)
    products = [records[one.key].record for one in found if one.key in records]
    names = dict(options)
    lines = [_line(one, visit, names) for one in products if isinstance(one, Product)]
    following = _address(visit, found[-1].place) if len(found) == wanted.limit else ""
    return Listing(lines, options, following, store.count_products(visit.shop, most=MOST_COUNTED))


def _line(product: Product, visit: Visit, categories: dict[str, str]) -> Line:
    state = product.stock.state
    return Line(
        key=product.key,
        name=label(product.name, (visit.language,)),
        sku=product.sku or "",
        category=categories.get(product.category, product.category),
        state="unpriced" if state == "available" and not product.prices else state,
    )


def _address(visit: Visit, before: int) -> str:
    kept = {name: text for name in ("find", "category", "state") if (text := visit.query.get(name, ""))}
    return f"/admin/{visit.shop}/products?{urlencode(kept | {'before': str(before)})}"
