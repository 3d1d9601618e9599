"""The announced reductions of an edition, each with what the price history says of it.

Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from ..bounds import Result
from ..catalogue import Product
from ..markets import Market, PriorPrice
from ..money import Money
from .announcing import ITSELF
from .prior import Charged, Prior, first_lawful_day, prior_price
from .schedule import add_days
from .selling import Identity, Sold, sold_between

DAYS_LOOKED_AT = 90
LONGEST_RUN_DAYS = 366
_A_DAY = datetime.timedelta(days=1)


class Shown(NamedTuple):
    """*product* as shoppers saw it in *market* from *first* to *last*, each in whole or in part."""

    product: Product
    market: Market
    first: datetime.date
    last: datetime.date


class Stretch(NamedTuple):
    """A price that stood from *first* to *last*. Two may meet on a day: both were charged on it."""

    first: datetime.date
    last: datetime.date
    sold: Sold


class Announced(Result, frozen=True, kw_only=True):
    """A reduction of *identity* to *amount* that is announced from *reduced_on* on.

    *discount* is None where the price itself is the reduced one. *found* is the price that the
    history gives to measure from, None where it is too short. *amount* None is no single figure.
    *lawful_from* is the first day on which the announcement could be made, None if no wait would do.
    *days_reduced* counts the days out of the last `DAYS_LOOKED_AT` on which any reduction ran.
    """

    identity: Identity
    discount: str | None
    reduced_on: datetime.date
    rule: PriorPrice
    amount: Money | None
    found: Money | None
    lawful_from: datetime.date | None
    days_reduced: int

    @property
    def prior(self) -> Money | None:
        """What it may be measured from; None where nothing may be claimed."""
        if self.amount is None or self.found is None or self.found <= self.amount:
            return None
        return self.found


def announced_in(
    own: Shown, before: Sequence[Shown], identity: Identity, rule: PriorPrice
) -> Iterator[Announced]:
    """The reductions that *own* announces for *identity*.

    *before* is everything else that was, or will be, shown of the product. Every change of the
    price during a sale is a reduction of its own, measured from the days before that change.
    """
    mine = stretches([own], identity)
    every = [*stretches(before, identity), *mine]
    for name, sold in _beginnings(mine):
        running = sold.since == mine[0].first
        first = _begun(every, name, sold, rule.days) if running else sold.since
        history = charged(every, first)
        found = prior_price(history, first, rule)
        yield Announced(
            identity=identity,
            discount=None if name == ITSELF else name,
            reduced_on=first,
            rule=rule,
            amount=sold.amount,
            found=found,
            lawful_from=first_lawful_day(history, first, rule, sold.amount) if sold.amount else None,
            days_reduced=_days_reduced(every, own.first),
        )


def priors_of(announced: Sequence[Announced]) -> tuple[Prior, ...]:
    """What an edition keeps of them."""
    return tuple(
        Prior(
            product=one.identity.product,
            market=one.identity.market,
            currency=one.identity.currency,
            interval=one.identity.interval,
            customer_type=one.identity.customer_type,
            discount=one.discount,
            reduced_on=one.reduced_on.isoformat(),
            amount=one.prior.minor if one.prior else None,
            days=one.rule.days,
            method=one.rule.method,
        )
        for one in announced
    )


def shown_prior(
    priors: Sequence[Prior], identity: Identity, running: Set[str], day: datetime.date
) -> Prior | None:
    """The earlier price to show on *day* beside the price of *identity*, while the reductions *running*
    are in it: that of the newest one. None where it has none."""
    begun = [one for one in priors if _is_of(one, identity, running) and one.reduced_on <= day.isoformat()]
    newest = max((one.reduced_on for one in begun), default=None)
    least: Prior | None = None
    for one in (one for one in begun if one.reduced_on == newest):
        if one.amount is None:
            return None
        if least is None or least.amount is None or one.amount < least.amount:
            least = one
    return least


def stretches(shown: Sequence[Shown], identity: Identity) -> list[Stretch]:
    """How the price of *identity* stood, one stretch for each unbroken piece of each of *shown*."""
    found: list[Stretch] = []
    for one in shown:
        entries = sold_between(one.product, identity, one.market, one.first, one.last)
        found += [Stretch(sold.since, after.since - _A_DAY, sold) for sold, after in pairwise(entries)]
        found.append(Stretch(entries[-1].since, one.last, entries[-1]))
    return found


def standing(every: Sequence[Stretch]) -> list[Sold]:
    """The price day by day, one entry for each change. Of several on a day the lowest counts, and where
    one of them was no single figure, there is none."""
    days = sorted({day for one in every for day in (one.first, add_days(one.last, 1))})
    merged: list[Sold] = []
    for day in days:
        sold = _together(day, _on(every, day))
        if not merged or _differs(sold, merged[-1]):
            merged.append(sold)
    return merged


def charged(every: Sequence[Stretch], before: datetime.date) -> list[Charged]:
    """The history up to the day *before*. It begins anew after days without a single figure."""
    history: list[Charged] = []
    for sold in standing([one for one in every if one.first < before]):
        if sold.since >= before:
            break
        if sold.for_sale and sold.amount is None:
            history = []
        else:
            history.append(Charged(since=sold.since, amount=sold.amount))
    return history


def _is_of(prior: Prior, identity: Identity, running: Set[str]) -> bool:
    return (prior.discount or ITSELF) in running and identity == Identity(
        product=prior.product,
        market=prior.market,
        currency=prior.currency,
        interval=prior.interval,
        customer_type="b2b" if prior.customer_type == "b2b" else "b2c",
    )


def _on(every: Sequence[Stretch], day: datetime.date) -> list[Sold]:
    return [one.sold for one in every if one.first <= day <= one.last and one.sold.for_sale]


def _together(day: datetime.date, there: Sequence[Sold]) -> Sold:
    amounts = [one.amount for one in there if one.amount is not None]
    lowest = min(amounts) if amounts and len(amounts) == len(there) else None
    names = frozenset[str]().union(*(one.announced for one in there))
    return Sold(since=day, for_sale=bool(there), amount=lowest, announced=names)


def _differs(one: Sold, other: Sold) -> bool:
    return (one.for_sale, one.amount, one.announced) != (other.for_sale, other.amount, other.announced)


def _beginnings(mine: Sequence[Stretch]) -> Iterator[tuple[str, Sold]]:
    """Each reduction with the entries at which it begins, or changes what is paid."""
    before: Sold | None = None
    for stretch in mine:
        sold = stretch.sold
        for name in sorted(sold.announced):
            if before is None or name not in before.announced or before.amount != sold.amount:
                yield name, sold
        before = sold


def _begun(every: Sequence[Stretch], name: str, sold: Sold, longest_pause: int) -> datetime.date:
    """The first day of the unbroken run of *name* at the amount of *sold* that leads up to its day.

    Days not for sale do not break it, unless there are more than *longest_pause* together.
    """
    begun, pause = sold.since, 0
    for number in range(1, LONGEST_RUN_DAYS + 1):
        day = sold.since - _A_DAY * number
        there = _on(every, day)
        if any(name in one.announced and one.amount == sold.amount for one in there):
            begun, pause = day, 0
        elif there or pause == longest_pause:
            break
        else:
            pause += 1
    return begun


def _days_reduced(every: Sequence[Stretch], today: datetime.date) -> int:
    days = [today - _A_DAY * number for number in range(1, DAYS_LOOKED_AT + 1)]
    return sum(any(one.announced for one in _on(every, day)) for day in days)
