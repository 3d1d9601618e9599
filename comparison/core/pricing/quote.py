"""What the computation answers: a quote and its receipt, without a sentence in it."""

import datetime
from typing import Literal

from ..bounds import Result
from ..messages import Message
from ..money import Money
from .amounts.worked import Part, Share

Status = Literal["complete", "complete_ex_tax", "bounded", "open", "on_request", "not_available"]
_SETTLED = frozenset({"complete", "complete_ex_tax"})
_PRICED = _SETTLED | {"bounded"}
_COMPUTED = _PRICED | {"open"}


class Reduction(Result, frozen=True, kw_only=True):
    """*amount* taken off one charge by the discount of that key, in the price's own tax mode."""

    discount: str
    amount: Money


class Line(Result, frozen=True, kw_only=True):
    """One component in one phase. Amounts are of one charge; *times* charges fall in the horizon.

    *amount* is what the shopper pays per charge as the market shows prices: gross where tax is in
    the headline, else net. *low* differs from *amount* only on a bounded line (then *amount* is
    the high end). *amount* is None where it is unknown. *unit_amount* is decimal text in major
    units; *quantity* what it is multiplied by; *months* by how many months again (a yearly charge
    stated per month), 1 otherwise. Where there is no *unit_amount*, *parts* (bands, packages) or a
    *share* say how it was worked out; a *quantity* then counts units all the same.

    *stated* is one charge before *reductions*, as the price's own list states tax; less the
    reductions it is *net*, or *amount* where the list includes tax. *headline_times* of the charges
    are in the headline.
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
    stated: Money | None = None
    reductions: tuple[Reduction, ...] = ()
    parts: tuple[Part, ...] = ()
    share: Share | None = None
    headline_times: int = 0
    phase: Literal["trial", "intro", "increase"] | None = None


class Later(Result, frozen=True, kw_only=True):
    """A charge after today: *amount* each *every*, from *first* to *last* inside the horizon."""

    amount: Money
    every: str
    first: datetime.date
    last: datetime.date
    times: int


class Excluded(Result, frozen=True, kw_only=True):
    """A cost that is not in the headline, named beside it.

    *item* is the key of a component or of an excluded cost; tax left out by a market is ``tax``.
    Components, costs and tax are in no sum at all; delivery is in what is due today and in the
    horizon total, a deposit only in what is due today. *every* is an interval, ``transaction`` or
    ``event``. *estimate* is None where nothing can be said.
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
    stand beside the first (*steady_from* its date), whether inside the horizon or not.

    *due_today* holds deposits; *then*, *horizon_total* and *commitment_total* do not. The
    commitment is the least one pays before one can leave: of *commitment_months*, or by the exit fee;
    *commitment_whole* is what is paid to the end of those months.
    *open_choices* are groups of component keys of which one must be taken and nobody has said which:
    the two ends are then those of all ways to choose, and everything else (lines, what is due
    today, later and steadily) is of the way with the dearest headline.
    *monthly_equivalent* is rounded up, and None for what is bought once. *quantity* is what is
    billed, *quantity_asked* what the context asked for. *tax_included* None means that the seller
    has not said.
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
    commitment_whole: Money | None = None
    monthly_equivalent: Money | None = None
    unit_price: UnitPrice | None = None
    deposit: Money | None = None
    quantity: int = 1
    quantity_unit: str = "item"
    quantity_asked: int = 1
    tax_included: bool | None = None
    lines: tuple[Line, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    assumptions: tuple[Message, ...] = ()
    checked_on: str | None = None
    closed: bool = False
    free: bool = False
    open_choices: tuple[tuple[str, ...], ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether every unavoidable charge is known, so that its sums are totals."""
        return self.status in _SETTLED

    @property
    def is_priced(self) -> bool:
        """Whether its sums have an upper end. An open price is at least so much, so it has none."""
        return self.status in _PRICED

    @property
    def is_computed(self) -> bool:
        """Whether it has sums at all, if only the least that they can be."""
        return self.status in _COMPUTED
