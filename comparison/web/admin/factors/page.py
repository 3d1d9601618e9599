"""The account's page of second factors, as every form of it shows it again."""

from collections.abc import Sequence

from ....core.errors import ComparisonError
from ....core.messages import say
from ....storage.access import digest_of
from ....storage.accounts import UserRow
from ....storage.factors import TotpRow
from ...answers import Answer
from ...forms import Form
from ...sealing import KeyLost
from ..attempts import count, forget
from ..desk import Desk, Page
from ..passwords import is_right
from ..refusals import TooManyAttempts
from ..visit import Visit

FACTORS = "/admin/_/account/second-step"


async def page_of(desk: Desk, visit: Visit, form: Form, codes: Sequence[str] = ()) -> Page:
    """What is on and what can be put on; *codes* are new recovery codes, shown this once."""
    store, user = desk.store, visit.by
    totp, keys = await desk.ask(store.totp, user), await desk.ask(store.passkeys, user)
    values = {
        "form": form,
        "has_app": totp is not None and totp.confirmed_at != "",
        "secret": _in_fours(waiting_secret(desk, totp)),
        "mark": mark_of(totp) if totp else "",
        "passkeys": keys,
        "codes_left": await desk.ask(store.recovery_left, user),
        "codes": codes,
        "host": desk.site.passkey_host,
        "passkey_address": desk.site.passkey_address,
    }
    return Page(name="account_second_step", values=values)


async def refused(desk: Desk, visit: Visit) -> Answer:
    """422: the page with what is wrong at each field."""
    return desk.refused(visit, await page_of(desk, visit, visit.form))


async def said(desk: Desk, visit: Visit, error: ComparisonError) -> Answer:
    """422: the page with *error*."""
    visit.form.fail("", say(error.key, **error.facts))
    return await refused(desk, visit)


async def again(desk: Desk, visit: Visit) -> Answer:
    """The page after a step of setting something up, when nothing is on yet that could be called saved."""
    if visit.is_partial:
        return desk.page(visit, await page_of(desk, visit, Form()))
    return desk.go(visit, FACTORS)


async def done(desk: Desk, visit: Visit, codes: Sequence[str] = ()) -> Answer:
    """The page after a change; *codes* are shown at once, because there is no other time for it."""
    page = await page_of(desk, visit, Form(), codes)
    return desk.page(visit, page) if codes else desk.done(visit, page, FACTORS)


async def end_others(desk: Desk, visit: Visit) -> None:
    """Whoever got in by the password alone, elsewhere, is out now."""
    if visit.account is not None:
        await desk.change(desk.store.end_sessions, visit.by, but=visit.account.session)


async def with_password(desk: Desk, visit: Visit) -> UserRow | None:
    """The account, where the field ``password`` says its password; else None, with an error noted."""
    user, field = await desk.ask(desk.store.user, visit.by), "password"
    try:
        await desk.change(count, desk.store, visit.by, visit.client, visit.now)
    except TooManyAttempts as error:
        visit.form.fail(field, say(error.key, **error.facts))
        return None
    if user is None or not await is_right(visit.form.get(field), user.password):
        visit.form.fail(field, say("admin_access.wrong_password"))
        return None
    await desk.change(forget, desk.store, user.name)
    return user


def waiting_secret(desk: Desk, row: TotpRow | None) -> str:
    """The secret that waits for its first code; nothing where none does, or it cannot be read any more."""
    if row is None or row.confirmed_at:
        return ""
    try:
        return desk.sealing.opened(row.user, row.secret)
    except KeyLost:
        return ""


def mark_of(row: TotpRow) -> str:
    """What tells the secret of *row* from one that another tab set up, without saying it."""
    return digest_of(row.secret)[:16]


def _in_fours(secret: str) -> str:
    """*secret* in groups that can be read and typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
