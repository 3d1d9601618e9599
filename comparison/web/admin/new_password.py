"""A new password for an account that is there, by a one-time link (`storage.password_links`)."""

from litestar.handlers import HTTPRouteHandler

from ...storage.password_links import account_behind, choose_password
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .entering import SIGN_IN
from .names import new_password
from .passwords import hashed
from .visit import Visit

NEW_PASSWORD = "/admin/_/password/{secret:str}"  # noqa: S105  An address.


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page of the link."""
    return desk.opens(NEW_PASSWORD, show, choose)


async def show(desk: Desk, visit: Visit) -> Answer:
    """Whose password it is, and a field for the new one."""
    return desk.page(visit, await _page(desk, visit, Form()))


async def choose(desk: Desk, visit: Visit) -> Answer:
    """Take the new password, and go on to signing in: a second step is asked for there."""
    page = await _page(desk, visit, visit.form)
    password = new_password(visit.form, "password", str(page.values["name"]))
    if not password:
        return desk.refused(visit, page)
    secret, hash_ = visit.keys["secret"], await hashed(password)
    await desk.change(choose_password, desk.store, secret, hash_, now=visit.moment)
    return desk.go(visit, f"{SIGN_IN}?did=password")


async def _page(desk: Desk, visit: Visit, form: Form) -> Page:
    user = await desk.ask(account_behind, desk.store, visit.keys["secret"], visit.moment)
    return Page(name="new_password", values={"form": form, "name": user.name})
