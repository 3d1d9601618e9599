"""The app that makes codes: set up, confirmed by one code, turned off; and recovery codes."""

from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from ....core.errors import NotFound
from ....core.messages import say
from ....storage.factors import TotpRow
from ....storage.second_steps import confirm_totp, has_totp, needs_second_step, new_codes, turn_off_totp
from ...answers import Answer
from ...forms import Form
from ...sealing import KeyLost
from ..attempts import count_code, forget
from ..desk import Desk
from ..refusals import TooManyAttempts
from ..visit import Visit
from .codes import (
    app_address,
    drawn,
    matching_step,
    new_recovery_codes,
    new_totp_secret,
    tidied,
)
from .page import (
    FACTORS,
    again,
    done,
    end_others,
    mark_of,
    page_of,
    refused,
    waiting_secret,
    with_password,
)

PICTURE = "/admin/_/account/second-step/picture.svg"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, its forms, and the picture that an app reads."""
    return [desk.shows(FACTORS, show), desk.changes(FACTORS, act), desk.sends(PICTURE, send)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """What is on, and what can be put on."""
    return desk.page(visit, await page_of(desk, visit, visit.typed or Form()))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Set up, confirm, give up, turn off, or make new recovery codes, as the field ``act`` says."""
    deeds = {"begin": _begin, "confirm": _confirm, "cancel": _cancel, "off": _turn_off, "codes": _new_codes}
    chosen = visit.form.choice("act", deeds)
    return await deeds[chosen](desk, visit) if chosen else await refused(desk, visit)


async def send(desk: Desk, visit: Visit) -> Response[Any]:
    """The secret as a picture, while it waits for its first code and not a moment longer.

    A page that shows an earlier secret as letters gets no picture of the one after it.
    """
    row = await desk.ask(desk.store.totp, visit.by)
    secret = waiting_secret(desk, row)
    if row is None or not secret or visit.query.get("of") != mark_of(row):
        raise NotFound("picture", "picture.svg")
    svg = drawn(app_address(secret, visit.by, desk.site.address.partition("://")[2]))
    return Response(content=svg, media_type="image/svg+xml", headers={"cache-control": "no-store"})


async def _begin(desk: Desk, visit: Visit) -> Answer:
    user = await with_password(desk, visit)
    if user is None:
        return await refused(desk, visit)
    if not await desk.ask(has_totp, desk.store, user.name):
        kept = desk.sealing.sealed(user.name, new_totp_secret())
        await desk.change(desk.store.keep_totp, TotpRow(user=user.name, secret=kept, made_at=visit.moment))
    return await again(desk, visit)


async def _confirm(desk: Desk, visit: Visit) -> Answer:
    row = await desk.ask(desk.store.totp, visit.by)
    if row is None or row.confirmed_at:
        return await done(desk, visit)
    step = await _step_of(desk, visit, row)
    if step is None:
        return await refused(desk, visit)
    codes = new_recovery_codes()
    kept = [tidied(one) for one in codes]
    try:
        are_kept = await desk.change(
            confirm_totp, desk.store, visit.by, step, kept, now=visit.moment, kept=row.secret
        )
    except NotFound:  # Another tab set up another one at this very moment.
        return await again(desk, visit)
    await desk.change(forget, desk.store, visit.by)
    await end_others(desk, visit)
    return await done(desk, visit, codes if are_kept else ())


async def _step_of(desk: Desk, visit: Visit, row: TotpRow) -> int | None:
    """The step of the code that was typed; None where it is none of the secret that the form showed."""
    form = visit.form
    if form.get("shown") != mark_of(row):
        form.fail("code", say("admin_factors.other_secret"))
        return None
    try:
        await desk.change(count_code, desk.store, visit.by, visit.client, visit.now)
        secret = desk.sealing.opened(row.user, row.secret)
    except (TooManyAttempts, KeyLost) as error:
        form.fail("code", say(error.key, **error.facts))
        return None
    step = matching_step(secret, tidied(form.get("code")), visit.now)
    if step is None:
        form.fail("code", say("admin_factors.wrong_code"))
    return step


async def _cancel(desk: Desk, visit: Visit) -> Answer:
    if not await desk.ask(has_totp, desk.store, visit.by):
        await desk.change(desk.store.delete_totp, visit.by)
    return await again(desk, visit)


async def _turn_off(desk: Desk, visit: Visit) -> Answer:
    user = await with_password(desk, visit)
    if user is None:
        return await refused(desk, visit)
    await desk.change(turn_off_totp, desk.store, user.name, now=visit.moment)
    return await done(desk, visit)


async def _new_codes(desk: Desk, visit: Visit) -> Answer:
    user = await with_password(desk, visit)
    if user is None:
        return await refused(desk, visit)
    if not await desk.ask(needs_second_step, desk.store, user.name):
        return await done(desk, visit)
    codes = new_recovery_codes()
    await desk.change(new_codes, desk.store, user.name, [tidied(one) for one in codes], now=visit.moment)
    return await done(desk, visit, codes)
