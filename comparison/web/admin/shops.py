"""The way in: the only shop at once, or the list of them."""

from litestar.handlers import HTTPRouteHandler

from ...core.catalogue import Shop
from ...core.languages import label
from ...storage.accounts import RoleRow
from ...storage.store import Store
from ..answers import Answer
from .desk import Desk, Page
from .new_shop import may_make
from .visit import Visit

SHOPS = "/admin"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list."""
    return [desk.shows(SHOPS, show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """Every shop of the account with its role there; the only one is gone to at once."""
    roles = await desk.ask(desk.store.roles_of, visit.by)
    if len(roles) == 1:
        return desk.go(visit, f"{SHOPS}/{roles[0].shop}")
    names = [(role, await desk.ask(_name, desk.store, role, visit.language)) for role in roles]
    values = {
        "shops": [pair for pair in names if pair[1]],
        "may_make": await desk.ask(may_make, desk.store, visit.by),
    }
    return desk.page(visit, Page(name="shops", values=values))


def _name(store: Store, role: RoleRow, language: str) -> str:
    stored = store.get(role.shop, "shop", role.shop)
    if stored is None or not isinstance(stored.record, Shop):
        return ""
    return label(stored.record.name, (language, *stored.record.languages))
