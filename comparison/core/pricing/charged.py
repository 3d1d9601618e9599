"""What a checkout charged, held against the quote that it was shown: equal, or which line differs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from ..bounds import MOST_MINOR, Key, Record, Result
from ..money import Money
from .signed import SignedLine, SignedQuote

Place = tuple[str, str | None]
MOST_NAMED = 20
Kind = Literal["missing", "extra", "other_amount"]


class ChargedLine(Record, frozen=True, kw_only=True):
    """What the checkout charged today for one component, in minor units of the total's currency."""

    component: Key
    add_on: Key | None = None
    minor: Annotated[int, Meta(ge=-MOST_MINOR, le=MOST_MINOR)]


class DifferingLine(Result, frozen=True, kw_only=True):
    """A charge that was not what the quote says.

    ``missing`` was promised and not charged, ``extra`` was charged and not promised for today.
    *inferred* lines were not stated: their amount is the whole difference, and no other line's is.
    """

    component: str
    add_on: str | None
    kind: Kind
    expected: Money | None
    charged: Money | None
    inferred: bool


class Outcome(Result, frozen=True, kw_only=True):
    """*charged* less *expected* is the *difference*. *equal* means the total and every stated line.

    *lines* are the first `MOST_NAMED` that differ.
    """

    equal: bool
    expected: Money
    charged: Money
    difference: Money
    lines: tuple[DifferingLine, ...]


def outcome(quote: SignedQuote, total: Money, lines: Sequence[ChargedLine] | None) -> Outcome:
    """Hold *total*, and *lines* where they are stated, against what *quote* says is due today.

    Lines of nothing count as absent on both sides, so a free trial need not be stated.

    Raises:
        CurrenciesDiffer: *total* is in another currency than the quote.
    """
    expected = Money(minor=quote.due_today, currency=quote.currency)
    difference = total - expected
    differing = tuple(_differing(quote, lines)) if lines is not None else ()
    if difference.minor and not differing:
        differing = _inferred(quote, difference.minor)
    return Outcome(
        equal=not difference.minor and not differing,
        expected=expected,
        charged=total,
        difference=difference,
        lines=differing[:MOST_NAMED],
    )


def charges_today(quote: SignedQuote) -> dict[Place, int]:
    """What is due today by component and add-on, in minor units; charges of nothing are left out."""
    return _summed(((one.component, one.add_on), one.amount or 0) for one in quote.lines if one.due_today)


def _differing(quote: SignedQuote, lines: Sequence[ChargedLine]) -> Iterator[DifferingLine]:
    promised = charges_today(quote)
    charged = _summed(((one.component, one.add_on), one.minor) for one in lines)
    for place in dict.fromkeys((*promised, *charged)):
        before, after = promised.get(place), charged.get(place)
        if before != after:
            yield _line(place, quote.currency, before, after, inferred=False)


def _inferred(quote: SignedQuote, difference: int) -> tuple[DifferingLine, ...]:
    """The one line whose amount is the whole *difference*, if there is exactly one.

    Too little charged: it was left out. Too much: it was charged once more, or before its day.
    """
    alike = [one for one in quote.lines if one.amount == abs(difference) and _may_be(one, difference)]
    places = {(one.component, one.add_on) for one in alike}
    if len(places) != 1:
        return ()
    place, today = places.pop(), charges_today(quote)
    before = today.get(place)
    after = (before or 0) + difference
    return (_line(place, quote.currency, before, after or None, inferred=True),)


def _may_be(line: SignedLine, difference: int) -> bool:
    return line.due_today or difference > 0


def _line(
    place: Place, currency: str, before: int | None, after: int | None, *, inferred: bool
) -> DifferingLine:
    component, add_on = place
    kind: Kind = "other_amount"
    if before is None or after is None:
        kind = "extra" if before is None else "missing"
    return DifferingLine(
        component=component,
        add_on=add_on,
        kind=kind,
        expected=None if before is None else Money(minor=before, currency=currency),
        charged=None if after is None else Money(minor=after, currency=currency),
        inferred=inferred,
    )


def _summed(amounts: Iterable[tuple[Place, int]]) -> dict[Place, int]:
    sums: dict[Place, int] = {}
    for place, minor in amounts:
        sums[place] = sums.get(place, 0) + minor
    return {place: minor for place, minor in sums.items() if minor}
