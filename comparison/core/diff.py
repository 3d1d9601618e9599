"""Typed comparison of cells: what is the same, what differs, what is best in a row.

Values are compared, never their wording: 1 kg is 1000 g, "yes" is yes, and the order of a
list means nothing. A cell that is missing has not been stated.
"""

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Literal

from .catalogue import Cell, Product
from .money import ARITHMETIC
from .values import Listing, NotApplicable, NotStated, Number, Unlimited, Value, Words, YesNo

Direction = Literal["higher", "lower", "none"]
Texts = Mapping[str, str]

# Words that imported tables use for a tick or a cross, in the languages this program speaks.
_YES = frozenset(("yes", "true", "✓", "예", "네", "있음"))
_NO = frozenset(("no", "false", "아니요", "아니오", "없음"))
_SIX_PLACES, _TWO_PLACES = Decimal("1E-6"), Decimal("1E-2")


def cells_of(product: Product) -> dict[str, Cell]:
    """The product's cells by feature key."""
    return {cell.feature: cell for cell in product.cells}


def value_of(product: Product, feature: str) -> Value:
    """The product's value for *feature*; `NotStated` where it has no cell."""
    return next((cell.value for cell in product.cells if cell.feature == feature), NotStated())


def proven(cell: Cell, today: datetime.date) -> bool:
    """Whether the cell can be taken at its word: no claim, or one whose evidence holds *today*."""
    if not cell.claim:
        return True
    return cell.evidence is not None and cell.evidence.valid_to >= today.isoformat()


def folded(text: str) -> str:
    """*text* as it is compared: composed (NFC), without case, each run of space one space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def says_yes(value: Value) -> bool | None:
    """Yes or no where *value* says just that, in words too; None where it says something else."""
    if isinstance(value, YesNo):
        return value.yes
    if not isinstance(value, Words):
        return None
    said = {folded(text) for text in value.text.values()}
    if said & _YES:
        return True
    return False if said & _NO else None


def comparable(left: Number, right: Number) -> tuple[Decimal, Decimal] | None:
    """Both numbers in one unit, base units first; None where they share none.

    A number without a unit is taken in the unit of the other: both stand in one row.
    """
    pair = _in_one_unit(left, right)
    return pair and pair[:2]


def difference(larger: Number, smaller: Number) -> Number | None:
    """How much more *larger* is, negative where it is less; None where the two share no unit.

    Said in the unit of *larger*, in the unit they share where it states none.
    """
    if larger.unit == smaller.unit:
        gap = ARITHMETIC.subtract(Decimal(larger.amount), Decimal(smaller.amount))
        return Number(amount=plain(gap), unit=larger.unit)
    pair = _in_one_unit(larger, smaller)
    if pair is None:
        return None
    gap = ARITHMETIC.subtract(pair[0], pair[1])
    if larger.unit not in {None, pair[2]} and (own := _in_own_unit(gap, larger, pair[0])):
        return Number(amount=plain(own), unit=larger.unit)
    return Number(amount=plain(gap), unit=pair[2])


def _in_own_unit(gap: Decimal, number: Number, base: Decimal) -> Decimal:
    """*gap*, in the unit in which *number* is *base*, as an amount of the number's own unit.

    To two places where it does not come out even; 0 where then nothing is left of it.
    """
    if base == 0:
        return base
    exact = ARITHMETIC.divide(ARITHMETIC.multiply(gap, Decimal(number.amount)), base)
    even = ARITHMETIC.quantize(exact, _SIX_PLACES)
    return even if even == exact else ARITHMETIC.quantize(exact, _TWO_PLACES)


def plain(number: Decimal) -> str:
    """Decimal text without an exponent and without zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def same(left: Value, right: Value) -> bool:
    """Whether two cells say the same thing.

    Texts are the same if they are in any language both have. An unlimited value with a
    fair-use number differs from one without, or with another.
    """
    if None not in (yes := (says_yes(left), says_yes(right))):
        return yes[0] is yes[1]
    if isinstance(left, Number) and isinstance(right, Number):
        return _same_number(left, right)
    if isinstance(left, Unlimited) and isinstance(right, Unlimited):
        if left.fair_use is None or right.fair_use is None:
            return left == right
        return _same_number(left.fair_use, right.fair_use)
    if isinstance(left, Words | Listing) and isinstance(right, Words | Listing):
        return _same_items(items_of(left), items_of(right))
    return left == right


