"""Products are found by any part of their names and numbers, page by page, in step with every write."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from comparison.core.catalogue import Category, Cell, Product, Shop, Stock
from comparison.core.pricing.model import Price
from comparison.core.values import Words
from comparison.storage.opening import open_store
from comparison.storage.product_search import UndoStep, Wanted
from comparison.storage.store import Store

PRICE = Price(market="KR", currency="KRW")


def product(key: str, name: str, **changes: object) -> Product:
    plain = Product(key=key, name={"ko": name, "en": f"Item {key}"}, category="air", prices=(PRICE,))
    return msgspec.structs.replace(plain, **changes)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    opened.migrate()
    for key in ("acme", "other"):
        shop = Shop(key=key, name={"ko": key}, languages=("ko",), markets=("KR",))
        opened.save_all(key, [shop, Category(key="air", label={"ko": "공기"})], by="test")
    yield opened
    opened.close()


def found(store: Store, words: str = "", shop: str = "acme", **asked: object) -> list[str]:
    return [one.key for one in store.find_products(shop, Wanted(words=words, **asked))]


@pytest.mark.parametrize(
    "words",
    [
        "공기청정기",
        "청정기",
        "정기",
        "SKU-0042",
        "sku-00",
        "item plus",
        "플러스 청정",
        "oldkey",
        "Hanui",
        "plus",
    ],
)
def test_any_part_of_what_it_is_called_finds_it(store: Store, words: str):
    brand = Cell(feature="brand", value=Words(text={"ko": "Hanui"}))
    plus = product("plus", "공기청정기 플러스", sku="SKU-0042", source_key="oldkey-7", cells=(brand,))
    store.save_all("acme", [plus, product("fan", "선풍기")], by="test")
    assert found(store, words) == ["plus"]


def test_every_word_has_to_be_there(store: Store):
    store.save_all(
        "acme", [product("plus", "공기청정기 플러스"), product("lite", "공기청정기 라이트")], by="test"
    )
    assert found(store, "청정기 라이트") == ["lite"]
    assert found(store, "청정기 맥스") == []


@pytest.mark.parametrize(
    "words", ['"', "%", "_", "a* OR b", "NEAR(", "abc\0def", "'; drop table product", "\\"]
)
def test_signs_of_a_query_language_are_only_letters(store: Store, words: str):
    store.save_all("acme", [product("plus", "공기청정기")], by="test")
    assert found(store, words) == []


def test_another_shop_finds_nothing_of_it(store: Store):
    store.save_all("acme", [product("plus", "공기청정기")], by="test")
    assert found(store, "청정기", shop="other") == []
    assert found(store, shop="other") == []
    assert store.count_products("other") == 0


def test_a_new_name_is_found_and_the_old_one_no_longer(store: Store):
    store.save("acme", product("plus", "공기청정기"), expected=0, by="test")
    store.save("acme", product("plus", "가습기 플러스"), expected=1, by="test")
    assert found(store, "청정기") == []
    assert found(store, "가습기") == ["plus"]
    assert found(store, "가습") == ["plus"]


def test_what_was_deleted_is_found_again_only_when_it_is_there_again(store: Store):
    store.save("acme", product("plus", "공기청정기"), expected=0, by="test")
    store.delete("acme", "product", "plus", expected=1, by="test")
    assert found(store, "청정기") == []
    assert store.count_products("acme") == 0
    store.save("acme", product("plus", "공기청정기"), expected=None, by="test")
    assert found(store, "청정기") == ["plus"]


def cut_short(store: Store) -> None:
    with store.writing():
        store.save("acme", product("plus", "공기청정기"), expected=0, by="test")
        raise ZeroDivisionError


def test_a_write_that_is_taken_back_leaves_nothing_to_be_found(store: Store):
    with pytest.raises(ZeroDivisionError):
        cut_short(store)
    assert found(store, "청정기") == []


@pytest.mark.parametrize("words", ["", "청정기"])
def test_pages_hold_every_product_once_the_latest_first(store: Store, words: str):
    store.save_all("acme", [product(f"p-{n:02}", f"공기청정기 {n}") for n in range(23)], by="test")
    seen: list[str] = []
    before = 0
    while page := store.find_products("acme", Wanted(words=words, before=before, limit=5)):
        seen += [one.key for one in page]
        before = page[-1].place
    assert seen == [f"p-{n:02}" for n in reversed(range(23))]


def test_states_and_categories_are_told_apart(store: Store):
    out = product("out", "가", stock=Stock(state="sold_out"))
    unpriced = product("unpriced", "나", prices=())
    heat = product("heat", "다", category="heat")
    store.save_all("acme", [out, unpriced, heat], by="test")
    assert found(store, state="sold_out") == ["out"]
    assert found(store, state="unpriced") == ["unpriced"]
    assert found(store, state="available") == ["heat"]
    assert found(store, category="heat") == ["heat"]
    assert (store.count_products("acme"), store.count_products("acme", "air")) == (3, 2)


def test_a_step_to_undo_is_taken_once_and_only_by_whoever_made_it(store: Store):
    step = UndoStep(shop="acme", by="anna", what="values", document="[]")
    store.keep_undo(step)
    assert store.take_undo("acme", "bert", "values") is None
    assert store.has_undo("acme", "anna", "values")
    assert store.take_undo("acme", "anna", "values") == step
    assert store.take_undo("acme", "anna", "values") is None
