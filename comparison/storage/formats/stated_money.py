"""Amounts of money that name their currency: ``159.00 USD``, ``$750``, ``₩12,000``."""

import re
from functools import lru_cache
from typing import NamedTuple

from ...core.money import CURRENCIES
from .amounts import plain_amount

_CODE = re.compile(r"^(?P<before>[A-Za-z]{3})?\s*(?P<amount>.*?)\s*(?P<after>[A-Za-z]{3})?$", re.DOTALL)
_CODES = re.compile(r"[A-Za-z]{3}")
# A sign that only one currency has; a dollar or a yen sign stands for several.
_SIGNS = {"US$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "円": "JPY"}
# Signs that several currencies share.
_SHARED = {
    "$": frozenset(
        (
            "ARS AUD BBD BMD BND BSD BZD CAD CLP COP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD "
            "TWD USD UYU XCD"
        ).split()
    ),
    "¥": frozenset({"CNY", "JPY"}),
}
_LONGEST = 60


class StatedMoney(NamedTuple):
    """*amount* is decimal text in major units of *currency*, None where that is not said."""

    amount: str
    currency: str | None


@lru_cache(maxsize=4_000)
def stated_money(text: str) -> StatedMoney | None:
    """The money in *text*; None where it is no amount of a known currency."""
    bare = text.strip()
    found = _CODE.fullmatch(bare) if len(bare) <= _LONGEST else None
    if found is None or _CODES.search(found["amount"]):
        return None
    if found["before"] and found["after"]:
        return None
    code = (found["before"] or found["after"] or "").upper() or _by_sign(bare)
    amount = plain_amount(found["amount"])
    if amount is None or (code is not None and code not in CURRENCIES):
        return None
    return StatedMoney(amount, code)


def is_in(currency: str, money: StatedMoney, text: str) -> bool:
    """Whether *money*, as *text* states it, may be in *currency*; a sign that several share is theirs."""
    shared = (those for sign, those in _SHARED.items() if sign in text)
    return money.currency in {None, currency} and all(currency in those for those in shared)


def _by_sign(text: str) -> str | None:
    return next((code for sign, code in _SIGNS.items() if sign in text), None)
