"""Naver Shopping's product file (EP 3.0): one row a product, tab-separated, in won.

Source: docs/importing.md, "Naver Shopping EP". A delivery charge of -1 is paid to the carrier and so is not
known; a rental's price is not a price of the goods.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from msgspec.structs import replace

from ...core.bounds import LINE
from ...core.catalogue import Stock
from ...core.messages import say
from ...core.pricing.amounts import Amount, Flat, Unknown
from ...core.pricing.model import Component, Once
from ...core.values import Words, YesNo
from .amounts import amount_of
from .cells import one_or_several
from .faults import Faults
from .feed_rows import row as fact
from .goods import Choice, Fact, Good, Offer, Sale
from .goods_records import reading_of_goods
from .names import slug, unique
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .tables import Row, header_of, refused_at, table_of
from .tallies import Tally
from .web_addresses import web_address

_COLUMNS = frozenset({"id", "title", "price_pc", "link"})
_LANGUAGE = "ko"
_CURRENCY = "KRW"
_TEXTS = {
    "brand": "brand",
    "maker": "maker",
    "origin": "origin",
    "model_number": "model",
    "barcode": "gtin",
    "manufacture_define_number": "mpn",
    "condition": "condition",
    "age_group": "age-group",
    "gender": "gender",
    "product_flag": "sold-as",
}
_SWITCHES = {
    "import_flag": "imported",
    "parallel_import": "parallel-import",
    "order_made": "made-to-order",
    "adult": "adult",
    "installation_costs": "installation",
    "delivery_grade": "delivery-varies",
}
_CATEGORIES = tuple(f"category_name{number}" for number in (1, 2, 3, 4))
# What is paid again and again, or by instalments: its price is not that of the goods.
_NOT_BOUGHT = frozenset({"렌탈", "대여", "할부"})
_CARRIED = frozenset(
    {
        *_COLUMNS,
        *_TEXTS,
        *_SWITCHES,
        *_CATEGORIES,
        *"normal_price shipping option_detail attribute class minimum_purchase_quantity".split(),
    }
)
# Pictures, search words, matching and the file's own business.
_MEANINGLESS = frozenset(
    "mobile_link image_link add_image_link naver_category naver_product_id goods_type pre_match_code"
    " search_tag vendor_id coordi_id seller_id update_time price_mobile".split()
)
_COUNT = "minimum_purchase_quantity"


def looks_like_naver_ep(file: SourceFile) -> bool:
    """Whether the columns are those of a product file."""
    return set(header_of(file)) >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*, which is in Korean. Raises RefusedFile as `reading_of_goods` does."""
    with table_of(file) as table:
        notes, mark = table.notes, table.delimiter
    tally = Tally()

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        # Its quotation marks are letters; of a copy with commas they are marks.
        with table_of(file, quoted=mark != "\t", delimiter=mark or None) as table:
            once = OnlyOnce(file.name)
            yield faults.each(table.rows, lambda row: _good(file.name, row, once, tally))

    reading = reading_of_goods(file, replace(wishes, language=_LANGUAGE), walk, notes)
    # The records are walked later; what there is to say was found out in the walk before.
    return replace(reading, notes=(*reading.notes, *tally.notes))


def _good(file: str, row: Row, once: OnlyOnce, tally: Tally) -> Good:
    own = row.get("id")
    if not own:
        reason = say("import.reason.no_field", name="id")
        raise refused_at(file, row.line, "id", reason, say("import.accepted.no_field", name="id"))
    left_out = (
        name for name, text in row.cells.items() if text.strip() and name not in _CARRIED | _MEANINGLESS
    )
    tally.name("fields_left_out", sorted(left_out))
    return Good(
        line=row.line,
        source_key=once.take(row, "id", own),
        name=row.get("title") or own,
        category=tuple(text for name in _CATEGORIES if (text := row.get(name))),
        facts=tuple(_facts(row)),
        offers=(_offer(file, row, tally),),
        sku=own,
        address=web_address(row.get("link")),
        stock=Stock(state="sold_out") if row.get("class") == "D" else Stock(),
    )


def _offer(file: str, row: Row, tally: Tally) -> Offer:
    price, normal = amount_of(file, row, "price_pc"), amount_of(file, row, "normal_price")
    mobile = amount_of(file, row, "price_mobile")
    tally.count("mobile_prices", mobile is not None and mobile != price)
    if price is None or not Decimal(price):
        tally.count("zero_price", price is not None)
        return Offer(currency=_CURRENCY)
    if row.get("product_flag") in _NOT_BOUGHT:
        tally.count("rentals")
        return Offer(currency=_CURRENCY, words=f"{row.get('product_flag')} {price} {_CURRENCY}")
    lowered = normal is not None and Decimal(normal) > Decimal(price)
    choices = _priced_choices(row, price, tally)
    return Offer(
        currency=_CURRENCY,
        amount=None if choices else normal if lowered else price,
        sale=Sale(amount=price) if lowered and not choices else None,
        choices=choices,
        charges=tuple(_charges(file, row)),
        min_quantity=_least(row),
    )


def _options(row: Row) -> list[tuple[str, str]]:
    """``색상:검정^12000|색상:흰색^13000`` by option and amount."""
    pairs = (one.rpartition("^") for one in row.get("option_detail").split("|") if "^" in one)
    return [(name.strip(), amount.strip()) for name, _, amount in pairs if name.strip()]


def _priced_choices(row: Row, price: str, tally: Tally) -> tuple[Choice, ...]:
    """The options with their prices. They are whole prices only if the cheapest is the product's own."""
    options = _options(row)
    amounts = [amount for _, amount in options if amount.isascii() and amount.isdigit() and len(amount) <= 12]
    if not options:
        return ()
    if len(amounts) != len(options) or min(map(Decimal, amounts)) != Decimal(price):
        tally.count("option_prices_left_out")
        return ()
    taken: set[str] = set()
    return tuple(
        Choice(key=unique(slug(name, fallback="choice"), taken), label=name, amount=str(int(amount)))
        for name, amount in options
    )


def _charges(file: str, row: Row) -> Iterator[Component]:
    text = row.get("shipping")
    if text:
        label = {"ko": "배송비", "en": "Delivery"}
        yield Component(
            key="delivery", label=label, kind="delivery", amount=_delivery(file, row), when=Once()
        )
    if row.get("installation_costs").upper() == "Y":
        label = {"ko": "설치비", "en": "Installation"}
        unknown = Unknown(how={"ko": "설치비 별도", "en": "not part of the price"})
        yield Component(key="installation", label=label, kind="fee", amount=unknown, when=Once())


def _delivery(file: str, row: Row) -> Amount:
    if row.get("shipping") == "-1":
        return Unknown(how={"ko": "착불", "en": "paid to the carrier"})
    return Flat(value=amount_of(file, row, "shipping") or "0")


def _least(row: Row) -> int:
    text = row.get(_COUNT)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 6 and int(text) else 1


def _facts(row: Row) -> Iterator[Fact]:
    for name, key in _TEXTS.items():
        if row.get(name):
            yield fact(key, Words(text={_LANGUAGE: row.get(name)}), _LANGUAGE)
    for name, key in _SWITCHES.items():
        if row.get(name).upper() == "Y":
            yield fact(key, YesNo(yes=True), _LANGUAGE)
    attributes = [text for part in row.get("attribute").split("^") if (text := part.strip())]
    if attributes:
        yield fact("attributes", one_or_several(attributes, _LANGUAGE), _LANGUAGE)
    options = [name[:LINE] for name, _ in _options(row)]
    if options:
        yield fact("options", one_or_several(options, _LANGUAGE), _LANGUAGE)
