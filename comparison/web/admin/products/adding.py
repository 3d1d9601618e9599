"""A new product: its name and category; the price comes right after."""

from litestar.handlers import HTTPRouteHandler

from ....core.bounds import SHORT
from ....core.catalogue import Product, Shop
from ....core.errors import StaleRevision
from ....core.messages import say
from ....storage.formats.names import LONGEST_KEY, slug
from ....storage.store import Kind, Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..visit import Visit
from .found import Options, all_categories, category_options, shop_of

NEW_PRODUCT = "/admin/{shop:str}/new-product"
_MOST_TRIES = 1_000


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(NEW_PRODUCT, show), desk.changes(NEW_PRODUCT, save)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The empty form."""
    shop, options = await desk.ask(_known, desk.store, visit)
    form = visit.typed or Form.filled({"category": visit.query.get("category", "")})
    return desk.page(visit, _page(form, shop, options))


async def save(desk: Desk, visit: Visit) -> Answer:
    """Add the product, and go on to its price."""
    shop, options = await desk.ask(_known, desk.store, visit)
    form = visit.form
    names = form.labels("name", shop.languages, most=SHORT, needed=shop.languages[:1])
    key = await desk.ask(free_key, desk.store, visit.shop, "product", names)
    typed = {"key": key, "name": names, "category": form.choice("category", dict(options))}
    product = form.record(Product, typed)
    if product is None:
        return desk.refused(visit, _page(form, shop, options))
    try:
        await desk.save(visit, product, expected=0)
    except StaleRevision:
        form.fail("", say("admin_products.try_again"))
        return desk.refused(visit, _page(form, shop, options))
    return desk.go(visit, f"/admin/{visit.shop}/products/{key}/prices/new?did=saved")


def free_key(store: Store, shop: str, kind: Kind, names: dict[str, str]) -> str:
    """A key that nothing of *kind* has, made of the first of *names* that has Latin letters or digits."""
    slugs = [slug(name, fallback="") for name in (names.get("en", ""), *names.values())]
    stem = next((one for one in slugs if one), kind.replace("_", "-"))
    for number in range(1, _MOST_TRIES):
        tail = f"-{number}" if number > 1 else ""
        key = stem[: LONGEST_KEY - len(tail)].rstrip("-") + tail
        if store.get(shop, kind, key) is None:
            return key
    raise StaleRevision(stem, 0, 1, None)


def _known(store: Store, visit: Visit) -> tuple[Shop, Options]:
    return shop_of(store, visit), category_options(all_categories(store, visit), visit)


def _page(form: Form, shop: Shop, options: Options) -> Page:
    values = {"form": form, "languages": shop.languages, "categories": options}
    return Page(name="product_new", section="products", tab="list", values=values)
