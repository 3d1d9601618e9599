"""Broken Merchant feeds are refused with line, attribute, reason and remedy, and nothing is stored."""

import gzip
import io
import zipfile

import pytest
from builders_feeds import CLOSE, OPEN, charges, feed, item, notes, product, refusal, sold_in
from builders_tables import records_table

from comparison.core.errors import RefusedRows
from comparison.storage.formats import google_merchant_groups
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store
from comparison.words import speaker


@pytest.mark.parametrize(
    ("fields", "attribute", "reason"),
    [
        ({"id": None}, "id", "no_field"),
        ({"price": "ten USD"}, "price", "no_money"),
        ({"price": "10 XYZ"}, "price", "no_money"),
        ({"price": "-1 USD"}, "price", "no_money"),
        ({"price": "1e400 USD"}, "price", "no_money"),
        ({"price": "9" * 40 + " USD"}, "price", "no_money"),
        ({"price": "=1+1"}, "price", "no_money"),
        ({"sale_price": "NaN"}, "sale_price", "no_money"),
        ({"sale_price": "12 USD"}, "sale_price", "sale_above_price"),
        ({"sale_price": "5 EUR"}, "sale_price", "sale_currency"),
        (
            {"sale_price": "5 USD", "sale_price_effective_date": "2026-02-30/2026-03-01"},
            "sale_price_effective_date",
            "no_range",
        ),
        ({"availability": "maybe"}, "availability", "unknown_availability"),
        (
            {"subscription_cost": {"period": "fortnight", "period_length": "1", "amount": "1 USD"}},
            None,
            "no_contract",
        ),
        (
            {"subscription_cost": {"period": "month", "period_length": "-1", "amount": "1 USD"}},
            None,
            "no_contract",
        ),
        (
            {"subscription_cost": {"period": "month", "period_length": "12", "amount": "1 EUR"}},
            None,
            "no_contract",
        ),
    ],
)
def test_a_fault_is_named_by_its_line_and_its_attribute(
    store: Store, fields: dict[str, object], attribute: str | None, reason: str
):
    refused = refusal(store, feed(item("good"), item("bad", **fields)))
    assert refused.path == (attribute or "subscription_cost")
    assert refused.reason.key == f"import.reason.{reason}"
    assert refused.line >= 9


def test_all_faults_are_named_at_once(store: Store):
    items = [item(f"p{number}", price="x") for number in range(30)]
    refused = refusal(store, feed(*items))
    assert isinstance(refused, RefusedRows)
    assert (len(refused.faults), refused.rest) == (20, 10)


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    done = sold_in(store, feed(item("one", price="x"), item("two"), item("three")), skip_invalid=True)
    assert done.counts["product"] == 2
    assert [(fault.line, fault.path) for fault in done.refusals] == [(6, "price")]
    assert done.refused == 1


def test_an_id_that_is_there_twice_is_refused(store: Store):
    refused = refusal(store, feed(item("one"), item("other"), item("one")))
    assert (refused.path, refused.reason.key) == ("id", "refused.twice")


def test_a_feed_that_is_cut_off_is_refused_where_it_ends(store: Store):
    whole = (OPEN + item("one") + item("two") + CLOSE).encode()
    refused = refusal(store, SourceFile(name="feed.xml", raw=whole[:-60]))
    assert (refused.reason.key, refused.line) == ("import.reason.not_xml", 13)


def test_an_entity_bomb_is_refused_before_it_is_read(store: Store):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = f'<?xml version="1.0"?>{bomb}<rss xmlns:g="http://base.google.com/ns/1.0"><item><g:id>&b;</g:id></item></rss>'
    refused = refusal(store, SourceFile(name="feed.xml", raw=text.encode()))
    assert refused.reason.key == "import.reason.document_type"


def test_a_packed_bomb_is_refused(store: Store):
    packed = gzip.compress(OPEN.encode() + b" " * 30_000_000)
    refused = refusal(store, SourceFile(name="feed.xml.gz", raw=packed))
    assert refused.reason.key == "import.reason.packed_to_hurt"


def test_a_packed_feed_is_read_like_a_plain_one(store: Store):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed.xml", OPEN + item("one") + CLOSE)
    done = sold_in(store, SourceFile(name="feed.xml", raw=content.getvalue()))
    assert done.counts["product"] == 1


def test_a_name_that_would_run_or_compute_is_only_text(store: Store):
    name = '<script>alert(1)</script>=HYPERLINK("x")'
    sold_in(store, feed(item("one", title=name)))
    assert product(store, "one").name == {"en": name}


def test_a_name_that_turns_text_around_is_refused(store: Store):
    refused = refusal(store, feed(item("one", title="\u202e001$")))
    assert refused.reason.key == "refused.character"


def test_a_feed_without_a_currency_is_refused_until_one_is_wished(store: Store):
    refused = refusal(store, feed(item(price="10.00")))
    assert refused.reason.key == "import.reason.no_currency"
    sold_in(store, feed(item(price="10.00")), currency="EUR")
    assert charges(store, "one", "DE")["price"].value == "10"


def test_a_currency_of_several_countries_needs_a_market(store: Store):
    refused = refusal(store, feed(item(price="10 BRL")))
    assert refused.reason.key == "import.reason.no_market"


def test_more_scattered_variants_than_can_be_held_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(google_merchant_groups, "MOST_HELD_BYTES", 100)
    scattered = [item("a", item_group_id="g"), item("x"), item("b", item_group_id="g")]
    assert refusal(store, feed(*scattered)).reason.key == "import.reason.scattered"


def test_more_variants_than_one_product_can_have_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(google_merchant_groups, "MOST_VARIANTS", 2)
    several = [item(f"v{number}", item_group_id="g") for number in range(3)]
    refused = refusal(store, feed(*several))
    assert (refused.path, refused.reason.key) == ("item_group_id", "import.reason.too_many_variants")


def test_a_column_that_is_there_twice_is_refused(store: Store):
    raw = b"id\ttitle\tlink\tprice\tavailability\tprice\n1\tA\thttps://x.example\t1 USD\tin stock\t2 USD\n"
    refused = refusal(store, SourceFile(name="feed.tsv", raw=raw), format="google-merchant")
    assert refused.reason.key == "import.reason.column_twice"


def test_a_fault_in_a_table_names_its_line_and_its_column(store: Store):
    row = {"id": "1", "title": "A", "link": "https://x.example", "price": "1 USD", "availability": "in stock"}
    refused = refusal(store, records_table([row, row | {"id": "2", "price": "?"}]))
    assert (refused.line, refused.path) == (3, "price")


def test_measures_that_are_none_are_left_out_and_counted(store: Store):
    done = sold_in(store, feed(item("one", product_weight="heavy", is_bundle="perhaps"), item("two")))
    assert product(store, "one").cells == ()
    assert notes(done)["measures_left_out"] == 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_refusal_can_be_said(store: Store, language: str):
    refused = refusal(store, feed(item(price="10 XYZ")))
    said = speaker(language)
    assert "10 XYZ" in said.say(refused.reason)
    assert "159.00 USD" in said.say(refused.accepted)
