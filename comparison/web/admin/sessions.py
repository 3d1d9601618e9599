"""Sessions: begun at each signing in with a new secret, ended by time, by hand, or everywhere at once."""

import datetime

from ...storage.access import digest_of
from ...storage.moments import moment
from ...storage.sessions import SessionRow
from ...storage.store import Store
from .site import new_secret
from .visit import Account

IDLE = datetime.timedelta(minutes=30)
WHOLE = datetime.timedelta(hours=12)
_TOUCHED = datetime.timedelta(minutes=1)


def begin(store: Store, user: str, now: datetime.datetime) -> str:
    """Begin a session of *user*; its secret, which goes into the cookie and is kept nowhere."""
    secret = new_secret()
    at = moment(now)
    store.drop_sessions(made_before=moment(now - WHOLE), seen_before=moment(now - IDLE))
    store.add_session(SessionRow(digest=digest_of(secret), user=user, made_at=at, seen_at=at))
    return secret


def account_of(store: Store, secret: str, now: datetime.datetime) -> Account | None:
    """Who holds the session of *secret*; None where it has ended, by time or otherwise."""
    row = store.session(digest_of(secret)) if secret else None
    if row is None or row.made_at <= moment(now - WHOLE) or row.seen_at <= moment(now - IDLE):
        return None
    user = store.user(row.user)
    if user is None:
        return None
    seen = row.seen_at > moment(now - _TOUCHED)
    return Account(name=user.name, language=user.language, session=row.digest, was_seen=seen)
