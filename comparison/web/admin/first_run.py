"""The first page of an installation: a one-time link from the console makes the owner and the first shop."""

from litestar.handlers import HTTPRouteHandler

from ...core.catalogue import Shop
from ...core.messages import say
from ...storage.access import make_owner, open_link, own
from ...storage.accounts import UserRow
from ...storage.auditing import save_noted
from ...storage.formats.names import slug, unique
from ...storage.store import Store
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .entered import entered
from .names import new_password, new_user
from .new_shop_form import guessed_fields, shop_of, shop_values
from .passwords import hashed
from .visit import Visit

FIRST = "/admin/_/first/{secret:str}"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page of the link."""
    return desk.opens(FIRST, show, begin)


async def show(desk: Desk, visit: Visit) -> Answer:
    """What is asked: the shop's name and a password; the rest is guessed, in one line."""
    await desk.ask(open_link, desk.store, visit.keys["secret"], "owner", visit.moment)
    return desk.page(visit, await _page(desk, Form.filled({"user": "owner", **guessed_fields(visit)})))


async def begin(desk: Desk, visit: Visit) -> Answer:
    """Make owner and shop, sign in, and go on to the shop."""
    await desk.ask(open_link, desk.store, visit.keys["secret"], "owner", visit.moment)
    form, page = visit.form, await _page(desk, visit.form)
    shop = None if page.values["shops"] else _shop(form, set(await desk.ask(desk.store.shops)))
    name = new_user(form, "user")
    password = new_password(form, "password", name, form.get("shop_name"))
    if await desk.ask(desk.store.user, name):
        form.fail("user", say("admin_access.name_taken"))
    if form.errors:
        return desk.refused(visit, page)
    user = UserRow(
        name=name,
        password=await hashed(password),
        language=visit.language,
        made_at=visit.moment,
        made_by="console",
    )
    owned = await desk.change(_make, desk.store, visit.keys["secret"], user, shop)
    return await entered(desk, visit, user, f"/admin/{owned[0]}" if len(owned) == 1 else "/admin")


def _make(store: Store, secret: str, user: UserRow, shop: Shop | None) -> list[str]:
    """Owner, shop and the lines in the log, all or nothing; the shops that are theirs."""
    with store.writing():
        owned = make_owner(store, secret, user)
        if shop is not None:
            save_noted(store, shop.key, shop, expected=0, by=user.name, now=user.made_at)
            own(store, shop.key, user.name, now=user.made_at)
            owned.append(shop.key)
    return owned


def _shop(form: Form, taken: set[str]) -> Shop | None:
    return shop_of(form, unique(slug(form.get("shop_name"), fallback="shop"), taken))


async def _page(desk: Desk, form: Form) -> Page:
    shops = await desk.ask(_free, desk.store)
    return Page(name="first", values={**shop_values(form), "shops": shops})


def _free(store: Store) -> list[str]:
    """Shops that nobody owns yet: they become the new owner's."""
    return [shop for shop in store.shops() if not any(row.role == "owner" for row in store.people(shop))]
