"""A sentence not yet said: a key and typed arguments. The room `words` says it in a language."""

from typing import Any

from .bounds import Result


class Message(Result, frozen=True, kw_only=True, tag="message"):
    """*key* names an entry of ``locales/*.po``; *arguments* stay typed until they are said.

    An argument is a str or int, a `Money` or `UnitAmount`, a `datetime.date`, a `Quantified`, a
    `Period`, a `Value` of a cell, another `Message`, or a tuple of these (said as a list, in the
    language's manner).
    """

    key: str
    arguments: dict[str, Any] = {}


class Said(Result, frozen=True, kw_only=True, array_like=True):
    """A message that was said before: *text* is its sentence in the language of all that it stands among.

    It stands in the place of a `Message` where no more than its words is needed.
    """

    key: str
    text: str


class Quantified(Result, frozen=True, kw_only=True, tag="quantified"):
    """A number with its unit, as decimal text: ``("47", "m2")``. *unit* may be empty."""

    amount: str
    unit: str = ""


class Period(Result, frozen=True, kw_only=True, tag="period"):
    """A length of time that is said as ``3 years`` or ``18 months``. *months* is at least 1."""

    months: int


class UnitAmount(Result, frozen=True, kw_only=True, tag="unit_amount"):
    """What one unit costs, where that may be finer than money: decimal text in major units."""

    amount: str
    currency: str


def say(key: str, **arguments: Any) -> Message:
    """Short way to write ``Message(key=…, arguments={…})``."""
    return Message(key=key, arguments=arguments)
