"""What is said about an import, and what is found out about it: kept as JSON beside its file."""

from collections.abc import Mapping as ByName
from typing import Literal

import msgspec

from ..core.errors import RefusedFile
from ..core.messages import Message
from .applying import Difference
from .formats.mapping import Mapping

Turned = Literal["", "rows", "columns"]
DoubtKind = Literal["name", "price", "number", "unit"]
# What a file may not say of its prices; "" stands for "differs" and "later": it stays unknown.
TaxAnswer = Literal["", "included", "excluded"]
DeliveryAnswer = Literal["", "free", "fee"]


class ImportWishes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody said about a file; empty where it shall be found out.

    *into* is the comparison that all of it belongs to, *title* the name of a new one. *turned* says where
    the products of a pasted table stand. *skip* leaves out what cannot be taken. *tax* and *delivery* are of
    the prices that leave it open; *delivery_fee* is in major units, *delivery_label* the name of the charge.
    """

    format: str = ""
    currency: str = ""
    market: str = ""
    language: str = "en"
    into: str = ""
    title: str = ""
    turned: Turned = ""
    mapping: Mapping | None = None
    skip: bool = False
    tax: TaxAnswer = ""
    delivery: DeliveryAnswer = ""
    delivery_fee: str = ""
    delivery_label: ByName[str, str] = {}


class FoundColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a plain table, and the first different cells of it that say anything."""

    name: str
    samples: tuple[str, ...] = ()


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A question about a column, and what may be answered: columns, units, or nothing but yes and no.

    *odd* are cells that stand out.
    """

    kind: DoubtKind
    column: str = ""
    options: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A product as it would come in: *name*, and *amount* in *currency* where it has one plain price."""

    name: str
    amount: str = ""
    currency: str = ""
    more: int = 0


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A product that would change: what it costs before and after, the same where something else changes."""

    name: str
    before: str = ""
    after: str = ""
    currency: str = ""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What cannot be taken: its line (0: none), its place, why, and what would be taken."""

    line: int
    path: str
    reason: Message | str
    accepted: Message | str


class Looked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was found in a file. *fault* says why none of it can be taken.

    *asks* are what the file does not say (``currency``, ``market``), *currency* and *market* what is taken
    for it. *remembered* says that the mapping was kept from an earlier file with the same columns.
    *tax_open* and *delivery_open* count the products whose prices leave that open, answered or not;
    *delivery_currency* is that of the latter.
    """

    format: str = ""
    is_table: bool = False
    turned: Turned = ""
    columns: tuple[FoundColumn, ...] = ()
    mapping: Mapping | None = None
    remembered: bool = False
    doubts: tuple[Doubt, ...] = ()
    asks: tuple[str, ...] = ()
    currency: str = ""
    market: str = ""
    differences: ByName[str, Difference] = {}
    samples: tuple[Sample, ...] = ()
    changed: tuple[Change, ...] = ()
    refused: int = 0
    refusals: tuple[Fault, ...] = ()
    fault: Fault | None = None
    notes: tuple[Message, ...] = ()
    comparisons: tuple[str, ...] = ()
    tax_open: int = 0
    delivery_open: int = 0
    delivery_currency: str = ""


def fault_of(error: RefusedFile) -> Fault:
    """*error* as it is kept."""
    return Fault(line=error.line, path=error.path[:200], reason=error.reason, accepted=error.accepted)


def read_wishes(text: str) -> ImportWishes:
    """Wishes that were kept."""
    return msgspec.json.decode(text, type=ImportWishes)


def read_looked(text: str) -> Looked:
    """An answer that was kept; an empty one where there is none yet."""
    return msgspec.json.decode(text, type=Looked) if text else Looked()


def kept(value: ImportWishes | Looked) -> str:
    """*value* as JSON."""
    return msgspec.json.encode(value).decode()
