"""The shop itself. The example of an editing page: revision, 422, 409, audit line, partial save."""

from collections.abc import Sequence
from typing import get_args

import msgspec
from litestar.handlers import HTTPRouteHandler

from ...core.bounds import MOST_SHOWN_TIERS
from ...core.catalogue import BuildParameter, Shop
from ...core.errors import NotFound, StaleRevision
from ...core.messages import Message, say
from ...storage.store import Stored
from ...storage.zones import is_place
from ..answers import Answer
from ..forms import REVISION, Form
from .conflicts import conflict
from .desk import Desk, Page
from .guesses import LANGUAGES, markets, zones
from .visit import Visit

BUILD: tuple[str, ...] = get_args(BuildParameter)
SETTINGS = "/admin/{shop:str}/settings"
_LABELS: dict[str, Message] = {
    "name": say("admin_pages.shop_name"),
    "languages": say("admin_pages.languages"),
    "first_language": say("admin_pages.first_language"),
    "first_market": say("admin_pages.first_market"),
    "complete_languages": say("admin_pages.complete_languages"),
    "markets": say("admin_pages.markets"),
    "time_zone": say("admin_pages.time_zone"),
    "home": say("admin_pages.home_address"),
    "contact": say("admin_pages.contact"),
    "counting": say("admin_results.counting"),
    "most_compared": say("admin_look.most_compared"),
    "build": say("admin_rated.build"),
}


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form, which only an owner may send."""
    return [desk.shows(SETTINGS, show), desk.changes(SETTINGS, save, least="owner")]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, filled with the shop, or with what was typed before signing in again."""
    shop, revision = await _shop(desk, visit)
    return desk.page(visit, _page(visit.typed or Form.filled(fields_of(shop, revision)), shop))


async def save(desk: Desk, visit: Visit) -> Answer:
    """Write what was typed, or say at which field it cannot be, or who was faster."""
    shop, _ = await _shop(desk, visit)
    form = visit.form
    changed = read_shop(form, shop)
    if changed is None:
        return desk.refused(visit, _page(form, shop))
    try:
        revision = await desk.save(visit, changed, expected=form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, stale)
    page = _page(Form.filled(fields_of(changed, revision)), changed)
    return desk.done(visit, page, f"/admin/{visit.shop}/settings")


def fields_of(shop: Shop, revision: int) -> dict[str, str | Sequence[str]]:
    """*shop* as the fields of its form."""
    return {
        REVISION: str(revision),
        **{f"name.{language}": text for language, text in shop.name.items()},
        "languages": shop.languages,
        "first_language": shop.languages[0],
        "complete_languages": shop.complete_languages,
        "markets": shop.markets,
        "first_market": shop.markets[0],
        "time_zone": shop.time_zone,
        "home": shop.home or "",
        "contact": shop.contact or "",
        "most_compared": str(shop.most_compared),
        "build": shop.build,
        **({"counting": "1"} if shop.counting else {}),
    }


def read_shop(form: Form, shop: Shop) -> Shop | None:
    """*shop* with what was typed; None where an error was noted."""
    languages = _first(
        form, "first_language", form.choices("languages", (*LANGUAGES, *shop.languages), least=1)
    )
    sold_in = _first(form, "first_market", form.choices("markets", (*markets(), *shop.markets), least=1))
    zone = form.text("time_zone")
    if zone and not is_place(zone):
        form.fail("time_zone", say("admin_pages.no_zone"))
    typed = {
        "name": form.labels("name", languages, needed=languages[:1]),
        "languages": languages,
        "complete_languages": form.choices("complete_languages", languages),
        "markets": sold_in,
        "time_zone": zone,
        "home": form.text("home", least=0, most=2_000) or None,
        "contact": form.text("contact", least=0, most=2_000) or None,
        "counting": form.flag("counting"),
        "build": form.choices("build", BUILD),
        "most_compared": form.whole("most_compared", least=2, most=MOST_SHOWN_TIERS),
    }
    return form.record(Shop, msgspec.to_builtins(shop) | typed)


def _first(form: Form, name: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """*chosen* with the one in the field *name* before the others."""
    first = form.choice(name, chosen) if chosen else ""
    return tuple(sorted(chosen, key=lambda one: one != first))


async def _shop(desk: Desk, visit: Visit) -> tuple[Shop, int]:
    stored = await desk.ask(desk.store.get, visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    return stored.record, stored.revision


def _page(form: Form, shop: Shop) -> Page:
    known = (*LANGUAGES, *(one for one in shop.languages if one not in LANGUAGES))
    values = {
        "form": form,
        "shop": shop,
        "languages": known,
        "markets": markets(),
        "zones": zones(),
        "build": [(one, say(f"admin_rated.build_{one}")) for one in BUILD],
        "compared": [str(count) for count in range(2, MOST_SHOWN_TIERS + 1)],
    }
    return Page(name="settings", section="settings", tab="shop", values=values)


def _both(desk: Desk, visit: Visit, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Shop):
        raise stale
    theirs = fields_of(current.record, current.revision)
    found = conflict(visit.form, theirs, _LABELS, current, f"/admin/{visit.shop}/settings")
    return desk.conflict(visit, _page(visit.form, current.record), found)
