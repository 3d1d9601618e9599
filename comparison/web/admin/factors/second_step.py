"""The second step of signing in, after the password: a code of the app, a recovery code, or a passkey."""

from urllib.parse import quote

from litestar.handlers import HTTPRouteHandler

from ....core.errors import ComparisonError
from ....core.messages import say
from ....storage.accounts import UserRow
from ....storage.second_steps import has_totp
from ...answers import Answer
from ...logs import log
from ...sealing import KeyLost
from ..attempts import count_address, count_code, count_recovery, forget
from ..desk import Desk, Page
from ..entered import entered
from ..entering import SIGN_IN, sign_in_values
from ..refusals import TooManyAttempts
from ..visit import Visit
from . import challenges, half
from .asking import told, told_error, told_why
from .ceremonies import RefusedPasskey, asked_to_sign
from .codes import accepts, is_of_app, tidied
from .signed_by import checked

SECOND_STEP = "/admin/_/second-step"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The form's address; by itself it shows the page for signing in."""
    return desk.opens(SECOND_STEP, show, act)


async def asked(desk: Desk, visit: Visit, user: UserRow) -> Answer:
    """The page that asks *user*, whose password was right, for a second factor."""
    secret = await desk.change(half.begin, desk.store, user.name, visit.door, visit.now)
    return desk.page(visit, await _page(desk, visit, user, secret))


async def show(desk: Desk, visit: Visit) -> Answer:
    """What was asked before is over when somebody comes here by the address alone."""
    return desk.go(visit, SIGN_IN)


async def act(desk: Desk, visit: Visit) -> Answer:
    """Take a code or a passkey, as the field ``act`` says; the half session becomes a whole one, once."""
    digest = half.bound(visit.form.get(half.HALF), visit.door)
    user = await desk.ask(half.user_of, desk.store, digest, visit.now)
    deed = visit.form.get("act")
    if user is None:
        return _over(desk, visit, is_script=deed == "challenge")
    if deed == "challenge":
        return await _challenge(desk, visit, user, digest)
    try:
        is_right = await (_by_passkey if deed == "passkey" else _by_code)(desk, visit, user, digest)
    except (TooManyAttempts, RefusedPasskey, KeyLost) as error:
        return await _again(desk, visit, user, error)
    if not is_right:
        visit.form.fail("code", say("admin_factors.wrong_code"))
        return desk.refused(visit, await _page(desk, visit, user, visit.form.get(half.HALF)))
    if not await desk.change(desk.store.end_half, digest):
        return _over(desk, visit, is_script=False)
    await desk.change(forget, desk.store, user.name)
    return await entered(desk, visit, user)


async def _by_code(desk: Desk, visit: Visit, user: UserRow, _: str) -> bool:
    code = tidied(visit.form.get("code"))
    counted = count_code if is_of_app(code) else count_recovery
    await desk.change(counted, desk.store, user.name, visit.client, visit.now)
    try:
        return await desk.change(accepts, desk.store, desk.sealing, user.name, code, visit.now)
    except KeyLost:
        log().error("second_step_unreadable", user=quote(user.name))
        raise


async def _by_passkey(desk: Desk, visit: Visit, user: UserRow, digest: str) -> bool:
    await desk.change(checked, desk, visit, digest, "second", user.name)
    return True


async def _challenge(desk: Desk, visit: Visit, user: UserRow, digest: str) -> Answer:
    try:
        await desk.change(count_address, desk.store, visit.client, visit.now)
        known = await desk.ask(desk.store.passkeys, user.name)
        challenge = await desk.change(challenges.make, desk.store, digest, "second", visit.now)
        return told(asked_to_sign(desk.site, known, challenge))
    except (TooManyAttempts, RefusedPasskey) as error:
        return told_error(visit, error)


async def _again(desk: Desk, visit: Visit, user: UserRow, error: ComparisonError) -> Answer:
    visit.form.fail("", say(error.key, **error.facts))
    status = 429 if isinstance(error, TooManyAttempts) else 422
    page = await _page(desk, visit, user, visit.form.get(half.HALF))
    return desk.page(visit, page, status=status)


def _over(desk: Desk, visit: Visit, *, is_script: bool) -> Answer:
    message = say("admin_factors.half_over")
    if is_script:
        return told_why(visit, message)
    visit.form.fail("", message)
    return desk.refused(visit, Page(name="sign_in", values=sign_in_values(desk.site, visit)))


async def _page(desk: Desk, visit: Visit, user: UserRow, secret: str) -> Page:
    values = {
        **sign_in_values(desk.site, visit),
        "half": secret,
        "with_app": await desk.ask(has_totp, desk.store, user.name),
        "with_passkey": bool(await desk.ask(desk.store.passkeys, user.name)),
    }
    return Page(name="second_step", values=values)
