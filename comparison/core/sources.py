"""Where a fact comes from."""

from .bounds import DateText, Record, ShortText, WebAddress


class Source(Record, frozen=True, kw_only=True):
    """Where a fact comes from and when it was true."""

    title: ShortText
    address: WebAddress | None = None
    as_of: DateText | None = None
