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


def _by_sign(text: str) -> str | None:
    return next((code for sign, code in _SIGNS.items() if sign in text), None)
