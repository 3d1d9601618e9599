"""The earlier price that a reduction may lawfully be measured from, found in the price history.

Source: docs/pricing.md, "Earlier prices"; the rule is the market's (catalog_data/markets).
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from ..bounds import MOST_MINOR, CurrencyCode, DateText, IntervalText, Key, MarketCode, Record, Result
from ..markets import PriorPrice
from ..money import Money
from .savings import saving_percent

_A_DAY = datetime.timedelta(days=1)
_LEAST_DAYS_IN_USE = 14
_MOST_DAYS_SINCE = 14


class Charged(Result, frozen=True, kw_only=True):
    """*amount* was charged to everyone *since* that day, until the next entry of the history."""

    since: datetime.date
    amount: Money


class Prior(Record, frozen=True, kw_only=True):
    """The lawful earlier price of one price's announced reduction, found when it was published.

    *discount* is its key, None where the price itself is the reduced one. *amount* is in minor units of
    *currency* for one unit, None where the history gives none: then nothing may be struck or
    said in percent. *days* and *method* are the market's rule at that time.
    """

    product: Key
    market: MarketCode
    currency: CurrencyCode
    interval: IntervalText
    customer_type: Literal["any", "b2c", "b2b"] = "any"
    discount: Key | None = None
    reduced_on: DateText
    amount: Annotated[int, Meta(ge=0, le=MOST_MINOR)] | None = None
    days: Annotated[int, Meta(ge=1, le=366)]
    method: Literal["lowest", "majority"]


def prior_price(history: Sequence[Charged], reduced_on: datetime.date, rule: PriorPrice) -> Money | None:
    """The price that a reduction made on *reduced_on* is measured from.

    ``lowest`` is the lowest of the days before; ``majority`` the one in use for more than half of
    them, for two weeks at least, and until two weeks ago at most. None where the history does not
    reach back far enough or no price qualifies.
    """
    first = reduced_on - datetime.timedelta(days=rule.days)
    daily = [_on(history, first + _A_DAY * number) for number in range(rule.days)]
    known = [amount for amount in daily if amount is not None]
    if rule.method == "lowest":
        return min(known) if len(known) == len(daily) else None
    return _majority(known)


def reduction_percent(now: Money, before: Money) -> int | None:
    """Whole percent by which *now* is below *before*, rounded down; None where nothing may be claimed."""
    return saving_percent(before, now) or None


def _on(history: Sequence[Charged], day: datetime.date) -> Money | None:
    entries = [one for one in history if one.since <= day]
    return max(entries, key=lambda one: one.since).amount if entries else None


def _majority(daily: Sequence[Money]) -> Money | None:
    """The amount of more than half of the *daily* ones, oldest first."""
    if not daily:
        return None
    amount, days = Counter(daily).most_common(1)[0]
    last_used = len(daily) - 1 - max(at for at, one in enumerate(daily) if one == amount)
    enough = days * 2 > len(daily) and days >= _LEAST_DAYS_IN_USE
    return amount if enough and last_used <= _MOST_DAYS_SINCE else None
