"""The blocks of a view: what stands beside rows and prices, in the order that the merchant gave."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ...content import BLOCKS, BlockKey
from ...context import View as Depth
from ...messages import say
from ...view import Changes, TierView
from ...view_blocks import Block, Entry
from ..column import Bench, Column
from .after_sale import delivery, returns, support
from .asking import contact, heard, questions
from .box import box
from .evidence import evidence
from .ratings import has_average, ratings
from .telling import said

# How deep a view goes decides which of them it has: a glance has none, and when somebody decides, each
# tier's card says already when it arrives.
_SHOWN: dict[Depth, frozenset[BlockKey]] = {
    "awareness": frozenset(),
    "consideration": frozenset((*BLOCKS, "changes")),
    "decision": frozenset(("box", "returns", "support", "questions", "contact")),
}


def blocks_of(bench: Bench, columns: Sequence[Column], tiers: Sequence[TierView]) -> tuple[Block, ...]:
    """Every block that is asked for and has something to say. What changed since is not known here."""
    makers: dict[BlockKey, Callable[[], Block | None]] = {
        "box": lambda: box(bench, columns),
        "delivery": lambda: delivery(tiers),
        "returns": lambda: returns(bench, columns),
        "support": lambda: support(bench, columns),
        "evidence": lambda: evidence(bench, columns),
        "ratings": lambda: ratings(bench, columns),
        "heard": lambda: heard(bench),
        "questions": lambda: questions(bench),
        "contact": lambda: contact(bench),
    }
    order = dict.fromkeys(bench.publication.comparison.blocks)
    wanted = [key for key in order if key in _SHOWN[bench.context.view] and key in makers]
    made = (makers[key]() for key in wanted)
    return tuple(block for block in made if block is not None)


def rated(
    columns: Sequence[Column], tiers: Sequence[TierView], blocks: Sequence[Block]
) -> tuple[TierView, ...]:
    """*tiers* with the ratings whose average *blocks* show; what a page does not say, nobody counts."""
    if all(block.key != "ratings" for block in blocks):
        return tuple(tiers)
    return tuple(
        replace(tier, rating=column.product.rating) if has_average(column.product.rating) else tier
        for column, tier in zip(columns, tiers, strict=True)
    )


def with_changes(blocks: Sequence[Block], order: Sequence[BlockKey], changes: Changes) -> tuple[Block, ...]:
    """*blocks* with one more, of what changed since the edition before, where *order* has it.

    Where nothing did, there is nothing to say.
    """
    if "changes" not in order or not changes.items:
        return tuple(blocks)
    entries = tuple(
        Entry(heading=said(say("change.dated", change=one.text, date=one.on))) for one in changes.items
    )
    opens = say("page.see_changes", count=len(entries))
    block = Block(key="changes", heading=say("heard.changes"), entries=entries, opens=opens)
    return tuple(sorted((*blocks, block), key=lambda one: order.index(one.key)))
