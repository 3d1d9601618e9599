"""How a charge was worked out, in words: 14 × $8.75 × 12, 2.9% of $5,000, less 10%."""

from collections.abc import Sequence

from ..messages import Message, Quantified, UnitAmount, say
from ..money import Money
from ..pricing.amounts.worked import Part, Share
from ..pricing.quote import Line, Quote
from .amounts import unit_money


def workings(quote: Quote, lines: Sequence[Line]) -> Message | None:
    """The workings of a charge's phases; None where there is nothing but one plain amount."""
    plain = len(lines) == 1 and lines[0].amount is not None and _is_plain(lines[0])
    return None if plain else say("page.commas", items=tuple(_working(quote, line) for line in lines))


def _is_plain(line: Line) -> bool:
    multiplied = line.times > 1 or line.months > 1 or (line.unit_amount is not None and line.quantity > 1)
    return not (multiplied or line.parts or line.share or line.reductions)


def _working(quote: Quote, line: Line) -> Message:
    if line.amount is None:
        return line.reason or say("price.amount_not_published")
    if line.amount.minor == 0 and not line.reductions:
        return line.reason or say("price.free")
    words = _product(quote, line)
    for reduction in line.reductions:
        words = say("receipt.less", text=words, amount=reduction.amount)
    if line.times > 1:
        words = say("receipt.product", factors=(_bracketed(words, line), Quantified(amount=str(line.times))))
    return words


def _bracketed(words: Message, line: Line) -> Message:
    """Sums are bracketed before they are multiplied."""
    return say("receipt.bracketed", text=words) if line.reductions or len(line.parts) > 1 else words


def _product(quote: Quote, line: Line) -> Message:
    if line.share is not None:
        return _share(quote, line.share)
    if line.parts:
        return say("receipt.sum", terms=tuple(_part(quote, part) for part in line.parts))
    if line.unit_amount is None or (line.quantity <= 1 and line.months <= 1):
        return say("page.plain", text=line.stated or line.amount)
    factors: list[Quantified | Money | UnitAmount] = []
    if line.quantity > 1:
        unit = "" if line.unit in {None, "item"} else line.unit
        factors.append(Quantified(amount=str(line.quantity), unit=unit or ""))
    factors.append(unit_money(line.unit_amount, quote.currency))
    if line.months > 1:
        factors.append(Quantified(amount=str(line.months), unit="month"))
    return say("receipt.product", factors=tuple(factors))


def _part(quote: Quote, part: Part) -> Message:
    each = unit_money(part.unit_amount, quote.currency)
    words = say("receipt.product", factors=(Quantified(amount=str(part.units)), each))
    if part.flat.strip("0.") == "":
        return words
    return say("receipt.sum", terms=(words, unit_money(part.flat, quote.currency)))


def _share(quote: Quote, share: Share) -> Message:
    rate = say("price.percent", percent=share.rate)
    words = say("receipt.product", factors=(rate, unit_money(share.of, quote.currency)))
    if share.plus.strip("0.") == "":
        return words
    plus = unit_money(share.plus, quote.currency)
    extra = say("receipt.product", factors=(plus, Quantified(amount=str(share.times))))
    return say("receipt.sum", terms=(words, extra if share.times > 1 else plus))
