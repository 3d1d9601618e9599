"""The rows of a view: features with their cells, and charges with what each tier pays."""

from typing import Literal

from .bounds import Result
from .messages import Message
from .money import Money

State = Literal["yes", "no", "number", "text", "list", "unlimited", "extra", "not_stated", "not_applicable"]


class CellView(Result, frozen=True, kw_only=True):
    """One cell. *text* says it whole; *state* decides its mark. *note* is the seller's small print.

    *best* is the word for the best in the row, on one cell at most; *evidence* says what a claim
    rests on (or that it rests on nothing). *delta* is the step from the reference column,
    *against_norm* whether the value is above, at or below what is usual.
    """

    state: State
    text: Message
    note: str | None = None
    best: Message | None = None
    delta: Message | None = None
    against_norm: Message | None = None
    evidence: Message | None = None
    lang: str | None = None
    note_lang: str | None = None


class RowView(Result, frozen=True, kw_only=True):
    """A feature row. *needed* rows are those the chosen persona asks about, *lit* ones
    answer the chosen pain point. *long* ones have a cell that a phone shows short at first.
    *lang* is that of the merchant's words, here and in cells and groups, where the reader's has none."""

    feature: str
    label: str
    help: str | None
    unit: str | None
    cells: tuple[CellView, ...]
    differs: bool
    needed: bool
    lit: bool = False
    norm: Message | None = None
    long: bool = False
    lang: str | None = None


class GroupView(Result, frozen=True, kw_only=True):
    """Rows under one heading. *folded* are the equal ones that the first look leaves out."""

    key: str
    label: Message
    rows: tuple[RowView, ...]
    folded: tuple[RowView, ...]
    lang: str | None = None


class ChargeCell(Result, frozen=True, kw_only=True):
    """What one tier pays for a charge. *amount* None with *text* says why there is no figure.

    *delta* is the step from the reference column, *address* where what *text* says can be done
    (cancelling).
    """

    amount: Money | None
    text: Message | None = None
    detail: Message | None = None
    delta: Message | None = None
    address: str | None = None


class ChargeRow(Result, frozen=True, kw_only=True):
    """One charge as a row for all tiers. *emphasis* marks the sums; *lit* ones answer the chosen pain
    point. *lang* is that of a label of the merchant's, where the reader's language has none."""

    key: str
    label: Message
    cells: tuple[ChargeCell, ...]
    emphasis: Literal["charge", "now", "later"] = "charge"
    lit: bool = False
    lang: str | None = None


class Receipt(Result, frozen=True, kw_only=True):
    """The whole sum of every shown tier: each charge once, as a row for all of them.

    A cell's *text* is how the charge was worked out, its *amount* the result. *excluded* and
    *assumptions* say what is left out and what was taken for granted.
    """

    rows: tuple[ChargeRow, ...]
    excluded: tuple[Message, ...]
    assumptions: tuple[Message, ...]
    attested: Message | None
