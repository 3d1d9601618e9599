"""An amount known only between two ends."""

from ...bounds import AmountText, LineText, Record


class Span(Record, frozen=True, kw_only=True, tag="range", tag_field="is"):
    """Between *low* and *high*, both reachable; *depends_on* says on what."""

    low: AmountText
    high: AmountText
    depends_on: LineText | None = None
