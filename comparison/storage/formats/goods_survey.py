"""What a walk through a file of goods finds out: which categories there are, and which rows each needs."""

from functools import cached_property

from ...core.bounds import MOST_FEATURES, SHORT
from ...core.catalogue import Category, Cell, Feature, Group
from ...core.values import Listing, NotStated, Number, Unlimited, Value, ValueKind, Words, YesNo
from ..units import dimension_of
from .goods import Good, RowTraits
from .names import slug, unique

_ALL = ("",)
# Rows under any further heading stand under none.
_MOST_GROUPS = 100
_KINDS: dict[type[Value], ValueKind] = {
    YesNo: "yes_no",
    Number: "number",
    Unlimited: "number",
    Words: "text",
    Listing: "list",
}


class FoundRow:
    """A row while it is found out what it holds."""

    def __init__(self, key: str, label: str, group: str | None, traits: RowTraits | None = None) -> None:
        self.key, self.label, self.group = key, label, group
        self.traits = traits or RowTraits()
        self.kinds: set[ValueKind] = set()
        self.units: dict[str | None, None] = {}
        self.unstated = Cell(feature=key, value=NotStated())

    def saw(self, value: Value) -> None:
        """Take note of one more value."""
        kind = _KINDS.get(type(value))
        if kind is not None:
            self.kinds.add(kind)
        if isinstance(value, Number):
            self.units.setdefault(value.unit)

    @cached_property
    def kind(self) -> ValueKind:
        """The one kind that all its values can be said in, once all of them were met."""
        if self.kinds and not self.is_mixed:
            return next(iter(self.kinds))
        return "list" if self.kinds == {"text", "list"} else "text" if self.kinds else "yes_no"

    @property
    def is_mixed(self) -> bool:
        """Whether some of its values have to be said in another kind than their own."""
        return len(self.kinds) > 1 or self._mixed_units

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
    """A category while it is found out which rows it has: the *number* of them before it in the file.

    *left_out* are rows past the bound.
    """

    def __init__(self, key: str, path: tuple[str, ...], number: int) -> None:
        self.key, self.path, self.number = key, path, number
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
            groups=tuple(
                Group(key=key, label={language: name[:SHORT]}) for name, key in self._groups.items()
            ),
            features=tuple(row.feature(language) for row in self.rows.values()),
        )

    def _group(self, name: str | None) -> str | None:
        if name is None or (name not in self._groups and len(self._groups) >= _MOST_GROUPS):
            return None
        if name not in self._groups:
            self._groups[name] = unique(slug(name, fallback="group"), set(self._groups.values()))
        return self._groups[name]


class Survey:
    """What a file of goods holds, found out good by good. *categories* are by their path in the file,
    *currencies* those that it states, *priced* says whether it has any price.

    With *comparison* all goods are of one category of that key; *fallback* is the key of the category of
    goods that state none.
    """

    def __init__(self, *, comparison: str | None, fallback: str) -> None:
        self._comparison, self._fallback = comparison, fallback
        self._keys: set[str] = set()
        self.categories: dict[tuple[str, ...], FoundCategory] = {}
        self.currencies: dict[str, None] = {}
        self.priced = False

    @property
    def goods(self) -> int:
        """How many goods there are."""
        return sum(found.goods for found in self.categories.values())

    def saw(self, good: Good) -> FoundCategory:
        """Take note of one more good; its category, with the rows that it needs."""
        for offer in good.all_offers:
            if offer.is_priced:
                self.priced = True
                if offer.currency:
                    self.currencies.setdefault(offer.currency)
        path = category_path(good, self._comparison)
        found = self.categories.get(path)
        if found is None:
            wished = self._comparison or slug(path[-1], fallback=self._fallback)
            key, number = unique(wished, self._keys), len(self.categories)
            found = self.categories[path] = FoundCategory(key, path, number)
        found.saw(good)
        return found


def category_path(good: Good, comparison: str | None) -> tuple[str, ...]:
    """The path that *good* is filed under; one and the same for all where a comparison is wished."""
    return _ALL if comparison else good.category or _ALL
