"""A small whole file of every import format, with places in it that a test can spoil."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from builders_korean_tables import CAFE24_ROW, NAVER_ROW

from comparison.storage.formats.reading import SourceFile


class Whole(NamedTuple):
    """How a file of one format is written: its name, its text around *name*, *price* and the *second* key of
    two goods, and the options to import it with. *day* is where a date stands, in formats that refuse one
    that is none; in our own it is a finding of the check."""

    format: str
    name: str
    text: Callable[..., str]
    options: Mapping[str, Any]

    def file(self, **parts: str) -> SourceFile:
        """The file, with *parts* in their places."""
        return SourceFile(name=self.name, raw=self.text(**parts).encode())


def _table(rows: Sequence[Mapping[str, str]], mark: str = ",", end: str = "\r\n") -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, columns, restval="", delimiter=mark, lineterminator=end)
    written.writeheader()
    written.writerows(rows)
    return text.getvalue()


def _shopify(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    row = {"Handle": "one", "Title": name, "Option1 Name": "", "Type": "Drinks", "Variant Price": price}
    return _table(
        [row, {**row, "Handle": "three", "Title": "Milk"}, {**row, "Handle": second, "Title": "Juice"}]
    )


def _woocommerce(name: str = "Tea", price: str = "10", second: str = "two", day: str = "") -> str:
    row = {"ID": "1", "Type": "simple", "SKU": "one", "Name": name, "Published": "1", "Regular price": price}
    row |= {"Sale price": "1" if day else "", "Date sale price starts": day, "Categories": "Drinks"}
    return _table([row, {**row, "ID": "2", "SKU": second, "Name": "Juice"}])


def _magento(name: str = "Tea", price: str = "10", second: str = "two", day: str = "") -> str:
    row = {"sku": "one", "store_view_code": "", "attribute_set_code": "Drink", "product_type": "simple"}
    row |= {"categories": "Default Category/Drinks", "name": name, "visibility": "Catalog, Search"}
    row |= {"product_online": "1", "price": price, "additional_attributes": "", "is_in_stock": "1"}
    row |= {"special_price": "1" if day else "", "special_price_from_date": day}
    return _table([row, {**row, "sku": second, "name": "Juice"}])


def _magento_samples(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    row = {"category": "Drinks", "name": name, "sku": "one", "price": price, "attribute_set": "Drink"}
    return _table([row, {**row, "sku": second, "name": "Juice"}])


def _vendure(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    row = {"name": name, "slug": "one", "facets": "category:Drinks", "optionGroups": "", "optionValues": ""}
    row |= {"price": price, "sku": "S1"}
    return _table([row, {**row, "slug": second, "name": "Juice", "sku": "S2"}])


def _feed(name: str = "Tea", price: str = "10", second: str = "two", day: str = "") -> str:
    sale = (
        f"<g:sale_price>1 USD</g:sale_price><g:sale_price_effective_date>{day}</g:sale_price_effective_date>"
    )
    items = "".join(
        f"<item><g:id>{key}</g:id><title>{title}</title><link>https://shop.example/{key}</link>"
        f"<g:price>{price} USD</g:price><g:availability>in stock</g:availability>{sale if day else ''}</item>\n"
        for key, title in (("one", name), (second, "Juice"))
    )
    return (
        f'<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n{items}</channel>\n</rss>\n'
    )


def _json_ld(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    things = [
        {
            "@type": "Product",
            "sku": key,
            "name": title,
            "offers": {"@type": "Offer", "price": price, "priceCurrency": "USD"},
        }
        for key, title in (("one", name), (second, "Juice"))
    ]
    return json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, indent=1)


def _foods(name: str = "Tea", second: str = "0002") -> str:
    rows = [
        {"code": code, "product_name": title, "pnns_groups_2": "Drinks", "labels_tags": "", "url": ""}
        for code, title in (("0001", name), (second, "Juice"))
    ]
    return _table(rows, "\t", "\n")


def _cafe24(name: str = "셔츠", price: str = "10", second: str = "P2") -> str:
    rows = [
        {**CAFE24_ROW, "상품명": name, "판매가": price},
        {**CAFE24_ROW, "상품코드": second, "상품명": "차"},
    ]
    return _table(rows)


def _naver(name: str = "차", price: str = "10", second: str = "A-002") -> str:
    rows = [{**NAVER_ROW, "title": name, "price_pc": price}, {**NAVER_ROW, "id": second, "title": "물"}]
    return _table(rows, "\t")


def _spec_table(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    rows = [{"key": "one", "name": name, "price": price}, {"key": second, "name": "Juice", "price": "3"}]
    return _table(rows)


def _reviews(name: str = "Good", price: str = "5", second: str = "2", day: str = "2026-01-02") -> str:
    row = {"id": "1", "sku": "one", "rating": price, "title": name, "review": "Warm.", "date": day}
    return _table([row, {**row, "id": second, "title": "Bad", "rating": "1"}])


def _pricing2yaml(name: str = "Tea", price: str = "10", second: str = "TWO", day: str = "2026-01-02") -> str:
    return f"""\
