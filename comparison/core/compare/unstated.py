"""Delivery that nobody has stated, in words: it is in none of the sums."""

from ..messages import Message
from .column import Bench, Column
from .undelivered import WORDS, is_silent_on_delivery


def unstated_delivery(bench: Bench, column: Column) -> Message | None:
    """That the delivery of *column* is in none of its sums, because nobody has said what it costs.

    Of goods only, and only where some product of the comparison is delivered for a charge here.
    """
    if not bench.is_delivered() or not is_silent_on_delivery(column.price, column.quote):
        return None
    return WORDS
