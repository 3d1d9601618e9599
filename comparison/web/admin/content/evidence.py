"""Claims and what they rest on: which values of a product are claims, who checked them, until when."""

import datetime
from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.catalogue import Cell, Feature, Product, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....storage.store import AnyRecord, Store
from ....storage.zones import zone_of
from ...answers import Answer
from ..desk import Desk, Page
from ..parts import Part
from ..products.found import stored
from ..products.grid_cells import cell_line
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .of_product import category_of, product_list
from .of_shop import shop_of
from .shapes import EVIDENCE, SOURCE

ALL = "/admin/{shop:str}/content/evidence"
PRODUCT = "/admin/{shop:str}/content/evidence/{product:str}"
CELL = "/admin/{shop:str}/content/evidence/{product:str}/{feature:str}"
_CLAIM = (
    Part("claim", "flag", "admin_content.is_claim", help="admin_content.is_claim_help"),
    Part("scope", "line", "admin_content.scope", help="admin_content.scope_help"),
)


class ClaimLine(NamedTuple):
    """A value of a product: *state* is ``fact`` (no claim), ``proved``, ``expired`` or ``unproved``."""

    feature: str
    name: str
    value: str
    state: str
    valid_to: datetime.date | None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The products, the values of one, and the evidence of one value."""
    return [
        desk.shows(ALL, show_all),
        desk.shows(PRODUCT, show_product),
        desk.shows(CELL, show),
        desk.changes(CELL, act),
    ]


async def show_all(desk: Desk, visit: Visit) -> Answer:
    """The products with their claims counted."""
    return await product_list(desk, visit, "evidence")


async def show_product(desk: Desk, visit: Visit) -> Answer:
    """Every stated value of the product; claims go first."""
    name, lines = await desk.ask(lines_of, desk.store, visit)
    values = {"name": name, "lines": lines}
    return desk.page(visit, Page(name="content_claims", section="content", tab="evidence", values=values))


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form of one value's evidence."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def lines_of(store: Store, visit: Visit) -> tuple[str, list[ClaimLine]]:
    """The name of the product of the address, and its stated values."""
    shop, _ = shop_of(store, visit)
    product, _ = stored(store, visit, Product, visit.keys["product"])
    languages = (visit.language, *shop.languages)
    today = visit.now.astimezone(zone_of(visit.time_zone)).date()
    features, texts = _features(store, visit, product), _texts(shop, visit)
    found = [
        ClaimLine(
            feature=cell.feature,
            name=label(features[cell.feature].label, languages),
            value=cell_line(cell, features[cell.feature], texts, visit.language),
            state=state_of(cell, today),
            valid_to=_day(cell),
        )
        for cell in product.cells
        if cell.feature in features
    ]
    return label(product.name, languages), sorted(found, key=lambda one: one.state == "fact")


def state_of(cell: Cell, today: datetime.date) -> str:
    """Whether it is a claim, and what it rests on today."""
    if not cell.claim:
        return "fact"
    if cell.evidence is None:
        return "unproved"
    return "proved" if cell.evidence.valid_to >= today.isoformat() else "expired"


def sheet_of(store: Store, visit: Visit) -> Sheet[Cell]:
    """One value of a product, with its evidence.

    Raises:
        NotFound: the product, or its value, is not there.
    """
    shop, _ = shop_of(store, visit)
    product, revision = stored(store, visit, Product, visit.keys["product"])
    key, languages = visit.keys["feature"], (visit.language, *shop.languages)
    cell, feature = _cell(product, key), _features(store, visit, product).get(key)
    if cell is None or feature is None:
        raise NotFound("feature", key)
    value = cell_line(cell, feature, _texts(shop, visit), visit.language)
    here = f"/admin/{visit.shop}/content/evidence"
    speaker = words.speaker(visit.language)
    return Sheet(
        tab="evidence",
        title=f"{label(feature.label, languages)}: {value}",
        sections=(
            Section("", _CLAIM),
            Section("evidence", EVIDENCE, "admin.evidence", "admin_content.evidence_help"),
            Section("source", SOURCE, "admin_content.source", "admin_content.source_help"),
        ),
        languages=shop.languages,
        inner=cell,
        revision=revision,
        put=lambda changed: _with(product, changed),
        take=lambda record: _cell(record, key),
        trail=(
            (here, speaker.text("admin.evidence")),
            (f"{here}/{product.key}", label(product.name, languages)),
        ),
        told=speaker.text("admin_content.value_elsewhere"),
    )


def _cell(record: AnyRecord, feature: str) -> Cell | None:
    if not isinstance(record, Product):
        return None
    return next((cell for cell in record.cells if cell.feature == feature), None)


def _with(product: Product, changed: Cell) -> Product:
    cells = tuple(changed if cell.feature == changed.feature else cell for cell in product.cells)
    return replace(product, cells=cells)


def _features(store: Store, visit: Visit, product: Product) -> dict[str, Feature]:
    category = category_of(store, visit, product)
    return {one.key: one for one in category.features} if category else {}


def _texts(shop: Shop, visit: Visit) -> str:
    """The language that the merchant's own words are shown in."""
    return visit.language if visit.language in shop.languages else shop.languages[0]


def _day(cell: Cell) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(cell.evidence.valid_to) if cell.evidence else None
    except ValueError:
        return None
