"""The parts of a view beside the rows and the price: what a merchant orders, and may leave out."""

from .bounds import Result
from .content import BlockKey
from .messages import Message


class Told(Result, frozen=True, kw_only=True):
    """Something said. *lang* is set where it is not in the reader's language, because it is in no other."""

    text: Message
    lang: str | None = None


class Link(Result, frozen=True, kw_only=True):
    """Where more is to be found, or where to ask."""

    label: Message
    href: str


class Fact(Result, frozen=True, kw_only=True):
    """One thing said of a tier, *notes* small under it."""

    text: Told
    notes: tuple[Told, ...] = ()
    link: Link | None = None


class FactRow(Result, frozen=True, kw_only=True):
    """Facts of all shown tiers, none of the *cells* empty. One cell stands for all where they are alike."""

    label: Told
    cells: tuple[tuple[Fact, ...], ...]


class Entry(Result, frozen=True, kw_only=True):
    """One of several things said of no tier in particular: a question, a way to ask, a note."""

    heading: Told
    texts: tuple[Told, ...] = ()
    links: tuple[Link, ...] = ()


class Block(Result, frozen=True, kw_only=True):
    """One part. It has *rows*, which are a table, or *entries*; *heading* is what both are called.

    *opens* are the words of the line that unfolds it, None where it is open; *notes* stand under it.
    """

    key: BlockKey
    heading: Message
    rows: tuple[FactRow, ...] = ()
    entries: tuple[Entry, ...] = ()
    opens: Message | None = None
    notes: tuple[Message, ...] = ()


class PictureView(Result, frozen=True, kw_only=True):
    """A picture as large as it is shown at most, in pixels; *widest* is as wide as it is kept."""

    digest: str
    width: int
    height: int
    widest: int
    alt: str
