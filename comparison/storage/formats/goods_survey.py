"""First walk through a file of goods: which categories there are, and which rows each needs."""

from collections.abc import Iterable
from functools import cached_property

import msgspec

from ...core.bounds import MOST_FEATURES, SHORT
from ...core.catalogue import Category, Feature, Group
from ...core.values import Listing, Number, Unlimited, Value, ValueKind, Words, YesNo
from ..units import dimension_of
from .goods import Good, RowTraits
from .names import slug, unique

_ALL = ("",)


class FoundRow:
    """A row while it is found out what it holds."""

    def __init__(self, key: str, label: str, group: str | None, traits: RowTraits | None = None) -> None:
        self.key, self.label, self.group = key, label, group
        self.traits = traits or RowTraits()
        self.kinds: set[ValueKind] = set()
        self.units: dict[str | None, None] = {}

    def saw(self, value: Value) -> None:
        """Take note of one more value."""
        if isinstance(value, YesNo):
            self.kinds.add("yes_no")
        elif isinstance(value, Number | Unlimited):
            self.kinds.add("number")
            if isinstance(value, Number):
                self.units.setdefault(value.unit)
        elif isinstance(value, Words):
            self.kinds.add("text")
        elif isinstance(value, Listing):
            self.kinds.add("list")

    @cached_property
    def kind(self) -> ValueKind:
        """The one kind that all its values can be said in, once all of them were met."""
        if len(self.kinds) == 1 and not self._mixed_units:
            return next(iter(self.kinds))
        return "list" if self.kinds == {"text", "list"} else "text" if self.kinds else "yes_no"

    @property
    def unit(self) -> str | None:
        """The unit that the format names, else the first one met, of a row of numbers."""
        return (self.traits.unit or next(iter(self.units), None)) if self.kind == "number" else None

    def feature(self, language: str) -> Feature:
        """The row as a record."""
        texts = {language: self.label, **self.traits.labels}
        return Feature(
            key=self.key,
            label={one: text[:SHORT] for one, text in texts.items()},
            kind=self.kind,
            group=self.group,
            unit=self.unit,
            direction=self.traits.direction if self.kind == "number" else "none",
            help=dict(self.traits.help) or None,
            source_key=self.label[:SHORT],
        )

    @property
    def _mixed_units(self) -> bool:
        return len({dimension_of(unit) or unit for unit in self.units}) > 1


class FoundCategory:
    """A category while it is found out which rows it has. *left_out* are rows past the bound."""

    def __init__(self, key: str, path: tuple[str, ...]) -> None:
        self.key, self.path = key, path
        self.rows: dict[str, FoundRow] = {}
        self.goods = 0
        self.left_out = 0
        self._keys: set[str] = set()
        self._groups: dict[str, str] = {}

    def saw(self, good: Good) -> None:
        """Take note of one more good."""
        self.goods += 1
        for fact in good.facts:
            row = self.rows.get(fact.label)
            if row is None and len(self.rows) >= MOST_FEATURES:
                self.left_out += 1
                continue
            if row is None:
                key = unique(slug(fact.key or fact.label, fallback="row"), self._keys)
                group = self._group(fact.group)
                row = self.rows[fact.label] = FoundRow(key, fact.label, group, fact.traits)
            row.saw(fact.value)

    def record(self, language: str) -> Category:
        """The category as a record, its rows in the order in which they were met."""
        return Category(
            key=self.key,
            label={language: (self.path[-1] or self.key)[:SHORT]},
            groups=tuple(Group(key=key, label={language: name}) for name, key in self._groups.items()),
            features=tuple(row.feature(language) for row in self.rows.values()),
        )

    def _group(self, name: str | None) -> str | None:
        if name is None:
            return None
        if name not in self._groups:
            self._groups[name] = unique(slug(name, fallback="group"), set(self._groups.values()))
        return self._groups[name]


class Survey(msgspec.Struct, frozen=True):
    """What a file of goods holds. *categories* are by their path in the file, *currencies* those that it
    states, *priced* says whether it has any price."""

    categories: dict[tuple[str, ...], FoundCategory]
    currencies: tuple[str, ...]
    priced: bool

    @property
    def goods(self) -> int:
        """How many goods there are."""
        return sum(found.goods for found in self.categories.values())


def surveyed(goods: Iterable[Good], *, comparison: str | None, fallback: str) -> Survey:
    """Walk through *goods* once. With *comparison* all of them are of one category of that key.

    *fallback* is the key of the category of goods that state none.
    """
    categories: dict[tuple[str, ...], FoundCategory] = {}
    currencies: dict[str, None] = {}
    priced = False
    keys: set[str] = set()
    for good in goods:
        offers = [offer for offer in good.all_offers if offer.is_priced]
        currencies.update((offer.currency, None) for offer in offers if offer.currency)
        priced = priced or bool(offers)
        path = category_path(good, comparison)
        found = categories.get(path)
        if found is None:
            wished = comparison or slug(path[-1], fallback=fallback)
            found = categories[path] = FoundCategory(unique(wished, keys), path)
        found.saw(good)
    return Survey(categories, tuple(currencies), priced)


def category_path(good: Good, comparison: str | None) -> tuple[str, ...]:
    """The path that *good* is filed under; one and the same for all where a comparison is wished."""
    return _ALL if comparison else good.category or _ALL
