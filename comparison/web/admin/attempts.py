"""How often one may try to sign in: counted in the store, so that all workers count together."""

import datetime
import hashlib

from ...storage.moments import moment
from ...storage.store import Store
from .refusals import TooManyAttempts

# How many in how many minutes: for one account from anywhere, and for one address at any account.
ACCOUNT = (5, 15)
ADDRESS = (20, 1)


def count(store: Store, name: str, address: str, now: datetime.datetime) -> None:
    """Count one more attempt at the account *name* from *address*, before its password is looked at.

    Raises:
        TooManyAttempts: there were too many of either.
    """
    for kind, what, (most, minutes) in (("address", address, ADDRESS), ("account", name, ACCOUNT)):
        began = moment(now - datetime.timedelta(minutes=minutes))
        if store.count_attempt(_bucket(kind, what), moment(now), window_began=began) > most:
            raise TooManyAttempts(minutes)


def forget(store: Store, name: str) -> None:
    """Begin anew for an account whose password was right."""
    store.forget_attempts(_bucket("account", name))


def _bucket(kind: str, what: str) -> str:
    return hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest()