def items_of(value: Words | Listing) -> tuple[Texts, ...]:
    """The items of a list; a text is a list of one."""
    return value.items if isinstance(value, Listing) else (value.text,)


def same_text(left: Texts, right: Texts) -> bool:
    """Whether the texts are equal in any language that both have."""
    return any(folded(left[language]) == folded(right[language]) for language in left.keys() & right.keys())


def row_differs(values: Sequence[Value]) -> bool:
    """Whether any two values of a row differ."""
    first = values[0] if values else None
    if all(value == first for value in values):
        return False
    return not all(same(left, right) for left, right in combinations(values, 2))


def cells_differ(cells: Sequence[Cell | None], today: datetime.date) -> bool:
    """Whether any two cells of a row differ in value, in small print, or in what a claim rests on.

    Two "organic" cells differ if one has evidence and the other is the seller's own statement.
    """
    if row_differs([cell.value if cell else NotStated() for cell in cells]):
        return True
    if len({proven(cell, today) for cell in cells if cell and cell.claim}) > 1:
        return True
    notes = [(cell.note or {}) if cell else {} for cell in cells]
    return any(left != right and not same_text(left, right) for left, right in combinations(notes, 2))


def best_in_row(values: Sequence[Value], direction: Direction) -> tuple[int, ...]:
    """Indexes of the best numbers of a row, several where they tie.

    Empty where all are equal, where fewer than two can be compared, and where a value is
    unknown or of another kind: a tier that has not said could be better.
    """
    rivals = [index for index, value in enumerate(values) if not isinstance(value, NotApplicable)]
    if direction == "none" or len(rivals) < 2:
        return ()
    sign = 1 if direction == "higher" else -1
    best = []
    for index in rivals:
        standings = [larger(values[index], values[other]) for other in rivals]
        if None in standings:
            return ()
        if all(sign * (standing or 0) >= 0 for standing in standings):
            best.append(index)
    return tuple(best) if len(best) < len(rivals) else ()


def larger(left: Value, right: Value) -> int | None:
    """1 if *left* is the larger number, -1 if *right* is, 0 if neither; None if it cannot be said.

    An unlimited value counts as its fair-use number, without one as more than any number.
    """
    if not isinstance(left, Number | Unlimited) or not isinstance(right, Number | Unlimited):
        return None
    first, second = (value.fair_use if isinstance(value, Unlimited) else value for value in (left, right))
    if first is None or second is None:
        return (first is None) - (second is None)
    pair = comparable(first, second)
    return None if pair is None else (pair[0] > pair[1]) - (pair[0] < pair[1])


def _same_number(left: Number, right: Number) -> bool:
    pair = comparable(left, right)
    return pair is not None and pair[0] == pair[1]


def _same_items(left: Sequence[Texts], right: Sequence[Texts]) -> bool:
    return _all_among(left, right) and _all_among(right, left)


def _all_among(items: Sequence[Texts], others: Sequence[Texts]) -> bool:
    return all(any(same_text(item, other) for other in others) for item in items)


def _in_one_unit(left: Number, right: Number) -> tuple[Decimal, Decimal, str | None] | None:
    if left.unit is None or right.unit is None:
        return Decimal(left.amount), Decimal(right.amount), left.unit or right.unit
    if left.base is None and right.base is None:
        same_unit = left.unit == right.unit
        return (Decimal(left.amount), Decimal(right.amount), left.unit) if same_unit else None
    if left.base is not None and right.base is not None and left.base_unit == right.base_unit:
        return Decimal(left.base), Decimal(right.base), left.base_unit
    ours, theirs = _measures(left), _measures(right)
    shared = next((unit for unit in ours if unit in theirs), None)
    return None if shared is None else (Decimal(ours[shared]), Decimal(theirs[shared]), shared)


def _measures(number: Number) -> dict[str | None, str]:
    measures: dict[str | None, str] = {}
    if number.base is not None:
        measures[number.base_unit] = number.base
    return {**measures, number.unit: number.amount} if number.unit not in measures else measures
