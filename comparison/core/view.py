"""The view: all a template or the JSON API needs, with nothing left to compute.

Money stays `Money`, numbers stay decimal text with their unit, sentences stay `Message`;
the merchant's own labels are already in the language of the context.
"""

import datetime
from typing import Literal

from .bounds import Result
from .content import Rating
from .context import Context
from .fit import Fit
from .messages import Message
from .pricing.prior import Earlier
from .pricing.quote import Quote
from .theme import Theme
from .view_blocks import Block, PictureView
from .view_controls import Choice, JourneyLink, QuizView, Stepper, Together
from .view_rows import ChargeRow, GroupView, Receipt


class Beside(Result, frozen=True, kw_only=True):
    """An amount that must look like the headline's own: today's beside a later one, a later one beside
    an introductory one. *figure* says it whole; a column head says *amount* and, small, *unit*."""

    figure: Message
    amount: Message
    unit: Message


class Headline(Result, frozen=True, kw_only=True):
    """The largest figure of a tier and the line under it.

    *figure* says it whole ("$122.50 a month"); *lead* stands before it ("You pay now"). A column
    head has room for *amount* alone ("$122.50") and says *unit* ("a month") small beside it.
    *second* is the sum over the horizon, or what the figure depends on; *second_short* the same
    for a column head. *beside* are further amounts of the same size and weight.
    """

    lead: Message | None
    figure: Message
    amount: Message
    unit: Message | None
    second: Message | None
    second_short: Message | None
    beside: tuple[Beside, ...] = ()


class Action(Result, frozen=True, kw_only=True):
    """The one button of a tier. *spoken* names the tier too."""

    label: Message
    spoken: Message
    href: str


class TierView(Result, frozen=True, kw_only=True):
    """One column. *answer* is True for the tier named as the answer, *tinted* if it is strong too.

    *first_for* are labels of the personas that have this tier first (row "For"); *in_pair* is True
    for the two columns that a phone shows when there is no room for all. *prior* is the lawful earlier
    price in words, *earlier* the same in figures, *conditional* are prices with their condition (first
    order, member, coupon). *lowered* says why the shop lowered the fit, *solves* marks the cheapest
    tier for the chosen pain point. *arrival_notes* are what differs for other delivery zones, and the
    seller's own note. *drop* are the products that are left without this one, where the shopper put
    the comparison together and can take it away; *earlier_place* and *later_place* are the products with this
    one moved by a place. *current* is True for the tier whose page the shopper is on. *rating* is what the
    page says that buyers gave it. *name_lang* and *first_for_lang* are the languages of *name* and of all of
    *first_for*, where that is not the reader's.
    """

    key: str
    product: str
    name: str
    description: str | None
    quote: Quote
    fit: Fit | None
    fit_label: Message | None
    mark: Message | None
    headline: Headline
    action: Action | None
    stock: Message | None
    answer: bool
    tinted: bool
    why: tuple[Message, ...]
    give_up: tuple[Message, ...]
    cheaper: Message | None
    first_for: tuple[str, ...]
    in_pair: bool
    prior: Message | None = None
    earlier: Earlier | None = None
    conditional: tuple[Message, ...] = ()
    arrival: Message | None = None
    arrival_notes: tuple[Message, ...] = ()
    competitor: Message | None = None
    drop: str | None = None
    earlier_place: str | None = None
    later_place: str | None = None
    current: bool = False
    pick: Message | None = None
    lowered: Message | None = None
    solves: bool = False
    rating: Rating | None = None
    picture: PictureView | None = None
    name_lang: str | None = None
    first_for_lang: str | None = None


class Answer(Result, frozen=True, kw_only=True):
    """The block above the table once a persona is chosen.

    *tier* is None where nothing can be named; then *statement* says so. *how* tells how it was
    chosen, *beside* names a tier that would have come first but cannot be bought now. *basis* is the line
    above it; *persona* is empty where that is the shopper's own answers.
    """

    persona: str
    tier: str | None
    statement: Message | None
    beside: Message | None
    how: Message
    basis: Message | None = None


