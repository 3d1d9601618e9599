"""What of a plain table is doubtful: at most three questions, the weightiest first.

Source: docs/admin.md, "Importing".
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ..import_answers import Doubt, FoundColumn
from .column_profiles import Profile
from .mapping import Mapping as ColumnMapping
from .mapping import RowMapping
from .mapping_guess import is_priced_column
from .tables import Row
from .typed_cells import Manner

MOST_DOUBTS = 3
MOST_SAMPLES = 3
_ROWS = 2_000
_MOST_ODD = 5
_LONGEST_ODD = 30
# Of the cells that say anything, so many are numbers where the rest seem to be exceptions.
_MOSTLY = 0.6
_UNITS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("무게", "중량", "weight"), ("kg", "g")),
    (
        ("너비", "폭", "높이", "깊이", "길이", "가로", "세로", "width", "height", "depth", "length"),
        ("cm", "mm", "m"),
    ),
    (("면적", "area"), ("m2",)),
    (("소음", "noise"), ("db",)),
    (("소비전력", "power"), ("w", "kw")),
    (("저장", "storage", "memory", "메모리"), ("gb", "tb", "mb")),
    (("용량", "capacity"), ("ml", "l", "gb", "mah")),
    (("보증", "warranty"), ("year", "month")),
    (("배터리", "battery"), ("hour", "mah")),
)


class Watched:
    """The first cells of each column: samples of them, and how many are numbers."""

    def __init__(self, rows: Iterable[Row], columns: Iterable[str], manner: Manner) -> None:
        self._manner = manner
        self._names = tuple(column for column in columns if column)
        self._samples: dict[str, dict[str, None]] = {name: {} for name in self._names}
        self._odd: dict[str, dict[str, None]] = {name: {} for name in self._names}
        self._numbers = dict.fromkeys(self._names, 0)
        self._stated = dict.fromkeys(self._names, 0)
        for row in islice(rows, _ROWS):
            for name in self._names:
                self._see(name, row.get(name))

    def _see(self, name: str, text: str) -> None:
        if self._manner.is_missing(text):
            return
        self._stated[name] += 1
        if len(self._samples[name]) < MOST_SAMPLES:
            self._samples[name].setdefault(text[:60])
        if self._manner.number(text):
            self._numbers[name] += 1
        elif len(self._odd[name]) <= _MOST_ODD:
            self._odd[name].setdefault(text[: _LONGEST_ODD + 1])

    @property
    def columns(self) -> tuple[FoundColumn, ...]:
        """Every column with its samples."""
        return tuple(FoundColumn(name=name, samples=tuple(self._samples[name])) for name in self._names)

    def odd_among_numbers(self, column: str) -> tuple[str, ...]:
        """The few short words in a column of numbers; none where it is no such column."""
        odd = tuple(self._odd[column])
        short = all(len(text) <= _LONGEST_ODD for text in odd)
        mostly = self._numbers[column] >= _MOSTLY * max(self._stated[column], 1)
        return odd if mostly and short and 0 < len(odd) <= _MOST_ODD else ()


def doubts_of(
    mapping: ColumnMapping, watched: Watched, profiles: Mapping[str, Profile], supposed: Mapping[str, str]
) -> tuple[Doubt, ...]:
    """The questions about a *mapping* that was guessed, at most `MOST_DOUBTS`. *supposed* are the units that
    columns of bare numbers would be in, if they are rows that are there."""
    rows = _about_rows(mapping, watched, profiles, supposed)
    every = (*_about_name(mapping, watched), *_about_price(mapping, profiles), *rows)
    return every[:MOST_DOUBTS]


def _about_name(mapping: ColumnMapping, watched: Watched) -> Iterator[Doubt]:
    names = tuple(column.name for column in watched.columns)
    if len(mapping.names) > 1 and len(names) > 1 and mapping.key is None and mapping.sku is None:
        yield Doubt(kind="name", column=mapping.names[0], options=names[:30])


def _about_price(mapping: ColumnMapping, profiles: Mapping[str, Profile]) -> Iterator[Doubt]:
    """Two columns that are called prices, or none while others hold numbers."""
    numbers = [name for name in mapping.columns if profiles[name.casefold()].kind in {"number", "text"}]
    priced = [name for name in numbers if is_priced_column(name)]
    if mapping.price and priced:
        yield Doubt(kind="price", column=mapping.price, options=(mapping.price, *priced[:9]))
    elif mapping.price is None and numbers:
        yield Doubt(kind="price", options=tuple(priced or numbers)[:20])


def _about_rows(
    mapping: ColumnMapping, watched: Watched, profiles: Mapping[str, Profile], supposed: Mapping[str, str]
) -> Iterator[Doubt]:
    for column, row in mapping.columns.items():
        if not isinstance(row, RowMapping) or row.ignore:
            continue
        odd = watched.odd_among_numbers(column) if row.kind in {"text", "list"} else ()
        # Numbers that say their units themselves (1 kg, 500 g) leave nothing to ask.
        is_bare = row.kind == "number" and row.unit is None and not profiles[column.casefold()].is_measured
        if odd:
            yield Doubt(kind="number", column=column, odd=odd)
        elif (is_bare or column in supposed) and (units := _units_of(column, supposed.get(column))):
            yield Doubt(kind="unit", column=column, options=units)


def _units_of(column: str, supposed: str | None) -> tuple[str, ...]:
    folded = column.casefold()
    usual = next((units for words, units in _UNITS if any(word in folded for word in words)), ())
    return (supposed, *(one for one in usual if one != supposed)) if supposed else usual
