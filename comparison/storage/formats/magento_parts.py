"""The parts of Magento's composed products: variations of configurable ones, selections of bundles.

A part's price stands in its own row, anywhere in the file, so names are gathered first and then, for
the rows that were named, the little that is needed of them.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...core.money import ARITHMETIC
from .amounts import amount_of, plain_amount
from .magento_packed import groups_of, paths_of, values_of
from .table_dates import date_of
from .tables import Row
from .variants import Variant

_HIDDEN = "not visible individually"
_SEVERAL = {"checkbox", "multi"}
_PERCENT = Decimal(100)


class Parts:
    """What the composed products of one file are made of."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._named: set[str] = set()
        self._parts: dict[str, Variant] = {}
        self.grouped = self.loose = 0
        self.several_categories = False

    def name(self, row: Row) -> None:
        """Remember which parts the product in *row* names."""
        self.grouped += row.get("product_type") == "grouped"
        paths = paths_of(row.get("categories"))
        self.several_categories = self.several_categories or len(paths) > 1
        for column in ("configurable_variations", "bundle_values"):
            self._named.update(sku for part in groups_of(row.get(column)) if (sku := part.get("sku")))

    def gather(self, row: Row) -> None:
        """Take note of *row* where it is a part; all products must have been asked for names before.

        Raises:
            RefusedFile: the price or a date of a part is none.
        """
        named, hidden = row.get("sku") in self._named, is_hidden(row)
        self.loose += hidden and not named and not row.get("store_view_code")
        if not named or row.get("sku") in self._parts:
            return
        # A part that is sold by itself too is refused in its own right.
        self._parts[row.get("sku")] = variant(self._file, row) if hidden else _leniently(row)

    def is_part(self, row: Row) -> bool:
        """Whether *row* is sold only as a part of something."""
        return is_hidden(row) and row.get("sku") in self._named

    def variations(self, row: Row) -> Iterator[Variant]:
        """The variations of a configurable product, each with what its own row says of it."""
        for part in groups_of(row.get("configurable_variations")):
            sku = part.get("sku", "")
            own = self._parts.get(sku) or variant(self._file, row)
            options = [", ".join(values_of(value)) for name, value in part.items() if name != "sku"]
            yield own._replace(label=" / ".join(filter(None, options)) or sku, sku=sku or None)

    def options(self, row: Row) -> dict[str, list[str]]:
        """What the variations of a configurable product differ in: values by the attribute's name."""
        found: dict[str, list[str]] = {}
        for part in groups_of(row.get("configurable_variations")):
            for name, value in part.items():
                if name != "sku":
                    found.setdefault(name, []).extend(values_of(value))
        return found

    def span(self, row: Row) -> tuple[str, str] | None:
        """The least and the most that one piece of a bundle costs; None where a part's price is unknown.

        Options that nobody has to take count only in the most.
        """
        base = "0" if row.get("bundle_price_type").lower() == "dynamic" else plain_amount(row.get("price"))
        if base is None:
            return None
        low = high = Decimal(base)
        for selections in _options(row).values():
            ends = [self._ends(selection, row) for selection in selections]
            known = [one for one in ends if one is not None]
            if len(known) < len(ends):
                return None
            low += min(one[0] for one in known) if selections[0].get("required", "1") != "0" else 0
            several = selections[0].get("type") in _SEVERAL
            high += sum((one[1] for one in known), Decimal()) if several else max(one[1] for one in known)
        return _text(low * _share(row)), _text(high)

    def _ends(self, selection: Mapping[str, str], row: Row) -> tuple[Decimal, Decimal] | None:
        """What a selection costs at least and at most, in the quantity that it is sold in."""
        quantity = plain_amount(selection.get("default_qty", "")) or "1"
        if row.get("bundle_price_type").lower() != "dynamic":
            own = plain_amount(selection.get("price", "") or "0")
            lowest = highest = None if selection.get("price_type") == "percent" else own
        else:
            part = self._parts.get(selection.get("sku", ""), Variant(""))
            highest = part.amount or part.reduced
            lowest = part.reduced if part.is_reduced else part.amount
        if lowest is None or highest is None:
            return None
        return Decimal(lowest) * Decimal(quantity), Decimal(highest) * Decimal(quantity)


def variant(file: str, row: Row) -> Variant:
    """What *row* says of its own price and whether it can be had.

    Raises:
        RefusedFile: a price or a date is none.
    """
    return Variant(
        label=row.get("sku"),
        sku=row.get("sku"),
        amount=amount_of(file, row, "price"),
        reduced=amount_of(file, row, "special_price"),
        starts=date_of(file, row, "special_price_from_date"),
        ends=date_of(file, row, "special_price_to_date"),
        available=row.get("is_in_stock") != "0" or row.get("allow_backorders") in {"1", "2"},
    )


def _leniently(row: Row) -> Variant:
    return Variant(row.get("sku"), amount=plain_amount(row.get("price")))


def is_hidden(row: Row) -> bool:
    """Whether a product is not sold by itself."""
    return row.get("visibility").lower() == _HIDDEN


def _options(row: Row) -> dict[str, list[dict[str, str]]]:
    """The selections of each option of a bundle, by the option's name."""
    options: dict[str, list[dict[str, str]]] = {}
    for selection in groups_of(row.get("bundle_values")):
        options.setdefault(selection.get("name", ""), []).append(selection)
    return options


def _share(row: Row) -> Decimal:
    """What is left to pay of a bundle that is reduced: its special price is a percentage."""
    percent = plain_amount(row.get("special_price"))
    return Decimal(percent) / _PERCENT if percent and Decimal(percent) < _PERCENT else Decimal(1)


def _text(amount: Decimal) -> str:
    text = f"{ARITHMETIC.plus(amount):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
