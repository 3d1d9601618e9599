"""How often one may try to sign in: counted in the store, so that all workers count together."""

import datetime
import hashlib

from ...storage.moments import moment
from ...storage.store import Store
from .refusals import TooManyAttempts

# How many in how many minutes: for one account from anywhere, and for one address at any account.
ACCOUNT = (5, 15)
ADDRESS = (20, 1)
# Six digits are few: whoever knows the password already may not go on guessing them for days. These bounds
# hold for codes of an app alone, so that whoever uses them up shuts nobody out of passwords, passkeys and
# recovery codes. A password alone leads nowhere where there is a second step, and forgives none of them.
CODES = (5, 15)
MOST_CODES = (20, 12 * 60)
_Bucket = tuple[str, str, tuple[int, int]]


def count(store: Store, name: str, address: str, now: datetime.datetime) -> None:
    """Count one more attempt at the account *name* from *address*, before its password is looked at.

    Raises:
        TooManyAttempts: there were too many of either.
    """
    _count(store, now, ("address", address, ADDRESS), ("account", name, ACCOUNT))


def count_code(store: Store, name: str, address: str, now: datetime.datetime) -> None:
    """As `count`, before a code of the app of *name* is looked at."""
    few, many = ("few codes", name, CODES), ("code", name, MOST_CODES)
    _count(store, now, ("address", address, ADDRESS), few, many)


def count_recovery(store: Store, _: str, address: str, now: datetime.datetime) -> None:
    """As `count`, before a recovery code is looked at.

    79 bits are not guessed, so that only the address waits: NIST SP 800-63B, 5.1.2.2, asks for bounds
    below 64.
    """
    count_address(store, address, now)


def count_address(store: Store, address: str, now: datetime.datetime) -> None:
    """As `count`, where nobody has said yet who they are."""
    _count(store, now, ("address", address, ADDRESS))


def forget(store: Store, name: str) -> None:
    """Begin anew for an account whose owner it was."""
    for kind in ("account", "few codes", "code"):
        store.forget_attempts(_bucket(kind, name))


def forget_passwords(store: Store, name: str) -> None:
    """As `forget`, where the password was right and a second step is still to come."""
    store.forget_attempts(_bucket("account", name))


def _count(store: Store, now: datetime.datetime, *buckets: _Bucket) -> None:
    for kind, what, (most, minutes) in buckets:
        began = moment(now - datetime.timedelta(minutes=minutes))
        if store.count_attempt(_bucket(kind, what), moment(now), window_began=began) > most:
            raise TooManyAttempts(minutes)


def _bucket(kind: str, what: str) -> str:
    return hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest()
