"""Signing in and out."""

from litestar.handlers import HTTPRouteHandler

from ...core.errors import ComparisonError
from ...core.messages import say
from ...storage.second_steps import needs_second_step
from ..answers import Answer
from .attempts import count, forget, forget_passwords
from .desk import Desk, Page
from .entered import entered
from .entering import SIGN_IN, sign_in_values
from .factors.second_step import asked
from .passwords import is_right
from .refusals import TooManyAttempts
from .visit import Visit

SIGN_OUT = "/admin/_/sign-out"
SIGN_OUT_EVERYWHERE = "/admin/_/sign-out-everywhere"
_MOST_NAME = 100


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page for signing in, and both ways out."""
    return [
        *desk.opens(SIGN_IN, show, enter),
        desk.changes(SIGN_OUT, leave, shown_at="/admin"),
        desk.changes(SIGN_OUT_EVERYWHERE, leave_everywhere, shown_at="/admin"),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    first = not await desk.ask(desk.store.has_users)
    return desk.page(visit, _page(desk, visit, first_run=first))


async def enter(desk: Desk, visit: Visit) -> Answer:
    """Sign in, with a new session whatever the browser brought; a form that waits comes back."""
    name = visit.form.get("name").strip().casefold()[:_MOST_NAME]
    try:
        await desk.change(count, desk.store, name, visit.client, visit.now)
    except TooManyAttempts as error:
        return _again(desk, visit, error, status=429)
    user = await desk.ask(desk.store.user, name)
    if not await is_right(visit.form.get("password"), user.password if user else None) or user is None:
        visit.form.fail("", say("admin_access.wrong"))
        return desk.refused(visit, _page(desk, visit))
    if await desk.ask(needs_second_step, desk.store, user.name):
        await desk.change(forget_passwords, desk.store, name)
        return await asked(desk, visit, user)
    await desk.change(forget, desk.store, name)
    return await entered(desk, visit, user)


async def leave(desk: Desk, visit: Visit) -> Answer:
    """End this session."""
    if visit.account is not None:
        await desk.change(desk.store.end_session, visit.account.session)
    return _left(desk, visit)


async def leave_everywhere(desk: Desk, visit: Visit) -> Answer:
    """End every session of the account, this one too."""
    await desk.change(desk.store.end_sessions, visit.by)
    return _left(desk, visit)


def _left(desk: Desk, visit: Visit) -> Answer:
    return desk.go(visit, SIGN_IN, [desk.site.setting(desk.site.session_cookie, "")])


def _again(desk: Desk, visit: Visit, error: ComparisonError, *, status: int) -> Answer:
    visit.form.fail("", say(error.key, **error.facts))
    return desk.page(visit, _page(desk, visit), status=status)


def _page(desk: Desk, visit: Visit, *, first_run: bool = False) -> Page:
    return Page(name="sign_in", values={**sign_in_values(desk.site, visit), "first_run": first_run})
