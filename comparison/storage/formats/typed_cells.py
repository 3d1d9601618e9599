"""Cells of a plain table as values: numbers with units, ranges, products, yes and no, lists, words.

A range is the number that promises less, with the range itself as a note; ``2 × 16 GB`` is 32 GB, with
itself as a note. Nothing empty becomes a value, and no number goes by way of a float.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from ...core.bounds import SHORT
from ...core.money import ARITHMETIC
from ...core.values import Listing, Number, Unlimited, Value, Words, YesNo
from ..units import UNITS, dimension_of
from .cells import MOST_ITEMS, NO, YES
from .names import slug
from .quantities import decimal_text, unit_of

Direction = Literal["higher", "lower", "none"]
Decimals = Literal[".", ","]

_LONGEST = 200
_FIGURE = r"[0-9](?:[0-9.,\u00a0\u202f' ]*[0-9])?"
_QUANTITY = re.compile(rf"(?P<sign>[-−+]?)(?P<number>{_FIGURE})\s*(?P<unit>[^\s\d.,'-][^\d]{{0,30}}[23²³]?)?")
_RANGE = re.compile(
    rf"(?P<low>{_FIGURE})\s*(?P<first>[^\d\s.,'–—~～-][^\d–—~～-]{{0,30}}?)?\s*(?:-|–|—|~|～|to|bis)\s*"
    rf"(?P<high>{_FIGURE})\s*(?P<unit>[^\d\s.,'-][^\d]{{0,30}}[23²³]?)?"
)
_PRODUCT = re.compile(
    rf"(?P<count>[0-9]{{1,4}})\s*[x×*]\s*(?P<each>{_FIGURE})\s*(?P<unit>[^\d\s]\D{{0,30}}[23²³]?)"
)
_FIGURES = re.compile(_FIGURE)
_POINTED = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_COMMAED = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
# What can be nothing but a decimal comma, unless it parts two numbers.
_SHORT_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_SPACES = re.compile(r"[\u00a0\u202f' ](?=[0-9]{3}(?![0-9]))")
_MORE_UNITS = {
    "%": "percent",
    "°c": "celsius",
    "℃": "celsius",
    "°f": "fahrenheit",
    "db": "db",
    "인치": "in",
    "평": "pyeong",
}
# How long, in the words of Korean, Japanese and German; English names are in `quantities`.
_TIMES = {
    "second": "초 秒 sekunde sekunden",
    "min": "분 分 分間 minute minuten",
    "h": "시간 時間 stunde stunden",
    "day": "일 日 日間 tag tage",
    "week": "주 주일 週 週間 woche wochen",
    "month": "달 개월 か月 ヶ月 カ月 ヵ月 monat monate",
    "year": "년 年 年間 jahr jahre",
}
_MORE_UNITS |= {word: unit for unit, words in _TIMES.items() for word in words.split()}
# From here on it is a date: ``2024년``.
_FIRST_YEAR = 1_000
_MISSING = frozenset(
    {
        *("", "-", "–", "—", "n/a", "na", "null", "?", "tbd", "미정", "정보 없음"),
        # As our own tables say it, and so what comes back from one.
        *("미표기", "not stated", "記載なし", "keine angabe"),
        # What a spreadsheet writes in place of a value that it could not work out.
        *("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!"),
    }
)
_ENDLESS = frozenset({"unlimited", "no limit", "∞", "무제한", "unbegrenzt"})


class Stated(NamedTuple):
    """What a cell says: its value, and what stands under it."""

    value: Value
    note: str | None = None


class Manner(NamedTuple):
    """How one table writes numbers and words. *yes*, *no* and *missing* are besides the usual ones.

    *decimal* is the mark before a number's places; None where the table shows neither.
    """

    decimal: Decimals | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, decimal: Decimals | None, yes: Iterable[str], no: Iterable[str], missing: Iterable[str]
    ) -> "Manner":
        folded = (frozenset(word.casefold() for word in words) for words in (yes, no, missing))
        return cls(decimal, *folded)

    def is_missing(self, text: str) -> bool:
        """Whether *text* says that nothing is known."""
        return text.casefold() in _MISSING or text.casefold() in self.missing

    def truth(self, text: str) -> YesNo | None:
        """*text* as yes or no; None where it is neither."""
        word = text.casefold()
        if word in self.yes or (word in YES and word not in self.no):
            return YesNo(yes=True)
        return YesNo(yes=False) if word in self.no or word in NO else None

    def number(self, text: str, unit: str | None = None, direction: Direction = "none") -> Stated | None:
        """The number in *text*, in *unit* where it names none; None where it is no number.

        A word after it that no catalogue knows for a unit is one only if it is *unit* itself.
        """
        bare = text.strip()
        # A pattern that looks for two numbers in a long text looks for ever.
        if len(bare) > _LONGEST:
            return None
        if bare.casefold() in _ENDLESS:
            return Stated(Unlimited())
        return self._single(bare, unit) or self._ranged(bare, unit, direction) or self._multiplied(bare, unit)

    def plain(self, figure: str, *, measured: bool = False) -> str | None:
        """*figure* as decimal text; None where its marks make no number.

        ``2,16`` may be two numbers in one cell. It is one where it is *measured* in a unit, or where
        the table has no decimal points.
        """
        closed = _SPACES.sub("", figure)
        if self.decimal == ",":
            commaed = _COMMAED.fullmatch(closed)
            return decimal_text(closed.replace(".", "").replace(",", ".")) if commaed else None
        if _POINTED.fullmatch(closed):
            return decimal_text(closed.replace(",", ""))
        if _SHORT_COMMA.fullmatch(closed) and (measured or self.decimal is None):
            return decimal_text(closed.replace(",", "."))
        return None

    def _single(self, text: str, unit: str | None) -> Stated | None:
        found = _QUANTITY.fullmatch(text)
        amount = self.plain(found["number"], measured=bool(found["unit"])) if found else None
        if found is None or amount is None:
            return None
        known = unit_in(found["unit"], unit)
        if (found["unit"] and known is None) or (known == "year" and Decimal(amount) >= _FIRST_YEAR):
            return None
        sign = "-" if found["sign"] in {"-", "−"} and amount != "0" else ""
        return Stated(Number(amount=sign + amount, unit=known))

    def _ranged(self, text: str, unit: str | None, direction: Direction) -> Stated | None:
        found = _RANGE.fullmatch(text)
        if found is None:
            return None
        said = found["unit"] or found["first"]
        low, high = (self.plain(found[end], measured=bool(said)) for end in ("low", "high"))
        known = unit_in(said, unit)
        if low is None or high is None or Decimal(low) >= Decimal(high) or (said and known is None):
            return None
        return Stated(Number(amount=high if direction == "lower" else low, unit=known), text)

    def _multiplied(self, text: str, unit: str | None) -> Stated | None:
        """``2 × 16 GB``; two lengths make no length, so ``20 x 30 cm`` is none of these."""
        found = _PRODUCT.fullmatch(text)
        each = self.plain(found["each"], measured=True) if found else None
        known = unit_in(found["unit"], unit) if found else None
        if found is None or each is None or known is None or dimension_of(known) == "length":
            return None
        total = product_of([found["count"], each])
        return Stated(Number(amount=total, unit=known), text) if total else None


def money_figure(text: str, manner: Manner) -> str:
    """*text* with its one figure as decimal text, the rest of it as it stands: ``1.299,00 €``."""
    figures = _FIGURES.findall(text)
    plain = manner.plain(figures[0], measured=True) if len(figures) == 1 else None
    return text.replace(figures[0], plain) if plain is not None else text


def unit_in(word: str | None, default: str | None) -> str | None:
    """The unit that *word* stands for, *default* where there is no word; None for a word that is none."""
    if not word or not word.strip():
        return default
    bare = word.strip().casefold()
    known = _MORE_UNITS.get(bare) or unit_of("", bare)
    if known is None:
        key = slug(bare, fallback="")
        known = key if key in UNITS or (key and key == default) else None
    return known


def product_of(numbers: Iterable[str]) -> str | None:
    """All of *numbers* multiplied, as a catalogue's number; None where it is too large for one."""
    total = Decimal(1)
    for number in numbers:
        total = ARITHMETIC.multiply(total, Decimal(number))
    return decimal_text(f"{total:f}")


def listing(parts: Iterable[str], language: str) -> Listing | Words:
    """*parts* as a list, each once; a single one is words."""
    distinct = list(dict.fromkeys(part[:SHORT] for part in parts))
    if len(distinct) == 1:
        return Words(text={language: distinct[0]})
    return Listing(items=tuple({language: part} for part in distinct[:MOST_ITEMS]))
