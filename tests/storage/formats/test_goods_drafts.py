"""Goods are walked once, and their products put aside until the whole file is known."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from comparison.core.catalogue import Cell, Product
from comparison.core.values import Listing, NotStated, Number, Words
from comparison.storage.formats import goods_drafts
from comparison.storage.formats.faults import Faults
from comparison.storage.formats.goods import Fact, Good, Offer
from comparison.storage.formats.goods_drafts import Drafts
from comparison.storage.formats.goods_records import reading_of_goods
from comparison.storage.formats.reading import Reading, SourceFile, Wishes

ADDRESS = "https://shop.example/p/1"
NO_ADDRESS = "no address at all"


def good(key: str, *facts: Fact, **fields: Any) -> Good:
    return Good(line=1, source_key=key, name=key, facts=facts, **fields)


class Walked:
    """A file of *goods*, and how often it was walked."""

    def __init__(self, *goods: Good) -> None:
        self.goods, self.times = goods, 0

    @contextmanager
    def walk(self, faults: Faults) -> Iterator[Iterator[Good]]:
        self.times += 1
        yield faults.each(self.goods, lambda one: one)

    def reading(self, **wishes: Any) -> Reading:
        wished = Wishes(**{"currency": "EUR", "market": "DE", **wishes})
        return reading_of_goods(SourceFile(name="goods.csv"), wished, self.walk)


def products(reading: Reading) -> Sequence[Product]:
    return [one for one in reading.records if isinstance(one, Product)]


def test_a_file_is_walked_once_however_often_its_records_are() -> None:
    file = Walked(*(good(f"p-{number}", amount="5", address=ADDRESS) for number in range(3)))
    reading = file.reading()
    assert list(reading.records) == list(reading.records)
    assert reading.ending().comparisons == ("goods",)
    assert file.times == 1


def test_a_row_that_a_later_good_brings_is_not_stated_for_the_earlier_ones() -> None:
    colour = Fact(label="Colour", value=Words(text={"en": "Red"}))
    first, second = products(Walked(good("a"), good("b", colour)).reading())
    assert first.cells == (Cell(feature="colour", value=NotStated()),)
    assert second.cells == (Cell(feature="colour", value=Words(text={"en": "Red"})),)


def test_a_value_is_said_in_the_kind_that_later_goods_need() -> None:
    number, words = Number(amount="5"), Words(text={"en": "five"})
    first, second = products(
        Walked(
            good("a", Fact(label="Size", value=number)), good("b", Fact(label="Size", value=words))
        ).reading()
    )
    assert first.cells[0].value == Words(text={"en": "5"})
    assert second.cells[0].value == words


def test_one_text_among_lists_is_a_list_of_one() -> None:
    several = Listing(items=({"en": "a"}, {"en": "b"}))
    first, _ = products(
        Walked(
            good("a", Fact(label="Uses", value=Words(text={"en": "a"}))),
            good("b", Fact(label="Uses", value=several)),
        ).reading()
    )
    assert first.cells[0].value == Listing(items=({"en": "a"},))


@pytest.mark.parametrize(("market", "tax"), [("US", "excluded"), ("DE", "unknown")])
def test_a_price_that_names_no_place_is_where_the_file_turns_out_to_be_sold(market: str, tax: str) -> None:
    plain, placed = (
        good("a", amount="5"),
        good("b", offers=(Offer(markets=("KR",), amount="7", currency="KRW"),)),
    )
    first, second = products(Walked(plain, placed).reading(market=market, currency="KRW"))
    assert [(one.market, one.currency, one.tax) for one in first.prices] == [(market, "KRW", tax)]
    assert [(one.market, one.currency) for one in second.prices] == [("KR", "KRW")]


def test_a_product_that_breaks_a_bound_stays_in_its_place_for_the_store_to_refuse() -> None:
    file = Walked(
        good("a", address=ADDRESS),
        good("a", address=NO_ADDRESS),
        good("c"),
        good("d", address=NO_ADDRESS),
        good("e"),
    )
    made = products(file.reading())
    assert [(one.key, one.offer) for one in made] == [
        ("a", ADDRESS), ("a-2", NO_ADDRESS), ("c", None), ("d", NO_ADDRESS), ("e", None)
    ]  # fmt: skip
    assert file.times == 2


def test_drafts_are_the_same_from_memory_and_from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(goods_drafts, "_MOST_IN_MEMORY", 100)
    drafts = Drafts()
    for number in range(5):
        drafts.add(number, Product(key=f"p-{number}", name={"en": "P"}, category="c"))
    assert [(one.number, one.key) for one in drafts] == [(number, f"p-{number}") for number in range(5)]
    assert [one.key for one in drafts] == [f"p-{number}" for number in range(5)]
