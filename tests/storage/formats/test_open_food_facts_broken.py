"""Broken food data is refused with its line, its column and the reason; nothing is stored."""

import pytest
from builders_feeds import refusal, sold_in
from builders_foods import FOOD, food_lines, food_table

from comparison.core.errors import RefusedFile
from comparison.storage.formats import open_food_facts_foods
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store


def test_without_a_market_it_is_refused_because_it_has_no_prices(store: Store):
    refused = refusal(store, food_table(FOOD))
    assert refused.reason.key == "import.reason.no_market_at_all"


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        (food_table(FOOD, FOOD | {"code": ""}), 3, "import.reason.no_field"),
        (food_table(FOOD | {"fat_100g": "much"}), 2, "import.reason.no_number"),
        (food_table(FOOD | {"fat_100g": "-1"}), 2, "import.reason.no_number"),
        (food_table(FOOD | {"fat_100g": "1e300"}), 2, "import.reason.no_number"),
        (food_lines(FOOD, [1]), 2, "import.reason.not_a_map"),
        (
            SourceFile(name="a.jsonl", raw=b'{"code": "1", "product_name": "a"}\n{"code": '),
            2,
            "refused.not_json",
        ),
        (
            SourceFile(name="a.jsonl", raw=b'{"code": "1", "code": "2", "product_name": "a"}'),
            1,
            "refused.twice",
        ),
        (
            SourceFile(name="a.jsonl", raw=b'{"code": "1", "product_name": "a", "x":' + b"[" * 100_000),
            1,
            "refused.too_deep",
        ),
    ],
    ids=["no code", "words", "negative", "huge", "a list", "cut off", "key twice", "deep"],
)
def test_what_is_broken_is_refused_with_its_line(store: Store, file: SourceFile, line: int, reason: str):
    refused = refusal(store, file, market="US", format="open-food-facts")
    assert (refused.line, refused.reason.key) == (line, reason)


def test_a_line_beyond_its_bound_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(open_food_facts_foods, "MOST_LINE", 100)
    refused = refusal(store, food_lines(FOOD), market="US")
    assert refused.reason.key == "import.reason.item_size"


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    foods = [FOOD | {"code": str(number), "fat_100g": "x" if number == 1 else "1"} for number in range(3)]
    done = sold_in(store, food_table(*foods), market="US", skip_invalid=True)
    assert (done.counts["product"], done.refused) == (2, 1)
    assert [(fault.line, fault.path) for fault in done.refusals] == [(3, "fat_100g")]


def test_a_file_that_is_no_food_is_refused(store: Store):
    with pytest.raises(RefusedFile):
        sold_in(store, food_lines({"id": 1, "title": "x"}))
