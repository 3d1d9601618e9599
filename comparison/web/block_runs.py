"""Where the blocks of a view stand on the page: rows of the table, or after it."""

from itertools import groupby
from typing import NamedTuple

from ..core.view import View
from ..core.view_blocks import Block


class Run(NamedTuple):
    """Blocks that follow one another and are all *rows*, which one table holds, or are none."""

    rows: bool
    blocks: tuple[Block, ...]


def in_table(view: View) -> tuple[Block, ...]:
    """The blocks that go on the comparison's own table: those it begins with, where it has one."""
    if view.context.view != "consideration":
        return ()
    first = next(iter(_runs(view)), None)
    return first.blocks if first is not None and first.rows else ()


def after_table(view: View) -> tuple[Run, ...]:
    """All others, in their order."""
    runs = _runs(view)
    return runs[1:] if in_table(view) else runs


def _runs(view: View) -> tuple[Run, ...]:
    return tuple(Run(rows, tuple(blocks)) for rows, blocks in groupby(view.blocks, _is_rows))


def _is_rows(block: Block) -> bool:
    return bool(block.rows) and block.opens is None
