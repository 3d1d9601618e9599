"""Short ways to write money and messages for the tests of words."""

from comparison.core.messages import Message, say
from comparison.core.money import Money, exponent


def won(amount: int) -> Money:
    return Money(minor=amount, currency="KRW")


def dollars(text: str) -> Money:
    return Money(minor=round(float(text) * 100), currency="USD")


def in_currency(minor: int, currency: str) -> Money:
    return Money(minor=minor, currency=currency)


def decimals(currency: str) -> int:
    return exponent(currency)


def dots(*items: Message) -> Message:
    return say("page.dots", items=items)
