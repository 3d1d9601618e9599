"""The shop that Shopify's template language is tried on: products and variants as YAML, prices in cents.

Source: docs/importing.md, "Shopify Liquid". A variant stands once under ``product_variants`` and is named
by an alias in its product, a product in the same way in its collections.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from ...core.catalogue import Stock
from ...core.values import Number, Words
from .cells import one_or_several
from .documents import line_of, read_document
from .faults import Faults
from .goods import Fact, Good
from .goods_records import reading_of_goods
from .pricing2yaml.node import Node
from .reading import Reading, SourceFile, Wishes
from .variants import Variant, offered

_OWN_KEYS = re.compile(rb"^product_variants\s*:", re.MULTILINE)
_CENTS = re.compile(r"[0-9]{1,14}")
_MOST_TEXT = 200_000


def looks_like_shopify_liquid(file: SourceFile) -> bool:
    """Whether variants stand apart from their products."""
    return _OWN_KEYS.search(file.raw) is not None


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` and `read_document` do."""
    document = read_document(file.raw, file.name)
    top = Node.top(document, file.name)
    products = [(line_of(document, node.path), node) for node in top.at("products").items()]
    if not products:
        raise top.at("products").refusal("no_products")
    collections = _collections(top)

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        taken: set[str] = set()

        def made(place: tuple[int, Node]) -> Good:
            good = _good(*place, collections, wishes.language)
            if good.source_key in taken:
                raise place[1].at("handle").refusal("handle_twice")
            taken.add(good.source_key)
            return good

        yield faults.each(products, made)

    return reading_of_goods(file, wishes, walk)


def _collections(top: Node) -> dict[str, list[str]]:
    """The titles of the collections that each product is in, by its handle."""
    found: dict[str, list[str]] = {}
    for collection in top.at("collections").items():
        title = collection.at("title").text()
        for product in collection.at("products").items():
            handle = product.at("handle").text()
            if handle and title:
                found.setdefault(handle, []).append(title)
    return found


def _good(line: int, node: Node, collections: dict[str, list[str]], language: str) -> Good:
    handle = node.mapping().at("handle").text()
    if not handle:
        raise node.at("handle").refusal("bad_name")
    sold = node.at("variants").items() or [node]
    offer = offered([_variant(one) for one in sold])
    kind = node.at("type").text()
    return Good(
        line=line,
        source_key=handle,
        name=node.at("title").text() or handle,
        category=(kind,) if kind else (),
        description=node.at("description").text(_MOST_TEXT),
        facts=tuple(_facts(node, sold, collections.get(handle, []), language)),
        amount=offer.amount,
        sale=offer.sale,
        choices=offer.choices,
        stock=Stock() if offer.available else Stock(state="sold_out"),
    )


def _variant(node: Node) -> Variant:
    price, crossed_out = _amount(node.mapping().at("price")), _amount(node.at("compare_at_price"))
    lowered = bool(price and crossed_out) and Decimal(crossed_out or 0) > Decimal(price or 0)
    return Variant(
        label=node.at("title").text() or "1",
        sku=node.at("sku").text(),
        amount=crossed_out if lowered else price,
        reduced=price if lowered else None,
        available=node.at("available").value is not False,
    )


def _amount(node: Node) -> str | None:
    """Hundredths of the currency, whatever its own smallest unit is; None where nothing stands.

    Raises:
        RefusedFile: it is no whole number.
    """
    if node.value is None:
        return None
    if not isinstance(node.value, str) or not _CENTS.fullmatch(node.value):
        raise node.refusal("not_whole")
    whole, cents = divmod(int(node.value), 100)
    return f"{whole}.{cents:02}".removesuffix("0").removesuffix("0").removesuffix(".")


def _facts(node: Node, sold: list[Node], collections: list[str], language: str) -> Iterator[Fact]:
    vendor = node.at("vendor").text()
    if vendor:
        yield Fact(label="Vendor", value=Words(text={language: vendor}))
    for number, name in enumerate(node.at("options").texts(), 1):
        values = [text for one in sold if (text := one.at(f"option{number}").text())]
        if values:
            yield Fact(label=name, value=one_or_several(values, language))
    weights = {one.at("weight").text() for one in sold} - {None, "0"}
    weight = weights.pop() if len(weights) == 1 else None
    if weight and _CENTS.fullmatch(weight):
        yield Fact(label="Weight", value=Number(amount=weight, unit="g"))
    for label, texts in (("Tags", list(node.at("tags").texts())), ("Collections", collections)):
        if texts:
            yield Fact(label=label, value=one_or_several(texts, language))
