"""The lawful earlier price of a tier: what may be said beside its headline while a reduction runs.

Source: docs/pricing.md, "Earlier prices".
"""

from ..messages import Message, Quantified, say
from ..money import Money
from ..pricing.announcing import ITSELF
from ..pricing.prior import Earlier, Prior, reduction_percent
from ..pricing.quote import Quote
from ..pricing.reduced import shown_prior
from ..pricing.selling import Identity, Sold, reducing, selling_amount, sold_on
from .column import Bench, Column


def earlier_price(bench: Bench, column: Column) -> Earlier | None:
    """By how much the tier is below its earlier price, today and on the day it is bought for.

    None without an announced reduction that runs on both days, where the history gives nothing to
    measure it from, and where the figure shown is not the one that is measured.
    """
    key, quote = column.product.key, column.quote
    priors = [prior for prior in bench.publication.priors if prior.product == key]
    if not priors or not quote.is_priced:
        return None
    identity = _identity(bench, column)
    days = (bench.context.start, bench.today)
    begun, now = (sold_on(column.product, identity, bench.market, day) for day in days)
    running = begun.announced & now.announced & {*reducing(quote), ITSELF}
    prior = shown_prior(priors, identity, running, bench.today)
    if prior is None or begun.amount is None or now.amount is None or not _is_measured(quote, begun):
        return None
    return _earlier(prior, max(begun.amount, now.amount), _quantity(quote, begun))


def _identity(bench: Bench, column: Column) -> Identity:
    context = bench.context
    return Identity(
        product=column.product.key,
        market=context.market,
        currency=context.currency,
        interval=context.interval,
        customer_type=context.customer_type,
    )


def _is_measured(quote: Quote, sold: Sold) -> bool:
    """Whether the figure shown is that of everyone, or that of a quantity the words can tell apart."""
    return quote.quantity != sold.quantity or selling_amount(quote) == sold.amount


def _quantity(quote: Quote, sold: Sold) -> Quantified | None:
    """What was measured, where more is shown."""
    if quote.quantity == sold.quantity:
        return None
    return Quantified(amount=str(sold.quantity), unit=sold.quantity_unit)


def _earlier(prior: Prior, now: Money, quantity: Quantified | None) -> Earlier | None:
    before = Money(minor=prior.amount or 0, currency=prior.currency)
    percent = reduction_percent(now, before)
    if percent is None:
        return None
    words = _words(prior, quantity, {"percent": percent, "days": prior.days, "amount": before})
    return Earlier(money=before, days=prior.days, method=prior.method, percent=percent, words=words)


def _words(prior: Prior, quantity: Quantified | None, facts: dict[str, object]) -> Message:
    if quantity is None:
        return say("prior.majority" if prior.method == "majority" else "prior.lowest", **facts)
    key = "prior.majority_for" if prior.method == "majority" else "prior.lowest_for"
    return say(key, quantity=quantity, **facts)
