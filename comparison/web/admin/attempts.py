"""How often one may try to sign in: counted in the store, so that all workers count together."""

import datetime
import hashlib

from ...storage.moments import moment
from ...storage.store import Store
from .refusals import TooManyAttempts

# How many in how many minutes: for one account from anywhere, and for one address at any account.
ACCOUNT = (5, 15)
ADDRESS = (20, 1)
# Six digits are few: whoever knows the password already may not go on guessing them for days.
CODES = (20, 12 * 60)
_Bucket = tuple[str, str, tuple[int, int]]


def count(store: Store, name: str, address: str, now: datetime.datetime) -> None:
    """Count one more attempt at the account *name* from *address*, before its password is looked at.

    Raises:
        TooManyAttempts: there were too many of either.
    """
    _count(store, now, ("address", address, ADDRESS), ("account", name, ACCOUNT))


def count_code(store: Store, name: str, address: str, now: datetime.datetime) -> None:
    """As `count`, before a code of a second factor is looked at."""
    code = ("code", name, CODES)
    _count(store, now, ("address", address, ADDRESS), ("account", name, ACCOUNT), code)


def count_address(store: Store, address: str, now: datetime.datetime) -> None:
    """As `count`, where nobody has said yet who they are."""
    _count(store, now, ("address", address, ADDRESS))


def forget(store: Store, name: str) -> None:
    """Begin anew for an account whose owner it was."""
    for kind in ("account", "code"):
        store.forget_attempts(_bucket(kind, name))


def _count(store: Store, now: datetime.datetime, *buckets: _Bucket) -> None:
    for kind, what, (most, minutes) in buckets:
        began = moment(now - datetime.timedelta(minutes=minutes))
        if store.count_attempt(_bucket(kind, what), moment(now), window_began=began) > most:
            raise TooManyAttempts(minutes)


def _bucket(kind: str, what: str) -> str:
    return hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest()
