"""The two lines for the shop's page, and a look at that page: is it there, and will it work?"""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.errors import RefusedFile
from ....core.languages import label
from ....core.messages import Message, say
from ....import_hosts import ImportHost
from ....storage.store import Store
from ...answers import Answer
from ...doctor import Look, Wanted, host_of, look_at
from ...forms import Form
from ...snippet import snippet
from ..desk import Desk, Page
from ..visit import Visit
from .known import comparison_of, shop_of
from .places import ONE, page_of

INSTALL = f"{ONE}/install"
_MOST_ADDRESS = 2_000


class Install(NamedTuple):
    """*snippet* is what is copied, *origin* our own address, *home* the shop's, empty where it is not known.

    *is_live* says that there is something to show.
    """

    title: str
    snippet: str
    origin: str
    home: str
    is_live: bool


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and the look."""
    return [desk.shows(INSTALL, show), desk.changes(INSTALL, check)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The two lines."""
    install = await desk.ask(install_of, desk.store, visit, desk.site.address)
    return desk.page(visit, _page(visit, Form.filled({"address": install.home}), install))


async def check(desk: Desk, visit: Visit) -> Answer:
    """Look at the page that was named, if it is the shop's own or one that the operator allows."""
    form = visit.form
    install = await desk.ask(install_of, desk.store, visit, desk.site.address)
    address = form.text("address", most=_MOST_ADDRESS)
    if form.errors:
        return desk.refused(visit, _page(visit, form, install))
    hosts = [*desk.hosts, *_own(install.home)]
    wanted = Wanted(desk.site.address, f"{visit.shop}/{visit.keys['comparison']}")
    try:
        looks = await desk.change(look_at, address, wanted, hosts)
    except RefusedFile as refused:
        form.fail("address", _why(refused, install))
        return desk.refused(visit, _page(visit, form, install))
    return desk.page(visit, _page(visit, form, install, looks))


def install_of(store: Store, visit: Visit, address: str) -> Install:
    """What the page shows; *address* is our own."""
    comparison, _ = comparison_of(store, visit)
    shop = shop_of(store, visit)
    title = label(comparison.title, shop.languages)
    place = f"{visit.shop}/{comparison.key}"
    live = store.live_digest(visit.shop, comparison.key, visit.moment)
    shown = label(comparison.title, (visit.language, *shop.languages))
    return Install(shown, snippet(address, place, title), address, shop.home or "", live is not None)


def _own(home: str) -> list[ImportHost]:
    """The shop's own host as its settings state it, with and without ``www.``."""
    found = host_of(home) if home else None
    if found is None:
        return []
    bare = found.name.removeprefix("www.")
    return [found._replace(name=name) for name in (bare, f"www.{bare}")]


def _why(refused: RefusedFile, install: Install) -> Message:
    if not install.home:
        return say("admin_install.no_home")
    return say("admin_install.refused", reason=refused.reason)


def _page(visit: Visit, form: Form, install: Install, looks: list[Look] | None = None) -> Page:
    values = {"form": form, "install": install, "looks": looks}
    return page_of("comparison_install", "install", visit, install.title, **values)
