"""One's own account: the language one reads, and the password."""

from litestar.handlers import HTTPRouteHandler

from ...core.messages import say
from ...storage.accounts import UserRow
from ..answers import Answer
from ..forms import Form
from .attempts import count
from .desk import Desk, Page
from .names import new_password
from .passwords import hashed, is_right
from .refusals import TooManyAttempts
from .speech import LANGUAGES
from .visit import Visit

ACCOUNT = "/admin/_/account"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page and its form."""
    return [desk.shows(ACCOUNT, show), desk.changes(ACCOUNT, save)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return desk.page(visit, _page(visit.typed or Form.filled({"language": visit.language})))


async def save(desk: Desk, visit: Visit) -> Answer:
    """Take language and password; a new password ends every other session."""
    form, user = visit.form, await desk.ask(desk.store.user, visit.by)
    if user is None or visit.account is None:
        return desk.go(visit, "/admin")
    language = form.choice("language", LANGUAGES)
    password = await _new_hash(desk, visit, user)
    if form.errors:
        return desk.refused(visit, _page(form))
    await desk.change(
        desk.store.change_user, user.name, password=password or user.password, language=language
    )
    if password:
        await desk.change(desk.store.end_sessions, user.name, but=visit.account.session)
    return desk.go(visit, f"{ACCOUNT}?did=saved")


async def _new_hash(desk: Desk, visit: Visit, user: UserRow) -> str:
    """The hash of the new password; empty where none is asked for, or an error was noted."""
    form = visit.form
    if not form.get("new_password"):
        return ""
    try:
        await desk.change(count, desk.store, user.name, visit.client, visit.now)
    except TooManyAttempts as error:
        form.fail("password", say(error.key, **error.facts))
        return ""
    if not await is_right(form.get("password"), user.password):
        form.fail("password", say("admin_access.wrong_password"))
        return ""
    password = new_password(form, "new_password", user.name)
    return await hashed(password) if password else ""


def _page(form: Form) -> Page:
    return Page(name="account", values={"form": form, "languages": LANGUAGES})
