"""The merchant's own words in a block, and the language they are in."""

from collections.abc import Mapping, Sequence

from ...languages import other_language
from ...messages import Message, say
from ...view_blocks import Fact, FactRow, Told
from ..column import Bench

NOT_STATED = Fact(text=Told(text=say("cell.not_stated")))


def told(bench: Bench, text: Mapping[str, str]) -> Told:
    """The merchant's *text* in the reader's language, else in the shop's first that has it, and so marked."""
    words = say("page.plain", text=bench.label(text))
    return Told(text=words, lang=other_language(text, bench.languages))


def said(message: Message) -> Told:
    """Words of our own, which every language has."""
    return Told(text=message)


def row(label: Told, cells: Sequence[Sequence[Fact]]) -> FactRow | None:
    """Facts of every tier as a row, what a tier does not state in words; None where none states any.

    Where several tiers say the very same, it is said once.
    """
    if not any(cells):
        return None
    filled = tuple(tuple(cell) or (NOT_STATED,) for cell in cells)
    return FactRow(label=label, cells=filled[:1] if len(set(map(_identity, filled))) == 1 else filled)


def _identity(cell: tuple[Fact, ...]) -> str:
    return repr(cell)
