"""What every engine must do. A new engine is one more line in conftest's `ENGINES`."""

import msgspec
import pytest
from builders_store import (
    LATER,
    NEXT_DAY,
    NOON,
    category,
    comparison,
    fill,
    live_entry,
    number,
    price,
    product,
    product_row,
    rich_catalogue,
    shop,
)

from comparison.core.catalogue import Cell, Product
from comparison.core.errors import NotFound, RefusedFile, StaleRevision
from comparison.core.pricing.model import Measure
from comparison.storage.store import KINDS, AnyRecord, EditionRow, Store


def edition(number: int = 1, **fields: str) -> EditionRow:
    usual = {"shop": "acme", "comparison": "air", "digest": f"d{number}", "published_at": NOON}
    usual |= {"published_by": "anna", "note": "first"}
    return EditionRow(number=number, document=f'{{"n":{number},"ko":"공기"}}'.encode(), **(usual | fields))


def names(store: Store, key: str = "small", into: str = "acme") -> dict[str, str]:
    stored = store.get(into, "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record.name


def test_a_saved_record_is_read_back_with_its_revision_and_author(store: Store) -> None:
    assert store.save("acme", product(), expected=0, by="anna") == 1
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert (stored.record, stored.revision, stored.updated_by) == (product(), 1, "anna")
    assert stored.updated_at.endswith("Z")


@pytest.mark.parametrize("record", rich_catalogue(), ids=lambda record: type(record).__name__)
def test_every_kind_of_record_comes_back_as_it_was(store: Store, record: AnyRecord) -> None:
    store.save("acme", record, expected=0, by="anna")
    kind = KINDS[type(record)]
    first = store.get("acme", kind, record.key)
    assert first is not None
    assert store.save("acme", first.record, expected=1, by="anna") == 1


def test_a_record_that_is_not_there_is_none(store: Store) -> None:
    assert store.get("acme", "product", "small") is None


def test_each_write_that_changes_something_counts_the_revision_up(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    assert store.save("acme", product(sku="A1"), expected=1, by="ben") == 2


def test_an_equal_record_keeps_its_revision_and_its_author(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    assert store.save("acme", product(), expected=1, by="ben") == 1
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert stored.updated_by == "anna"


def test_a_stale_write_is_refused_with_both_revisions_and_the_current_record(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    store.save("acme", product(sku="A1"), expected=1, by="anna")
    with pytest.raises(StaleRevision) as refusal:
        store.save("acme", product(sku="B1"), expected=1, by="ben")
    assert refusal.value.facts == {"key": "small", "expected": 1, "found": 2}
    assert refusal.value.current == store.get("acme", "product", "small")


def test_a_stale_write_is_refused_even_when_it_changes_nothing(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    store.save("acme", product(sku="A1"), expected=1, by="anna")
    with pytest.raises(StaleRevision):
        store.save("acme", product(sku="A1"), expected=1, by="ben")


def test_a_new_record_does_not_replace_one_that_is_there(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    with pytest.raises(StaleRevision):
        store.save("acme", product(sku="B1"), expected=0, by="ben")


def test_a_write_to_a_record_that_was_never_there_is_refused(store: Store) -> None:
    with pytest.raises(StaleRevision) as refusal:
        store.save("acme", product(), expected=3, by="anna")
    assert refusal.value.facts["found"] == 0


def test_an_import_writes_over_any_revision(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    assert store.save("acme", product(sku="A1"), expected=None, by="import") == 2


def test_a_record_beyond_its_own_bounds_is_never_stored(store: Store) -> None:
    with pytest.raises(RefusedFile) as refusal:
        store.save("acme", product(name={"en": "x" * 201}), expected=0, by="anna")
    assert (refusal.value.file, refusal.value.path) == ("product small", "$.name.en")
    assert store.page("acme", "product") == []


def test_a_shop_record_belongs_to_its_own_shop(store: Store) -> None:
    with pytest.raises(NotFound):
        store.save("acme", shop("zeta"), expected=0, by="anna")
    assert store.shops() == []


def test_numbers_get_their_base_value_when_saved(store: Store) -> None:
    kilo, gram = (Cell(feature="a", value=number("1", "kg")), Cell(feature="b", value=number("1000", "g")))
    store.save("acme", product(cells=(kilo, gram)), expected=0, by="anna")
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert isinstance(stored.record, Product)
    values = [msgspec.to_builtins(cell.value) for cell in stored.record.cells]
    assert [(value["base"], value["base_unit"]) for value in values] == [("1000", "g"), ("1000", "g")]


def test_measures_get_their_base_value_in_a_batch_too(store: Store) -> None:
    store.save_all("acme", [product(prices=(price(measure=Measure(amount="0.5", unit="kg")),))], by="anna")
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert isinstance(stored.record, Product)
    assert stored.record.prices[0].measure is not None
    assert stored.record.prices[0].measure.base == "500"


def test_several_records_are_read_by_their_keys(store: Store) -> None:
    fill(store, [product("a"), product("b"), product("c")])
    found = store.get_many("acme", "product", ["c", "a", "nowhere"])
    assert {key: stored.record.key for key, stored in found.items()} == {"a": "a", "c": "c"}


def test_a_page_continues_after_a_key(store: Store) -> None:
    fill(store, [product(key) for key in ("d", "b", "a", "c")])
    first = store.page("acme", "product", limit=2)
    second = store.page("acme", "product", after=first[-1].record.key, limit=2)
    assert [stored.record.key for stored in (*first, *second)] == ["a", "b", "c", "d"]


def test_live_products_are_found_by_a_part_of_their_name_in_any_language(store: Store) -> None:
    named = {"a": {"en": "Air Max", "ko": "맥스"}, "b": {"en": "Kettle"}, "c": {"en": "100% air_flow"}}
    fill(store, [product(key, name=name) for key, name in named.items()])
    store.add_product_editions([product_row(1, product=key) for key in named])
    assert found_live(store, "air") == ["a", "c"]
    assert found_live(store, "맥") == ["a"]
    assert found_live(store, "%") == ["c"]
    assert found_live(store, "r_") == ["c"]
    assert store.live_products_named("acme", "air", NOON, limit=1) == ["a"]
    assert store.live_products_named("other", "air", NOON, limit=9) == []


def test_what_is_not_live_is_not_found_and_hides_nothing(store: Store) -> None:
    fill(store, [product(key, name={"en": "Air"}) for key in ("draft", "gone", "later", "live")])
    editions = [(1, b"{}", "gone", NOON), (2, b"", "gone", NOON), (1, b"{}", "later", LATER)]
    rows = [product_row(number, text, product=key, published_at=at) for number, text, key, at in editions]
    store.add_product_editions([*rows, product_row(1, product="live")])
    assert store.live_products_named("acme", "air", NOON, limit=1) == ["live"]


def test_how_names_are_stored_is_no_part_of_them(store: Store) -> None:
    fill(store, [product("tv", name={"en": 'TV 55" flat', "ko": "텔레비전"})])
    store.add_product_editions([product_row(1, product="tv")])
    assert [found_live(store, words) for words in ("ko", ":", "{")] == [[], [], []]
    assert found_live(store, '55" f') == ["tv"]


def found_live(store: Store, words: str) -> list[str]:
    return store.live_products_named("acme", words, NOON, limit=9)


def test_what_is_written_while_one_moment_is_read_is_refused_and_not_lost_silently(store: Store) -> None:
    with store.reading(), pytest.raises(RuntimeError):
        store.save("acme", shop(), expected=0, by="anna")
    assert store.save("acme", shop(), expected=0, by="anna") == 1


def test_a_scan_goes_through_every_page(store: Store) -> None:
    fill(store, [product(f"p{index:04}") for index in range(450)])
    assert [stored.record.key for stored in store.scan("acme", "product")] == [
        f"p{index:04}" for index in range(450)
    ]


def test_records_may_be_saved_while_they_are_scanned(store: Store, other: Store) -> None:
    fill(store, [product(f"p{index:04}") for index in range(250)])
    for stored in store.scan("acme", "product"):
        other.save("acme", shop(time_zone=f"Etc/{stored.record.key}"), expected=None, by="ben")
        store.save("acme", product(stored.record.key, sku="new"), expected=stored.revision, by="anna")
    assert all(stored.revision == 2 for stored in store.scan("acme", "product"))


def test_a_batch_counts_what_really_changed(store: Store) -> None:
    fill(store, [product("a"), product("b")])
    assert store.save_all("acme", [product("a"), product("b", sku="B1"), product("c")], by="ben") == 2


def test_an_import_aborted_at_record_950_leaves_nothing(store: Store) -> None:
    def records() -> list[AnyRecord]:
        return [product(f"p{index}") for index in range(950)] + [product("p950", sku="x" * 201)]

    with pytest.raises(RefusedFile):
        store.save_all("acme", records(), by="import")
    assert store.page("acme", "product") == []


def test_a_failed_transaction_leaves_nothing(store: Store, other: Store) -> None:
    def fail() -> None:
        with store.writing():
            store.save("acme", shop(), expected=0, by="anna")
            store.add_edition(edition())
            store.add_live(live_entry(1))
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert (other.shops(), other.editions("acme", "air"), other.live_log("acme", "air")) == ([], [], [])


def test_a_transaction_within_a_transaction_fails_by_itself(store: Store) -> None:
    with store.writing():
        store.save("acme", product("a"), expected=0, by="anna")
        with pytest.raises(RefusedFile):
            store.save_all("acme", [product("b"), product("c", sku="x" * 201)], by="anna")
    assert [stored.record.key for stored in store.page("acme", "product")] == ["a"]


def test_others_see_a_transaction_only_when_it_is_over(store: Store, other: Store) -> None:
    with store.writing():
        store.save("acme", product(), expected=0, by="anna")
        assert other.get("acme", "product", "small") is None
        assert store.get("acme", "product", "small") is not None
    assert other.get("acme", "product", "small") is not None


def test_a_deleted_record_is_gone_from_every_reading(store: Store) -> None:
    store.save("acme", shop(), expected=0, by="anna")
    store.save("acme", product(), expected=0, by="anna")
    store.delete("acme", "product", "small", expected=1, by="anna")
    store.delete("acme", "shop", "acme", expected=None, by="anna")
    assert store.get("acme", "product", "small") is None
    assert store.get_many("acme", "product", ["small"]) == {}
    assert store.page("acme", "product") == []
    assert store.shops() == []


def test_a_stale_deletion_is_refused(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    store.save("acme", product(sku="A1"), expected=1, by="anna")
    with pytest.raises(StaleRevision):
        store.delete("acme", "product", "small", expected=1, by="ben")
    assert store.get("acme", "product", "small") is not None


def test_what_is_not_there_cannot_be_deleted(store: Store) -> None:
    with pytest.raises(NotFound):
        store.delete("acme", "product", "small", expected=None, by="anna")


def test_a_writer_who_read_a_deleted_record_cannot_write_over_its_successor(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    store.delete("acme", "product", "small", expected=1, by="anna")
    assert store.save("acme", product(sku="new"), expected=0, by="ben") == 3
    with pytest.raises(StaleRevision):
        store.save("acme", product(sku="old"), expected=1, by="anna")


def test_shops_never_see_each_other(store: Store) -> None:
    for tenant in ("acme", "zeta"):
        store.save(tenant, shop(tenant), expected=0, by="anna")
        store.save(tenant, product(name={"en": tenant}), expected=0, by="anna")
        store.add_edition(edition(shop=tenant, digest=tenant))
        store.add_product_editions([product_row(1, shop=tenant, digest=tenant)])
        store.add_live(live_entry(1, shop=tenant, note=tenant))
    for tenant in ("acme", "zeta"):
        assert names(store, into=tenant) == {"en": tenant}
        assert [stored.record.key for stored in store.page(tenant, "shop")] == [tenant]
        assert [row.digest for row in store.editions(tenant, "air")] == [tenant]
        assert [entry.note for entry in store.live_log(tenant, "air")] == [tenant]
        live, live_product = (store.live(tenant, "air", NOON), store.live_product(tenant, "small", NOON))
        assert live is not None
        assert live_product is not None
        assert (live.digest, live_product.digest) == (tenant, tenant)
    store.delete("zeta", "product", "small", expected=None, by="anna")
    assert names(store) == {"en": "acme"}


def test_an_unknown_shop_has_nothing(store: Store) -> None:
    fill(store, rich_catalogue())
    assert store.get("zeta", "product", "pro") is None
    assert store.get_many("zeta", "product", ["pro"]) == {}
    assert list(store.scan("zeta", "product")) == []
    assert store.live_comparisons("zeta", NOON) == []


def test_shops_are_listed_by_key(store: Store) -> None:
    for tenant in ("zeta", "acme"):
        store.save(tenant, shop(tenant), expected=0, by="anna")
    assert store.shops() == ["acme", "zeta"]


def test_an_edition_comes_back_byte_for_byte(store: Store) -> None:
    store.add_edition(edition())
    assert store.edition("acme", "air", 1) == edition()


def test_an_edition_that_was_never_made_is_none(store: Store) -> None:
    assert store.edition("acme", "air", 1) is None


def test_a_number_is_given_to_one_edition_only(store: Store) -> None:
    store.add_edition(edition())
    with pytest.raises(StaleRevision):
        store.add_edition(edition(digest="other"))
    assert store.edition("acme", "air", 1) == edition()


def test_editions_are_listed_newest_first_without_their_documents(store: Store) -> None:
    for count in (1, 2, 3):
        store.add_edition(edition(count))
    listed = store.editions("acme", "air")
    assert [(row.number, row.document) for row in listed] == [(3, b""), (2, b""), (1, b"")]


def test_the_live_log_names_only_editions_that_exist(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_live(live_entry(1))
    assert store.live_log("acme", "air") == []


def test_nothing_is_live_before_its_moment(store: Store) -> None:
    store.add_edition(edition())
    store.add_live(live_entry(1, since=LATER))
    assert store.live("acme", "air", NOON) is None
    assert store.live("acme", "air", LATER) == edition()


def test_the_newest_entry_not_after_now_is_live(store: Store) -> None:
    for count in (1, 2):
        store.add_edition(edition(count))
    store.add_live(live_entry(2, since=NEXT_DAY))
    store.add_live(live_entry(1, since=NOON))
    assert store.live("acme", "air", LATER) == edition(1)
    assert store.live("acme", "air", NEXT_DAY) == edition(2)


def test_of_two_entries_for_one_moment_the_later_entered_counts(store: Store) -> None:
    for count in (1, 2):
        store.add_edition(edition(count))
    store.add_live(live_entry(2))
    store.add_live(live_entry(1))
    assert store.live("acme", "air", NOON) == edition(1)


def test_number_0_takes_a_comparison_offline(store: Store) -> None:
    store.add_edition(edition())
    store.add_live(live_entry(1))
    store.add_live(live_entry(0, since=LATER))
    assert store.live("acme", "air", NOON) == edition()
    assert store.live("acme", "air", LATER) is None
    assert store.live_comparisons("acme", NOON) == ["air"]
    assert store.live_comparisons("acme", LATER) == []


def test_the_log_is_read_newest_entered_first_as_it_was_written(store: Store) -> None:
    store.add_edition(edition())
    entries = [live_entry(1, since=NEXT_DAY, note="ahead"), live_entry(0, note="offline", by="ben")]
    for entry in entries:
        store.add_live(entry)
    assert store.live_log("acme", "air") == entries[::-1]


def test_live_comparisons_are_listed_by_key(store: Store) -> None:
    for key in ("water", "air"):
        store.add_edition(edition(comparison=key))
        store.add_live(live_entry(1, comparison=key))
    assert store.live_comparisons("acme", NOON) == ["air", "water"]


def test_the_newest_edition_of_a_product_not_after_now_is_live(store: Store) -> None:
    ahead = product_row(1, b'{"n":1}', published_at=NEXT_DAY)
    store.add_product_editions([ahead, product_row(2, b'{"n":2}')])
    assert store.live_product("acme", "small", LATER) == product_row(2, b'{"n":2}')
    assert store.live_product("acme", "small", NEXT_DAY) == ahead
    assert store.live_product("acme", "large", NEXT_DAY) is None


def test_without_a_moment_a_product_is_as_it_is_now(store: Store) -> None:
    past, future = "2020-01-01T00:00:00.000000Z", "2999-01-01T00:00:00.000000Z"
    store.add_product_editions([product_row(1, published_at=past), product_row(2, published_at=future)])
    live = store.live_product("acme", "small")
    assert live is not None
    assert live.number == 1


def test_an_empty_document_takes_a_product_offline(store: Store) -> None:
    store.add_product_editions([product_row(1), product_row(2, b"", published_at=LATER)])
    assert store.live_product("acme", "small", NOON) is not None
    assert store.live_product("acme", "small", LATER) is None


def test_editions_of_a_product_are_listed_newest_first_without_their_documents(store: Store) -> None:
    store.add_product_editions([product_row(1), product_row(2)])
    listed = store.product_editions("acme", "small")
    assert [(row.number, row.document) for row in listed] == [(2, b""), (1, b"")]


def test_a_number_is_given_to_one_edition_of_a_product_only(store: Store) -> None:
    store.add_product_editions([product_row(1)])
    with pytest.raises(StaleRevision):
        store.add_product_editions([product_row(2), product_row(1)])
    assert len(store.product_editions("acme", "small")) == 1


def test_migrating_twice_changes_nothing(store: Store, other: Store) -> None:
    fill(store, [shop(), category(), comparison()])
    assert other.migrate() == []
    assert other.shops() == ["acme"]


def test_a_store_with_its_schema_answers(store: Store) -> None:
    store.ping()
    assert store.live_comparisons("acme", NOON) == []
