"""Which rows a phone shows short: two lines in each cell at first, the rest on demand."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from ..messages import Message
from ..view_rows import CellView

MOST_LINES = 2
# How many ems a line of a cell holds on a phone, by the number of columns; of four and more two are seen.
_ROOM = {1: 20.0, 2: 9.5, 3: 6.0}
_SMALL = 0.8125
_NARROW_LETTER = 0.55
_FIRST_WIDE_LETTER = 0x1100
# Words of ours that stand in a cell, by how many lines the longest language needs in a third of a phone.
_STATES = {"extra": 3, "unlimited": 1, "not_applicable": 2}
_SHORT = "norm.at"


def is_long(cells: Sequence[CellView]) -> bool:
    """Whether any of a row's *cells* may take more than two lines on a phone; rather once too often.

    Never where different values would begin alike: shown short, they could not be told apart.
    """
    room = _ROOM.get(len(cells), _ROOM[2])
    return any(_lines(cell, room) > MOST_LINES for cell in cells) and not _begin_alike(cells, room)


def _begin_alike(cells: Sequence[CellView], room: float) -> bool:
    values = {text for cell in cells if (text := _own_words(cell)) is not None}
    return len({_fitting(text, room) for text in values}) < len(values)


def _own_words(cell: CellView) -> str | None:
    """The merchant's own words of a value; None for what has a form."""
    if cell.state == "list":
        return ", ".join(cell.text.arguments["items"])
    words = cell.text.arguments.get("value")
    return words if isinstance(words, str) else None


def _lines(cell: CellView, room: float) -> int:
    small = room / _SMALL
    said = [cell.best, cell.delta, cell.against_norm, cell.evidence]
    notes = sum(_words_lines(one, small) for one in said if one is not None)
    return _value_lines(cell, room) + notes + (_filled(cell.note, small) if cell.note else 0)


def _value_lines(cell: CellView, room: float) -> int:
    words = _own_words(cell)
    if words is not None:
        return _filled(words, room)
    if cell.state == "unlimited" and cell.text.key != "cell.unlimited":
        return MOST_LINES + 1
    return _STATES.get(cell.state, 1) if room <= _ROOM[3] else 1


def _words_lines(words: Message, small: float) -> int:
    """How many small lines: the merchant's own words by their length, of ours two for all but a few."""
    own = words.arguments.get("word")
    if isinstance(own, str):
        return _filled(own, small)
    return 1 if words.key == _SHORT else MOST_LINES


def _filled(text: str, room: float) -> int:
    return ceil(sum(map(_width, text)) / room)


def _fitting(text: str, room: float) -> str:
    """How *text* begins, as far as one line reaches."""
    for at, width in enumerate(accumulate(map(_width, text))):
        if width > room:
            return text[:at]
    return text


def _width(letter: str) -> float:
    return 1.0 if ord(letter) >= _FIRST_WIDE_LETTER else _NARROW_LETTER
