"""What answers a pain point: the rows, and the cheapest tier that can be bought."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from ..fit import Fit
from ..fitting import Candidate, fit_order, fit_tier, fitted_quote
from ..fitting.order import horizon_most
from ..money import ARITHMETIC, major
from ..pains import Pain
from ..personas import Need, Persona
from ..pricing.quote import Quote
from .column import Bench, Column
from .competitors import ours
from .judging import basis_of, candidates_of

Figure = tuple[str, Decimal]


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """*tier* is the cheapest that answers *pain* and can be bought, *is_settled* if it has a price.

    *quotes* are those of the tiers that meet its needs, with the *add_ons* that this takes.
    Without *tier*, *unavailable* would answer it and cannot be bought now, and *is_doubtful* says that
    one may, but that nobody can say so. *cheapest* is another tier that costs less in all, where
    *tier* has only the lowest fees.
    """

    pain: Pain
    tier: str | None = None
    is_settled: bool = True
    unavailable: str | None = None
    is_doubtful: bool = False
    quotes: dict[str, Quote] = {}
    add_ons: dict[str, tuple[str, ...]] = {}
    cheapest: str | None = None


def relief_for(bench: Bench, columns: Sequence[Column]) -> Relief | None:
    """The answer to the pain point of the context, among the shown tiers; None where none is chosen."""
    pains = bench.publication.comparison.pains
    pain = next((one for one in pains if one.key == bench.context.pain), None)
    if pain is None:
        return None
    return _by_figure(pain, ours(columns)) if pain.charge else _by_needs(bench, pain, columns)


def eased(columns: Sequence[Column], relief: Relief | None) -> tuple[Column, ...]:
    """*columns*, those that meet the needs priced with what that takes."""
    quotes = relief.quotes if relief else {}
    return tuple(replace(one, quote=quotes.get(one.tier.key, one.quote)) for one in columns)


def _by_needs(bench: Bench, pain: Pain, columns: Sequence[Column]) -> Relief:
    candidates = {one.tier: one for one in candidates_of(bench, columns)}
    persona, basis = _sufferer(pain), basis_of(bench)
    fits = {key: fit_tier(persona, one, basis) for key, one in candidates.items()}
    order = fit_order(tuple(fits.values()), tuple(candidates.values()))
    meeting = [tier for tier in order if fits[tier].level == "strong"]
    quotes = {tier: fitted_quote(fits[tier], candidates[tier]) for tier in meeting}
    tier = next((one for one in meeting if _can_be_bought(candidates[one], quotes[one])), None)
    return Relief(
        pain=pain,
        tier=tier,
        is_settled=tier is not None and quotes[tier].is_priced,
        unavailable=next((one for one in meeting if candidates[one].stock.state != "gone"), None),
        is_doubtful=any(fit.level == "unclear" for fit in fits.values()),
        quotes=quotes,
        add_ons={one: _taken(fits[one]) for one in meeting},
    )


def _sufferer(pain: Pain) -> Persona:
    """Whoever has the pain: each of its needs must be met."""
    return Persona(key="", label={}, needs=tuple(_must(need) for need in pain.needs))


def _must(need: Need) -> Need:
    return need if need.level == "never" else replace(need, level="must", weight=None)


def _taken(fit: Fit) -> tuple[str, ...]:
    return (*fit.add_ons, *fit.unpriced_add_ons)


def _can_be_bought(candidate: Candidate, quote: Quote) -> bool:
    return candidate.stock.state == "available" and quote.status != "not_available"


def _by_figure(pain: Pain, columns: Sequence[Column]) -> Relief:
    """The tier whose figure is lowest. Figures of different kinds (a kilo, a cup) are not held together."""
    sold = [one for one in columns if one.product.stock.state == "available" and one.quote.is_priced]
    figure = _FIGURES[pain.charge or "now"]
    found = {one.tier.key: (figure(one.quote), one.quote) for one in sold}
    known = {tier: (amount, quote) for tier, (amount, quote) in found.items() if amount is not None}
    kinds = [amount[0] for amount, _ in known.values()]
    amounts = {tier: amount[1] for tier, (amount, _) in known.items() if amount[0] == kinds[0]}
    tier = min(amounts, key=amounts.__getitem__, default=None)
    totals = {one.tier.key: total[1] for one in sold if (total := _horizon(one.quote)) is not None}
    cheapest = min(totals, key=totals.__getitem__, default=None)
    is_dearer = pain.charge == "usage" and tier is not None and totals[tier] > min(totals.values())
    return Relief(pain=pain, tier=tier, cheapest=cheapest if is_dearer else None)


def _now(quote: Quote) -> Figure | None:
    return (quote.currency, major(quote.headline)) if quote.headline else None


def _horizon(quote: Quote) -> Figure | None:
    money = horizon_most(quote)
    return (quote.currency, major(money)) if money else None


def _measure(quote: Quote) -> Figure | None:
    unit = quote.unit_price
    if unit is None:
        return None
    return f"{quote.currency} {unit.unit}", ARITHMETIC.divide(major(unit.price), Decimal(unit.amount))


def _usage(quote: Quote) -> Figure | None:
    """What the first bill holds by the shopper's own use; None where a part of it is unknown."""
    charged = [line for line in quote.lines if line.kind == "usage" and line.in_headline]
    known = [line.amount * max(line.headline_times, 1) for line in charged if line.amount is not None]
    if len(known) != len(charged):
        return None
    return quote.currency, sum((major(amount) for amount in known), Decimal(0))


_FIGURES: dict[str, Callable[[Quote], Figure | None]] = {
    "now": _now,
    "horizon": _horizon,
    "measure": _measure,
    "usage": _usage,
}
