"""What every way of signing in ends with: a new session, and the way to where one wanted to go."""

from ...storage.accounts import UserRow
from ..answers import Answer
from .desk import Desk
from .entering import NEXT, PENDING, own_path, pending_of
from .sessions import begin
from .visit import Visit


async def entered(desk: Desk, visit: Visit, user: UserRow, address: str = "") -> Answer:
    """Begin a session of *user*, and go on to *address* or to where they wanted to go."""
    if visit.account is not None:
        await desk.change(desk.store.end_session, visit.account.session)
    secret = await desk.change(begin, desk.store, user.name, visit.now)
    next_ = address or own_path(visit.form.get(NEXT))
    waiting = pending_of(user.name, next_, visit.form.get(PENDING), visit.moment)
    if waiting is not None:
        await desk.change(desk.store.keep_pending, waiting)
        next_ = f"{waiting.path}?resume={waiting.id}"
    return desk.go(visit, next_, [desk.site.setting(desk.site.session_cookie, secret)])
