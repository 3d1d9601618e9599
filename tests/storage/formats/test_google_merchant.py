"""Merchant feeds: every item is there, with its variants and its rows."""

from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from builders_feeds import (
    MERCHANT_ROW,
    charges,
    feed,
    item,
    notes,
    product,
    products,
    sold_in,
    value,
)
from builders_tables import real_file, records_table
from defusedxml.ElementTree import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import OneOf
from comparison.core.values import Listing, Number, Words, YesNo
from comparison.storage.formats.google_merchant_entries import PARTS, Entry, Part, columns_of, entry_of_row
from comparison.storage.formats.google_merchant_facts import TEXTS
from comparison.storage.formats.google_merchant_goods import good_of
from comparison.storage.formats.google_merchant_groups import Groups
from comparison.storage.formats.reading import SourceFile, Wishes
from comparison.storage.formats.tables import table_of
from comparison.storage.formats.tallies import Tally
from comparison.storage.store import Store

REAL = "shop-exports/google-merchant/rss2-sample.xml"
_G = "{http://base.google.com/ns/1.0}"


def stated(element: Element, name: str) -> str:
    found = element.find(f"{_G}{name}")
    found = element.find(name) if found is None else found
    return (found.text or "").strip() if found is not None else ""


def test_every_group_and_every_single_item_of_a_real_feed_is_a_product(store: Store):
    path = real_file(REAL)
    items = list(parse(path).iter("item"))
    expected = {stated(one, "item_group_id") or stated(one, "id") for one in items}
    done = sold_in(store, path)
    assert done.format == "google-merchant"
    assert {one.source_key for one in products(store)} == expected
    assert done.counts["product"] == len(expected) == 5


def test_every_price_and_every_delivery_charge_of_a_real_feed_is_there_to_the_cent(store: Store):
    path = real_file(REAL)
    expected: dict[str, tuple[set[Decimal], set[Decimal]]] = {}
    for one in parse(path).iter("item"):
        amounts, rates = expected.setdefault(
            stated(one, "item_group_id") or stated(one, "id"), (set(), set())
        )
        prices = [stated(one, name) for name in ("price", "sale_price") if stated(one, name)]
        amounts.update(Decimal(text.split()[0]) for text in prices)
        costs = [Decimal(stated(rate, "price").split()[0]) for rate in one.findall(f"{_G}shipping")]
        rates.update([min(costs)] if costs else [])
    sold_in(store, path)
    found: dict[str, tuple[set[Decimal], set[Decimal]]] = {}
    for one in products(store):
        amounts, rates = found.setdefault(one.source_key, (set(), set()))
        for price in one.prices:
            assert (price.market, price.currency) == ("US", "USD")
            for part in price.components:
                (rates if part.kind == "delivery" else amounts).add(Decimal(part.amount.value))
    assert found == expected


def test_a_second_import_of_a_real_feed_changes_nothing(store: Store):
    path = real_file(REAL)
    sold_in(store, path)
    assert sold_in(store, path).changed == 0


def test_exact_cells_of_a_real_feed(store: Store):
    sold_in(store, real_file(REAL))
    assert value(store, "tv-123456", "gtin") == Words(text={"en": "8808992787426"})
    assert value(store, "tv-123456", "condition") == Words(text={"en": "used"})
    assert value(store, "clo-29473856", "size") == Listing(items=({"en": "8 Standard"}, {"en": "8 Tall"}))
    assert product(store, "tv-123456").name == {"en": 'LG Flatron M2262D 22" Full HD LCD TV'}
    assert (
        product(store, "dvd-0564738").offer
        == "http://www.example.com/media/dvd/?sku=384616&src=gshopping&lang=en"
    )
    assert product(store, "clo-29473856").name == {"en": "Roma Cotton Rich Bootcut Jeans with Belt - Size 8"}


@pytest.mark.parametrize(
    "fields",
    [
        {"description": "Soft &amp; warm"},
        {"description": "<p>Soft &amp; warm</p>"},
        {"description": "Soft & warm"},
    ],
)
def test_a_description_is_the_text_it_shows(store: Store, fields: dict[str, str]):
    sold_in(store, feed(item(**fields)))
    assert product(store, "one").description == {"en": "Soft & warm"}


