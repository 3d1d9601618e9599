"""Files as shops hand them out, made up row by row, so that a million rows need no memory."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from comparison.storage.formats.google_merchant_entries import plain_name

_SHOPIFY = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Barcode",
    "Image Src",
    "Status",
)
_KINDS = 40
_VARIANTS = ("Small", "Medium", "Large")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel><title>Made up</title><link>https://shop.example</link><description>For measuring.</description>
"""


def write_shopify(path: Path, rows: int) -> None:
    """A product export of *rows* rows: three variants and one picture for each product."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, _SHOPIFY, restval="")
        table.writeheader()
        for number in range(rows):
            product, place = divmod(number, len(_VARIANTS) + 1)
            table.writerow(_picture(product) if place == len(_VARIANTS) else _variant(product, place))


def write_feed(path: Path, items: int) -> None:
    """A Merchant feed of *items* items, each a product of its own."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(items):
            _write_item(file, _item(number))
        file.write("</channel></rss>\n")


def write_feed_as_table(path: Path, items: int) -> None:
    """The items of `write_feed` as CSV, for a tool that reads no XML."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(plain_name(name) for name, _ in _item(0))
        table.writerows([text for _, text in _item(number)] for number in range(items))


def _variant(product: int, place: int) -> dict[str, str]:
    cents = 990 + product % 9_000 + 200 * place
    own = {
        "Handle": f"product-{product}",
        "Option1 Value": _VARIANTS[place],
        "Option2 Value": "Blue",
        "Variant SKU": f"SKU-{product}-{place}",
        "Variant Grams": str(200 + product % 900),
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": str(product % 50),
        "Variant Inventory Policy": "continue",
        "Variant Price": f"{cents // 100}.{cents % 100:02}",
        "Variant Barcode": f"0{product:012}",
        "Image Src": f"https://cdn.shop.example/{product}-{place}.jpg",
    }
    return own if place else {**own, **_first_row(product)}


def _first_row(product: int) -> dict[str, str]:
    return {
        "Title": f"Product {product}",
        "Body (HTML)": f"<p>Product <strong>{product}</strong>, sturdy.</p><ul><li>Washable</li></ul>",
        "Vendor": f"Maker {product % 300}",
        "Type": f"Kind {product % _KINDS}",
        "Tags": "everyday, new",
        "Published": "true",
        "Option1 Name": "Size",
        "Option2 Name": "Colour",
        "Status": "active",
    }


def _picture(product: int) -> dict[str, str]:
    return {"Handle": f"product-{product}", "Image Src": f"https://cdn.shop.example/{product}-more.jpg"}


def _item(number: int) -> Iterator[tuple[str, str]]:
    cents = 990 + number % 90_000
    yield "g:id", f"SKU-{number}"
    yield "title", f"Product {number}"
    yield "description", f"Product {number}, sturdy & washable."
    yield "link", f"https://shop.example/p/{number}"
    yield "g:image_link", f"https://cdn.shop.example/{number}.jpg"
    yield "g:price", f"{cents // 100}.{cents % 100:02} USD"
    yield "g:availability", "in stock" if number % 9 else "out of stock"
    yield "g:condition", "new"
    yield "g:brand", f"Maker {number % 300}"
    yield "g:gtin", f"0{number:012}"
    yield "g:product_type", f"Home > Kind {number % _KINDS}"
    yield "g:color", "Blue"
    yield "g:material", "Cotton"
    yield "g:shipping", f"US::Standard:{4 + number % 3}.95 USD"
    yield "g:shipping_weight", f"{200 + number % 900} g"


def _write_item(file: TextIO, item: Iterator[tuple[str, str]]) -> None:
    file.write("<item>\n")
    for name, text in item:
        file.write(f"<{name}>{text.replace('&', '&amp;').replace('>', '&gt;')}</{name}>\n")
    file.write("</item>\n")
