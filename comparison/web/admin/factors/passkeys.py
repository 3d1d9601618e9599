"""Passkeys of one's own account: made by a device, named, removed."""

import hashlib

from litestar.handlers import HTTPRouteHandler

from ....core.bounds import SHORT
from ....core.errors import StaleRevision
from ....storage.accounts import UserRow
from ....storage.factors import PasskeyRow
from ....storage.second_steps import TooManyPasskeys, add_passkey, remove_passkey
from ...answers import Answer
from ..desk import Desk
from ..visit import Visit
from . import challenges
from .asking import told, told_error, told_why
from .base64url import to_text
from .ceremonies import RefusedPasskey, asked_to_make, made
from .codes import new_recovery_codes, tidied
from .page import FACTORS, done, end_others, refused, said, with_password

PASSKEYS = "/admin/_/account/passkeys"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The forms; they stand on the page of second factors."""
    return [desk.changes(PASSKEYS, act, shown_at=FACTORS)]


async def act(desk: Desk, visit: Visit) -> Answer:
    """Ask the device for one, keep it, or remove one, as the field ``act`` says."""
    deeds = {"challenge": _challenge, "passkey": _keep, "remove": _remove}
    chosen = visit.form.choice("act", deeds)
    return await deeds[chosen](desk, visit) if chosen else await refused(desk, visit)


async def _challenge(desk: Desk, visit: Visit) -> Answer:
    """A challenge for this session, once the password was said."""
    visit.form.text("name", most=SHORT)
    user = None if visit.form.errors else await with_password(desk, visit)
    if user is None or visit.account is None:
        return told_why(visit, next(iter(visit.form.errors.values())))
    known = await desk.ask(desk.store.passkeys, user.name)
    holder = visit.account.session
    challenge = await desk.change(challenges.make, desk.store, holder, "make", visit.now)
    try:
        return told(asked_to_make(desk.site, user.name, _handle(user), known, challenge))
    except RefusedPasskey as error:
        return told_error(visit, error)


async def _keep(desk: Desk, visit: Visit) -> Answer:
    """The passkey that the device made to this session's challenge."""
    name = visit.form.text("name", most=SHORT)
    if visit.form.errors:
        return await refused(desk, visit)
    codes = new_recovery_codes()
    try:
        row = await desk.change(_made, desk, visit, name)
        are_kept = await desk.change(add_passkey, desk.store, row, [tidied(one) for one in codes])
    except (RefusedPasskey, TooManyPasskeys) as error:
        return await said(desk, visit, error)
    except StaleRevision:
        return await said(desk, visit, RefusedPasskey())
    if not are_kept:
        return await done(desk, visit)
    await end_others(desk, visit)
    return await done(desk, visit, codes)


def _made(desk: Desk, visit: Visit, name: str) -> PasskeyRow:
    user = desk.store.user(visit.by)
    holder = visit.account.session if visit.account else ""
    challenge = challenges.take(desk.store, holder, "make", visit.now)
    if challenge is None or user is None:
        raise RefusedPasskey
    new = made(desk.site, challenge, visit.form.get("passkey"))
    return PasskeyRow(
        id=new.id,
        user=user.name,
        handle=_handle(user),
        name=name,
        credential=new.credential,
        sign_count=new.sign_count,
        made_at=visit.moment,
    )


async def _remove(desk: Desk, visit: Visit) -> Answer:
    if await with_password(desk, visit) is None:
        return await refused(desk, visit)
    await desk.change(remove_passkey, desk.store, visit.by, visit.form.get("id"), now=visit.moment)
    return await done(desk, visit)


def _handle(user: UserRow) -> str:
    """What devices know the account by: the same for each of its passkeys, and nobody's name."""
    return to_text(hashlib.sha256(f"{user.name}\0{user.made_at}".encode()).digest())
