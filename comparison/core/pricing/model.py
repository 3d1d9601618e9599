"""A price: the typed charges from which every figure is computed.

Source: docs/pricing.md. Amounts are decimal text in major units of the price's currency;
a computed figure is `Money`. Nothing here computes.
"""

from typing import Annotated, Literal

from msgspec import Meta

from ..bounds import (
    AmountText,
    CurrencyCode,
    Cycle,
    DateText,
    IntervalText,
    Key,
    LineText,
    MarketCode,
    NumberText,
    Quantity,
    Record,
    ShortString,
    ShortText,
    UnitKey,
    WebAddress,
)
from ..sources import Source
from .amounts import Amount


class Once(Record, frozen=True, kw_only=True, tag="once", tag_field="is"):
    """Due on the first day."""


class EachCycle(Record, frozen=True, kw_only=True, tag="cycle", tag_field="is"):
    """Due at the start of each billing interval, from *from_cycle* to *to_cycle* (1 is the first)."""

    from_cycle: Cycle = 1
    to_cycle: Cycle | None = None


class Every(Record, frozen=True, kw_only=True, tag="every", tag_field="is"):
    """Due every *n* *unit*, the first time one period after the start (filters, refills)."""

    n: Annotated[int, Meta(ge=1, le=120)]
    unit: Literal["week", "month", "year"] = "month"


class PerTransaction(Record, frozen=True, kw_only=True, tag="transaction", tag_field="is"):
    """Due with each sale of the shopper's own; enters a sum only where the context counts them."""


class OnEvent(Record, frozen=True, kw_only=True, tag="event", tag_field="is"):
    """Due when something happens that nobody can foresee (late return). Named, never summed."""

    event: LineText


When = Once | EachCycle | Every | PerTransaction | OnEvent


class Condition(Record, frozen=True, kw_only=True):
    """All that is set must hold. *regions* are delivery zones inside the market."""

    regions: Annotated[tuple[Key, ...], Meta(max_length=50)] = ()
    customer_type: Literal["b2c", "b2b"] | None = None
    first_purchase: bool | None = None
    member: bool | None = None
    min_quantity: Quantity | None = None


class Always(Record, frozen=True, kw_only=True, tag="always", tag_field="is"):
    """Nobody can refuse it."""


class If(Record, frozen=True, kw_only=True, tag="if", tag_field="is"):
    """Unavoidable for whom the condition holds."""

    condition: Condition


class OneOf(Record, frozen=True, kw_only=True, tag="one_of", tag_field="is"):
    """Exactly one component of *group* must be taken."""

    group: Key


class Optional(Record, frozen=True, kw_only=True, tag="optional", tag_field="is"):
    """In the shopper's hands; counted only when the context names it among its add-ons."""


Obligation = Always | If | OneOf | Optional
ComponentKind = Literal[
    "base", "seat", "usage", "addon", "fee", "delivery", "deposit", "surcharge", "consumable"
]


class Component(Record, frozen=True, kw_only=True):
    """One charge. *stated_per* ``month`` means the amount is a month's and a cycle charges all its months.

    *included* units are free: the first unit beyond them is unit 1 of the amount.
    A component with *default_selected* is counted in
    and reported by the catalogue check.
    """

    key: Key
    label: ShortText
    kind: ComponentKind
    amount: Amount
    when: When = EachCycle()
    obligation: Obligation = Always()
    stated_per: Literal["cycle", "month"] = "cycle"
    included: Quantity = 0
    default_selected: bool = False
    refundable: bool = False
    refund_rule: LineText | None = None
    taxable: bool = True
    tax_class: Key | None = None
    reason: LineText | None = None


class Term(Record, frozen=True, kw_only=True):
    """What one is bound to. *min_months* 0 means free to leave at any charge.

    *exit_fee* is in major units, owed when leaving before *min_months*.
    """

    min_months: Annotated[int, Meta(ge=0, le=120)] = 0
    auto_renew: bool = True
    renews_every: IntervalText | None = None
    notice_days: Annotated[int, Meta(ge=0, le=365)] = 0
    exit_fee: AmountText | None = None
    how_to_cancel: LineText | None = None
    cancel: WebAddress | None = None


