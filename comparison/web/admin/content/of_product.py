"""What is said of one product: when it arrives, how it goes back, what is in the box, who helps."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Category, Product, Shop
from ....core.languages import label
from ....core.messages import Message, say
from ....storage.formats.names import slug, unique
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..guesses import markets
from ..options import Options
from ..products.found import products_found, stored
from ..products.listing import A_PAGE
from ..products.searching import wanted_in
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .of_shop import money_of, shop_of
from .shapes import (
    BOX,
    DAYS,
    SUPPORT,
    arrival_parts,
    currencies_of,
    excluded_parts,
    returns_parts,
    separate_parts,
)

ALL = "/admin/{shop:str}/content/products"
ONE = "/admin/{shop:str}/content/products/{product:str}"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list, and the form of one."""
    return [desk.shows(ALL, show_all), desk.shows(ONE, show), desk.changes(ONE, act)]


async def show_all(desk: Desk, visit: Visit) -> Answer:
    """The products, fifty a page."""
    return await product_list(desk, visit, "products")


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def product_list(desk: Desk, visit: Visit, tab: str) -> Answer:
    """Products to choose one from, with what *tab* knows of each; found by words."""
    find = Form.filled({name: visit.query.get(name, "") for name in ("find", "before")})
    products, place = await desk.ask(products_found, desk.store, visit, wanted_in(find.get, limit=A_PAGE))
    notes = await desk.ask(notes_of, desk.store, visit, [one.key for one in products], tab)
    values = {
        "form": find,
        "lines": [(one.key, label(one.name, (visit.language,)), notes.get(one.key, [])) for one in products],
        "following": f"?{urlencode({'find': find.get('find'), 'before': place})}" if place else "",
        "tab": tab,
    }
    return desk.page(visit, Page(name="content_products", section="content", tab=tab, values=values))


def notes_of(store: Store, visit: Visit, keys: list[str], tab: str) -> dict[str, list[Message]]:
    """What each product of *keys* says by now, in words."""
    rows = store.get_many(visit.shop, "product", keys)
    products = [row.record for row in rows.values() if isinstance(row.record, Product)]
    today = visit.moment[:10]
    if tab == "evidence":
        return {one.key: _claims(one, today) for one in products}
    return {one.key: _said(one) for one in products}


def sheet_of(store: Store, visit: Visit) -> Sheet[Product]:
    """All that is said of the product of the address.

    Raises:
        NotFound: there is no such product.
    """
    shop, _ = shop_of(store, visit)
    product, revision = stored(store, visit, Product, visit.keys["product"])
    languages = (visit.language, *shop.languages)
    return Sheet(
        tab="products",
        title=label(product.name, languages),
        sections=_sections(
            shop,
            product,
            charges_of(product, languages),
            (regions_of(shop, languages), days_in(visit), countries_of(product, languages)),
        ),
        settle=with_keys,
        languages=shop.languages,
        inner=product,
        revision=revision,
        put=lambda changed: changed,
        take=_product,
        trail=trail_of(visit),
        pages=beside(visit, is_rated=False),
    )


def trail_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What stands above the pages of one product."""
    told = words.speaker(visit.language).text("admin_content.tab_products")
    return ((f"/admin/{visit.shop}/content/products", told),)


def beside(visit: Visit, *, is_rated: bool) -> tuple[tuple[str, str, bool], ...]:
    """The two pages of one product's content, and which of them this one is."""
    said = words.speaker(visit.language).text
    here = f"/admin/{visit.shop}/content/products/{visit.keys['product']}"
    return (
        (here, said("admin_rated.page_content"), not is_rated),
        (f"{here}/rated", said("admin_rated.page_rated"), is_rated),
    )


def charges_of(product: Product, languages: tuple[str, ...]) -> Options:
    """The charges of the product's prices, each once, by their names."""
    charges = {one.key: one for price in product.prices for one in price.components}
    return [(key, label(one.label, languages) or key) for key, one in charges.items()]


def category_of(store: Store, visit: Visit, product: Product) -> Category | None:
    """The product's category; None where it is gone."""
    row = store.get(visit.shop, "category", product.category)
    return row.record if row and isinstance(row.record, Category) else None


def _sections(
    shop: Shop, product: Product, charges: Options, delivery: tuple[Options, Options, Options]
) -> tuple[Section, ...]:
    regions, days, countries = delivery
    returns = returns_parts(currencies_of(product.returns, money_of(shop)))
    return (
        Section(
            "arrival",
            arrival_parts(regions, days, countries),
            "admin_content.arrival",
            "admin_content.arrival_help",
        ),
        Section("returns", returns, "admin_content.returns", "admin_content.returns_product"),
        Section("box", BOX, "admin_content.box", is_list=True),
        Section(
            "separate",
            separate_parts(charges),
            "admin_content.separate",
            "admin_content.separate_about",
            is_list=True,
        ),
        Section("support", SUPPORT, "admin_content.support", "admin_content.support_product", is_list=True),
        Section(
            "excluded",
            excluded_parts(money_of(shop)),
            "admin_look.excluded",
            "admin_look.excluded_help",
            is_list=True,
        ),
    )


def regions_of(shop: Shop, languages: tuple[str, ...]) -> Options:
    """The delivery zones of the shop's markets."""
    rows = [markets()[code] for code in shop.markets if code in markets()]
    return [(one.key, label(one.label, languages)) for row in rows for one in row.regions]


def countries_of(product: Product, languages: tuple[str, ...]) -> Options:
    """The countries of all markets, and the one that *product* states."""
    known = {code: label(row.name, languages) for code, row in markets().items() if len(code) == 2}
    stated = product.arrival.country if product.arrival else None
    named = known if stated is None or stated in known else known | {stated: stated}
    return sorted(named.items(), key=lambda pair: pair[1])


def days_in(visit: Visit) -> Options:
    """The days of the week, by their names."""
    speaker = words.speaker(visit.language)
    return [(day, speaker.text(f"admin_content.days_{day}")) for day in DAYS]


def with_keys(whole: dict[str, Any]) -> dict[str, Any]:
    """A product as plain data with a key for every running cost that has none."""
    costs = whole.get("excluded") or []
    taken = {one["key"] for one in costs if one.get("key")}
    keyed = [
        one
        if one.get("key")
        else one | {"key": unique(slug(_first(one.get("label", {})), fallback="cost"), taken)}
        for one in costs
    ]
    return whole | {"excluded": keyed}


def _first(text: Mapping[str, str]) -> str:
    return text.get("en") or next(iter(text.values()), "")


def _said(product: Product) -> list[Message]:
    told = (
        (say("admin_content.arrival"), product.arrival),
        (say("admin_content.returns"), product.returns),
        (say("admin_content.box"), product.box),
        (say("admin_content.separate"), product.separate),
        (say("admin_content.support"), product.support),
        (say("admin_look.excluded"), product.excluded),
        (say("admin_rated.rating"), product.rating),
        (say("admin_rated.capacity"), product.capacity),
    )
    return [words for words, value in told if value]


def _claims(product: Product, today: str) -> list[Message]:
    claims = [cell for cell in product.cells if cell.claim]
    proved = sum(cell.evidence is not None and cell.evidence.valid_to >= today for cell in claims)
    if not claims:
        return []
    return [say("admin_content.claims_proved", count=len(claims), proved=proved)]


def _product(record: AnyRecord) -> Product | None:
    return record if isinstance(record, Product) else None
