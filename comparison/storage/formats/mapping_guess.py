"""A mapping for a plain table that comes without one: which column is the name, the price, what the rest are.

Nothing is guessed that a wrong guess would harm: without a column of names the table is refused.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as ByName
from typing import NamedTuple

from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.money import CURRENCIES
from .column_profiles import Profile
from .delivery_cells import is_fee
from .mapping import Mapping, RowMapping, RowMappings
from .names import plain_label
from .typed_cells import Decimals, Manner, unit_in

_NAMES = (
    *("name", "product name", "product", "title", "item name", "item", "model name", "model"),
    *("상품명", "제품명", "품명", "이름", "모델명", "商品名", "製品名"),
    *("produktname", "bezeichnung", "nom", "nombre", "nome"),
)
_MAKERS = ("brand", "make", "mfr", "manufacturer", "maker", "브랜드", "제조사", "marke", "hersteller")
_VARIANTS = ("trim", "variant", "version", "edition")
_PRICES = (
    *("price", "sale price", "selling price", "list price", "msrp", "retail price", "unit price"),
    *("monthly price", "price per month", "요금", "월 요금", "월요금", "정가", "금액"),
    *("가격", "판매가", "판매 가격", "소비자가", "価格", "preis", "prix", "precio", "prezzo", "prijs"),
)
# What can be called nothing else, and what is a charge only where amounts stand in it.
_FEES = (
    *("delivery fee", "delivery cost", "delivery costs", "delivery charge", "delivery charges"),
    *("shipping fee", "shipping fees", "shipping cost", "shipping costs", "shipping charge", "postage"),
    *("shipping charges", "shipping price", "delivery price", "배송비", "배송료", "배송비용", "배송 비용"),
    *("택배비", "배달비", "배달료", "送料", "配送料", "versandkosten", "lieferkosten", "frais de port"),
    *("frais de livraison", "gastos de envío", "coste de envío", "spese di spedizione", "verzendkosten"),
)
_DELIVERIES = ("delivery", "shipping", "배송", "배달", "versand", "lieferung", "livraison", "envío", "配送")
_SKUS = (
    "sku",
    "id",
    "product id",
    "item id",
    "item number",
    "article number",
    "상품코드",
    "상품번호",
    "品番",
)
_CATEGORIES = (
    "category",
    "product category",
    "카테고리",
    "분류",
    "カテゴリ",
    "kategorie",
    "catégorie",
    "categoría",
)
_DESCRIPTIONS = ("description", "product description", "설명", "상품설명", "beschreibung", "descripción")
_ADDRESSES = ("url", "link", "product url", "address", "주소", "링크")
_STOCKS = ("stock", "quantity", "qty", "inventory", "availability", "in stock", "재고", "재고수량", "bestand")
_YEARS = frozenset({"year", "연도", "연식", "출시연도", "年", "jahr", "baujahr", "año", "année", "anno"})
_UNITS_IN_NAMES = {
    *("kg", "g", "mg", "lb", "oz", "mm", "cm", "km", "ml", "gb", "tb", "mb", "hz", "khz", "mhz", "ghz"),
    *("mah", "wh", "kwh", "ms", "mbps", "gbps", "inch", "inches", "watts"),
}
# A sign that only one currency has.
_CURRENCIES = {"€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "円": "JPY"}
_HEADED = re.compile(r"(?P<label>.{1,200}?)\s{0,20}[(\[（](?P<unit>[^()\[\]（）]{1,20})[)\]）]")
_AFTER_COMMA = re.compile(r"(?P<label>.{1,200}?), (?P<unit>\S{1,8})")
_MOST_OF_A_NAME = 3
_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*|[a-z]+(?:[A-Z][a-z0-9]*)+")


class Heading(NamedTuple):
    """What the name of a column says: the row's label, and the unit of its numbers."""

    label: str
    unit: str | None = None


class Columns:
    """The columns of one table and what they hold."""

    def __init__(self, names: Iterable[str], profiles: ByName[str, Profile]) -> None:
        self._by_words = {_words(name): name for name in reversed(tuple(names)) if name}
        self.names = tuple(name for name in names if name)
        self._profiles = profiles

    def profile(self, column: str) -> Profile:
        """What *column* holds."""
        return self._profiles[column.casefold()]

    def called(self, words: Iterable[str]) -> list[str]:
        """The columns that are called one of *words*, in the order of *words*."""
        found = [self._by_words[word] for word in words if word in self._by_words]
        return [name for name in found if self.profile(name).stated]


def guessed_mapping(
    file: str, columns: Columns, decimal: Decimals | None, *, proposing: bool = False
) -> Mapping:
    """What the columns of the table called *file* seem to mean. *proposing* takes words for a name where
    nothing better is there: somebody is going to look at it.

    Raises:
        RefusedFile: no column can be the name.
    """
    name = _name(columns) or (_proposed_name(columns) if proposing else ())
    if not name:
        reason = say("import.reason.no_name_column")
        accepted = say("import.accepted.no_name_column", columns=columns.names[:30])
        raise RefusedFile(file, 1, "", reason, accepted)
    places = _places(columns, name)
    taken = {*name, *filter(None, places)}
    rest = (one for one in columns.names if one not in taken)
    rows: dict[str, RowMappings] = {one: guessed_row(one, columns.profile(one)) for one in rest}
    return Mapping(
        name=name if len(name) > 1 else name[0],
        sku=places.sku,
        price=places.price,
        delivery=places.delivery,
        currency=_price(columns)[1],
        category=places.category,
        description=places.description,
        address=places.address,
        stock=places.stock,
        decimal=decimal,
        columns=rows,
    )


