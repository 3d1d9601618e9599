"""What holds for the whole shop: returns, support, ways to ask."""

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Shop
from ....core.errors import NotFound
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ..desk import Desk
from ..guesses import LANGUAGES, markets
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .shapes import SUPPORT, channel_parts, currencies_of, returns_parts

SHOP = "/admin/{shop:str}/content"
CONTACT = "/admin/{shop:str}/content/contact"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Both pages, and their forms."""
    return [
        desk.shows(SHOP, show),
        desk.changes(SHOP, act),
        desk.shows(CONTACT, show_contact),
        desk.changes(CONTACT, act_on_contact),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """Returns and support, for every product that says nothing else."""
    return show_sheet(desk, visit, await desk.ask(after_sale, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save them."""
    return await act_on_sheet(desk, visit, await desk.ask(after_sale, desk.store, visit))


async def show_contact(desk: Desk, visit: Visit) -> Answer:
    """Every way to ask."""
    return show_sheet(desk, visit, await desk.ask(contact, desk.store, visit))


async def act_on_contact(desk: Desk, visit: Visit) -> Answer:
    """Save them."""
    return await act_on_sheet(desk, visit, await desk.ask(contact, desk.store, visit))


def after_sale(store: Store, visit: Visit) -> Sheet[Shop]:
    """Returns and support."""
    shop, revision = shop_of(store, visit)
    sections = (
        Section(
            "returns",
            returns_parts(currencies_of(shop.returns, money_of(shop))),
            "admin_content.returns",
            "admin_content.returns_shop",
        ),
        Section("support", SUPPORT, "admin_content.support", "admin_content.support_shop", is_list=True),
    )
    return _sheet("shop", words.speaker(visit.language).text("admin.content"), sections, shop, revision)


def contact(store: Store, visit: Visit) -> Sheet[Shop]:
    """Ways to ask."""
    shop, revision = shop_of(store, visit)
    speaker = words.speaker(visit.language)
    spoken = dict.fromkeys(
        (*shop.languages, *LANGUAGES, *(one for way in shop.channels for one in way.languages))
    )
    parts = channel_parts([(tag, speaker.language_name(tag)) for tag in spoken])
    section = Section(
        "channels", parts, "admin_content.channels", "admin_content.channels_help", is_list=True
    )
    return _sheet("contact", speaker.text("admin.content"), (section,), shop, revision)


def shop_of(store: Store, visit: Visit) -> tuple[Shop, int]:
    """The visit's shop, and its revision."""
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    return stored.record, stored.revision


def money_of(shop: Shop) -> tuple[str, ...]:
    """The currencies of the shop's markets."""
    rows = markets()
    return tuple(dict.fromkeys(rows[code].currency for code in shop.markets if code in rows))


def _sheet(tab: str, title: str, sections: tuple[Section, ...], shop: Shop, revision: int) -> Sheet[Shop]:
    return Sheet(
        tab=tab,
        title=title,
        sections=sections,
        languages=shop.languages,
        inner=shop,
        revision=revision,
        put=lambda changed: changed,
        take=_shop,
    )


def _shop(record: AnyRecord) -> Shop | None:
    return record if isinstance(record, Shop) else None
