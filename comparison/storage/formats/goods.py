"""Goods as shop exports and feeds hold them: what every such format can be read into.

A format makes `Good` of its rows; `goods_records` makes records of those. Texts are the file's own,
in one language.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from ...core.catalogue import Arrival, Evidence, Stock
from ...core.content import Rating, Returns
from ...core.pricing.model import Component, Measure, Phase, Term
from ...core.values import Value


class RowTraits(msgspec.Struct, frozen=True, kw_only=True):
    """What a format knows of a row beside its values: *labels* and *help* by language, its *unit* and
    which number is better in it."""

    labels: Mapping[str, str] = {}
    help: Mapping[str, str] = {}
    unit: str | None = None
    direction: Literal["higher", "lower", "none"] = "none"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a good: the file's name for it and the value, under the heading *group*.

    *key* is the row's key where the format knows a better one than the label makes. *claim* marks a
    transparency claim, *evidence* what it rests on. *note* stands under the value.
    """

    label: str
    value: Value
    key: str | None = None
    group: str | None = None
    claim: bool = False
    evidence: Evidence | None = None
    note: str | None = None
    traits: RowTraits | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One way to have a good ("Small / Red"). *amount* is decimal text in major units."""

    key: str
    label: str
    amount: str | None = None
    sku: str | None = None
    available: bool = True


class Sale(msgspec.Struct, frozen=True, kw_only=True):
    """A lower price for a time; without dates it is the price, and the file's higher one is history.

    *choices* are the variants with their lower amounts, where those differ; *amount* is then None.
    """

    amount: str | None
    starts: str | None = None
    ends: str | None = None
    choices: tuple[Choice, ...] = ()


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a good costs in *markets* (none: the market of the file). Amounts are as those of `Good`.

    *low* and *high* are the ends where only these are known, *words* what is said on request, or on what
    the ends depend. *free* costs nothing. *phases* are times with another amount, *term* is what one is
    bound to. Both days of *valid_from* and *valid_to* are included.
    """

    markets: tuple[str, ...] = ()
    amount: str | None = None
    currency: str | None = None
    interval: str = "once"
    tax: Literal["included", "excluded"] | None = None
    tax_class: str = "standard"
    sale: Sale | None = None
    choices: tuple[Choice, ...] = ()
    charges: tuple[Component, ...] = ()
    measure: Measure | None = None
    low: str | None = None
    high: str | None = None
    words: str | None = None
    free: bool = False
    phases: tuple[Phase, ...] = ()
    term: Term | None = None
    min_quantity: int = 1
    valid_from: str | None = None
    valid_to: str | None = None

    @property
    def is_priced(self) -> bool:
        """Whether it says a price at all, in an amount or in words."""
        said = (self.amount, self.low, self.high, self.words, self.free)
        return any(said) or any(one.amount for one in self.choices)


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is sold. *line* is where it begins in the file.

    *source_key* tells it from all others of the file (handle, SKU, id); *category* is its path, the
    outermost first. *amount* is decimal text in major units of *currency* (None: the file's wish),
    None where the file states none. *choices* are its variants where there are several. *charges*
    are further unavoidable ones (delivery). *interval* is how often *amount* is paid. A format that
    knows several prices gives *offers* instead.
    """

    line: int
    source_key: str
    name: str
    category: tuple[str, ...] = ()
    description: str | None = None
    facts: tuple[Fact, ...] = ()
    amount: str | None = None
    currency: str | None = None
    interval: str = "once"
    tax: Literal["included", "excluded"] | None = None
    tax_class: str = "standard"
    sale: Sale | None = None
    choices: tuple[Choice, ...] = ()
    charges: tuple[Component, ...] = ()
    measure: Measure | None = None
    sku: str | None = None
    address: str | None = None
    stock: Stock = Stock()
    private: bool = False
    arrival: Arrival | None = None
    rating: Rating | None = None
    returns: Returns | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def all_offers(self) -> tuple[Offer, ...]:
        """What it is offered for: its *offers*, else the one that its own fields say."""
        return self.offers or (
            Offer(
                amount=self.amount,
                currency=self.currency,
                interval=self.interval,
                tax=self.tax,
                tax_class=self.tax_class,
                sale=self.sale,
                choices=self.choices,
                charges=self.charges,
                measure=self.measure,
            ),
        )
