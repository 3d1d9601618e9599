"""Grades and days as reviews write them: ``4/5``, ``★★★★☆``, ``80%``; ``15.08.25``, ``Nov 22, 2026``."""

import datetime
import re
from decimal import Decimal
from typing import Literal, NamedTuple

DateOrder = Literal["ymd", "dmy", "mdy"]

_FIGURE = r"(?P<grade>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*"
_OF = re.compile(
    _FIGURE + r"(?:/|out of|of|von|sur|de|su)\s*(?P<scale>[0-9]{1,3})(?:\s*\D{1,12})?", re.IGNORECASE
)
_SHARE = re.compile(_FIGURE + "%")
_BARE = re.compile(
    _FIGURE + r"(?:stars?|점|별|points?|sterne?|estrellas?|étoiles?|★|⭐)?",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?P<full>[★⭐]+)\ufe0f?(?P<empty>☆*)")
_DIGITS = re.compile(
    r"(?P<first>[0-9]{1,4})[./\-\s년]{1,3}(?P<second>[0-9]{1,2})[./\-\s월]{1,3}(?P<third>[0-9]{1,4})[.일]?"
)
_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?P<month>[^\W\d]{3,12})"
    r"\.?,?[\s-]+(?:de\s+)?"
    r"|(?P<other>[^\W\d]{3,12})\.?\s+(?P<later>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+)(?P<year>[0-9]{4})"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
# Longer than any day with its time.
_LONGEST = 200
_TIME = re.compile(r"[T\s,]+(?:오전|오후|at\s+)?\s*[0-9]{1,2}:[0-9]{2}.*$")
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar enero janvier januari",
            "february feb februar febrero février fevrier februari",
            "march mar märz maerz marzo mars maret",
            "april apr abril avril",
            "may mai mayo mei",
            "june jun juni junio juin",
            "july jul juli julio juillet",
            "august aug agosto août aout agustus agu",
            "september sep sept septiembre septembre",
            "october oct oktober okt octubre octobre",
            "november nov noviembre novembre",
            "december dec dezember dez diciembre décembre decembre desember des",
        ),
        1,
    )
    for word in words.split()
}
_PLACES: dict[DateOrder, tuple[str, str, str]] = {
    "ymd": ("first", "second", "third"),
    "dmy": ("third", "second", "first"),
    "mdy": ("third", "first", "second"),
}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CENTURY = 2000
SCALES = (5, 10, 100)


class Grade(NamedTuple):
    """A grade as decimal text, and the best one where the cell says it."""

    grade: str
    scale: int | None = None


def grade_in(text: str) -> Grade | None:
    """The grade in *text*; None where it is none."""
    stars = _STARS.fullmatch(text)
    if stars:
        full, empty = len(stars["full"]), len(stars["empty"])
        return Grade(str(full), full + empty if empty else None)
    for form, scale in ((_OF, None), (_SHARE, 100), (_BARE, None)):
        found = form.fullmatch(text)
        if found:
            best = int(found["scale"]) if form is _OF else scale
            return Grade(_plain(found["grade"]), best)
    return None


def scale_for(highest: Decimal) -> int | None:
    """The usual scale that *highest* fits on; None where it fits on none."""
    return next((scale for scale in SCALES if highest <= scale), None)


def day_in(text: str, order: DateOrder) -> str | None:
    """The day in *text* as ISO 8601, a time after it left out; *order* is that of bare figures.

    A year of two digits is one of this century. None where it is no day from 1990 to 2100.
    """
    bare = _TIME.sub("", text.strip()[:_LONGEST])
    if _EPOCH.fullmatch(bare):
        return _usual(datetime.datetime.fromtimestamp(int(bare[:10]), datetime.UTC).date())
    compact, figures, worded = (form.fullmatch(bare) for form in (_COMPACT, _DIGITS, _WORDED))
    if compact:
        return _day(compact["year"], compact["month"], compact["day"])
    if figures:
        year, month, day = (figures[place] for place in _PLACES[_order_of(figures, order)])
        return _day(year, month, day)
    if worded:
        month = _MONTHS.get((worded["month"] or worded["other"]).casefold())
        return _day(worded["year"], str(month), worded["day"] or worded["later"]) if month else None
    return None


def possible_years(text: str) -> dict[DateOrder, str]:
    """The year that *text* is in, by each order in which it is a day; empty where it says its own order,
    or is no day of bare figures."""
    figures = _DIGITS.fullmatch(_TIME.sub("", text.strip()[:_LONGEST]))
    if figures is None or len(figures["first"]) == 4:
        return {}
    return {order: figures[_PLACES[order][0]] for order in _PLACES if _in_order(figures, order)}


class DateEvidence:
    """The days of a column of bare figures, and which order makes sense of them all."""

    def __init__(self) -> None:
        self._years: dict[DateOrder, set[str]] = {order: set() for order in _PLACES}
        self._slashed = self._met = False

    def saw(self, text: str) -> None:
        """Take note of one more day."""
        years = possible_years(text)
        if not years:
            return
        self._met = True
        self._slashed = self._slashed or "/" in text
        for order in list(self._years):
            if order not in years and len(self._years) > 1:
                del self._years[order]
            elif order in years:
                self._years[order].add(years[order])

    @property
    def is_doubtful(self) -> bool:
        """Whether more than one order makes days of all of them."""
        return self._met and len(self._years) > 1

    def order(self, language: str) -> DateOrder:
        """The order in which all of them are days; of several the one with the fewest years, because
        days of a month are many, and of those the one that is usual in *language*."""
        usual = _usual_order(language, slashed=self._slashed)
        return min(self._years, key=lambda order: (len(self._years[order]), order != usual))


def _usual_order(language: str, *, slashed: bool) -> DateOrder:
    if language.split("-", maxsplit=1)[0] in {"ko", "ja", "zh"}:
        return "ymd"
    return "mdy" if slashed and language in {"en", "en-US"} else "dmy"


def _order_of(figures: re.Match[str], order: DateOrder) -> DateOrder:
    """Four digits in front are a year, whatever the order of the others."""
    return "ymd" if len(figures["first"]) == 4 else order


def _in_order(figures: re.Match[str], order: DateOrder) -> bool:
    year, month, day = (figures[place] for place in _PLACES[order])
    return len(year) in {2, 4} and len(day) <= 2 and _day(year, month, day) is not None


def _day(year: str, month: str, day: str) -> str | None:
    whole = int(year) + (_CENTURY if len(year) <= 2 else 0)
    try:
        return _usual(datetime.date(whole, int(month), int(day)))
    except ValueError:
        return None


def _usual(day: datetime.date) -> str | None:
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _plain(number: str) -> str:
    whole, point, places = number.replace(",", ".").partition(".")
    places = places.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + places if places else "")
