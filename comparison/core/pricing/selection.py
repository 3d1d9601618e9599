"""Which price counts: market, customer, currency, date and interval; never a silent stand-in."""

from collections.abc import Sequence

from ..messages import Message, say
from .frame import Frame
from .model import Price
from .refusals import NotSold
from .schedule import as_day, interval_of

_OPEN_ENDED = frozenset({"free", "on_request"})
_INTERVALS = {
    "once": "price.by.once",
    "day": "price.by.day",
    "week": "price.by.week",
    "month": "price.by.month",
    "year": "price.by.year",
}
_LONG_INTERVALS = {
    "day": "price.by.days",
    "week": "price.by.weeks",
    "month": "price.by.months",
    "year": "price.by.years",
}


def price_for_tier(prices: Sequence[Price], frame: Frame) -> Price:
    """The price of the interval asked for; a free or on-request one holds for every interval.

    Raises:
        NotSold: there is none, with what is missing.
    """
    valid = _valid(prices, frame)
    wanted = frame.context.interval
    found = [one for one in valid if one.interval == wanted] or [
        one for one in valid if one.status in _OPEN_ENDED
    ]
    if not found:
        raise NotSold("price.reason.no_interval", interval=interval_words(wanted))
    return _nearest(found, frame)


def price_for_add_on(prices: Sequence[Price], frame: Frame) -> Price:
    """The add-on's price of the interval asked for, else what it costs once, else in its own rhythm.

    Raises:
        NotSold: it has none for this market, customer, currency or date.
    """
    valid = _valid(prices, frame)
    for wanted in (frame.context.interval, "once"):
        found = [one for one in valid if one.interval == wanted]
        if found:
            return _nearest(found, frame)
    shortest = min(interval_of(one.interval).rank for one in valid)
    return _nearest([one for one in valid if interval_of(one.interval).rank == shortest], frame)


def interval_words(text: str) -> Message:
    """ "by the year", as a message."""
    interval = interval_of(text)
    if interval.n == 1:
        return say(_INTERVALS[interval.unit])
    return say(_LONG_INTERVALS[interval.unit], count=interval.n)


def fits_customer(price: Price, customer_type: str) -> bool:
    """Whether *price* is meant for such a customer."""
    return price.customer_type in {"any", customer_type}


def _valid(prices: Sequence[Price], frame: Frame) -> list[Price]:
    market, context = frame.market, frame.context
    here = [one for one in prices if one.market in {market.code, market.inherits}]
    if not here:
        raise NotSold("price.reason.no_market", market=frame.label(market.name))
    mine = [one for one in here if fits_customer(one, context.customer_type)]
    if not mine:
        only = "b2c" if context.customer_type == "b2b" else "b2b"
        raise NotSold(f"price.reason.only_{only}")
    payable = [one for one in mine if one.currency == context.currency]
    if not payable:
        raise NotSold("price.reason.no_currency", currency=context.currency)
    day = context.start.isoformat()
    valid = [one for one in payable if in_force(one.valid_from, one.valid_to, day)]
    if not valid:
        raise _out_of_force(payable, day)
    return valid


def in_force(since: str | None, until: str | None, day: str) -> bool:
    """Whether *day* lies between two dates (all ISO 8601), both ends included; None is open."""
    return (since is None or since <= day) and (until is None or day <= until)


def _out_of_force(prices: Sequence[Price], day: str) -> NotSold:
    """Since when, or until when; a draft may name days that no calendar has, which say neither."""
    coming = [one.valid_from for one in prices if one.valid_from is not None and one.valid_from > day]
    if begins := as_day(min(coming, default=None)):
        return NotSold("price.reason.not_yet", date=begins)
    ended = [one.valid_to for one in prices if one.valid_to is not None]
    if ends := as_day(max(ended, default=None)):
        return NotSold("price.reason.ended", date=ends)
    return NotSold("price.reason.not_now")


def _nearest(prices: Sequence[Price], frame: Frame) -> Price:
    """This very market before the one it is part of, this very customer before any, the newest list."""
    if len(prices) == 1:
        return prices[0]
    code = frame.market.code
    return max(prices, key=lambda one: (one.market == code, one.customer_type != "any", one.valid_from or ""))
