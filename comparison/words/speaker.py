"""The speaker of a language: says a message, an amount, a quantity, a day, a cell's value."""

import datetime
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from ..core.languages import lookup
from ..core.messages import Message, Period, Quantified, Said, UnitAmount
from ..core.money import Money
from ..core.values import Value
from . import dates, numbers, units
from .catalogues import FALLBACK, LANGUAGES, UntranslatedMessage, entries
from .cells import KINDS, cell_text
from .dates import DayStyle
from .forms import FORMS
from .particles import with_particle
from .sentences import Slot

# 2 stands for every amount that is not whole: "1.5 people", "0.5 people".
_SEVERAL = 2
_COMMAS = {"ja": "、"}
_WITHOUT_LATIN_WORDS = frozenset({"ja", "ko"})


class IncompleteMessage(LookupError):
    """A message came without an argument that its sentence asks for."""


class Speaker:
    """Says what the core answers in one *language* of `LANGUAGES`. Holds nothing that changes."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._entries = entries(language)

    def say(self, message: Message | Said) -> str:
        """The sentence of *message*.

        A key that this language lacks is said in English; one that no language has is warned of
        (`UntranslatedMessage`) and shows as itself.

        Raises:
            IncompleteMessage: an argument is missing.
            TypeError: an argument is of a kind that no sentence can hold.
        """
        if isinstance(message, Said):
            return message.text
        entry = self._entries.get(message.key)
        if entry is None:
            return self._say_elsewhere(message)
        arguments = message.arguments
        try:
            sentence = entry.sentence(arguments)
            if len(sentence) == 1:
                only = sentence[0]
                return only if isinstance(only, str) else self._slot(only, arguments[only.name])
            return "".join(
                [
                    part if isinstance(part, str) else self._slot(part, arguments[part.name])
                    for part in sentence
                ]
            )
        except KeyError as missing:
            raise IncompleteMessage(f"{message.key} lacks {missing}") from None

    def text(self, key: str, /, **arguments: Any) -> str:
        """Short way to say a message, for templates."""
        return self.say(Message(key=key, arguments=arguments))

    def knows(self, key: str) -> bool:
        """Whether this language has the sentence itself."""
        return key in self._entries

    def said(self, argument: object) -> str:
        """Any argument of a message in its usual way.

        Raises:
            TypeError: no sentence can hold it.
        """
        if (way := _WAYS.get(type(argument))) is not None:
            return way(self, argument)
        if isinstance(argument, str):
            return str(argument)
        raise TypeError(f"A message cannot say {type(argument).__name__}")

    def money(self, amount: Money | Said) -> str:
        """With all decimals of its currency: ``341,000원`` and ``₩341,000``, ``US$122.50``."""
        if isinstance(amount, Said):
            return amount.text
        return numbers.money(amount, self.language)

    def money_short(self, amount: Money) -> str:
        """For a narrow column: the Korean won as its digits alone."""
        return numbers.money_short(amount, self.language)

    def unit_amount(self, amount: UnitAmount) -> str:
        """As `money`, with more decimals where the amount has more: ``$0.0025``."""
        return numbers.unit_amount(amount, self.language)

    def number(self, text: str) -> str:
        """Decimal *text* with grouping, nothing rounded."""
        return numbers.number(text, self.language)

    def percent(self, text: str) -> str:
        """*text* is in per cent: ``2.9`` is ``2.9%``."""
        return numbers.percent(text, self.language)

    def quantity(self, amount: str, unit: str | None = None) -> str:
        """Decimal text with its unit: ``47m²``, ``14명``, ``50 GB a month``."""
        key = units.canonical(unit or "")
        if not key:
            return self.number(amount)
        if (text := units.measured(amount, key, self.language)) is not None:
            return text
        return self._counted(amount, key)

    def unit_name(self, unit: str) -> str:
        """A unit without a number: ``사용자``, ``m²``; an unknown one as its words."""
        key = units.canonical(unit)
        if self.knows(f"unit.name.{key}"):
            return self.text(f"unit.name.{key}", count=_SEVERAL)
        return units.symbol(key, self.language) or key.replace("-", " ")

    def day(self, date: datetime.date, style: DayStyle = "full") -> str:
        """``2026년 11월 25일``; *day* and *weekday* leave out the year, *month* the day."""
        return dates.day(date, style, self.language)

    def day_range(self, first: datetime.date, last: datetime.date, style: DayStyle = "weekday") -> str:
        """Both ends included: ``11월 25일 (수)~27일 (금)``."""
        return dates.day_range(first, last, style, self.language)

    def period(self, months: int) -> str:
        """Whole years as years, all else as months."""
        years, rest = divmod(months, 12)
        return self.quantity(str(months), "month") if rest else self.quantity(str(years), "year")

    def listing(self, items: Iterable[object], manner: Literal["plain", "and", "or"] = "plain") -> str:
        """Items with commas, or with the language's own *and* or *or* before the last."""
        said = [self.said(item) for item in items]
        if manner == "plain":
            return _COMMAS.get(self.language, ", ").join(said)
        if manner == "and" and self.language == "ko":
            return "·".join(said)  # Names of charges are joined as in 부가세·배송비.
        return format_list(said, "or" if manner == "or" else "standard", locale=self.language)

    def language_name(self, tag: str) -> str:
        """The name of the language *tag* in this language; an unknown tag as it is."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.language) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    @staticmethod
    @lru_cache
    def direction(tag: str) -> str:
        """Which way the language *tag* is written, as ``dir`` says it; an unknown one from left to right."""
        try:
            return Locale.parse(tag, sep="-").text_direction
        except (UnknownLocaleError, ValueError):
            return "ltr"

    def value(self, value: Value, extras: Mapping[str, Message] | None = None) -> str:
        """A cell's value; *extras* are the prices of add-ons, by key, for what costs extra."""
        return cell_text(self, value, extras or {})

    def _counted(self, amount: str, unit: str) -> str:
        for key in (unit, unit.removesuffix("s")):
            if self.knows(f"unit.count.{key}"):
                return self.text(f"unit.count.{key}", number=self.number(amount), count=_count(amount))
        if (parts := units.split(unit)) is not None:
            return self._composed(amount, *parts)
        # A bare Latin word inside these reads as a fault; the row's label names what is counted.
        return (
            self.number(amount)
            if self.language in _WITHOUT_LATIN_WORDS
            else f"{self.number(amount)} {unit.replace('-', ' ')}"
        )

    def _composed(self, amount: str, base: str, period: str, other: str) -> str:
        quantity = self.quantity(amount, base)
        if period:
            return self.text(f"unit.per_{period}", quantity=quantity)
        return self.text("unit.per_other", quantity=quantity, other=self._one(other))

    def _one(self, unit: str) -> str:
        key = f"unit.name.{units.canonical(unit)}"
        return self.text(key, count=1) if self.knows(key) else self.unit_name(unit)

    def _slot(self, slot: Slot, argument: object) -> str:
        forms = slot.forms
        if not forms:
            return argument if type(argument) is str else self.said(argument)
        if (form := FORMS.get(forms[0])) is not None:
            text, forms = form(self, argument), forms[1:]
        else:
            text = self.said(argument)
        for pair in forms:
            text = with_particle(text, pair)
        return text

    def _say_elsewhere(self, message: Message) -> str:
        if self.language != FALLBACK:
            return speaker(FALLBACK).say(message)
        warnings.warn(f"No catalogue has {message.key}", UntranslatedMessage, stacklevel=3)
        return message.key