def test_variants_are_choices_wherever_they_stand(store: Store):
    red = item("red", item_group_id="tee", color="Red", size="M", price="10 USD", title="Tee red")
    other = item("other")
    blue = item("blue", item_group_id="tee", color="Blue", size="M", price="12 USD", title="Tee blue")
    sold_in(store, feed(red, other, blue))
    assert {one.key for one in products(store)} == {"tee", "other"}
    (price,) = product(store, "tee").prices
    assert [(part.label["en"], part.amount.value) for part in price.components] == [
        ("Red", "10"),
        ("Blue", "12"),
    ]
    assert {part.obligation for part in price.components} == {OneOf(group="choice")}
    assert value(store, "tee", "color") == Listing(items=({"en": "Red"}, {"en": "Blue"}))
    assert product(store, "tee").name == {"en": "Tee"}


def test_a_variant_that_is_sold_out_makes_no_price_lower(store: Store):
    cheap = item("s", item_group_id="tee", size="S", price="5 USD", availability="out of stock")
    dear = item("m", item_group_id="tee", size="M", price="12 USD")
    sold_in(store, feed(cheap, dear))
    assert charges(store, "tee") == {"price": Flat(value="12")}
    assert product(store, "tee").stock.state == "available"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("in stock", "available"),
        ("in_stock", "available"),
        ("available for order", "available"),
        ("preorder", "available"),
        ("backorder", "available"),
        ("out of stock", "sold_out"),
        ("out_of_stock", "sold_out"),
        ("discontinued", "gone"),
        (None, "available"),
    ],
)
def test_every_word_for_availability_is_known(store: Store, word: str | None, state: str):
    sold_in(store, feed(item(availability=word)))
    assert product(store, "one").stock.state == state


def test_what_comes_later_says_so(store: Store):
    sold_out = item("out", availability="out_of_stock", availability_date="2026-12-24T08:00+09:00")
    sold_in(store, feed(item("pre", availability="preorder"), sold_out))
    assert value(store, "pre", "availability") == Words(text={"en": "preorder"})
    assert product(store, "out").stock.back_on == "2026-12-24"


def test_details_are_rows_under_their_headings(store: Store):
    details = [
        {"section_name": "General", "attribute_name": "Weight", "attribute_value": "1.2 kg"},
        {"section_name": "General", "attribute_name": "Wireless", "attribute_value": "yes"},
    ]
    sold_in(store, feed(item(product_detail=details)))
    weight = value(store, "one", "weight")
    assert (weight.amount, weight.unit) == ("1.2", "kg")
    assert value(store, "one", "wireless") == YesNo(yes=True)
    category = store.get("acme", "category", "feed")
    assert category is not None
    assert [group.label["en"] for group in category.record.groups] == ["General"]


def test_a_certificate_is_a_claim_without_evidence(store: Store):
    label = {"certification_authority": "EC", "certification_name": "EPREL", "certification_code": "123456"}
    sold_in(store, feed(item(certification=label)))
    (cell,) = [cell for cell in product(store, "one").cells if cell.feature == "certification"]
    assert (cell.value, cell.claim, cell.evidence) == (Words(text={"en": "EC EPREL 123456"}), True, None)


def test_rows_have_the_same_keys_and_korean_names_in_a_korean_file(store: Store):
    sold_in(store, feed(item(brand="하늬", price="10000 KRW")), language="ko")
    category = store.get("acme", "category", "feed")
    assert category is not None
    (feature,) = category.record.features
    assert (feature.key, feature.label["ko"]) == ("brand", "브랜드")


def test_what_is_not_carried_over_is_named_once(store: Store):
    fields = {
        "loyalty_program": {"program_label": "plus"},
        "tax": {"rate": "5"},
        "image_link": "https://x.example/1",
    }
    done = sold_in(store, feed(item("one", **fields), item("two", **fields)))
    assert notes(done)["fields_left_out"] == ("loyalty_program", "tax")


