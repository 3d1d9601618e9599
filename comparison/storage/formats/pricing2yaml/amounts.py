"""What a file says of an amount: a number, words, an expression, or nothing.

Nothing here evaluates an expression: a price that depends on variables varies, and says so.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from ....core.bounds import LINE
from ....core.money import ARITHMETIC
from .node import Node, is_number

_VARIABLE = re.compile(r"#([A-Za-z_][A-Za-z0-9_]*)")
_COMPUTED = re.compile(r"#[A-Za-z_]|\bMath\.")
_ENDLESS = re.compile(r"[+-]?\.?(inf|nan|infinity)", re.IGNORECASE)
# Nobody writes a price so; as words it would be on request.
_POWER = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")
_SMALLEST = Decimal(1).scaleb(-12)
_TOO_LARGE = Decimal(10) ** 12


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """An *amount*, or the *words* that stand in its place; *varies* names an expression's variables."""

    amount: Decimal | None = None
    words: str | None = None
    varies: tuple[str, ...] = ()


def stated(node: Node, variables: frozenset[str]) -> Stated | None:
    """What *node* says of a price; None where it says nothing.

    Raises:
        RefusedFile: a negative or boundless amount, an expression over unknown variables, or
            anything that is neither a number nor text.
    """
    text = node.text(LINE)
    if text is None:
        return None
    if is_number(text):
        return Stated(amount=_amount(node))
    if _ENDLESS.fullmatch(text) or _POWER.fullmatch(text):
        raise node.refusal("not_an_amount")
    if _COMPUTED.search(text):
        return Stated(varies=_variables(node, text, variables))
    return Stated(words=text.strip())


def decimal_of(node: Node) -> Decimal:
    """The number of *node*, rounded to 12 places.

    Raises:
        RefusedFile: no number, or more than 12 digits before the point.
    """
    if not is_number(node.value):
        raise node.refusal("not_a_number")
    number = Decimal(node.value.replace("_", ""))
    if abs(number) >= _TOO_LARGE:
        raise node.refusal("too_large")
    return number.quantize(_SMALLEST, ROUND_HALF_UP, context=ARITHMETIC)


def times(amount: Decimal, factor: Decimal) -> Decimal:
    """The product, exact up to 12 places and rounded there."""
    product = ARITHMETIC.multiply(amount, factor)
    return product.quantize(_SMALLEST, ROUND_HALF_UP, context=ARITHMETIC)


def plain(number: Decimal) -> str:
    """Decimal text without an exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole_number(node: Node) -> int | None:
    """A whole number from 0 on; None where nothing stands, or where there is no bound.

    Raises:
        RefusedFile: anything else.
    """
    if node.value is None or (isinstance(node.value, str) and _ENDLESS.fullmatch(node.value)):
        return None
    number = decimal_of(node)
    if number < 0 or number != number.to_integral_value():
        raise node.refusal("not_whole")
    return int(number)


def _amount(node: Node) -> Decimal:
    amount = decimal_of(node)
    if amount < 0:
        raise node.refusal("not_an_amount")
    return amount


def _variables(node: Node, text: str, known: frozenset[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_VARIABLE.findall(text)))
    for name in names:
        if name not in known:
            raise node.refusal("unknown_variable", name=name)
    return names
