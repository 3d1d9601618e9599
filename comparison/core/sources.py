"""Where a fact comes from."""

from .bounds import DateText, NumberText, Record, ShortText, UnitKey, WebAddress


class Source(Record, frozen=True, kw_only=True):
    """Where a fact comes from and when it was true."""

    title: ShortText
    address: WebAddress | None = None
    as_of: DateText | None = None


class Norm(Record, frozen=True, kw_only=True):
    """What is usual for a feature in its trade: *low* to *high*, in the feature's unit.

    *base_low* and *base_high* are the same in *base_unit*, filled in when the record is saved.
    """

    low: NumberText
    high: NumberText
    source: Source
    base_low: NumberText | None = None
    base_high: NumberText | None = None
    base_unit: UnitKey | None = None


class Competitor(Record, frozen=True, kw_only=True):
    """Marks a product that another *seller* sells: every value and price then needs a dated source."""

    seller: ShortText
    source: Source
