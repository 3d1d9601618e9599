"""An amount known only between two ends."""

from decimal import Decimal

from ...bounds import AmountText, LineText, Record
from .worked import Worked


class Span(Record, frozen=True, kw_only=True, tag="range", tag_field="is"):
    """Between *low* and *high*, both reachable; *depends_on* says on what."""

    low: AmountText
    high: AmountText
    depends_on: LineText | None = None


def span_costs(amount: Span) -> tuple[Worked, Worked]:
    """The low and the high end, in this order even if they were typed in the other."""
    low, high = sorted((Decimal(amount.low), Decimal(amount.high)))
    return Worked(exact=low, unit_amount=f"{low:f}"), Worked(exact=high, unit_amount=f"{high:f}")