def test_an_atom_feed_is_read_too(store: Store):
    raw = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title>'
        '<entry><title>Tea</title><link rel="self" href="https://x.example/self"/>'
        '<link href="https://x.example/tea"/><summary>Green</summary><g:id>7</g:id>'
        "<g:price>3.50 EUR</g:price></entry></feed>"
    )
    sold_in(store, SourceFile(name="feed.atom", raw=raw.encode()))
    tea = product(store, "7")
    assert (tea.name, tea.offer, tea.description) == ({"en": "Tea"}, "https://x.example/tea", {"en": "Green"})


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("shipping", "US:::4.95 USD,GB::Post:6.00 GBP"),
        ("shipping(country:price)", "US:4.95 USD"),
        ("shipping", "US:4.95 USD"),
        ("shipping", "US:Standard:4.95 USD"),
        ("shipping", "US:CA:Standard:4.95 USD"),
        ("shipping", "US:::4.95 USD:1:2:3:4"),
    ],
)
def test_a_table_says_delivery_in_one_cell(store: Store, column: str, cell: str):
    sold_in(store, records_table([MERCHANT_ROW | {column: cell}], name="feed.tsv"))
    assert charges(store, "one")["delivery"] == Flat(value="4.95")


def test_a_table_keeps_zeros_and_reads_names_with_spaces(store: Store):
    done = sold_in(store, records_table([MERCHANT_ROW], name="feed.csv"))
    assert done.format == "google-merchant"
    assert value(store, "one", "gtin") == Words(text={"en": "0012345678905"})
    assert charges(store, "one") == {"price": Flat(value="8")}


def test_highlights_with_commas_stand_in_quotation_marks(store: Store):
    sold_in(store, records_table([MERCHANT_ROW | {"product_highlight": '"Soft, warm",Blue'}]))
    assert value(store, "one", "highlights") == Listing(items=({"en": "Soft, warm"}, {"en": "Blue"}))


def test_an_item_that_is_sold_again_is_available_again(store: Store):
    sold_in(store, feed(item(availability="out_of_stock")))
    sold_in(store, feed(item(availability="in_stock")))
    assert product(store, "one").stock.state == "available"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99)), max_size=30, unique=True))
def test_however_variants_are_scattered_every_one_is_in_its_group(pairs: list[tuple[int, int]]):
    def entries():
        return iter(
            [
                Entry(1, {"id": (Part(1, f"{group}-{own}"),), "item_group_id": (Part(1, str(group)),)})
                for group, own in pairs
            ]
        )

    groups = Groups("feed.xml")
    found = list(groups.walk(entries()))
    if groups.is_scattered:
        groups.gather(entries())
        found = list(groups.walk(entries()))
    together = {several[0].get("item_group_id"): {one.get("id") for one in several} for several in found}
    assert len(found) == len({group for group, _ in pairs})
    assert together == {
        str(group): {f"{group}-{own}" for other, own in pairs if other == group} for group, _ in pairs
    }


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=1))
def test_no_text_of_a_known_attribute_is_lost(names: set[str]):
    values = {name: (Part(1, f"<{name}>"),) for name in names}
    entry = Entry(1, {"id": (Part(1, "one"),), "price": (Part(1, "1 USD"),)} | values)
    written = str(good_of("feed.xml", [entry], Wishes(), Tally()).facts)
    assert [name for name in names if f"<{name}>" not in written] == []


@settings(deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_packed_attribute_keeps_every_part(name: str, data: st.DataObject):
    count = data.draw(st.integers(2, len(PARTS[name])))
    texts = data.draw(st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), min_size=count, max_size=count))
    with table_of(
        records_table([{"id": "1", f"{name}({':'.join(PARTS[name][:count])})": ":".join(texts)}])
    ) as found:
        (entry,) = [entry_of_row(row, columns_of(found)) for row in found.rows]
    (part,) = entry.parts(name)
    assert list(part.parts.values()) == texts


def test_the_rows_of_a_table_and_the_items_of_a_feed_become_the_same(store: Store):
    sold_in(store, records_table([MERCHANT_ROW], name="feed.csv"), comparison="goods")
    fields = {"sale_price": "8.00 USD", "gtin": "0012345678905", "link": "https://x.example/1"}
    done = sold_in(store, feed(item("one", **fields)), comparison="goods")
    assert done.changed == 0


def test_numbers_with_units_are_numbers(store: Store):
    sold_in(store, feed(item(shipping_weight="750 g", multipack="6")))
    weight, pack = value(store, "one", "shipping-weight"), value(store, "one", "multipack")
    assert isinstance(weight, Number)
    assert (weight.amount, weight.unit, pack.amount, pack.unit) == ("750", "g", "6", None)
