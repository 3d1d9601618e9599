"""The small print under the table: old prices, the comparison's source, what ordering follows."""

import datetime
from collections.abc import Sequence

from ..messages import Message, say
from .column import Bench, Column
from .competitors import source_notes

OLD_AFTER_MONTHS = 4


def footnotes(bench: Bench, columns: Sequence[Column], *, ordered: bool) -> tuple[Message, ...]:
    """Sentences that stand under every view of this comparison; *ordered* where it has a best fit first."""
    # The rule of an order stands wherever one is shown (Directive 2005/29 Art. 7(4a)).
    rule = say("fit.order_rule") if ordered else None
    notes = [_old(bench, columns), _source(bench), *source_notes(bench, columns), rule]
    return tuple(note for note in notes if note is not None)


def _old(bench: Bench, columns: Sequence[Column]) -> Message | None:
    dates = [column.quote.checked_on for column in columns if column.quote.checked_on]
    if not dates:
        return None
    months = _months_between(bench.day(min(dates)), bench.today)
    return say("price.old", count=months) if months >= OLD_AFTER_MONTHS else None


def _months_between(earlier: datetime.date, later: datetime.date) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def _source(bench: Bench) -> Message | None:
    source = bench.publication.comparison.source
    if source is None:
        return None
    known: tuple[object, ...] = (bench.label(source.title),)
    if source.as_of:
        known = (*known, bench.day(source.as_of))
    return say("page.source", known=known)
