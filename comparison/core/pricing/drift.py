"""What checked checkouts add up to: how many differed from the price shown, and by which charges.

Source: docs/proof.md.
"""

import datetime
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ..bounds import Result
from ..catalogue import AddOn, Product
from ..messages import Message, say
from ..money import Money
from ..publication import Publication, digest
from .charged import DifferingLine, Kind, Outcome
from .model import Price
from .rounding_line import ROUNDING
from .signed import SignedQuote

DAYS = 30
LEAST_CHECKED = 100
_encoder = msgspec.json.Encoder(order="deterministic")


class BlamedLine(Result, frozen=True, kw_only=True):
    """A charge that differed, with the shop's own name for it.

    *label* is None for a charge that the edition does not have. *charge* is the digest of the charge as
    the edition had it: with another one in the catalogue, the charge was changed since.
    """

    line: DifferingLine
    label: dict[str, str] | None
    charge: str


class Checked(Result, frozen=True, kw_only=True):
    """One checked checkout, as it is kept. *name* is what the shop calls the tier, *charge* the digest of
    all its prices."""

    quote_id: str
    comparison: str
    number: int
    tier: str
    name: dict[str, str] | None
    equal: bool
    expected: Money
    charged: Money
    difference: Money
    lines: tuple[BlamedLine, ...]
    charge: str


class DriftLine(Result, frozen=True, kw_only=True):
    """One charge of a tier that differed in *count* checkouts, the last time on *last_on*.

    *component* is None where no line could be named. The amounts are those of the last time.
    *charge* is as in `BlamedLine`. *settled* means that a later checkout with the very same charges
    came out equal.
    """

    comparison: str
    tier: str
    component: str | None
    add_on: str | None
    label: dict[str, str] | None
    kind: Kind | None
    expected: Money | None
    charged: Money | None
    count: int
    last_on: datetime.date
    charge: str
    settled: bool


class Drift(Result, frozen=True, kw_only=True):
    """The checked checkouts of a shop in the last `DAYS` days; *lines* are those that differed."""

    checked: int = 0
    differing: int = 0
    lines: tuple[DriftLine, ...] = ()


def since_day(today: datetime.date) -> datetime.date:
    """The first of the last `DAYS` days, *today* among them."""
    return today - datetime.timedelta(days=DAYS - 1)


def count_said(checked: int, differing: int) -> Message | None:
    """The sentence at the end of a receipt; None while fewer than `LEAST_CHECKED` were checked."""
    if checked < LEAST_CHECKED:
        return None
    if differing:
        return say("receipt.drift_some", count=checked, differing=differing, days=DAYS)
    return say("receipt.drift_equal", count=checked, days=DAYS)


def checked_as(quote_id: str, quote: SignedQuote, found: Outcome, publication: Publication | None) -> Checked:
    """The *found* outcome as it is kept, named out of the edition that was quoted.

    *publication* is None where the shop has that edition no more, after an older backup was restored:
    then nothing is named.
    """
    lines = tuple(_blamed(line, publication, quote.tier) for line in found.lines)
    return Checked(
        quote_id=quote_id,
        comparison=quote.comparison,
        number=quote.number,
        tier=quote.tier,
        name=_name(publication, quote.tier) if publication else None,
        equal=found.equal,
        expected=found.expected,
        charged=found.charged,
        difference=found.difference,
        lines=lines,
        charge=charge_digest(publication, quote.tier, None, None) if publication else "",
    )


def charge_digest(publication: Publication, tier: str, add_on: str | None, component: str | None) -> str:
    """A digest of all that decides the charge; of all the seller's prices where it has no such charge.

    Empty where the edition has neither the tier nor the add-on. When a price was looked at, and who
    stands by it, changes nothing.
    """
    seller = seller_of(publication, tier, add_on)
    if seller is None:
        return ""
    own = [one for price in seller.prices if (one := _only(price, component)).components]
    prices = own or [_only(price, None) for price in seller.prices]
    return digest(_encoder.encode(prices))


def seller_of(publication: Publication, tier: str, add_on: str | None) -> Product | AddOn | None:
    """The add-on of that key, else the product of *tier*; None where the edition has none."""
    if add_on is not None:
        return next((one for one in publication.add_ons if one.key == add_on), None)
    key = next((one.product for one in publication.comparison.tiers if one.key == tier), None)
    return next((one for one in publication.products if one.key == key), None)


def drift_lines(records: Sequence[tuple[Checked, datetime.date, bool]]) -> tuple[DriftLine, ...]:
    """Differing checkouts by charge, in the order given: each with its day and whether it is settled.

    A charge that is settled in one record and not in another is not settled.
    """
    found: dict[tuple[str, str, str | None, str | None], DriftLine] = {}
    for checked, day, settled in records:
        for one in _lines_of(checked, day, settled=settled):
            place = (one.comparison, one.tier, one.add_on, one.component)
            found[place] = _together(found.get(place), one)
    return tuple(found.values())


def _blamed(line: DifferingLine, publication: Publication | None, tier: str) -> BlamedLine:
    if publication is None:
        return BlamedLine(line=line, label=None, charge="")
    return BlamedLine(
        line=line,
        label=_label(publication, tier, line),
        charge=charge_digest(publication, tier, line.add_on, line.component),
    )


def _lines_of(checked: Checked, day: datetime.date, *, settled: bool) -> Iterator[DriftLine]:
    whole = DriftLine(
        comparison=checked.comparison,
        tier=checked.tier,
        component=None,
        add_on=None,
        label=None,
        kind=None,
        expected=checked.expected,
        charged=checked.charged,
        count=1,
        last_on=day,
        charge=checked.charge,
        settled=settled,
    )
    if not checked.lines:
        yield whole
    for blame in checked.lines:
        yield replace(
            whole,
            component=blame.line.component,
            add_on=blame.line.add_on,
            label=blame.label,
            kind=blame.line.kind,
            expected=blame.line.expected,
            charged=blame.line.charged,
            charge=blame.charge,
        )


def _together(known: DriftLine | None, one: DriftLine) -> DriftLine:
    if known is None:
        return one
    later = max(known, one, key=lambda line: line.last_on)
    return replace(later, count=known.count + 1, settled=known.settled and one.settled)


def _only(price: Price, component: str | None) -> Price:
    kept = tuple(one for one in price.components if component in {None, one.key})
    return replace(price, components=kept, checked_on=None, closed=None, source=None)


def _name(publication: Publication, key: str) -> dict[str, str] | None:
    seller = seller_of(publication, key, None)
    own = next((one.label for one in publication.comparison.tiers if one.key == key and one.label), None)
    return dict(own or seller.name) if seller else None


def _label(publication: Publication, tier: str, line: DifferingLine) -> dict[str, str] | None:
    """What the merchant calls the charge; an add-on's own name where it is one's."""
    if line.component == ROUNDING.key:
        return dict(ROUNDING.label)
    seller = seller_of(publication, tier, line.add_on)
    if isinstance(seller, AddOn):
        return dict(seller.name)
    for price in seller.prices if seller else ():
        for component in price.components:
            if component.key == line.component:
                return dict(component.label)
    return None
