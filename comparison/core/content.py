"""What a shop says beside values and prices: how buyers rated something, and how it can be sent back."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import AmountText, CurrencyCode, Months, NumberText, Quantity, Record

MOST_GRADES = 100
Verified = Literal["purchase", "account", "not_verified"]


class Rating(Record, frozen=True, kw_only=True):
    """What buyers said in numbers: *average* of *count* ratings, the best grade being *scale*, the worst 1.

    *period* are the months in which they were given, up to the day of counting. *spread* is how many gave
    each grade, the worst first. *verified* says how the shop knows them for buyers: by the ``purchase``, by
    an ``account`` only, or ``not_verified``. What is missing can be stored; the check (H37) asks for it.
    """

    average: NumberText
    scale: Annotated[int, Meta(ge=2, le=MOST_GRADES)]
    count: Quantity | None = None
    period: Months | None = None
    verified: Verified | None = None
    spread: Annotated[tuple[Quantity, ...], Meta(max_length=MOST_GRADES)] = ()


class Returns(Record, frozen=True, kw_only=True):
    """How something bought can be sent back, within *days* after it arrived; 0 days: not at all.

    *who_pays* pays for sending it. *fee* is what the shop charges or keeps, sending by its own courier
    included, in major units of *currency*; ``0`` for nothing. What is missing can be stored; the check
    (H41) asks for it.
    """

    days: Annotated[int, Meta(ge=0, le=3_650)] | None = None
    who_pays: Literal["shop", "buyer"] | None = None
    fee: AmountText | None = None
    currency: CurrencyCode | None = None
