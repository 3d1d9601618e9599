"""What each counted component comes to for its quantity, before discounts and tax."""

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from ..bounds import Result
from ..messages import Message, say
from ..money import ARITHMETIC
from .amounts import Flat, Graduated, Package, Percent, PerUnit, Span, Stair, Table, Unknown, Volume
from .amounts.flat import flat_cost
from .amounts.graduated import graduated_cost
from .amounts.package import package_cost
from .amounts.per_unit import per_unit_cost
from .amounts.percent import percent_cost
from .amounts.span import span_costs
from .amounts.stair import stair_cost
from .amounts.table import row_cost, rows_that_may_apply
from .amounts.volume import volume_cost
from .amounts.worked import Worked
from .frame import Frame
from .measures import grams
from .model import Component, EachCycle
from .offers import Offer
from .refusals import NotSold
from .taxes import TaxRule, tax_rule

Ends = tuple[Worked | None, Worked | None]
Minor = tuple[int | None, int | None]
Counted = Flat | PerUnit | Graduated | Volume | Stair | Package
NOT_KNOWN: Ends = (None, None)
NO_MINOR: Minor = (None, None)


class Charge(Result, frozen=True, kw_only=True):
    """A component that counts here. *ends* are its low and high end, None where unknown; *minor* the same
    in whole minor units.

    The amount of a *derived* charge follows from the others due with it, so it has no ends yet.
    *months* of one charge are paid at once where the amount is stated per month. *group* is an
    open choice it is one of.
    """

    component: Component
    offer: Offer
    ends: Ends
    minor: Minor
    derived: bool
    months: int
    tax: TaxRule
    reason: Message | None
    group: str | None = None


def charge_of(component: Component, offer: Offer, frame: Frame) -> Charge:
    """The charge that *component* makes.

    Raises:
        NotSold: the quantity is past the last band, or it is not delivered there.
    """
    months = _months(component, offer)
    ends, reason, derived = _worked(component, offer, frame)
    if months == 0:
        ends, reason = NOT_KNOWN, say("price.not_by_month")
    elif months > 1:
        ends = (_multiplied(ends[0], months), _multiplied(ends[1], months))
    if reason is None and component.reason:
        reason = say("price.words", words=frame.label(component.reason))
    return Charge(
        component=component,
        offer=offer,
        ends=ends,
        minor=minor_of(ends, frame),
        derived=derived,
        months=months or 1,
        tax=tax_rule(component, offer.price, frame),
        reason=reason,
    )


def minor_of(ends: Ends, frame: Frame) -> Minor:
    """Both ends in whole minor units, each rounded once."""
    low, high = ends
    top = None if high is None else frame.minor(high.exact)
    if low is high:
        return top, top
    return None if low is None else frame.minor(low.exact), top


def _worked(component: Component, offer: Offer, frame: Frame) -> tuple[Ends, Message | None, bool]:
    """Both ends, why there is no single figure, and whether it depends on other charges."""
    match component.amount:
        case Flat() | PerUnit() | Graduated() | Volume() | Stair() | Package() as amount:
            worked = quantity_cost(amount, offer, component.included, frame)
            return (worked, worked), None, False
        case Percent(of_quantity=None):
            return NOT_KNOWN, None, True
        case Percent() as percent:
            return _of_quantity(percent, frame), None, False
        case Table() as table:
            reason = _table_reason(table, offer, frame)
            derived = table.by == "basket"
            return NOT_KNOWN if derived else _table_ends(table, offer, frame), reason, derived
        case Span() as span:
            reason = say("price.words", words=frame.label(span.depends_on)) if span.depends_on else None
            return span_costs(span), reason, False
        case Unknown(how=how):
            return NOT_KNOWN, _unpublished(how, frame), False
        case _:
            assert_never(component.amount)


def _table_reason(table: Table, offer: Offer, frame: Frame) -> Message | None:
    """Why a looked-up amount is only known between two ends."""
    if frame.context.region is None and all(row.regions for row in table.rows):
        return say("price.depends_on_region")
    if table.by == "weight" and grams(offer.price.measure, offer.quantity) is None:
        return say("price.depends_on_weight")
    return None


def _unpublished(how: Mapping[str, str], frame: Frame) -> Message:
    words = frame.label(how)
    return say("price.words", words=words) if words else say("price.not_published")


def _months(component: Component, offer: Offer) -> int:
    """How many months one charge pays; 0 where an amount per month has no whole month to pay."""
    if component.stated_per == "cycle" or not isinstance(component.when, EachCycle):
        return 1
    return offer.interval.months


def quantity_cost(amount: Counted, offer: Offer, included: int, frame: Frame) -> Worked:
    """What *amount* comes to for the units beyond the *included* ones.

    Raises:
        NotSold: the quantity is past the last band or step.
    """
    if isinstance(amount, Flat):
        return flat_cost(amount)
    units = max(offer.count(amount.unit, frame) - included, 0)
    unit = amount.unit or offer.price.quantity_unit
    match amount:
        case PerUnit():
            return per_unit_cost(amount, units, unit)
        case Graduated():
            return graduated_cost(amount, units, unit)
        case Volume():
            return volume_cost(amount, units, unit)
        case Stair():
            return stair_cost(amount, units, unit)
        case Package():
            return package_cost(amount, units, unit)
        case _:
            assert_never(amount)


def _of_quantity(amount: Percent, frame: Frame) -> Ends:
    quantities = frame.context.quantities
    base = Decimal(quantities[amount.of_quantity or ""])
    worked = percent_cost(amount, base, 1 if amount.plus_per is None else quantities[amount.plus_per])
    return worked, worked


def _table_ends(table: Table, offer: Offer, frame: Frame) -> Ends:
    measured = grams(offer.price.measure, offer.quantity) if table.by == "weight" else None
    values = sorted(offered_values(table, measured, frame), key=Decimal)
    low = row_cost(values[0])
    return low, low if values[0] == values[-1] else row_cost(values[-1])


def offered_values(table: Table, measured: Decimal | None, frame: Frame) -> list[str]:
    """The amounts that may apply in the region of the context: one, if all that matters is known.

    Raises:
        NotSold: nothing is offered there.
    """
    rows = rows_that_may_apply(table, frame.context.region, measured)
    values = [row.value for row in rows if row.value is not None]
    if not values:
        raise NotSold("price.reason.not_delivered")
    return values


def _multiplied(worked: Worked | None, months: int) -> Worked | None:
    if worked is None:
        return None
    exact = ARITHMETIC.multiply(worked.exact, months)
    return Worked(
        exact=exact,
        unit_amount=worked.unit_amount,
        quantity=worked.quantity,
        unit=worked.unit,
        parts=worked.parts,
        share=worked.share,
    )
