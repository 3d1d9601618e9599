"""People: who has which role in the shop, invitations, new passwords, and taking somebody out."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler

from ...core.messages import say
from ...storage.access import LastOwner, change_role, invite, remove
from ...storage.accounts import ROLES, Role, RoleRow
from ...storage.password_links import BeyondOwnRights, OwnPassword, link_for, may_give
from ...storage.store import Store
from ..answers import Answer
from ..forms import Form
from .asking_first import asking, is_sure
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
    """Invite, give another role or a new password, or take out, as the field ``act`` says."""
    act = visit.form.choice("act", ("invite", "role", "password", "remove"))
    if act == "remove" and not is_sure(visit):
        return desk.page(visit, _asking(visit))
    try:
        if act == "invite":
            return await _invite(desk, visit)
        if act == "password":
            return await _password(desk, visit)
        await _change(desk, visit, act)
    except (LastOwner, BeyondOwnRights, OwnPassword) as error:
        visit.form.fail("", say(error.key))
    if visit.form.errors:
        return desk.refused(visit, await _page(desk, visit, visit.form))
    if act == "remove" and visit.form.get("user") == visit.by:
        return desk.go(visit, "/admin")
    page = await _page(desk, visit, Form.filled({"role": "editor"}))
    return desk.done(visit, page, f"/admin/{visit.shop}/people")


def _asking(visit: Visit) -> Page:
    """Before somebody is taken out."""
    user, here = visit.form.get("user"), f"/admin/{visit.shop}/people"
    return asking(
        Page(name="people", section="settings", tab="people"),
        title=say("admin_sure.person_title", name=user),
        told=say("admin_sure.person_told"),
        deed=say("admin_pages.take_out"),
        address=here,
        back=here,
        asked=(("act", "remove"), ("user", user)),
    )


async def _invite(desk: Desk, visit: Visit) -> Answer:
    """Show the link; it is shown this once, so there is no other page to go to."""
    role = _role(visit.form)
    if role is None:
        return desk.refused(visit, await _page(desk, visit, visit.form))
    secret = await desk.change(invite, desk.store, visit.shop, role, by=visit.by, now=visit.now)
    link = f"{desk.site.address}/admin/_/invitation/{secret}"
    return desk.page(visit, await _page(desk, visit, visit.form, link=link))


async def _password(desk: Desk, visit: Visit) -> Answer:
    """Show the link by which somebody chooses a new password, this once."""
    user = visit.form.get("user")
    secret = await desk.change(link_for, desk.store, visit.shop, user, by=visit.by, now=visit.now)
    link = f"{desk.site.address}/admin/_/password/{secret}"
    form = Form.filled({"role": "editor"})
    return desk.page(visit, await _page(desk, visit, form, password_of=user, password_link=link))


async def _change(desk: Desk, visit: Visit, act: str) -> None:
    user, by, now = visit.form.get("user"), visit.by, visit.moment
    if act == "remove":
        await desk.change(remove, desk.store, visit.shop, user, by=by, now=now)
    elif act == "role" and (role := _role(visit.form)):
        await desk.change(change_role, desk.store, visit.shop, user, role, by=by, now=now)


def _role(form: Form) -> Role | None:
    typed = form.choice("role", ROLES)
    return next((role for role in ROLES if role == typed), None)


def _givable(store: Store, visit: Visit, people: Sequence[RoleRow]) -> set[str]:
    """The names of those for whom the visitor may make a link for a new password."""
    return {row.user for row in people if may_give(store, visit.shop, row.user, by=visit.by)}


async def _page(desk: Desk, visit: Visit, form: Form, **links: str) -> Page:
    store, shop = desk.store, visit.shop
    people = await desk.ask(store.people, shop)
    values = {
        "form": form,
        "people": people,
        "givable": await desk.ask(_givable, store, visit, people),
        "protected": await desk.ask(store.with_second_step, shop),
        "open": await desk.ask(store.open_links, "invitation", shop, visit.moment),
        "roles": ROLES,
        "link": "",
        "password_of": "",
        "password_link": "",
        **links,
    }
    return Page(name="people", section="settings", tab="people", values=values)
