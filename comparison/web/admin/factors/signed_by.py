"""Whose passkey signed: the answer of a device held against what it was asked and what is known of it."""

from ....storage.accounts import UserRow
from ..desk import Desk
from ..visit import Visit
from . import challenges
from .ceremonies import RefusedPasskey, id_in, signed


def checked(desk: Desk, visit: Visit, holder: str, purpose: challenges.Purpose, user: str = "") -> UserRow:
    """Who signed the challenge of *holder*, *user* alone where one is named; the use of the passkey is noted.

    Raises:
        RefusedPasskey: nobody known, or not to what was asked, or its count of signatures did not grow, as
            a copy's would not.
    """
    store, answer = desk.store, visit.form.get("passkey")
    # Taken before anything is looked at, so that each challenge is answered once, rightly or wrongly.
    challenge = challenges.take(store, holder, purpose, visit.now)
    row = store.passkey(id_in(answer))
    found = store.user(row.user) if row else None
    if challenge is None or row is None or found is None:
        raise RefusedPasskey
    if user and found.name != user:
        raise RefusedPasskey
    count = signed(desk.site, challenge, answer, row)
    if not store.use_passkey(row.id, count, visit.moment):
        raise RefusedPasskey
    return found