class Change(Result, frozen=True, kw_only=True):
    """One thing that is different since the edition that a link was made from, *on* which day."""

    text: Message
    on: datetime.date


class Changes(Result, frozen=True, kw_only=True):
    """What changed since an old link was made; *items* may be empty. *current* is today's address.

    *edition* says which edition is shown in its place.
    """

    summary: Message
    edition: Message | None = None
    items: tuple[Change, ...]
    current: tuple[tuple[str, str], ...]


class Notice(Result, frozen=True, kw_only=True):
    """Something a reader must know about this view (a tier gone, only shared rows)."""

    text: Message


class PublicationRef(Result, frozen=True, kw_only=True):
    """Which edition this view shows.

    A comparison that a shopper put together has no key and no number; its digest is that of its
    products' editions together.
    """

    shop: str
    comparison: str
    number: int
    digest: str
    published_at: str

    @property
    def place(self) -> str:
        """Where it is found below ``/c/`` and ``/fragments/``: ``shop/comparison``, or the shop alone."""
        return f"{self.shop}/{self.comparison}" if self.comparison else self.shop


class View(Result, frozen=True, kw_only=True):
    """A comparison in one context. *order* are the tiers best fit first, empty with no persona;
    *pair* is True where a phone has room for two columns only, which differ in *pair_differing* rows (None
    where they differ wherever any do). *coupon* says what became of the coupon
    that was asked for; *totals* are sentences under the price rows (break-even, cheaper above); *proof* is
    the count of checked checkouts, *proof_more* the words of the link that tells where some differed.
    *references* are the tiers that the others can be held against; *changes* is there where an old edition
    is shown, *together* where the shopper put the comparison together. *holds_until* is when a date of
    arrival changes: the shop's own wall clock, None where none is promised. *theme* is the shop's own look.
    *counting* says that the page tells what is done on it, as the shop wishes. *all_tiers* are the
    words of the link back to the tiers that are shown unasked, None where these are shown. *title_lang* and
    *shop_lang* are the languages of *title* and *shop_name*, where the reader's has none.
    """

    publication: PublicationRef
    context: Context
    title: str
    caption: Message
    noun: Literal["product", "plan"]
    shop_name: str
    home: str | None
    languages: tuple[str, ...]
    personas: tuple[Choice, ...]
    intervals: tuple[Choice, ...]
    steppers: tuple[Stepper, ...]
    regions: tuple[Choice, ...]
    add_ons: tuple[Choice, ...]
    picker: tuple[Choice, ...]
    answer: Answer | None
    tiers: tuple[TierView, ...]
    charges: tuple[ChargeRow, ...]
    groups: tuple[GroupView, ...]
    rows_total: int
    rows_differing: int
    rows_shown: int
    rows_folded: int
    only_differences: bool
    receipt: Receipt
    footnotes: tuple[Message, ...]
    notices: tuple[Notice, ...]
    announcement: Message
    checked_on: datetime.date | None
    pair: bool
    order: tuple[str, ...]
    pains: tuple[Choice, ...] = ()
    pain_answer: Message | None = None
    quiz: QuizView | None = None
    horizons: tuple[Choice, ...] = ()
    coupon: Message | None = None
    totals: tuple[Message, ...] = ()
    references: tuple[Choice, ...] = ()
    changes: Changes | None = None
    proof: Message | None = None
    proof_more: Message | None = None
    journey: tuple[JourneyLink, ...] = ()
    contact: str | None = None
    blocks: tuple[Block, ...] = ()
    holds_until: datetime.datetime | None = None
    together: Together | None = None
    theme: Theme | None = None
    counting: bool = False
    all_tiers: Message | None = None
    title_lang: str | None = None
    shop_lang: str | None = None
    pair_differing: int | None = None