saasName: {json.dumps(name, ensure_ascii=False)}
version: "2026"
syntaxVersion: "2.1"
createdAt: "{day}"
currency: USD
features:
  one: {{valueType: BOOLEAN, defaultValue: true, type: DOMAIN}}
plans:
  ONE: {{price: {price}, unit: user/month}}
  {second}: {{price: 3, unit: user/month}}
"""


def _native(name: str = "Tea", price: str = "10", second: str = "two") -> str:
    base = "{key: item, label: {en: Item}, kind: base, when: {is: once}, amount: {is: flat, value: %s}}"
    price_of = f"[{{market: US, currency: USD, tax: excluded, components: [{base % price}]}}]"
    return f"""\
shop: {{key: acme, name: {{en: Acme}}, languages: [en], markets: [US]}}
categories: [{{key: drink, label: {{en: Drinks}}}}]
products:
- {{key: one, name: {{en: {json.dumps(name, ensure_ascii=False)}}}, category: drink, prices: {price_of}}}
- {{key: {second}, name: {{en: Juice}}, category: drink}}
"""


def _liquid(name: str = "Tea", price: str = "1000", second: str = "two") -> str:
    return f"""\
product_variants:
  - &first {{id: 1, title: Default, price: {price}, weight: 1, available: true}}
products:
  - {{id: 1, title: {json.dumps(name, ensure_ascii=False)}, handle: one, type: Drinks, variants: [*first]}}
  - {{id: 2, title: Juice, handle: {second}, type: Drinks, variants: [*first]}}
"""


_DOLLARS = {"currency": "USD"}
_WHOLE = (
    Whole("shopify", "goods.csv", _shopify, _DOLLARS),
    Whole("woocommerce", "goods.csv", _woocommerce, _DOLLARS),
    Whole("magento", "goods.csv", _magento, _DOLLARS),
    Whole("magento-samples", "goods.csv", _magento_samples, _DOLLARS),
    Whole("vendure", "goods.csv", _vendure, _DOLLARS),
    Whole("spec-table", "goods.csv", _spec_table, _DOLLARS),
    Whole("cafe24", "goods.csv", _cafe24, {"currency": "KRW", "language": "ko"}),
    Whole("naver-ep", "ep.txt", _naver, {"currency": None, "language": "ko"}),
    Whole("open-food-facts", "foods.tsv", _foods, {"currency": None, "market": "US"}),
    Whole("reviews", "reviews.csv", _reviews, {"currency": None, "market": "US"}),
    Whole("google-merchant", "feed.xml", _feed, {"currency": None}),
    Whole("json-ld", "goods.jsonld", _json_ld, {"currency": None}),
    Whole("pricing2yaml", "tea.yml", _pricing2yaml, {"currency": None}),
    Whole("native", "acme.yaml", _native, {"currency": None}),
    Whole("shopify-liquid", "shop.yml", _liquid, _DOLLARS),
)
WHOLE: Mapping[str, Whole] = {one.format: one for one in _WHOLE}
