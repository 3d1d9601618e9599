"""What a quote rests on, in words: nothing is taken for granted silently."""

from collections.abc import Iterable, Sequence

from ..messages import Message, Quantified, say
from .amounts import Table
from .discounts import coupon_notes
from .entries import Account, Entry
from .frame import Frame
from .model import Component, If
from .obligations import Taken
from .offers import Offer, own_rhythm_notes


def notes_before(offers: Sequence[Offer], counted: Sequence[Taken], frame: Frame) -> list[Message]:
    """What can be said before anything is computed: quantities, region, coupon, choices made."""
    return [
        *(_raised(offer) for offer in offers if offer.quantity != offer.asked and _counts(offer)),
        *_region_notes(offers, frame),
        *coupon_notes([offer.price for offer in offers], frame),
        *(note for part in counted for note in part.notes),
        *own_rhythm_notes(offers, frame),
    ]


def tax_notes(account: Account) -> list[Message]:
    """What could not be known about tax, and tax that the buyer owes instead."""
    notes = []
    if "unstated" in account.states:
        notes.append(say("price.tax_unknown"))
    if "no_rate" in account.states:
        notes.append(say("price.tax_no_rate"))
    if account.frame.reverse_charge and any(_is_taxed(entry) for entry in account.entries):
        notes.append(say("price.reverse_charge"))
    return notes


def _is_taxed(entry: Entry) -> bool:
    return entry.due.charge.tax.mode in {"included", "excluded"}


def unique(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Each message once, in the order they were first said."""
    said: list[Message] = []
    for message in messages:
        if message not in said:
            said.append(message)
    return tuple(said)


def _counts(offer: Offer) -> bool:
    """Whether the quantity changes anything: a free plan has no minimum worth mentioning."""
    return bool(offer.components)


def _raised(offer: Offer) -> Message:
    unit = offer.price.quantity_unit
    return say(
        "price.quantity_raised",
        asked=Quantified(amount=str(offer.asked), unit=unit),
        billed=Quantified(amount=str(offer.quantity), unit=unit),
    )


def _region_notes(offers: Sequence[Offer], frame: Frame) -> list[Message]:
    """While the region is unknown, it is taken to be none of those that a price names."""
    if frame.context.region is not None or not frame.market.regions:
        return []
    keys = {key for offer in offers for component in offer.components for key in _regions_named(component)}
    labels = tuple(frame.label(region.label) for region in frame.market.regions if region.key in keys)
    return [say("price.region_assumed", regions=labels)] if labels else []


def _regions_named(component: Component) -> set[str]:
    """The zones where *component* differs from everywhere else; none if it differs everywhere."""
    named: set[str] = set()
    if isinstance(component.obligation, If):
        named.update(component.obligation.condition.regions)
    amount = component.amount
    if isinstance(amount, Table) and any(not row.regions for row in amount.rows):
        named.update(key for row in amount.rows for key in row.regions)
    return named
