"""What a plan is sold by: ``user/month``, ``/month``, ``500 users/month``, ``forever``."""

import re

import msgspec

from ....core.bounds import SHORT
from ....core.money import CURRENCIES
from ..names import split_slug

_PERIODS = {
    **dict.fromkeys(("day", "days", "daily"), "day"),
    **dict.fromkeys(("week", "weeks", "weekly"), "week"),
    **dict.fromkeys(("month", "months", "monthly", "mo"), "month"),
    **dict.fromkeys(("year", "years", "yearly", "annum", "annually", "yr"), "year"),
}
_ONCE = re.compile(r"forever|lifetime|once|one[- ]time( .*)?", re.IGNORECASE)
_PER = re.compile(r"^(per|a|an|each)\s+", re.IGNORECASE)
# What is used up, not held: without a period in the unit it is paid each time.
_USED_UP = frozenset("call email execution gb hour message minute page request sms token transaction".split())
_PLURAL = re.compile(r"(?<=[a-z]{2}[a-rtv-z])s$")
_IRREGULAR = {"people": "person"}
_LONGEST_UNIT = 32


class SoldBy(msgspec.Struct, frozen=True, kw_only=True):
    """*counted* is what the amount is multiplied by, *period* what it is for, where the unit says so.

    *batch* keeps a unit that names a fixed number of things ("500 users/month"), for which there
    is one amount in all.
    """

    counted: str | None = None
    period: str | None = None
    once: bool = False
    used_up: bool = False
    batch: str | None = None


def sold_by(text: str | None) -> SoldBy:
    """Read a unit. Nothing stated is one amount in all."""
    if not text or not text.strip():
        return SoldBy()
    if _ONCE.fullmatch(text.strip()):
        return SoldBy(once=True)
    parts = [_PER.sub("", part.strip()) for part in text.split("/")]
    things = [part for part in parts if part and not _period(part) and part.upper() not in CURRENCIES]
    period = next((_period(part) for part in parts if _period(part)), None)
    if things and things[0][0].isdigit():
        return SoldBy(period=period, batch=text.strip()[:SHORT])
    counted = unit_key(" ".join(things))
    return SoldBy(counted=counted, period=period, used_up=period is None and _is_used_up(counted))


def unit_key(text: str) -> str | None:
    """*text* as the key of a counted unit, of which there is one: ``phoneNumbers`` is ``phone-number``.

    None for a text that does not begin with a letter.
    """
    singular = _PLURAL.sub("", split_slug(text, fallback=""))
    key = _IRREGULAR.get(singular, singular)[:_LONGEST_UNIT].strip("-")
    return key if key and key[0].isalpha() else None


def _period(part: str) -> str | None:
    words = part.lower().split()
    return _PERIODS.get(words[0]) if words else None


def _is_used_up(counted: str | None) -> bool:
    return counted is not None and counted.split("-")[-1] in _USED_UP
