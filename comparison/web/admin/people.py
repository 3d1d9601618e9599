"""People: who has which role in the shop, invitations, and taking somebody out."""

from litestar.handlers import HTTPRouteHandler

from ...core.messages import say
from ...storage.access import LastOwner, change_role, invite, remove
from ...storage.accounts import ROLES, Role
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .visit import Visit

PEOPLE = "/admin/{shop:str}/people"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its forms, which only an owner may send."""
    return [desk.shows(PEOPLE, show), desk.changes(PEOPLE, change, least="owner")]


async def show(desk: Desk, visit: Visit) -> Answer:
    """Everybody, and a form to invite one more."""
    return desk.page(visit, await _page(desk, visit, visit.typed or Form.filled({"role": "editor"})))


async def change(desk: Desk, visit: Visit) -> Answer:
    """Invite, give another role, or take out, as the field ``act`` says."""
    act = visit.form.choice("act", ("invite", "role", "remove"))
    try:
        if act == "invite":
            return await _invite(desk, visit)
        await _change(desk, visit, act)
    except LastOwner as error:
        visit.form.fail("", say(error.key))
    if visit.form.errors:
        return desk.refused(visit, await _page(desk, visit, visit.form))
    if act == "remove" and visit.form.get("user") == visit.by:
        return desk.go(visit, "/admin")
    page = await _page(desk, visit, Form.filled({"role": "editor"}))
    return desk.done(visit, page, f"/admin/{visit.shop}/people")


async def _invite(desk: Desk, visit: Visit) -> Answer:
    """Show the link; it is shown this once, so there is no other page to go to."""
    role = _role(visit.form)
    if role is None:
        return desk.refused(visit, await _page(desk, visit, visit.form))
    secret = await desk.change(invite, desk.store, visit.shop, role, by=visit.by, now=visit.now)
    link = f"{desk.site.address}/admin/_/invitation/{secret}"
    return desk.page(visit, await _page(desk, visit, visit.form, link))


async def _change(desk: Desk, visit: Visit, act: str) -> None:
    user, by, now = visit.form.get("user"), visit.by, visit.moment
    if act == "remove":
        await desk.change(remove, desk.store, visit.shop, user, by=by, now=now)
    elif act == "role" and (role := _role(visit.form)):
        await desk.change(change_role, desk.store, visit.shop, user, role, by=by, now=now)


def _role(form: Form) -> Role | None:
    typed = form.choice("role", ROLES)
    return next((role for role in ROLES if role == typed), None)


async def _page(desk: Desk, visit: Visit, form: Form, link: str = "") -> Page:
    store, shop = desk.store, visit.shop
    values = {
        "form": form,
        "people": await desk.ask(store.people, shop),
        "protected": await desk.ask(store.with_second_step, shop),
        "open": await desk.ask(store.open_links, "invitation", shop, visit.moment),
        "roles": ROLES,
        "link": link,
    }
    return Page(name="people", section="settings", tab="people", values=values)
