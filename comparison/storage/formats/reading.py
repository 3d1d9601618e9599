"""What every import format is given, and what it answers with."""

import msgspec

from ...core.messages import Message
from ..store import AnyRecord


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was handed in: its *name* is only shown, never opened."""

    name: str
    raw: bytes


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of a file may be told about it, because most files do not say.

    *comparison* is a key, *market* a market code, *currency* an ISO 4217 code, *language* the
    language the file's texts are in.
    """

    comparison: str | None = None
    market: str | None = None
    currency: str | None = None
    language: str = "en"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The records of one file, in an order in which they can be saved.

    *comparisons* are keys of the comparisons among them, *markets* those that they have prices
    for. *partial* says that the format cannot state everything a record holds: what it leaves
    out stays as the shop has it. *notes* say what the file left open or what could not be
    carried over; none of them stops the import.
    """

    records: tuple[AnyRecord, ...]
    comparisons: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    language: str = "en"
    partial: bool = False
    notes: tuple[Message, ...] = ()
