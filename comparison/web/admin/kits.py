"""What an empty shop begins with: one of a few kits, or nothing."""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ...assets import CATALOG_DATA
from ...core.catalogue import Shop
from ...core.errors import NotFound, StaleRevision
from ...core.languages import label
from ...core.messages import say
from ...storage.kits import Kit, kits_in, use_kit
from ...storage.store import Store
from ..answers import Answer
from ..forms import Form
from . import kit_rows
from .desk import Desk, Page
from .visit import Visit

START = "/admin/{shop:str}/start"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(START, show), desk.changes(START, begin), *kit_rows.routes(desk, kits())]


class OfferedKit(NamedTuple):
    """A kit as it is offered."""

    key: str
    label: str
    hint: str
    rows: int
    personas: int


def kits() -> tuple[Kit, ...]:
    """The kits that come with the installation."""
    return kits_in(CATALOG_DATA / "kits")


async def show(desk: Desk, visit: Visit) -> Answer:
    """What will be compared?"""
    return desk.page(visit, _page(visit, visit.typed or Form()))


async def begin(desk: Desk, visit: Visit) -> Answer:
    """Begin with the kit that was chosen and go on to its table; where there are products, to its rows."""
    form = visit.form
    key = form.choice("kit", ("", *(kit.key for kit in kits())))
    if form.errors:
        return desk.refused(visit, _page(visit, form))
    chosen = next((kit for kit in kits() if kit.key == key), None)
    if chosen is None:
        return desk.go(visit, f"/admin/{visit.shop}/import")
    filled = await desk.ask(kit_rows.filled_lines, desk.store, visit)
    if filled and not form.flag("alone"):
        return desk.go(visit, f"/admin/{visit.shop}/start/{chosen.key}")
    try:
        await desk.change(_use, desk.store, visit, chosen)
    except StaleRevision:
        form.fail("kit", say("admin_kits.used"))
        return desk.refused(visit, _page(visit, form))
    return desk.go(visit, f"/admin/{visit.shop}/import?did=kit")


def _use(store: Store, visit: Visit, kit: Kit) -> None:
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    use_kit(store, visit.shop, kit, stored.record.languages, by=visit.by, now=visit.moment)


def offered(visit: Visit) -> list[OfferedKit]:
    """The kits in the reader's words."""
    tags = (visit.language,)
    return [
        OfferedKit(
            kit.key,
            label(kit.label, tags),
            label(kit.hint, tags),
            len(kit.category.features),
            len(kit.personas),
        )
        for kit in kits()
    ]


def _page(visit: Visit, form: Form) -> Page:
    return Page(name="start", section="home", values={"form": form, "kits": offered(visit)})
