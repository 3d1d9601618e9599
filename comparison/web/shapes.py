"""The shapes of the JSON API: a quote and a fit, cut out of a view. The command line prints them too."""

import datetime
from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..core.bounds import Result
from ..core.context import Context
from ..core.fit import FitLevel, Reason, Tally
from ..core.messages import Message
from ..core.money import Money
from ..core.pricing.prior import Earlier
from ..core.pricing.quote import Excluded, Later, Line, Quote, Status, UnitPrice
from ..core.view import PublicationRef, TierView, View

# Whom a fit is for where no persona was chosen but a quiz was answered.
OWN_ANSWERS = "quiz"


class QuotedTier(Result, frozen=True, kw_only=True):
    """What one tier costs. One line per component and phase with its *times*, never one per charge.

    A total is one figure or none: *headline_total* and *horizon_total* are null unless the status is
    ``complete`` or ``complete_ex_tax``. ``bounded`` has both ends instead, ``open`` the low one alone;
    what is due today and later is then the dearer end, or what is known of it.

    *prior_price* is the lawful earlier price that an announced reduction is measured from, null without one.
    *signed* is what a checkout sends back, *quote_id* its name: null where nothing can be promised.
    """

    tier: str
    status: Status
    reason: Message | None
    headline_total: Money | None
    headline_low: Money | None
    headline_high: Money | None
    headline_period: str
    headline_from: datetime.date | None
    due_today: Money | None
    then: tuple[Later, ...]
    horizon_months: int
    horizon_total: Money | None
    horizon_low: Money | None
    horizon_high: Money | None
    commitment_months: int
    commitment_total: Money | None
    monthly_equivalent: Money | None
    unit_price: UnitPrice | None
    tax_included: bool | None
    lines: tuple[Line, ...]
    excluded: tuple[Excluded, ...]
    assumptions: tuple[Message, ...]
    prior_price: Earlier | None = None
    quote_id: str | None = None
    signed: str | None = None


class Quotes(Result, frozen=True, kw_only=True):
    """What every shown tier costs in one context."""

    publication: PublicationRef
    context: Context
    tiers: tuple[QuotedTier, ...]


class FittedTier(Result, frozen=True, kw_only=True):
    """How well one tier fits. *why* and *give_up* say in words what the reasons state.

    *lowered_from* is the computed level where the shop lowered it, and *lowered* says why.
    """

    tier: str
    level: FitLevel
    because: tuple[Reason, ...]
    but: tuple[Reason, ...]
    flags: tuple[Literal["also_cheaper", "dominated", "closest"], ...]
    points: int
    tally: Tally
    label: Message | None
    why: tuple[Message, ...]
    give_up: tuple[Message, ...]
    lowered_from: FitLevel | None = None
    lowered: Message | None = None


class Fits(Result, frozen=True, kw_only=True):
    """How the shown tiers fit *persona*, one of *personas*, best fit first; without one there is
    nothing to fit.

    *answer* is the tier that the page names, None where none can be named. *competitors* are the
    fits of other sellers' tiers, which stand in no order. Where the shopper answered a quiz, *answers* are
    theirs by question, and *persona* is ``quiz``.
    """

    publication: PublicationRef
    persona: str | None
    personas: tuple[str, ...]
    answer: str | None
    tiers: tuple[FittedTier, ...]
    competitors: tuple[FittedTier, ...] = ()
    answers: Mapping[str, str] = {}


def quotes_of(view: View) -> Quotes:
    """The quotes of *view*, its tiers in the order of the page."""
    tiers = tuple(_quoted(tier) for tier in view.tiers)
    return Quotes(publication=view.publication, context=view.context, tiers=tiers)


def fits_of(view: View) -> Fits:
    """The fits of *view*, the best one first."""
    by_key = {tier.key: tier for tier in view.tiers}
    return Fits(
        publication=view.publication,
        persona=OWN_ANSWERS if view.context.answers else view.context.persona,
        personas=tuple(choice.value for choice in view.personas if choice.value),
        answer=view.answer.tier if view.answer else None,
        answers=view.context.answers,
        tiers=tuple(fitted for key in view.order if (fitted := _fitted(by_key[key])) is not None),
        competitors=tuple(
            fitted for tier in view.tiers if tier.competitor and (fitted := _fitted(tier)) is not None
        ),
    )


class _Sum(NamedTuple):
    """A sum as one figure, or as what is known of its ends."""

    total: Money | None
    low: Money | None = None
    high: Money | None = None


def _sum(quote: Quote, amount: Money | None, low: Money | None) -> _Sum:
    if quote.is_settled or amount is None:
        return _Sum(amount)
    return _Sum(None, amount) if quote.status == "open" else _Sum(None, low or amount, amount)


def _quoted(tier: TierView) -> QuotedTier:
    quote = tier.quote
    headline = _sum(quote, quote.headline, quote.headline_low)
    horizon = _sum(quote, quote.horizon_total, quote.horizon_low)
    return QuotedTier(
        tier=tier.key,
        status=quote.status,
        reason=quote.reason,
        headline_total=headline.total,
        headline_low=headline.low,
        headline_high=headline.high,
        headline_period=quote.interval,
        headline_from=quote.headline_from,
        due_today=quote.due_today,
        then=quote.then,
        horizon_months=quote.horizon_months,
        horizon_total=horizon.total,
        horizon_low=horizon.low,
        horizon_high=horizon.high,
        commitment_months=quote.commitment_months,
        commitment_total=quote.commitment_total,
        monthly_equivalent=quote.monthly_equivalent,
        unit_price=quote.unit_price,
        tax_included=quote.tax_included,
        lines=quote.lines,
        excluded=quote.excluded,
        assumptions=quote.assumptions,
        prior_price=tier.earlier,
    )


def _fitted(tier: TierView) -> FittedTier | None:
    fit = tier.fit
    if fit is None:
        return None
    return FittedTier(
        tier=tier.key,
        level=fit.level,
        because=fit.because,
        but=fit.but,
        flags=fit.flags,
        points=fit.points,
        tally=fit.tally,
        label=tier.fit_label,
        why=tier.why,
        give_up=tier.give_up,
        lowered_from=fit.lowered_from,
        lowered=tier.lowered,
    )
