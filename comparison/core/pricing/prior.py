"""The earlier price that a reduction may lawfully be measured from, found in the price history.

Source: docs/pricing.md, "Earlier prices"; the rule is the market's (catalog_data/markets).
"""

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from ..bounds import MOST_MINOR, CurrencyCode, DateText, IntervalText, Key, MarketCode, Record, Result
from ..markets import PriorPrice
from ..messages import Message
from ..money import Money
from .savings import saving_percent

_A_DAY = datetime.timedelta(days=1)
_LEAST_DAYS_IN_USE = 14
_MOST_DAYS_SINCE = 14


class Charged(Result, frozen=True, kw_only=True):
    """*amount* was charged to everyone *since* that day, until the next entry of the history.

    None: from then on it was not for sale, which makes no day of a price.
    """

    since: datetime.date
    amount: Money | None


class Prior(Record, frozen=True, kw_only=True):
    """The lawful earlier price of one price's announced reduction, found when it was published.

    *market* is the one it is shown in, *customer_type* who it is shown to there. *discount* is its key,
    None where the price itself is the reduced one. From *reduced_on* on it is measured from *amount*,
    minor units of *currency* for the smallest quantity sold; None where the history gives none: then
    nothing may be struck or said in percent. *days* and *method* are the market's rule at that time.
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


class Earlier(Result, frozen=True, kw_only=True):
    """What may be said of a reduction: *percent* (whole, rounded down, at least 1) below *money*.

    *money* was the *lowest* price of *days* days before the reduction, or that of the *majority* of
    them. *words* say it to shoppers.
    """

    money: Money
    days: int
    method: Literal["lowest", "majority"]
    percent: int
    words: Message


def prior_price(history: Sequence[Charged], reduced_on: datetime.date, rule: PriorPrice) -> Money | None:
    """The price that a reduction made on *reduced_on* is measured from.

    ``lowest`` is the lowest of the days before on which it was for sale, gathered from at most twice
    as many days; ``majority`` the one in use for more than half of them, for two weeks at least, and
    until two weeks ago at most. None where the history does not reach back far enough or no price
    qualifies.
    """
    if rule.method == "majority":
        return _majority(_daily(history, reduced_on, rule.days), reduced_on)
    known = _daily(history, reduced_on, 2 * rule.days)[: rule.days]
    return min(amount for _, amount in known) if len(known) == rule.days else None


def first_lawful_day(
    history: Sequence[Charged], reduced_on: datetime.date, rule: PriorPrice, now: Money
) -> datetime.date | None:
    """The first day, *reduced_on* or later, on which a reduction to *now* could be announced.

    The price last charged is taken to stay until then; one sold for the first time is taken to be
    sold for more than *now*. None if no wait would do, as where that price is not above *now*.
    """
    before = sorted((one for one in history if one.since < reduced_on), key=_since)
    charged = [one.amount for one in before if one.amount is not None]
    dearer = Money(minor=now.minor + 1, currency=now.currency)
    before.append(Charged(since=reduced_on, amount=charged[-1] if charged else dearer))
    for days in range(2 * rule.days + 1):
        day = reduced_on + _A_DAY * days
        found = prior_price(before, day, rule)
        if found is not None and now < found:
            return day
    return None


def reduction_percent(now: Money, before: Money) -> int | None:
    """Whole percent by which *now* is below *before*, rounded down; None where nothing may be claimed."""
    return saving_percent(before, now) or None


def _daily(history: Sequence[Charged], before: datetime.date, days: int) -> list[tuple[datetime.date, Money]]:
    """The price of each of the *days* days before that one, the newest first; without those it was not for
    sale."""
    entries = sorted(history, key=_since)
    every = (before - _A_DAY * number for number in range(1, days + 1))
    return [(day, amount) for day in every if (amount := _on(entries, day)) is not None]


def _on(entries: Sequence[Charged], day: datetime.date) -> Money | None:
    """What was charged on *day* by *entries*, the oldest first."""
    begun = bisect_right(entries, day, key=_since)
    return entries[begun - 1].amount if begun else None


def _since(one: Charged) -> datetime.date:
    return one.since


def _majority(daily: Sequence[tuple[datetime.date, Money]], reduced_on: datetime.date) -> Money | None:
    """The amount of more than half of the *daily* ones, newest first."""
    if not daily:
        return None
    amount, days = Counter(amount for _, amount in daily).most_common(1)[0]
    last_used = next(day for day, one in daily if one == amount)
    since = (reduced_on - _A_DAY - last_used).days
    enough = days * 2 > len(daily) and days >= _LEAST_DAYS_IN_USE
    return amount if enough and since <= _MOST_DAYS_SINCE else None
