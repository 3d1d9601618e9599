"""What every import format is given, and what it answers with."""

from collections.abc import Callable, Iterable

import msgspec

from ...core.errors import RefusedFile
from ...core.messages import Message
from ..reviews import ReviewBatch
from ..store import AnyRecord
from .source_file import SourceFile


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of a file may be told about it, because most files do not say.

    *comparison* is a key, *market* a market code, *currency* an ISO 4217 code, *language* the
    language the file's texts are in. *skip_invalid* leaves out what is wrong in one row and says so,
    where a row can be left out. *mapping* says what the columns of a plain table mean. *markets* are
    the codes of all markets there are; none where that is not known.
    """

    comparison: str | None = None
    market: str | None = None
    currency: str | None = None
    language: str = "en"
    skip_invalid: bool = False
    mapping: SourceFile | None = None
    markets: tuple[str, ...] = ()


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """What is known once all records of a file were walked. Fields as those of `Reading`; *skipped* rows
    were left out, *refusals* are the first of them."""

    comparisons: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    refusals: tuple[RefusedFile, ...] = ()
    skipped: int = 0


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The records of one file, perhaps made while they are walked: once where they are an iterator, else as
    often as wished.

    *comparisons* are keys of the comparisons among them, *markets* those that they have prices
    for. *partial* says that the format cannot state everything a record holds: what it leaves
    out stays as the shop has it, but for the fields in *states*. *notes* say what the file left open
    or what could not be carried over; none of them stops the import. *ending* answers once the records
    were walked, and then its lists count besides these. *total* is how many records there are about,
    where it is known. *reviews* are those of a file of reviews.
    """

    records: Iterable[AnyRecord]
    comparisons: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    language: str = "en"
    partial: bool = False
    states: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    ending: Callable[[], Ending] = Ending
    total: int | None = None
    reviews: ReviewBatch | None = None


__all__ = ["Ending", "Reading", "SourceFile", "Wishes"]
