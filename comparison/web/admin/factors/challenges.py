"""Challenges that passkeys sign: kept by the server, bound to whoever asked, good once and for minutes."""

import datetime
import secrets
from typing import Literal

from ....storage.factors import ChallengeRow
from ....storage.moments import moment
from ....storage.store import Store
from .base64url import from_text, to_text

LIVES = datetime.timedelta(minutes=5)
Purpose = Literal["make", "enter", "second"]


def make(store: Store, holder: str, purpose: Purpose, now: datetime.datetime) -> bytes:
    """A new challenge for *holder* (a digest), in the place of the last one."""
    challenge = secrets.token_bytes(32)
    row = ChallengeRow(holder=holder, purpose=purpose, challenge=to_text(challenge), made_at=moment(now))
    store.keep_challenge(row, made_before=moment(now - LIVES))
    return challenge


def take(store: Store, holder: str, purpose: Purpose, now: datetime.datetime) -> bytes | None:
    """The challenge of *holder*, which is gone then; None where there is none or it is too old."""
    row = store.take_challenge(holder, purpose)
    if row is None or row.made_at <= moment(now - LIVES):
        return None
    return from_text(row.challenge)
