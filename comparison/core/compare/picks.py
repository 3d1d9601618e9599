"""The shop's own pick: its view, with its reason, and only while a shopper has chosen nothing."""

from ..messages import Message, say
from .column import Bench, Column
from .competitors import is_ours


def picked(bench: Bench, column: Column) -> Message | None:
    """The badge of the picked tier. A paid one says that it is paid for.

    It changes no order, no tint and no button. Another seller's product is never picked.
    """
    pick = bench.publication.comparison.pick
    if pick is None or pick.tier != column.tier.key or not is_ours(column.product):
        return None
    if _has_chosen(bench):
        return None
    words = bench.label(pick.reason)
    return say("fit.paid_pick", reason=words) if pick.paid else say("fit.shops_pick", reason=words)


def _has_chosen(bench: Bench) -> bool:
    context = bench.context
    return bool(context.persona or context.pain or context.answers)
