"""What the columns of a plain table mean: the mapping file.

Source: docs/importing.md, "Plain tables". Column names are told apart without regard to case.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ...core.bounds import CurrencyCode, IntervalText, Key, LanguageTag, UnitKey
from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.values import ValueKind
from .documents import fitted, line_of, read_document
from .explaining import explained
from .places import spelled
from .reading import SourceFile
from .tables import MOST_COLUMNS
from .yaml_reading import YamlDocument

_PLACE = re.compile(r"\{([1-9])\}")

LONGEST_NAME = 200
Column = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
Columns = Column | Annotated[tuple[Column, ...], Meta(min_length=1, max_length=10)]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
Texts = Text | Annotated[dict[LanguageTag, Text], Meta(min_length=1, max_length=12)]
WordList = Annotated[tuple[Text, ...], Meta(max_length=50)]
Mark = Annotated[str, Meta(min_length=1, max_length=10)]
Part = Annotated[int, Meta(ge=1, le=9)]


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a mapping file holds: a misspelled field would lose what it says."""


class RowMapping(_Strict, frozen=True, kw_only=True):
    """One row that a column makes.

    *split* parts a cell at a mark. Then *part* takes one part, *total* multiplies them, and otherwise
    the parts are a list. *text* writes the parts down, ``{1}`` being the first; beside a number it
    stands as a note under it. Without a *kind* the column's own cells decide.
    """

    label: Texts | None = None
    key: Key | None = None
    kind: ValueKind | None = None
    unit: UnitKey | None = None
    direction: Literal["higher", "lower", "none"] = "none"
    group: Text | None = None
    help: Texts | None = None
    split: Mark | None = None
    part: Part | None = None
    total: bool = False
    text: Text | None = None
    ignore: bool = False

    @property
    def stated_kind(self) -> ValueKind | None:
        """The kind that the fields leave no doubt of."""
        if self.kind is not None:
            return self.kind
        if self.unit is not None or self.total or self.direction != "none":
            return "number"
        if self.text is not None:
            return "text"
        return "list" if self.split is not None and self.part is None else None

    def written(self, parts: list[str]) -> str | None:
        """*parts* as *text* says them; None where it names a part that is not there."""
        places = {int(found) for found in _PLACE.findall(self.text or "")}
        if any(place > len(parts) for place in places):
            return None
        return _PLACE.sub(lambda found: parts[int(found[1]) - 1], self.text or "")


RowMappings = RowMapping | Annotated[tuple[RowMapping, ...], Meta(min_length=1, max_length=9)]


# The fields that name columns.
_NAMING = ("name", "key", "sku", "price", "delivery", "category", "brand", "description", "address", "stock")


class Mapping(_Strict, frozen=True, kw_only=True):
    """A whole mapping file.

    *name* is joined of several columns with a space. *key* tells rows apart; without it the SKU does,
    and without that the name and, where it is there twice, whatever else the row says. *decimal* is the
    mark before the places of a number, found out where it is not said. *delivery* is a charge beside *price*,
    in its currency. *others* says what becomes of columns that nothing here names.
    """

    name: Columns
    key: Columns | None = None
    sku: Column | None = None
    price: Column | None = None
    delivery: Column | None = None
    currency: CurrencyCode | None = None
    interval: IntervalText = "once"
    tax: Literal["included", "excluded"] | None = None
    zero_price: Literal["free", "not_stated"] = "free"
    category: Column | None = None
    title: Text | None = None
    brand: Column | None = None
    description: Column | None = None
    address: Column | None = None
    stock: Column | None = None
    decimal: Literal[".", ","] | None = None
    yes: WordList = ()
    no: WordList = ()
    missing: WordList = ()
    others: Literal["guess", "ignore"] = "guess"
    columns: Annotated[dict[Column, RowMappings], Meta(max_length=MOST_COLUMNS)] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that make the name."""
        return one_or_more(self.name)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart, where any do for certain."""
        return one_or_more(self.key or self.sku or ())

    @property
    def taken(self) -> frozenset[str]:
        """Columns that have a place of their own and are no row, in small letters."""
        single = (self.sku, self.price, self.delivery, self.category, self.description)
        every = (*self.names, *single, self.address, self.stock)
        return frozenset(name.casefold() for name in every if name)

    def rows_of(self, column: str) -> tuple[RowMapping, ...] | None:
        """What the column becomes; None where the mapping does not name it."""
        for name, rows in self.columns.items():
            if name.casefold() == column.casefold():
                return (rows,) if isinstance(rows, RowMapping) else rows
        return None

    def every_column(self) -> Iterator[tuple[str, str]]:
        """All columns that are named, each with the place of its name in the mapping."""
        for field in _NAMING:
            for column in one_or_more(getattr(self, field) or ()):
                yield f"$.{field}", column
        for column in self.columns:
            yield f"$.columns.{column}", column

    def spelled_as(self, columns: Iterable[str]) -> "Mapping":
        """The same with its columns written as *columns* are, if they are the same but for their case."""
        written = {name.casefold(): name for name in columns}

        def own(name: str) -> str:
            return written.get(name.casefold(), name)

        named = {field: getattr(self, field) for field in _NAMING}
        said = {
            field: own(names) if isinstance(names, str) else tuple(map(own, names))
            for field, names in named.items()
            if names
        }
        return replace(self, columns={own(name): rows for name, rows in self.columns.items()}, **said)


def read_mapping(file: SourceFile) -> Mapping:
    """The mapping in a YAML or JSON file.

    Raises:
        RefusedFile: it cannot be read, holds an unknown field, or a column twice.
    """
    document = read_document(file.raw, file.name)
    _check_rows(file, document)
    mapping = fitted(document, Mapping, file.name)
    _distinct(file, [name.casefold() for name in mapping.columns])
    return mapping


def _check_rows(file: SourceFile, document: YamlDocument) -> None:
    """Raise RefusedFile for the first row that breaks a rule, with the place of what is wrong in it."""
    columns = document.data.get("columns") if isinstance(document.data, dict) else None
    for column, rows in columns.items() if isinstance(columns, dict) else ():
        listed = isinstance(rows, list)
        for index, row in enumerate(rows if listed else [rows]):
            try:
                msgspec.convert(row, RowMapping, strict=False)
            except msgspec.ValidationError as error:
                fault = explained(error, RowMapping, row)
                path = ("columns", column, *((index,) if listed else ()), *fault.path)
                line = line_of(document, path)
                raise RefusedFile(file.name, line, spelled(path), fault.reason, fault.accepted) from None


def check_against(mapping: Mapping, name: str, columns: tuple[str, ...]) -> None:
    """Raise RefusedFile for a column that *mapping*, called *name*, names and the table does not have."""
    known = {column.casefold() for column in columns}
    for place, column in mapping.every_column():
        if column.casefold() not in known:
            reason = say("import.reason.no_such_column", column=column[:60])
            accepted = say("import.accepted.no_such_column", columns=tuple(filter(None, columns))[:30])
            raise RefusedFile(name, 0, place, reason, accepted)


def one_or_more(columns: Columns | tuple[str, ...]) -> tuple[str, ...]:
    """A single name as a list of one."""
    return (columns,) if isinstance(columns, str) else columns


def _distinct(file: SourceFile, columns: list[str]) -> None:
    twice = next((name for index, name in enumerate(columns) if name in columns[:index]), None)
    if twice is not None:
        reason = say("import.reason.column_twice", column=twice[:60])
        raise RefusedFile(file.name, 0, "$.columns", reason, say("import.accepted.header"))
