"""Reads the context parameters of an address or a command line into `Asked`."""

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

from .bounds import MOST_HORIZON_MONTHS, MOST_PUT_TOGETHER, MOST_QUANTITY, MOST_SHOWN_TIERS
from .context import Asked
from .errors import BadParameter
from .languages import well_formed
from .money import CURRENCIES

_KEY = re.compile(r"[a-z0-9-]{1,64}")
_ADD_ON = re.compile(r"(option\.)?[a-z0-9-]{1,64}")
_UNIT = re.compile(r"[a-z][a-z0-9-]{0,31}")
_MARKET = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_INTERVAL = re.compile(r"once|day|week|month|year|[1-9][0-9]{0,2}-(day|week|month|year)")
_WHOLE = re.compile(r"[0-9]{1,10}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUPON = re.compile(r"[0-9A-Za-z_-]{1,64}")
# The blanks of all scripts, the wide one of Japanese keyboards too, but no end of a line.
_BLANKS = re.compile(r"[^\S\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_YEARS = range(2000, 2101)
_MOST_ADD_ONS = 20
_MOST_QUANTITIES = 10
_MOST_ANSWERS = 12
_MOST_LETTERS = 60

Reader = Callable[[str, str], Any]


def read_asked(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What *pairs* of names and values say; unknown names and empty values say nothing.

    A list may be given by commas, by repetition, or both. Of any other name given twice the last
    value counts, as in a form whose later field overrides a hidden one.

    Raises:
        BadParameter: a value has the wrong form or is out of bounds.
    """
    fields: dict[str, Any] = {}
    quantities: dict[str, int] = {}
    answers: dict[str, str] = {}
    for name, value in pairs:
        if value == "":
            continue
        if name in _LISTS:
            fields[name] = fields.get(name, ()) + tuple(item for item in value.split(",") if item)
        elif name in _READERS:
            fields[name] = _READERS[name](name, value)
        elif name.startswith("qty."):
            _read_quantity(quantities, name, value)
        elif name.startswith("a."):
            _read_answer(answers, name, value)
    for name in _LISTS & fields.keys():
        fields[name] = _keys(name, fields[name])
    return Asked(**fields, quantities=quantities, answers=answers)


def _matching(pattern: re.Pattern[str], accepted: str) -> Reader:
    def read(name: str, value: str) -> str:
        if pattern.fullmatch(value) is None:
            raise BadParameter(name, value, (accepted,))
        return value

    return read


def _one_of(*accepted: str) -> Reader:
    def read(name: str, value: str) -> str:
        if value not in accepted:
            raise BadParameter(name, value, accepted)
        return value

    return read


def _whole(least: int, most: int) -> Reader:
    def read(name: str, value: str) -> int:
        if _WHOLE.fullmatch(value) is None or not least <= int(value) <= most:
            raise BadParameter(name, value, (f"{least}–{most}",))
        return int(value)

    return read


def _language(name: str, value: str) -> str:
    if len(value) > 44 or not well_formed(value):
        raise BadParameter(name, value, ("ko", "en", "de-AT"))
    return value


def _currency(name: str, value: str) -> str:
    if value not in CURRENCIES:
        raise BadParameter(name, value, ("KRW", "USD", "EUR"))
    return value


def _flag(name: str, value: str) -> bool:
    if value not in {"1", "0"}:
        raise BadParameter(name, value, ("1", "0"))
    return value == "1"


def _words(name: str, value: str) -> str | None:
    """A line of text, any run of blanks as one; control characters have no place in it."""
    line = _BLANKS.sub(" ", value).strip()
    if len(line) > _MOST_LETTERS or not line.isprintable():
        raise BadParameter(name, value[:_MOST_LETTERS], (f"≤ {_MOST_LETTERS}",))
    return line or None


def _date(name: str, value: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise BadParameter(name, value, (f"{_YEARS[0]}-01-01 – {_YEARS[-1]}-12-31",))
    return day


def _keys(name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    most = _LIST_BOUNDS[name]
    unique = tuple(dict.fromkeys(keys))
    if len(unique) > most:
        raise BadParameter(name, ",".join(unique), (f"≤ {most}",))
    pattern = _ADD_ON if name == "addons" else _KEY
    for key in unique:
        if pattern.fullmatch(key) is None:
            raise BadParameter(name, key, ("a-z 0-9 -",))
    return unique


def _read_quantity(quantities: dict[str, int], name: str, value: str) -> None:
    unit = name.removeprefix("qty.")
    if _UNIT.fullmatch(unit) is None or len(quantities) >= _MOST_QUANTITIES:
        return
    quantities[unit] = _whole(0, MOST_QUANTITY)(name, value)


def _read_answer(answers: dict[str, str], name: str, value: str) -> None:
    question = name.removeprefix("a.")
    if _KEY.fullmatch(question) is None or len(answers) >= _MOST_ANSWERS:
        return
    answers[question] = _matching(_KEY, "a-z 0-9 -")(name, value)


_LIST_BOUNDS = {"addons": _MOST_ADD_ONS, "tiers": MOST_SHOWN_TIERS, "products": MOST_PUT_TOGETHER}
_LISTS = _LIST_BOUNDS.keys()
_READERS: dict[str, Reader] = {
    "lang": _language,
    "market": _matching(_MARKET, "KR, US, US-CA"),
    "region": _matching(_KEY, "a-z 0-9 -"),
    "currency": _currency,
    "customer_type": _one_of("b2c", "b2b"),
    "interval": _matching(_INTERVAL, "once, month, year, 6-month"),
    "horizon": _whole(1, MOST_HORIZON_MONTHS),
    "start": _date,
    "coupon": _matching(_COUPON, "A-Z a-z 0-9 _ -"),
    "first_purchase": _flag,
    "member": _flag,
    "persona": _matching(_KEY, "a-z 0-9 -"),
    "pain": _matching(_KEY, "a-z 0-9 -"),
    "quiz": _matching(_KEY, "a-z 0-9 -"),
    "against": _matching(_KEY, "a-z 0-9 -"),
    "current": _matching(_KEY, "a-z 0-9 -"),
    "find": _words,
    "diff": _one_of("only"),
    "view": _one_of("awareness", "consideration", "decision"),
    "edition": _whole(1, 1_000_000_000),
}
