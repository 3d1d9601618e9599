"""A product that another seller sells: whose it is, and where every value and price of it comes from."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.catalogue import Cell, Feature, Product
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....core.sources import Competitor, Source
from ....core.values import NotStated
from ....storage.store import AnyRecord, Store
from ....storage.zones import zone_of
from ...answers import Answer
from ...forms import REVISION, Form
from ..asking_first import asking
from ..content.of_product import category_of
from ..content.of_shop import shop_of
from ..content.shapes import DATED_SOURCE
from ..desk import Desk, Page
from ..parts import Part
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .found import stored
from .price import price_key

COMPETITOR = "/admin/{shop:str}/products/{product:str}/competitor"
SOURCES = "/admin/{shop:str}/products/{product:str}/competitor/sources"
OURS = "/admin/{shop:str}/products/{product:str}/competitor/ours"
_SELLER = (Part("seller", "label", "admin_look.seller", needed=True, help="admin_look.seller_help"),)


class Fact(NamedTuple):
    """A value or a price, and the page on which its own source is entered; *day* is of that source."""

    name: str
    address: str
    day: str


class Facts(NamedTuple):
    """Everything of a product that needs a source, *lacking* those that have none."""

    revision: int
    is_marked: bool
    facts: tuple[Fact, ...]
    lacking: int


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The form, one source for all that has none, and the way back."""
    return [
        desk.shows(COMPETITOR, show),
        desk.changes(COMPETITOR, act),
        desk.changes(SOURCES, spread, shown_at=COMPETITOR),
        desk.shows(OURS, ask_ours, least="editor"),
        desk.changes(OURS, ours),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Mark the product as another seller's."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def spread(desk: Desk, visit: Visit) -> Answer:
    """Give the product's own source to every value and price that has none."""
    product, _ = await desk.ask(stored, desk.store, visit, Product, visit.keys["product"])
    return await _changed(desk, visit, sourced(product))


async def ask_ours(desk: Desk, visit: Visit) -> Answer:
    """What would be gone if it were sold by ourselves."""
    product, revision = await desk.ask(stored, desk.store, visit, Product, visit.keys["product"])
    here = f"/admin/{visit.shop}/products/{product.key}/competitor"
    page = asking(
        Page(name="sheet", section="products", tab="list"),
        title=say("admin_sure.ours_title", name=label(product.name, (visit.language,))),
        told=say("admin_sure.ours_told"),
        deed=say("admin_look.ours"),
        address=f"{here}/ours",
        back=here,
        asked=((REVISION, str(revision)),),
    )
    return desk.page(visit, page)


async def ours(desk: Desk, visit: Visit) -> Answer:
    """Sell it ourselves again; what is known of its sources stays."""
    product, _ = await desk.ask(stored, desk.store, visit, Product, visit.keys["product"])
    return await _changed(desk, visit, replace(product, competitor=None))


def sourced(product: Product) -> Product:
    """*product* with its own source wherever a stated value or a price has none."""
    if product.competitor is None:
        return product
    source = product.competitor.source
    cells = tuple(replace(one, source=source) if _lacks(one) else one for one in product.cells)
    prices = tuple(replace(one, source=one.source or source) for one in product.prices)
    return replace(product, cells=cells, prices=prices)


def sheet_of(store: Store, visit: Visit) -> Sheet[Competitor]:
    """Whose the product of the address is.

    Raises:
        NotFound: there is no such product.
    """
    shop, _ = shop_of(store, visit)
    product, revision = stored(store, visit, Product, visit.keys["product"])
    languages = (visit.language, *shop.languages)
    here = f"/admin/{visit.shop}/products"
    speaker = words.speaker(visit.language)
    today = visit.now.astimezone(zone_of(visit.time_zone)).date()
    category = category_of(store, visit, product)
    facts = tuple(_facts(product, {one.key: one for one in category.features} if category else {}, visit))
    return Sheet(
        tab="list",
        section="products",
        title=speaker.text("admin_look.competitor"),
        sections=(
            Section("", _SELLER),
            Section(
                "source", DATED_SOURCE, "admin_content.source", "admin_look.competitor_source", needed=True
            ),
        ),
        languages=shop.languages,
        inner=product.competitor or Competitor(seller={}, source=Source(title={})),
        revision=revision,
        put=lambda changed: replace(product, competitor=changed),
        take=_competitor,
        trail=(
            (here, speaker.text("admin.products_and_prices")),
            (f"{here}/{product.key}", label(product.name, languages)),
        ),
        told=speaker.text("admin_look.competitor_about"),
        checks=lambda form, changed: not_in_the_future(form, "source.as_of", changed.source, today),
        # What lacks a source is said anew by the page itself.
        after=visit.path,
        below="admin/_competitor_facts.html",
        more=Facts(revision, product.competitor is not None, facts, sum(not fact.day for fact in facts)),
    )


def not_in_the_future(form: Form, name: str, source: Source, today: datetime.date) -> None:
    """Note an error in the field *name* where the day of *source* is none, or has not been yet."""
    try:
        day = datetime.date.fromisoformat(source.as_of or "")
    except ValueError:
        form.fail(name, say("admin_products.no_day"))
        return
    if day > today:
        form.fail(name, say("admin_look.day_to_come"))


def _facts(product: Product, features: dict[str, Feature], visit: Visit) -> Iterator[Fact]:
    said = words.speaker(visit.language)
    for cell in product.cells:
        if not isinstance(cell.value, NotStated) and cell.feature in features:
            name = label(features[cell.feature].label, (visit.language,))
            address = f"/admin/{visit.shop}/content/evidence/{product.key}/{cell.feature}"
            yield Fact(name, address, _day(cell.source))
    for price in product.prices:
        address = f"/admin/{visit.shop}/products/{product.key}/prices/{price_key(price)}/full"
        yield Fact(f"{said.text('admin_products.prices')} · {price.market}", address, _day(price.source))


def _day(source: Source | None) -> str:
    return (source.as_of or "") if source else ""


def _lacks(cell: Cell) -> bool:
    return cell.source is None and not isinstance(cell.value, NotStated)


def _competitor(record: AnyRecord) -> Competitor | None:
    return record.competitor if isinstance(record, Product) else None


async def _changed(desk: Desk, visit: Visit, product: Product) -> Answer:
    try:
        await desk.save(visit, product, expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, f"/admin/{visit.shop}/products/{product.key}/competitor")
    return desk.go(visit, f"/admin/{visit.shop}/products/{product.key}/competitor?did=saved")
