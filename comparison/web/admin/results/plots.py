"""Plots as numbers to draw: bars in a box of whole units, each with what stands in the table behind it.

Numbers of one to four are said and drawn as one and the same: few people stand behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

FEWEST = 5
WIDE, HIGH = 720, 160
_GAP = 2
SCALE = 1_000


class Count(NamedTuple):
    """A number as it may be shown."""

    exact: int

    @property
    def is_small(self) -> bool:
        """Whether it is too small to be told."""
        return 0 < self.exact < FEWEST

    @property
    def shown(self) -> int:
        """What is drawn."""
        return FEWEST - 1 if self.is_small else self.exact


class Bar(NamedTuple):
    """One bar with its place in the box."""

    label: str
    number: Count
    x: int
    y: int
    width: int
    height: int


class Columns(NamedTuple):
    """Bars side by side, from the first day to the last; *most* is the highest."""

    bars: tuple[Bar, ...]
    most: Count
    total: Count


class Line(NamedTuple):
    """A bar that lies in the row of a table: *length* of `SCALE`; *share* in hundredths where it has one."""

    key: str
    label: str
    number: Count
    length: int
    share: int | None = None


def columns(days: Sequence[str], counts: dict[str, int]) -> Columns:
    """A bar for each of *days*."""
    found = [Count(counts.get(day, 0)) for day in days]
    most = max((one.shown for one in found), default=0)
    step = WIDE // max(1, len(days))
    bars = [
        Bar(day, one, place * step, HIGH - height, max(1, step - _GAP), height)
        for place, (day, one) in enumerate(zip(days, found, strict=True))
        for height in [_part(one.shown, most, HIGH)]
    ]
    return Columns(tuple(bars), Count(most), Count(sum(one.exact for one in found)))


def lines(named: Iterable[tuple[str, str, int]], of: int = 0) -> tuple[Line, ...]:
    """A row for each key with its label and count; *of* is what shares are told of, 0 where of nothing.

    No share is told where either of its numbers is too small.
    """
    rows = [(key, label, Count(count)) for key, label, count in named]
    most = max((count.shown for _, _, count in rows), default=0)
    return tuple(
        Line(key, label, count, _part(count.shown, most, SCALE), _share(count, of))
        for key, label, count in rows
    )


def _share(count: Count, of: int) -> int | None:
    if count.is_small or of < FEWEST:
        return None
    return (count.exact * 100 + of // 2) // of


def _part(number: int, of: int, whole: int) -> int:
    """*number* of *of* as a part of *whole*; whatever is there is seen."""
    return max(1, number * whole // of) if number and of else 0


class Block(NamedTuple):
    """A part of a stacked bar: so many of *kind*, and its place in the box."""

    kind: str
    number: int
    y: int
    height: int


class Stack(NamedTuple):
    """The blocks of one day, from the ground up."""

    label: str
    x: int
    width: int
    blocks: tuple[Block, ...]


class Stacks(NamedTuple):
    """A place for each day, *most* being the highest sum; *told* are the days that have numbers."""

    bars: tuple[Stack, ...]
    most: int
    kinds: tuple[str, ...]

    @property
    def told(self) -> tuple[Stack, ...]:
        """The days of which something is known."""
        return tuple(one for one in self.bars if one.blocks)


def stacks(days: Sequence[str], kinds: Sequence[str], counts: Mapping[str, Mapping[str, int]]) -> Stacks:
    """A stack of *kinds* for each of *days* that *counts* knows."""
    most = max((sum(counts[day].get(kind, 0) for kind in kinds) for day in days if day in counts), default=0)
    step = WIDE // max(1, len(days))
    bars = tuple(
        Stack(day, place * step, max(1, step - _GAP), _blocks(kinds, counts.get(day), most))
        for place, day in enumerate(days)
    )
    return Stacks(bars, most, tuple(kinds))


def _blocks(kinds: Sequence[str], counts: Mapping[str, int] | None, most: int) -> tuple[Block, ...]:
    if counts is None:
        return ()
    found, ground = [], 0
    for kind in kinds:
        number = counts.get(kind, 0)
        top = _part(ground + number, most, HIGH)
        below = _part(ground, most, HIGH)
        found.append(Block(kind, number, HIGH - top, top - below))
        ground += number
    return tuple(found)
