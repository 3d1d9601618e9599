"""What an item of a Merchant feed says of a good besides its price, as rows of a comparison.

Source: docs/importing.md, "Google Merchant". Of variants that differ a row holds all their values.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...core.values import Listing, Number, Words, YesNo
from .cells import one_or_several
from .feed_rows import row
from .goods import Fact
from .google_merchant_entries import Entry
from .quantities import quantity_of
from .tallies import Tally

TEXTS = {
    "brand": "brand",
    "gtin": "gtin",
    "mpn": "mpn",
    "condition": "condition",
    "color": "color",
    "size": "size",
    "size_type": "size-type",
    "size_system": "size-system",
    "material": "material",
    "pattern": "pattern",
    "gender": "gender",
    "age_group": "age-group",
    "energy_efficiency_class": "energy-class",
    "max_energy_efficiency_class": "energy-class-best",
    "min_energy_efficiency_class": "energy-class-worst",
    "availability_date": "available-from",
}
_QUANTITIES = {
    "product_weight": "weight",
    "product_length": "length",
    "product_width": "width",
    "product_height": "height",
    "shipping_weight": "shipping-weight",
    "shipping_length": "shipping-length",
    "shipping_width": "shipping-width",
    "shipping_height": "shipping-height",
    "unit_pricing_measure": "contents",
    "multipack": "multipack",
}
_SWITCHES = {"is_bundle": "bundle", "adult": "adult"}
# Codes that are text whatever they look like.
_CODES = frozenset({"gtin", "mpn"})
_YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}
# What somebody has to know who can buy it but will not have it soon.
_LATER = {"preorder": "preorder", "backorder": "backorder"}

# All names that become something, here or elsewhere.
CARRIED = frozenset(
    {*TEXTS, *_QUANTITIES, *_SWITCHES, "installment", "product_highlight", "product_detail", "certification"}
)


class _Stated(NamedTuple):
    """What a good states, in the order of its rows."""

    texts: tuple[str, ...]
    quantities: tuple[str, ...]
    switches: tuple[str, ...]
    others: frozenset[str]


def facts_of(entries: Sequence[Entry], language: str, tally: Tally) -> Iterator[Fact]:
    """The facts of a good whose variants are *entries*."""
    stated = _stated(tuple(dict.fromkeys(name for entry in entries for name in entry.values)))
    for name in stated.texts:
        values = _texts_of(entries, name)
        if values:
            yield _row_of_texts(name, values, language)
    for name in stated.quantities:
        yield from _quantity(entries, name, _QUANTITIES[name], language, tally)
    for name in stated.switches:
        yield from _switch(entries, name, _SWITCHES[name], language, tally)
    if "product_detail" in stated.others:
        yield from _details(entries, language)
    for name, row_of in _OTHERS.items():
        if name in stated.others:
            yield from row_of(entries, language)


# The items of a feed mostly state the same.
@lru_cache(maxsize=1_000)
def _stated(names: tuple[str, ...]) -> _Stated:
    texts, quantities, switches = (
        tuple(name for name in known if name in names) for known in (TEXTS, _QUANTITIES, _SWITCHES)
    )
    return _Stated(texts, quantities, switches, frozenset(names))


def _texts_of(entries: Sequence[Entry], name: str) -> tuple[str, ...]:
    if len(entries) == 1:
        found = entries[0].all(name)
        return found if len(found) == 1 else tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(text for entry in entries for text in entry.all(name)))


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


# Most goods share their colour, material and condition with many others, and a row of them too.
@lru_cache(maxsize=4_000)
def _row_of_texts(name: str, values: tuple[str, ...], language: str) -> Fact:
    return row(TEXTS[name], _texts(name, values, language), language)


def _texts(name: str, values: Sequence[str], language: str) -> Words | Listing:
    if name in _CODES and len(values) == 1:
        return Words(text={language: values[0]})
    value = one_or_several(values, language)
    return value if isinstance(value, Words | Listing) else Words(text={language: values[0]})


def _quantity(entries: Sequence[Entry], name: str, key: str, language: str, tally: Tally) -> Iterator[Fact]:
    texts = _distinct(entry.get(name) for entry in entries if entry.get(name))
    numbers = [quantity_of(text) for text in texts]
    if len(texts) > 1 or (numbers and numbers[0] is None):
        tally.count("measures_left_out")
    elif numbers and numbers[0] is not None and Decimal(numbers[0].amount):
        yield row(key, Number(amount=numbers[0].amount, unit=numbers[0].unit), language)


def _switch(entries: Sequence[Entry], name: str, key: str, language: str, tally: Tally) -> Iterator[Fact]:
    said = {_YES.get(entry.get(name).lower()) for entry in entries if entry.get(name)}
    if len(said) > 1 or None in said:
        tally.count("measures_left_out")
    elif said:
        yield row(key, YesNo(yes=bool(said.pop())), language)


def _details(entries: Sequence[Entry], language: str) -> Iterator[Fact]:
    """Rows of a specification table, under its headings."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for part in entry.parts("product_detail"):
            name, value = (part.parts.get(f"attribute_{end}", "") for end in ("name", "value"))
            if name and value:
                found.setdefault((part.parts.get("section_name", ""), name), []).append(value)
    for (section, name), values in found.items():
        distinct = _distinct(values)
        number = quantity_of(distinct[0]) if len(distinct) == 1 else None
        stated = number if number and number.unit else one_or_several(distinct, language)
        yield Fact(label=name, value=stated, group=section or None)


def _highlights(entries: Sequence[Entry], language: str) -> Iterator[Fact]:
    return _row_of_all("highlights", _texts_of(entries, "product_highlight"), language)


def _by_instalments(entries: Sequence[Entry], language: str) -> Iterator[Fact]:
    said = _distinct(text for entry in entries for text in _instalments(entry))
    return _row_of_all("instalments", said, language)


def _had_later(entries: Sequence[Entry], language: str) -> Iterator[Fact]:
    return _row_of_all("availability", _distinct(filter(None, map(_later, entries))), language)


def _certified(entries: Sequence[Entry], language: str) -> Iterator[Fact]:
    said = _distinct(text for entry in entries for text in _certifications(entry))
    return _row_of_all("certification", said, language, claim=True)


def _row_of_all(key: str, texts: Sequence[str], language: str, *, claim: bool = False) -> Iterator[Fact]:
    if texts:
        yield row(key, one_or_several(texts, language), language, claim=claim)


def _instalments(entry: Entry) -> Iterator[str]:
    """``6 × 50 BRL``, after a first payment where there is one."""
    for part in entry.parts("installment"):
        months, amount = part.parts.get("months", ""), part.parts.get("amount", "")
        if months and amount:
            first = part.parts.get("downpayment", "")
            yield f"{first} + {months} × {amount}" if first else f"{months} × {amount}"


def _later(entry: Entry) -> str:
    word = entry.get("availability").lower()
    return _LATER.get(word.replace("_", "").replace("-", "").replace(" ", ""), "")


def _certifications(entry: Entry) -> Iterator[str]:
    """``EC EPREL 123456``: who, what and which."""
    for part in entry.parts("certification"):
        said = [part.parts.get(f"certification_{end}", "") for end in ("authority", "name", "code")]
        yield " ".join(text for text in said if text)


# By what makes them; in the order of their rows.
_OTHERS = {
    "product_highlight": _highlights,
    "installment": _by_instalments,
    "availability": _had_later,
    "certification": _certified,
}
