"""One product: what it is called, whether it can be bought, from when to when; copying and deleting it."""

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import Product, Shop
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import Message
from ....storage.store import Store, Stored
from ...answers import Answer
from ...forms import Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..visit import Visit
from .adding import free_key
from .found import Options, all_categories, category_options, resumed, shop_of, stored
from .prices import price_lines
from .product_form import LABELS, STOCK, fields_of, read_product
from .uses import uses_of_product

PRODUCT = "/admin/{shop:str}/products/{product:str}"
COPY = "/admin/{shop:str}/products/{product:str}/copy"
DELETE = "/admin/{shop:str}/products/{product:str}/delete"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page with its form, and what else is done with a product."""
    return [
        desk.shows(PRODUCT, show),
        desk.changes(PRODUCT, save),
        desk.changes(COPY, copy, shown_at=PRODUCT),
        desk.shows(DELETE, ask),
        desk.changes(DELETE, delete),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, filled with the product, or with what was typed before signing in again."""
    product, revision = await _product(desk, visit)
    waiting = resumed(visit, "name")
    return await _page(desk, visit, waiting or Form.filled(fields_of(product, revision)), product)


async def save(desk: Desk, visit: Visit) -> Answer:
    """Write what was typed, or say at which field it cannot be, or who was faster."""
    product, _ = await _product(desk, visit)
    shop, options = await desk.ask(_known, desk.store, visit)
    changed = read_product(visit.form, product, shop, list(dict(options)))
    if changed is None:
        return await _page(desk, visit, visit.form, product, status=422)
    try:
        revision = await desk.save(visit, changed, expected=visit.form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, stale, product)
    if not visit.is_partial:
        return desk.go(visit, f"{_address(visit)}?did=saved")
    form = Form.filled(fields_of(changed, revision))
    return await _page(desk, visit, form, changed, did="saved")


async def copy(desk: Desk, visit: Visit) -> Answer:
    """A second product like this one, not offered under the same address; then its page."""
    product, _ = await _product(desk, visit)
    key = await desk.ask(free_key, desk.store, visit.shop, "product", {"en": f"{product.key}-copy"})
    await desk.save(visit, replace(product, key=key, sku=None, source_key=None, offer=None), expected=0)
    return desk.go(visit, f"/admin/{visit.shop}/products/{key}?did=copied")


async def ask(desk: Desk, visit: Visit) -> Answer:
    """What deleting the product would mean."""
    product, revision = await _product(desk, visit)
    uses = await desk.ask(uses_of_product, desk.store, visit, product.key)
    return desk.page(visit, _asking(visit, label(product.name, (visit.language,)), revision, uses))


async def delete(desk: Desk, visit: Visit) -> Answer:
    """Take the product away; what was published stays as it is."""
    product, _ = await _product(desk, visit)
    try:
        await desk.delete(visit, "product", product.key, expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, f"{_address(visit)}/delete")
    return desk.go(visit, f"/admin/{visit.shop}/products?did=deleted")


def _asking(visit: Visit, name: str, revision: int, uses: list[Message]) -> Page:
    values = {"name": name, "revision": revision, "uses": uses, "back": _address(visit)}
    return Page(name="product_delete", section="products", tab="list", values=values)


async def _page(
    desk: Desk, visit: Visit, form: Form, product: Product, *, status: int = 200, did: str = ""
) -> Answer:
    shop, options = await desk.ask(_known, desk.store, visit)
    values = {
        "form": form,
        "product": product,
        "name": label(product.name, (visit.language,)),
        "languages": (*shop.languages, *(one for one in product.name if one not in shop.languages)),
        "categories": options,
        "stock": STOCK,
        "lines": price_lines(visit, shop, product),
    }
    page = Page(name="product", section="products", tab="list", values=values | ({"did": did} if did else {}))
    return desk.page(visit, page, status=status)


def _known(store: Store, visit: Visit) -> tuple[Shop, Options]:
    return shop_of(store, visit), category_options(all_categories(store, visit), visit)


async def _product(desk: Desk, visit: Visit) -> tuple[Product, int]:
    return await desk.ask(stored, desk.store, visit, Product, visit.keys["product"])


def _address(visit: Visit) -> str:
    return f"/admin/{visit.shop}/products/{visit.keys['product']}"


def _both(desk: Desk, visit: Visit, stale: StaleRevision, product: Product) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Product):
        raise stale
    theirs = fields_of(current.record, current.revision)
    found = conflict(visit.form, theirs, LABELS, current, _address(visit))
    page = Page(name="product", section="products", tab="list", values={"product": product})
    return desk.conflict(visit, page, found)
