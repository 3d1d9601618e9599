"""Many records are edited together: in one transaction, with one line in the log, and taken back again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from comparison.core.catalogue import Category, Comparison, Product, Shop, Stock, Tier
from comparison.core.errors import StaleRevision
from comparison.core.pricing.model import Price
from comparison.storage.auditing import changes_of
from comparison.storage.bulk_editing import UNDO, Deed, Edit, edit_together, steps_kept, undo_together
from comparison.storage.opening import open_store
from comparison.storage.product_search import Wanted
from comparison.storage.saved_searches import SavedSearch
from comparison.storage.store import Store

NOW = "2026-11-22T12:00:00.000000Z"
DEED = Deed("product", "state", (("state", None, "sold_out"),))
PRICE = Price(market="KR", currency="KRW", tax="included")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    opened.migrate()
    shop = Shop(key="acme", name={"ko": "아크메"}, languages=("ko",), markets=("KR",))
    products = [
        Product(key=f"p{n}", name={"ko": f"상품 {n}"}, category="air", prices=(PRICE,)) for n in range(4)
    ]
    opened.save_all("acme", [shop, Category(key="air", label={"ko": "공기"}), *products], by="test")
    yield opened
    opened.close()


def product(store: Store, key: str) -> Product:
    stored = store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record


def sold_out(store: Store, *keys: str) -> list[Edit]:
    there = [(product(store, key), store.get("acme", "product", key).revision) for key in keys]
    return [
        Edit(one, revision, replace(one, stock=Stock(state="sold_out", back_on="2026-12-24")))
        for one, revision in there
    ]


def edited(store: Store, *keys: str) -> None:
    edit_together(store, "acme", DEED, sold_out(store, *keys), by="anna", now=NOW)


def states(store: Store) -> list[str]:
    return [product(store, f"p{n}").stock.state for n in range(4)]


def test_all_are_written_and_found_by_what_they_became(store: Store):
    edited(store, "p0", "p2")
    assert states(store) == ["sold_out", "available", "sold_out", "available"]
    assert [one.key for one in store.find_products("acme", Wanted(state="sold_out"))] == ["p2", "p0"]
    assert store.get("acme", "product", "p0").revision == 2


def test_there_is_one_line_with_what_was_asked_and_the_first_digests(store: Store):
    edited(store, "p0", "p2")
    [row] = store.audit_of("acme", "products", "state")
    changes = changes_of(row)
    assert (row.by, row.action, changes[:2]) == (
        "anna",
        "bulk",
        [("state", None, "sold_out"), ("count", None, "2")],
    )
    assert [key for key, _, _ in changes[2:]] == ["p0", "p2"]
    assert row.before != row.after


def test_a_line_names_no_more_than_it_may(store: Store):
    many = [Product(key=f"m{n}", name={"ko": "상품"}, category="air") for n in range(80)]
    store.save_all("acme", many, by="test")
    edited(store, *(one.key for one in many))
    [row] = store.audit_of("acme", "products", "state")
    assert len(changes_of(row)) == 50
    assert changes_of(row)[1] == ("count", None, "80")


def test_where_one_was_changed_meanwhile_nothing_is_written(store: Store):
    edits = sold_out(store, "p0", "p1", "p2")
    store.save("acme", replace(product(store, "p2"), sku="X"), expected=1, by="ben")
    with pytest.raises(StaleRevision):
        edit_together(store, "acme", DEED, edits, by="anna", now=NOW)
    assert states(store) == ["available"] * 4
    assert (store.audit_of("acme", "products", "state"), store.has_undo("acme", "anna", UNDO)) == ([], False)


def test_an_edit_is_taken_back_once(store: Store):
    before = [product(store, f"p{n}") for n in range(4)]
    edited(store, "p0", "p2")
    assert undo_together(store, "acme", by="anna", now=NOW) == (2, [], 0)
    assert [product(store, f"p{n}") for n in range(4)] == before
    assert undo_together(store, "acme", by="anna", now=NOW) == (0, [], 0)
    assert len(store.audit_of("acme", "products", "undo")) == 1


def test_what_somebody_changed_since_stays_and_is_named(store: Store):
    edited(store, "p0", "p2")
    store.save("acme", replace(product(store, "p2"), sku="X"), expected=2, by="ben")
    assert undo_together(store, "acme", by="anna", now=NOW) == (1, ["p2"], 0)
    assert states(store) == ["available", "available", "sold_out", "available"]
    assert product(store, "p2").sku == "X"


def test_what_one_did_another_does_not_take_back(store: Store):
    edited(store, "p0")
    assert undo_together(store, "acme", by="ben", now=NOW) == (0, [], 0)
    assert states(store)[0] == "sold_out"


def test_what_one_edits_while_taking_back_is_not_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch):
    edited(store, "p0")
    get_many = store.get_many

    def meanwhile(*asked: Any) -> Any:
        monkeypatch.undo()
        edited(store, "p1")
        return get_many(*asked)

    monkeypatch.setattr(store, "get_many", meanwhile)
    with pytest.raises(StaleRevision):
        undo_together(store, "acme", by="anna", now=NOW)
    undo_together(store, "acme", by="anna", now=NOW)
    assert states(store)[:2] == ["sold_out", "available"]


def test_what_was_deleted_comes_back_and_goes_on_counting(store: Store):
    before = product(store, "p1")
    edits = [Edit(before, 1, None)]
    edit_together(store, "acme", Deed("product", "delete"), edits, by="anna", now=NOW)
    assert store.get("acme", "product", "p1") is None
    assert store.count_products("acme") == 3
    assert undo_together(store, "acme", by="anna", now=NOW) == (1, [], 0)
    stored = store.get("acme", "product", "p1")
    assert (stored.record, stored.revision, store.count_products("acme")) == (before, 3, 4)


def test_a_deleted_product_that_somebody_made_anew_is_left_alone(store: Store):
    edits = [Edit(product(store, "p1"), 1, None)]
    edit_together(store, "acme", Deed("product", "delete"), edits, by="anna", now=NOW)
    store.save("acme", Product(key="p1", name={"ko": "새"}, category="air"), expected=None, by="ben")
    assert undo_together(store, "acme", by="anna", now=NOW) == (0, ["p1"], 0)
    assert product(store, "p1").name == {"ko": "새"}


def test_a_deleted_product_made_anew_and_deleted_again_keeps_nobody_from_taking_back_the_others(store: Store):
    edits = [Edit(product(store, key), 1, None) for key in ("p0", "p1")]
    edit_together(store, "acme", Deed("product", "delete"), edits, by="anna", now=NOW)
    store.save("acme", Product(key="p1", name={"ko": "새"}, category="air"), expected=None, by="ben")
    store.delete("acme", "product", "p1", expected=None, by="ben")
    assert undo_together(store, "acme", by="anna", now=NOW) == (1, ["p1"], 0)
    assert (product(store, "p0").name, store.get("acme", "product", "p1")) == ({"ko": "상품 0"}, None)


def test_a_shop_edits_only_its_own(store: Store):
    with pytest.raises(StaleRevision):
        edit_together(store, "other", DEED, sold_out(store, "p0"), by="anna", now=NOW)
    assert states(store)[0] == "available"


@pytest.mark.parametrize("words", ["", "상품", "상"])
def test_the_first_added_may_come_first_page_by_page(store: Store, words: str):
    wanted = Wanted(words=words, order="earliest", limit=3)
    first = store.find_products("acme", wanted)
    rest = store.find_products("acme", replace(wanted, before=first[-1].place))
    assert [one.key for one in (*first, *rest)] == ["p0", "p1", "p2", "p3"]


def test_what_a_search_finds_is_counted_whatever_the_page(store: Store):
    edited(store, "p0", "p2")
    assert store.count_found("acme", Wanted(words="상품", state="sold_out", before=1, limit=1)) == 2
    assert store.count_found("acme", Wanted(), most=3) == 3
    assert store.count_found("other", Wanted()) == 0


def test_a_saved_search_is_kept_renamed_and_forgotten_by_its_shop(store: Store):
    row = SavedSearch(
        shop="acme", key="a", name="품절", words="공기", state="sold_out", sort="earliest", by="anna", at=NOW
    )
    store.keep_search(row)
    store.keep_search(replace(row, name="다 팔린 것"))
    assert store.saved_searches("acme") == [replace(row, name="다 팔린 것")]
    assert store.saved_searches("other") == []
    store.forget_search("other", "a")
    assert len(store.saved_searches("acme")) == 1
    store.forget_search("acme", "a")
    assert store.saved_searches("acme") == []


def test_the_comparisons_that_show_a_product_are_told_by_their_titles(store: Store):
    tiers = (Tier(key="a", product="p1"), Tier(key="b", product="p2"))
    store.save_all(
        "acme",
        [
            Comparison(key=key, title={"ko": key}, category="air", tiers=shown)
            for key, shown in (("x", tiers), ("y", tiers[:1]), ("z", ()))
        ],
        by="test",
    )
    found = store.shown_in("acme", ["p0", "p1", "p2"])
    assert [(one.product, one.comparison) for one in found] == [("p1", "x"), ("p1", "y"), ("p2", "x")]
    assert found[0].title == {"ko": "x"}
    assert store.shown_in("other", ["p1"]) == []


def test_steps_of_one_edit_are_taken_back_one_after_the_other(store: Store):
    for step, key in enumerate(("p0", "p1", "p2")):
        goes_on = step > 0
        kept = edit_together(store, "acme", DEED, sold_out(store, key), by="anna", now=NOW, goes_on=goes_on)
        assert kept == steps_kept(store, "acme", by="anna") == step + 1
    taken = [undo_together(store, "acme", by="anna", now=NOW) for _ in range(4)]
    assert taken == [(1, [], 2), (1, [], 1), (1, [], 0), (0, [], 0)]
    assert states(store) == ["available"] * 4


def test_a_step_is_not_laid_upon_one_of_another_edit(store: Store):
    edited(store, "p0")
    deed = Deed("product", "state", (("state", None, "gone"),))
    kept = edit_together(store, "acme", deed, sold_out(store, "p1"), by="anna", now=NOW, goes_on=True)
    assert (kept, undo_together(store, "acme", by="anna", now=NOW).left) == (1, 0)


def test_another_edit_leaves_only_its_own_step(store: Store):
    for key, goes_on in (("p0", False), ("p1", True), ("p2", False)):
        edit_together(store, "acme", DEED, sold_out(store, key), by="anna", now=NOW, goes_on=goes_on)
    assert undo_together(store, "acme", by="anna", now=NOW) == (1, [], 0)
    assert states(store) == ["sold_out", "sold_out", "available", "available"]


def test_only_so_many_steps_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("comparison.storage.bulk_editing.MOST_STEPS", 2)
    kept = [
        edit_together(store, "acme", DEED, sold_out(store, key), by="anna", now=NOW, goes_on=True)
        for key in ("p0", "p1", "p2")
    ]
    assert kept == [1, 2, 1]
