"""Signing in with a passkey alone: the device knows who it is, and has recognised its owner."""

from litestar.handlers import HTTPRouteHandler

from ....core.messages import say
from ....storage.access import digest_of
from ...answers import Answer
from ..attempts import count_address
from ..desk import Desk, Page
from ..entered import entered
from ..entering import SIGN_IN, sign_in_values
from ..refusals import TooManyAttempts
from ..visit import Visit
from . import challenges
from .asking import told, told_error
from .ceremonies import RefusedPasskey, asked_to_sign
from .signed_by import checked

PASSKEY = "/admin/_/passkey"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The form's address; the form stands on the page for signing in."""
    return desk.opens(PASSKEY, show, act)


async def show(desk: Desk, visit: Visit) -> Answer:
    """There is nothing to see here."""
    return desk.go(visit, SIGN_IN)


async def act(desk: Desk, visit: Visit) -> Answer:
    """Ask the device, or take its answer, as the field ``act`` says."""
    if visit.form.get("act") == "challenge":
        return await _challenge(desk, visit)
    try:
        user = await desk.change(checked, desk, visit, digest_of(visit.door), "enter")
    except RefusedPasskey as error:
        visit.form.fail("", say(error.key))
        return desk.refused(visit, Page(name="sign_in", values=sign_in_values(desk.site, visit)))
    return await entered(desk, visit, user)


async def _challenge(desk: Desk, visit: Visit) -> Answer:
    try:
        await desk.change(count_address, desk.store, visit.client, visit.now)
        holder = digest_of(visit.door)
        challenge = await desk.change(challenges.make, desk.store, holder, "enter", visit.now)
        return told(asked_to_sign(desk.site, (), challenge))
    except (TooManyAttempts, RefusedPasskey) as error:
        return told_error(visit, error)
