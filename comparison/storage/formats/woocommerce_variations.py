"""The variations of a WooCommerce export, by their parents.

A variation names its parent by SKU or as ``id:12`` and may stand before or after it, so all of them
are gathered, compactly, before the products are read. One whose parent is not in the file becomes a
product of its own.
"""

from collections.abc import Callable

from .amounts import amount_of
from .table_dates import date_of
from .tables import Row
from .variants import Variant, offered
from .woocommerce_cells import parts_of, paths_of, said, types_of

_MOST_ATTRIBUTES = 100


class Family:
    """The variations of one parent, and what they state that their parent may not: values by column."""

    def __init__(self) -> None:
        self.variants: list[Variant] = []
        self.values: dict[str, set[str]] = {}

    def value(self, column: str) -> str:
        """The one value of *column* that all variations share."""
        values = self.values.get(column, set())
        return next(iter(values)) if len(values) == 1 else ""


class Families:
    """All families of one file. *measures* are columns of which a family knows the values;
    *several_categories* says whether any product is in more than one."""

    def __init__(self, file: str, measures: tuple[str, ...]) -> None:
        self._file, self._measures = file, measures
        self._families: dict[str, Family] = {}
        self._products: set[str] = set()
        self.grouped = 0
        self.several_categories = False

    def gather(self, row: Row) -> None:
        """Take note of one row.

        Raises:
            RefusedFile: a variation's price or date is none.
        """
        if not is_variation(row):
            self._products.update(_names(row))
            self.grouped += "grouped" in types_of(row)
            self.several_categories = self.several_categories or len(paths_of(row)) > 1
            return
        variant = _variant(self._file, row)
        family = self._families.setdefault(_parent(row), Family())
        if not is_off(row):
            family.variants.append(variant)
        for column in self._measures:
            if row.get(column):
                family.values.setdefault(column, set()).add(row.get(column))

    def of(self, row: Row) -> Family:
        """The variations of the product in *row*."""
        found = [self._families[name] for name in _names(row) if name in self._families]
        return found[0] if found else Family()

    def is_product(self, row: Row) -> bool:
        """Whether *row* is a product, or a variation that has to stand for itself."""
        return not is_variation(row) or _parent(row) not in self._products

    @property
    def orphans(self) -> int:
        """How many variations name a parent that is not in the file."""
        return sum(
            len(family.variants) for parent, family in self._families.items() if parent not in self._products
        )

    @property
    def mixed(self) -> int:
        """How many families have reductions whose dates differ."""
        return sum(offered(family.variants).mixed for family in self._families.values())


def is_variation(row: Row) -> bool:
    """Whether *row* is a variation that names its parent."""
    return any(kind.endswith("variation") for kind in types_of(row)) and bool(row.get("Parent"))


def is_off(row: Row) -> bool:
    """Whether *row* is kept back: a draft, or switched off."""
    return row.get("Published").lower() not in {"", "1", "yes", "true"}


def attribute_numbers(has: Callable[[str], bool]) -> tuple[int, ...]:
    """The numbers of the attributes that the table has columns for."""
    return tuple(number for number in range(1, _MOST_ATTRIBUTES) if has(f"Attribute {number} name"))


def _names(row: Row) -> tuple[str, ...]:
    """What a variation may call the product in *row*."""
    return tuple(name for name in (said(row, "SKU"), f"id:{row.get('ID')}" if row.get("ID") else "") if name)


def _parent(row: Row) -> str:
    parent = said(row, "Parent")
    return parent.lower().replace(" ", "") if parent.lower().startswith("id:") else parent


def _variant(file: str, row: Row) -> Variant:
    values = (said(row, f"Attribute {number} value(s)") for number in range(1, _MOST_ATTRIBUTES))
    label = " / ".join(", ".join(parts_of(value)) for value in values if value)
    return Variant(
        label=label or said(row, "Name") or said(row, "SKU") or row.get("ID"),
        sku=said(row, "SKU") or None,
        amount=amount_of(file, row, "Regular price"),
        reduced=amount_of(file, row, "Sale price"),
        starts=date_of(file, row, "Date sale price starts"),
        ends=date_of(file, row, "Date sale price ends"),
        available=row.get("In stock?").lower() not in {"0", "no", "false"},
    )
