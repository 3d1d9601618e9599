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
from .page import FACTORS, again, done, end_others, page_of, refused, with_password

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
    """The secret as a picture, while it waits for its first code and not a moment longer."""
    row = await desk.ask(desk.store.totp, visit.by)
    if row is None or row.confirmed_at:
        raise NotFound("picture", "picture.svg")
    svg = drawn(app_address(row.secret, visit.by, desk.site.address.partition("://")[2]))
    return Response(content=svg, media_type="image/svg+xml", headers={"cache-control": "no-store"})


async def _begin(desk: Desk, visit: Visit) -> Answer:
    user = await with_password(desk, visit)
    if user is None:
        return await refused(desk, visit)
    if not await desk.ask(has_totp, desk.store, user.name):
        row = TotpRow(user=user.name, secret=new_totp_secret(), made_at=visit.moment)
        await desk.change(desk.store.keep_totp, row)
    return await again(desk, visit)


async def _confirm(desk: Desk, visit: Visit) -> Answer:
    row = await desk.ask(desk.store.totp, visit.by)
    if row is None or row.confirmed_at:
        return await done(desk, visit)
    try:
        await desk.change(count_code, desk.store, visit.by, visit.client, visit.now)
    except TooManyAttempts as error:
        visit.form.fail("code", say(error.key, **error.facts))
        return await refused(desk, visit)
    step = matching_step(row.secret, tidied(visit.form.get("code")), visit.now)
    if step is None:
        visit.form.fail("code", say("admin_factors.wrong_code"))
        return await refused(desk, visit)
    codes = new_recovery_codes()
    are_kept = await desk.change(
        confirm_totp, desk.store, visit.by, step, [tidied(one) for one in codes], now=visit.moment
    )
    await desk.change(forget, desk.store, visit.by)
    await end_others(desk, visit)
    return await done(desk, visit, codes if are_kept else ())


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
