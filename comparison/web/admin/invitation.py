"""Joining a shop by an invitation: with a new account, or with the one that is signed in."""

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ...core.messages import say
from ...storage.access import join, open_link
from ...storage.accounts import UserRow
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .entered import entered
from .names import new_password, new_user
from .passwords import hashed
from .visit import Visit

INVITATION = "/admin/_/invitation/{secret:str}"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page of the link."""
    return desk.opens(INVITATION, show, accept)


async def show(desk: Desk, visit: Visit) -> Answer:
    """Which shop it is, in which role, and what is asked."""
    return desk.page(visit, await _page(desk, visit, Form()))


async def accept(desk: Desk, visit: Visit) -> Answer:
    """Join, and go on to the shop."""
    page = await _page(desk, visit, visit.form)
    known = await _known(desk, visit)
    user = known or await _made(desk, visit)
    if user is None:
        return desk.refused(visit, page)
    secret, is_new = visit.keys["secret"], known is None
    joined = await desk.change(join, desk.store, secret, replace(user, made_at=visit.moment), is_new=is_new)
    address = f"/admin/{joined.shop}"
    return desk.go(visit, address) if known else await entered(desk, visit, user, address)


async def _known(desk: Desk, visit: Visit) -> UserRow | None:
    """The account that is signed in."""
    found = await desk.ask(desk.store.user, visit.by)
    return found if visit.account else None


async def _made(desk: Desk, visit: Visit) -> UserRow | None:
    form = visit.form
    name = new_user(form, "user")
    password = new_password(form, "password", name)
    taken = await desk.ask(desk.store.user, name)
    if taken is not None:
        form.fail("user", say("admin_access.name_taken"))
    if form.errors:
        return None
    return UserRow(
        name=name,
        password=await hashed(password),
        language=visit.language,
        made_at=visit.moment,
        made_by="invitation",
    )


async def _page(desk: Desk, visit: Visit, form: Form) -> Page:
    link = await desk.ask(open_link, desk.store, visit.keys["secret"], "invitation", visit.moment)
    return Page(name="invitation", values={"form": form, "link": link})
