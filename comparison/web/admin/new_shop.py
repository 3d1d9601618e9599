"""One more shop, made by somebody who owns one already."""

from litestar.handlers import HTTPRouteHandler

from ...core.catalogue import Shop
from ...core.errors import StaleRevision
from ...core.messages import say
from ...storage.access import own
from ...storage.auditing import save_noted
from ...storage.formats.names import slug, unique
from ...storage.store import Store
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .new_shop_form import guessed_fields, shop_of, shop_values
from .refusals import NotAllowed, TooManyShops
from .visit import Visit

NEW_SHOP = "/admin/_/new-shop"
MOST_OWNED = 20


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page and its form, for owners of any shop."""
    return [desk.shows(NEW_SHOP, show), desk.changes(NEW_SHOP, make)]


def may_make(store: Store, user: str) -> bool:
    """Whether *user* owns a shop."""
    return _owned(store, user) > 0


async def show(desk: Desk, visit: Visit) -> Answer:
    """What is asked: the name; the rest is guessed, in one line."""
    await desk.ask(_check, desk.store, visit.by)
    return desk.page(visit, _page(visit.typed or Form.filled(guessed_fields(visit))))


async def make(desk: Desk, visit: Visit) -> Answer:
    """Make the shop, and go on to it."""
    await desk.ask(_check, desk.store, visit.by)
    form = visit.form
    wished = slug(form.get("shop_name"), fallback="")
    taken = frozenset(await desk.ask(desk.store.shops))
    shop = shop_of(form, wished or unique("shop", set(taken)))
    if shop is not None and shop.key in taken:
        form.fail("shop_name", say("admin_factors.shop_taken"))
    if form.errors or shop is None:
        return desk.refused(visit, _page(form))
    try:
        await desk.change(_made, desk.store, shop, visit.by, visit.moment)
    except StaleRevision:
        form.fail("shop_name", say("admin_factors.shop_taken"))
        return desk.refused(visit, _page(form))
    return desk.go(visit, f"/admin/{shop.key}")


def _made(store: Store, shop: Shop, by: str, now: str) -> None:
    """The shop, its owner and the lines in the log, all or nothing."""
    with store.writing():
        _check(store, by)
        save_noted(store, shop.key, shop, expected=0, by=by, now=now)
        own(store, shop.key, by, now=now)


def _check(store: Store, user: str) -> None:
    """Raises NotAllowed where *user* owns nothing, and TooManyShops where it is enough."""
    owned = _owned(store, user)
    if owned == 0:
        raise NotAllowed
    if owned >= MOST_OWNED:
        raise TooManyShops(MOST_OWNED)


def _owned(store: Store, user: str) -> int:
    return sum(row.role == "owner" for row in store.roles_of(user))


def _page(form: Form) -> Page:
    return Page(name="new_shop", values=shop_values(form))
