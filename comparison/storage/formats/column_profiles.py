"""What the columns of a plain table hold, found out from all of its cells."""

import re
from collections.abc import Iterable, Mapping

from ...core.values import Number, ValueKind
from ..units import dimension_of
from .delivery_cells import is_fee
from .names import slug
from .tables import Row
from .typed_cells import Decimals, Manner

_SAMPLE_ROWS = 2_000
_POINT = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?:\s*[^\d\s.,]+)?")
_COMMA = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]{1,2}(?:\s*[^\d\s.,]+)?")
_POINTED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?(?:\s*[^\d\s.,]+)?")
# "1080p" and "4k" are names of their own; a unit stands apart.
_WORDED = re.compile(r"(?P<number>.*[0-9])\s+(?P<word>[^\W\d_]{1,12})")
_NUMBERS_IN_ONE = re.compile(r"[0-9.]+(?:,[0-9.]+)+")
_MARKS = (";", "|", ",")
_FEW_WITH_MARK = 10
_MOST_PARTS = 60
_LONGEST_PART = 40


def decimals_of(rows: Iterable[Row]) -> Decimals | None:
    """The mark before the places of numbers, by the first rows of a table; None where they show none."""
    commas = thousands = False
    for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False):
        for cell in row.cells.values():
            text = cell.strip()
            if _POINT.fullmatch(text):
                return "."
            commas = commas or _COMMA.fullmatch(text) is not None
            thousands = thousands or _POINTED_THOUSANDS.fullmatch(text) is not None
    return "," if commas and thousands else None


class Profile:
    """One column. *stated* counts the cells that say anything, *fees* those that say what delivery costs;
    *fees* and *unique* where that is asked for."""

    def __init__(self, manner: Manner, *, watch_unique: bool = False, watch_fees: bool = False) -> None:
        self._manner, self._watch_fees = manner, watch_fees
        self.stated = self.fees = 0
        self._truths = self._links = 0
        self._numeric = True
        self._units: dict[str | None, None] = {}
        self._words: dict[str, None] = {}
        self._pairs = False
        self._marked = dict.fromkeys(_MARKS, 0)
        self._parts: dict[str, dict[str, None]] = {mark: {} for mark in _MARKS}
        self._seen: set[int] | None = set() if watch_unique else None

    def saw(self, text: str) -> None:
        """Take note of one more cell."""
        if self._manner.is_missing(text):
            return
        self.stated += 1
        self._truths += self._manner.truth(text) is not None
        self._links += text.startswith(("https://", "http://"))
        if self._numeric:
            self._numeric = self._is_number(text)
        self._pairs = self._pairs or _NUMBERS_IN_ONE.fullmatch(text) is not None
        self._saw_parts(text)
        self.fees += self._watch_fees and is_fee(text, self._manner)
        if self._seen is not None:
            before = len(self._seen)
            self._seen.add(hash(text))
            self._seen = self._seen if len(self._seen) > before else None

    def _is_number(self, text: str) -> bool:
        found = self._manner.number(text)
        if found is not None:
            self._units.setdefault(found.value.unit if isinstance(found.value, Number) else None)
            return True
        worded = _WORDED.fullmatch(text)
        bare = self._manner.number(worded["number"]) if worded else None
        if worded is None or bare is None:
            return False
        self._words.setdefault(slug(worded["word"], fallback=""))
        return True

    def _saw_parts(self, text: str) -> None:
        for mark in _MARKS:
            parts = self._parts[mark]
            if mark in text:
                self._marked[mark] += 1
            if len(parts) <= _MOST_PARTS:
                parts.update((part.strip(), None) for part in text.split(mark))

    @property
    def is_unique(self) -> bool:
        """Whether all cells that say anything say something else; only where it was asked for."""
        return self._seen is not None and self.stated > 0

    @property
    def is_address(self) -> bool:
        """Whether every cell is a web address."""
        return 0 < self.stated == self._links

    @property
    def split(self) -> str | None:
        """The mark between the parts of its cells, where they are lists of a few things that recur."""
        if self._pairs:
            return None
        return next((mark for mark in _MARKS if self._is_listed(mark)), None)

    def _is_listed(self, mark: str) -> bool:
        parts = self._parts[mark]
        often = self._marked[mark] * _FEW_WITH_MARK >= self.stated > 0 and self._marked[mark] > 1
        short = all(len(part) <= _LONGEST_PART for part in parts)
        return often and short and len(parts) <= min(_MOST_PARTS, self.stated)

    @property
    def is_measured(self) -> bool:
        """Whether every number in its cells has a known unit of its own (``1 kg``)."""
        return bool(self._units) and None not in self._units

    @property
    def units(self) -> frozenset[str]:
        """The known units that stand in its cells."""
        return frozenset(filter(None, self._units))

    @property
    def unit(self) -> str | None:
        """The unit that stands in its cells and that no catalogue knows (``rpm``), where it is one."""
        if len(self._words) != 1 or self._units:
            return None
        return next(iter(self._words)) or None

    @property
    def kind(self) -> ValueKind:
        """The one kind that all of its cells can be said in, text where there is no other."""
        if self.stated and self._truths == self.stated:
            return "yes_no"
        if self.stated and self._numeric and self._one_measure:
            return "number"
        return "list" if self.split else "text"

    @property
    def _one_measure(self) -> bool:
        measures = {dimension_of(unit) or unit for unit in self._units} | set(self._words)
        return len(measures) <= 1 and "" not in measures


def profiled(
    rows: Iterable[Row],
    columns: Iterable[str],
    manner: Manner,
    unique: Iterable[str] = (),
    fees: Iterable[str] = (),
) -> Mapping[str, Profile]:
    """The profile of each of *columns*, by its name in small letters; *unique* and *fees* are watched for
    that."""
    alone, charged = ({name.casefold() for name in names} for names in (unique, fees))
    profiles = {
        name: Profile(manner, watch_unique=name in alone, watch_fees=name in charged)
        for name in (column.casefold() for column in columns if column)
    }
    for row in rows:
        for name, profile in profiles.items():
            profile.saw(row.get(name))
    return profiles