class _Places(NamedTuple):
    """Columns that are no rows."""

    sku: str | None
    price: str | None
    delivery: str | None
    category: str | None
    description: str | None
    address: str | None
    stock: str | None


def _places(columns: Columns, name: tuple[str, ...]) -> _Places:
    def first(words: Iterable[str], holds: Callable[[Profile], bool] = bool) -> str | None:
        found = (one for one in columns.called(words) if one not in name and holds(columns.profile(one)))
        return next(found, None)

    return _Places(
        sku=first(_SKUS, lambda profile: profile.is_unique),
        price=_price(columns)[0],
        delivery=_delivery(columns),
        category=first(_CATEGORIES),
        description=first(_DESCRIPTIONS),
        address=first(_ADDRESSES, lambda profile: profile.is_address),
        stock=first(_STOCKS, lambda profile: profile.kind in {"number", "yes_no"}),
    )


def guessed_row(column: str, profile: Profile) -> RowMapping:
    """The row that *column* seems to be."""
    heading, kind = heading_of(column), profile.kind
    if kind == "number" and not _YEARS.isdisjoint(_words(column).split()):
        # A year is a name of its own: 2,017 would be none.
        kind = "text"
    if kind != "number":
        label = heading.label if heading.unit is None else column
        return RowMapping(label=label[:200], kind=kind, split=profile.split if kind == "list" else None)
    return RowMapping(label=heading.label[:200], kind=kind, unit=heading.unit or profile.unit)


def heading_of(column: str) -> Heading:
    """``Weight (kg)`` and ``weight_kg`` are weights in kg; ``price_per_gb`` is in no unit."""
    for form in (_HEADED, _AFTER_COMMA):
        found = form.fullmatch(column)
        unit = unit_in(found["unit"], None) if found else None
        if found and unit:
            return Heading(_label(found["label"]), unit)
    before, _, last = column.rpartition("_")
    if before and last.casefold() in _UNITS_IN_NAMES and not before.casefold().endswith(("per", "_per")):
        return Heading(_label(before), unit_in(last, None))
    return Heading(_label(column))


def is_known_column(column: str) -> bool:
    """Whether a column of that name is told by it: a name, a price, a number of the article."""
    every = (_NAMES, _MAKERS, _PRICES, _FEES, _SKUS, _CATEGORIES, _DESCRIPTIONS, _ADDRESSES, _STOCKS)
    found = _HEADED.fullmatch(column)
    return any(
        _words(one) in words for words in every for one in (column, found["label"] if found else column)
    )


def is_priced_column(column: str) -> bool:
    """Whether a column of that name holds prices, if it holds numbers."""
    found = _HEADED.fullmatch(column)
    folded = _words(found["label"] if found else column)
    return folded in _PRICES or folded.endswith((" price", "가격", "요금", "판매가"))


def delivery_columns(names: Iterable[str]) -> list[str]:
    """The columns that may say what delivery costs, the surest first."""
    every = [(name, _words(_headed(name).bare)) for name in names if name]
    return [name for words in (_FEES, _DELIVERIES) for name, its in every if its in words]


def tells_fees(column: str, cells: Iterable[str]) -> bool:
    """Whether shoppers read in *column*, of which *cells* are some, what delivery costs."""
    name = _words(_headed(column).bare)
    return name in _FEES or (name in _DELIVERIES and any(is_fee(cell, Manner()) for cell in cells))


def headed_currency(column: str) -> str | None:
    """The currency that the name of a column states: ``Price (USD)``, ``price_usd``, ``배송비(원)``."""
    return _headed(column).currency


def watched_columns(names: Iterable[str]) -> list[str]:
    """The columns that may tell rows apart."""
    every = tuple(names)
    return [name for name in every if _words(name) in _SKUS] + [name for name in every[:1] if name]


def _name(columns: Columns) -> tuple[str, ...]:
    """The column of names, or the maker's, the model's and the variant's together."""
    makers, models = columns.called(_MAKERS)[:1], columns.called(_NAMES)[:1]
    if models and _words(models[0]) in {"model", "모델명"} and makers:
        return (*makers, *models, *columns.called(_VARIANTS)[:1])
    if models:
        return (models[0],)
    first = columns.names[0] if columns.names else ""
    profile = columns.profile(first) if first else None
    return (first,) if profile and profile.kind == "text" and profile.is_unique else ()


def _proposed_name(columns: Columns) -> tuple[str, ...]:
    worded = tuple(one for one in columns.names if columns.profile(one).kind == "text")
    return worded[:_MOST_OF_A_NAME] or columns.names[:1]


def _price(columns: Columns) -> tuple[str | None, str | None]:
    """The column of prices, and the currency that its name states."""
    for column in columns.names:
        headed = _headed(column)
        if _words(headed.bare) in _PRICES and headed.bare != column:
            return column, headed.currency
    return next(iter(columns.called(_PRICES)), None), None


def _delivery(columns: Columns) -> str | None:
    """The column of what delivery costs; one that is merely called delivery may hold days."""
    for column in delivery_columns(columns.names):
        profile = columns.profile(column)
        if profile.fees or (profile.stated and _words(_headed(column).bare) in _FEES):
            return column
    return None


class _Headed(NamedTuple):
    """The name of a column without the money in it, and its currency where the sign is that of one alone."""

    bare: str
    currency: str | None = None


def _headed(column: str) -> _Headed:
    found = _HEADED.fullmatch(column)
    bare, unit = (found["label"], found["unit"]) if found else column.rpartition("_")[::2]
    currency = _CURRENCIES.get(unit, unit.upper())
    if currency in CURRENCIES:
        return _Headed(bare, currency)
    return _Headed(bare if unit == "$" else column)


def _words(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _label(name: str) -> str:
    return plain_label(name) if _SNAKE.fullmatch(name) else name.strip()