def _count(amount: str) -> int:
    exact = numbers.plain(amount)
    return int(exact) if exact == exact.to_integral_value() else _SEVERAL


_WAYS: Mapping[type, Callable[[Speaker, Any], str]] = {
    str: lambda _, text: text,
    int: lambda speaker, count: speaker.number(str(count)),
    Message: lambda speaker, message: speaker.say(message),
    Said: lambda _, message: message.text,
    Money: lambda speaker, amount: speaker.money(amount),
    UnitAmount: lambda speaker, amount: speaker.unit_amount(amount),
    Quantified: lambda speaker, quantity: speaker.quantity(quantity.amount, quantity.unit),
    Period: lambda speaker, period: speaker.period(period.months),
    datetime.date: lambda speaker, date: speaker.day(date),
    datetime.time: lambda speaker, time: dates.clock(time, speaker.language),
    tuple: lambda speaker, items: speaker.listing(items),
    list: lambda speaker, items: speaker.listing(items),
    **dict.fromkeys(KINDS, lambda speaker, value: speaker.value(value)),
}


def speaker(lang: str) -> Speaker:
    """The speaker for any language tag: the best of `LANGUAGES` by RFC 4647, else English."""
    return _speaker(lookup(lang, LANGUAGES) or FALLBACK)


@cache
def _speaker(language: str) -> Speaker:
    return Speaker(language)
