"""Feeds, pages, food and the tables of Korean shops are told from each other and from every other format."""

import json
from pathlib import Path

import pytest
from builders_feeds import MERCHANT_ROW, feed, item
from builders_foods import FOOD, food_lines, food_table
from builders_json_ld import document, offer, page, thing
from builders_korean_tables import CAFE24_ROW, NAVER_ROW, naver_file
from builders_tables import CATALOGS, records_table

from comparison.core.errors import RefusedFile
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of

OURS = {"google-merchant", "json-ld", "open-food-facts", "cafe24", "naver-ep"}
# The folders of the real catalogues, and what their files are in.
REAL = {
    "shop-exports/shopify": {"shopify"},
    "shop-exports/woocommerce": {"woocommerce"},
    "shop-exports/google-merchant": {"google-merchant"},
    "shop-exports/vendure": {"vendure"},
    "json-ld/schema-org": {"json-ld"},
    "json-ld/extruct": {"json-ld"},
    "transparency": {"open-food-facts"},
    "pricing2yaml/v2.1": {"pricing2yaml"},
}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (feed(item()), "google-merchant"),
        (feed(item(), name="feed.rss"), "google-merchant"),
        (
            SourceFile(
                name="a.xml", raw=b"<rss><channel><item><id>1</id><price>1 USD</price></item></channel></rss>"
            ),
            "google-merchant",
        ),
        (records_table([MERCHANT_ROW], name="feed.tsv"), "google-merchant"),
        (document(thing(offers=offer())), "json-ld"),
        (document(thing(offers=offer()), name="page.json"), "json-ld"),
        (page(json.dumps(thing())), "json-ld"),
        (food_table(FOOD), "open-food-facts"),
        (food_table(FOOD, name="products.csv"), "open-food-facts"),
        (food_lines(FOOD), "open-food-facts"),
        (records_table([CAFE24_ROW]), "cafe24"),
        (naver_file(NAVER_ROW), "naver-ep"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.name,
)
def test_a_file_is_told_by_what_stands_in_it(file: SourceFile, name: str):
    assert format_of(file).name == name


@pytest.mark.parametrize(
    "file",
    [
        SourceFile(name="a.xml", raw=b"<odoo><record id='1'/></odoo>"),
        SourceFile(name="a.rss", raw=b"<rss><channel><item><title>News</title></item></channel></rss>"),
        SourceFile(name="a.jsonl", raw=b'{"id": 1, "title": "review"}'),
        SourceFile(name="a.tsv", raw=b"code\tname\n1\tA\n"),
        records_table([{"Name": "Tea", "Price": "3"}]),
    ],
    ids=["odoo", "news", "lines", "table", "prices"],
)
def test_what_is_none_of_these_is_not_taken_for_one(file: SourceFile):
    try:
        found = format_of(file).name
    except RefusedFile:
        found = "none"
    assert found not in OURS


@pytest.mark.parametrize("folder", sorted(REAL))
def test_every_real_file_is_told(folder: str):
    files = [path for path in sorted((CATALOGS / folder).rglob("*")) if path.is_file()]
    if not files:
        pytest.skip(f"the files of the real catalogues are not here: {folder}")
    assert {format_of(SourceFile(name=path.name, path=Path(path))).name for path in files} == REAL[folder]
