"""What a file left open or could not be carried over: said beside the import, stopping nothing."""

from collections.abc import Iterator

from ....core.messages import Message, say
from .families import families_of
from .plans import Sold
from .prices import YEARLY, own_period
from .pricing import Pricing
from .values import is_stand_in

_ONCE_AT_A_TIME = {None, 1}


def notes_of(pricing: Pricing) -> tuple[Message, ...]:
    """The notes of reading it, and those on what is sold."""
    sold = (*pricing.plans, *(extra.sold for extra in pricing.add_ons))
    return (
        *pricing.notes,
        *_comparisons(pricing),
        *_stand_ins(pricing, sold),
        *(note for one in sold for note in _notes_on(one, pricing)),
    )


def _comparisons(pricing: Pricing) -> Iterator[Message]:
    families = families_of(pricing.plans)
    if not families:
        yield say("import.note.no_plans", count=len(pricing.add_ons))
    if len(families) > 1:
        yield say("import.note.families", names=tuple(family.name for family in families))


def _stand_ins(pricing: Pricing, sold: tuple[Sold, ...]) -> Iterator[Message]:
    numeric = {row.name for row in pricing.limits if row.value_type == "NUMERIC"}
    said = [row.default.value for row in pricing.limits if row.name in numeric]
    said += [override.value.value for one in sold for override in one.limits if override.name in numeric]
    count = sum(is_stand_in(value) for value in said)
    if count:
        yield say("import.note.stand_ins", count=count)


def _notes_on(sold: Sold, pricing: Pricing) -> Iterator[Message]:
    stated = [one for one in (sold.price, sold.monthly, sold.annual) if one is not None]
    if not stated:
        yield say("import.note.no_price", name=sold.name)
    if any(one.varies for one in stated):
        yield say("import.note.expression", name=sold.name)
    if _rhythms_differ(sold, pricing):
        yield say("import.note.rhythms_differ", name=sold.name)
    if sold.unit.counted and not set(sold.quantities) <= _ONCE_AT_A_TIME:
        yield say("import.note.quantities", name=sold.name)


def _rhythms_differ(sold: Sold, pricing: Pricing) -> bool:
    """The unit says per year, and the file says it is billed monthly."""
    if sold.price is None or not sold.price.amount or sold.monthly or sold.annual:
        return False
    return sold.unit.period == YEARLY and own_period(sold.unit, pricing.billing) is None
