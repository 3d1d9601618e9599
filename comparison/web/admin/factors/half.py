"""Half sessions: the password was right, a second factor is asked. They open nothing and end in minutes.

The secret of one stands in the form that asks for the second factor; it is good together with the cookie of
the door of the same browser alone.
"""

import datetime

from ....storage.access import digest_of
from ....storage.accounts import UserRow
from ....storage.factors import HalfRow
from ....storage.moments import moment
from ....storage.store import Store
from ..site import new_secret

HALF = "_half"
LIVES = datetime.timedelta(minutes=5)


def begin(store: Store, user: str, door: str, now: datetime.datetime) -> str:
    """Begin one for *user*; its secret, which is kept nowhere."""
    secret = new_secret()
    row = HalfRow(digest=bound(secret, door), user=user, made_at=moment(now))
    store.add_half(row, made_before=moment(now - LIVES))
    return secret


def user_of(store: Store, digest: str, now: datetime.datetime) -> UserRow | None:
    """Who began the half session; None where it has ended."""
    row = store.half(digest)
    if row is None or row.made_at <= moment(now - LIVES):
        return None
    return store.user(row.user)


def bound(secret: str, door: str) -> str:
    """The digest of a half session whose secret is *secret*, in the browser that holds *door*."""
    return digest_of(f"{secret}\0{door}")
