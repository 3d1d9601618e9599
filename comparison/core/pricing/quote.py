"""What the computation answers: a quote and its receipt, without a sentence in it."""

import datetime
from typing import Literal

from ..bounds import Result
from ..messages import Message
from ..money import Money

Status = Literal["complete", "complete_ex_tax", "bounded", "open", "on_request", "not_available"]


class Line(Result, frozen=True, kw_only=True):
    """One component in one phase. Amounts are of one charge; *times* charges fall in the horizon.

    *amount* is what the shopper pays per charge as the market shows prices: gross where tax is in
    the headline, else net. *low* differs from *amount* only on a bounded line (then *amount* is
    the high end). *amount* is None where it is unknown. *unit_amount* is decimal text in major
    units; *quantity* what it is multiplied by; *months* by how many months again (a yearly charge
    stated per month), 1 otherwise.
    """

    component: str
    kind: str
    add_on: str | None
    obligation: str
    unit_amount: str | None
    unit: str | None
    quantity: int
    months: int
    times: int
    every: str
    first: datetime.date
    last: datetime.date
    net: Money | None
    tax: Money | None
    tax_rate: str | None
    amount: Money | None
    low: Money | None
    due_today: bool
    in_headline: bool
    in_horizon: bool
    reason: Message | None


class Later(Result, frozen=True, kw_only=True):
    """A charge after today: *amount* each *every*, from *first* to *last* inside the horizon."""

    amount: Money
    every: str
    first: datetime.date
    last: datetime.date
    times: int


class Excluded(Result, frozen=True, kw_only=True):
    """A cost that is in no sum: which, why, and how it is worked out.

    *component* or *excluded* names it inside the product; tax left out by a market is ``tax``.
    """

    item: str
    kind: Literal["component", "cost", "tax", "delivery", "deposit"]
    estimate: Money | None = None
    every: str | None = None


class UnitPrice(Result, frozen=True, kw_only=True):
    """*price* per *amount* *unit* (1,107 won per 100 g), delivery and deposit left out."""

    price: Money
    amount: str
    unit: str


class Quote(Result, frozen=True, kw_only=True):
    """The computed price of one tier in one context.

    *headline* is everything unavoidable that falls due in the first paid billing period, as the
    market shows prices; *headline_low* is below it only when *bounded*. With status ``open`` it
    is the least it can be, with ``on_request`` and ``not_available`` None. *headline_from* is the
    date of that period where it is not today. *steady* is a later regular amount that must
    stand beside the first (*steady_from* its date).
    """

    tier: str
    status: Status
    currency: str
    interval: str
    market: str
    reason: Message | None = None
    headline: Money | None = None
    headline_low: Money | None = None
    headline_from: datetime.date | None = None
    steady: Money | None = None
    steady_from: datetime.date | None = None
    due_today: Money | None = None
    then: tuple[Later, ...] = ()
    horizon_months: int = 12
    horizon_total: Money | None = None
    horizon_low: Money | None = None
    commitment_months: int = 0
    commitment_total: Money | None = None
    monthly_equivalent: Money | None = None
    unit_price: UnitPrice | None = None
    deposit: Money | None = None
    quantity: int = 1
    quantity_unit: str = "item"
    tax_included: bool | None = None
    lines: tuple[Line, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    assumptions: tuple[Message, ...] = ()
    checked_on: str | None = None
    closed: bool = False
    free: bool = False