class Phase(Record, frozen=True, kw_only=True):
    """A stretch of time with another base amount, in the order given; the rest is regular.

    Length is *cycles* of the price's interval or *days*, exactly one of them. *amount* None in
    a trial is free. The amount stands in for all base components together (for the seats where
    there is no base), per unit if they are charged per unit; a trial leaves out every other
    component that recurs.
    """

    kind: Literal["trial", "intro", "increase"]
    cycles: Annotated[int, Meta(ge=1, le=120)] | None = None
    days: Annotated[int, Meta(ge=1, le=1_000)] | None = None
    amount: AmountText | None = None
    needs_card: bool = False


class Discount(Record, frozen=True, kw_only=True):
    """A reduction of the components in *scope* (empty: all but deposits).

    *kind* ``percent`` reads *value* as percent, ``amount`` as major units off, ``fixed_price`` as
    the price of one unit. Discounts run by (*stack_group*, *order*); *exclusive* stands alone.
    *cycles* counts paid cycles, None is always.
    """

    key: Key
    label: ShortText
    kind: Literal["percent", "amount", "fixed_price"]
    value: AmountText
    scope: Annotated[tuple[Key, ...], Meta(max_length=40)] = ()
    cycles: Annotated[int, Meta(ge=1, le=1_200)] | None = None
    needs: Literal["coupon", "first_purchase", "member", "none"] = "none"
    coupon: ShortString | None = None
    stack_group: Annotated[int, Meta(ge=0, le=100)] = 0
    order: Annotated[int, Meta(ge=0, le=100)] = 0
    exclusive: bool = False
    valid_from: DateText | None = None
    valid_to: DateText | None = None


class Measure(Record, frozen=True, kw_only=True):
    """How much of a good one unit holds: *amount* *unit* (500 g), and per what its unit price is said."""

    amount: NumberText
    unit: UnitKey
    per: NumberText = "100"
    per_unit: UnitKey = "g"
    net_drained: bool = False
    base: NumberText | None = None
    base_unit: UnitKey | None = None


class Attestation(Record, frozen=True, kw_only=True):
    """The merchant's word that no other charge is unavoidable: *by* whom, *on* which day."""

    by: ShortString
    on: DateText


class Price(Record, frozen=True, kw_only=True):
    """What one product or add-on costs in one market, for one kind of customer, currency and interval.

    *status* ``on_request`` keeps the seller's own words in *words*, ``range`` its ends in *low*
    and *high* (major units). *tax* ``unknown`` is what a file left unsaid: a finding until it is set.
    *quantity_unit* is what *min_quantity*, *max_quantity* and *quantity_step* count. From
    *reduced_since* on the price is announced as a reduction; what it is measured from is computed
    from the price history and cannot be entered.
    """

    market: MarketCode
    currency: CurrencyCode
    interval: IntervalText = "once"
    customer_type: Literal["any", "b2c", "b2b"] = "any"
    status: Literal["priced", "free", "range", "on_request"] = "priced"
    tax: Literal["included", "excluded", "unknown"] = "unknown"
    tax_class: Key = "standard"
    components: Annotated[tuple[Component, ...], Meta(max_length=40)] = ()
    quantity_unit: UnitKey = "item"
    min_quantity: Quantity = 1
    max_quantity: Quantity | None = None
    quantity_step: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    term: Term | None = None
    phases: Annotated[tuple[Phase, ...], Meta(max_length=6)] = ()
    discounts: Annotated[tuple[Discount, ...], Meta(max_length=20)] = ()
    measure: Measure | None = None
    low: AmountText | None = None
    high: AmountText | None = None
    words: LineText | None = None
    valid_from: DateText | None = None
    valid_to: DateText | None = None
    checked_on: DateText | None = None
    source: Source | None = None
    reduced_since: DateText | None = None
    closed: Attestation | None = None
