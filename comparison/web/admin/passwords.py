"""Passwords: argon2id, in a thread, so that one who signs in holds up nobody else."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ...core.messages import Message, say

SHORTEST, LONGEST = 10, 200
# OWASP's least for argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_AT_ONCE = asyncio.Semaphore(2)  # It bounds what hashing takes of the worker's memory.
# Whoever names nobody waits as long as everybody: the hash of a password that nobody has.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$W0VD8kA7XZfYZTiwG0L3XA$BnoDilDz+L+Ppj2YopAmPFgRqKLQ+sa7OQB8qcar0bo"
_COMMON = ("password", "qwerty", "12345", "letmein", "iloveyou", "admin", "비밀번호")


async def hashed(password: str) -> str:
    """The argon2id hash of *password*."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_HASHER.hash, password)


async def is_right(password: str, hash_: str | None) -> bool:
    """Whether *password* is the one of *hash_*; as slow where there is none."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_verified, password[:LONGEST], hash_)


def weakness(password: str, *names: str) -> Message | None:
    """What is wrong with a new password; *names* are words that it may not be made of."""
    if not SHORTEST <= len(password) <= LONGEST:
        return say("admin_access.password_length", least=SHORTEST, most=LONGEST)
    folded = password.casefold()
    guessed = [one for one in (*names, *_COMMON) if one and one.casefold() in folded]
    left = folded
    for one in guessed:
        left = left.replace(one.casefold(), "")
    if len(set(folded)) < 4 or (guessed and len(left) < SHORTEST // 2):
        return say("admin_access.password_easy")
    return None


def _verified(password: str, hash_: str | None) -> bool:
    try:
        return _HASHER.verify(hash_ or _NOBODY, password) and hash_ is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
