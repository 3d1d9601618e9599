"""Naver Shopping's product file: prices in won, delivery as it says, options with care."""

import pytest
from builders_feeds import charges, features, notes, product, products, refusal, sold_in, value
from builders_korean_tables import NAVER_ROW, naver_file

from comparison.core.pricing.amounts import Flat, Unknown
from comparison.core.values import Listing, Words, YesNo
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store


def test_a_row_is_a_product_sold_in_korea_for_won(store: Store):
    done = sold_in(store, naver_file(NAVER_ROW, NAVER_ROW | {"id": "A-002"}))
    assert (done.format, done.counts["product"]) == ("naver-ep", 2)
    one = product(store, "a-001")
    assert (one.name, one.sku, one.offer) == ({"ko": "하늬 공기청정기"}, "A-001", "https://shop.example/1")
    (price,) = one.prices
    assert (price.market, price.currency) == ("KR", "KRW")
    assert charges(store, "a-001", "KR") == {"price": Flat(value="199000"), "delivery": Flat(value="2500")}
    assert value(store, "a-001", "brand") == Words(text={"ko": "하늬"})


def test_the_deepest_category_names_the_comparison(store: Store):
    done = sold_in(store, naver_file(NAVER_ROW, NAVER_ROW | {"id": "A-002"}))
    (comparison,) = [store.get("acme", "comparison", one.key) for one in done.comparisons]
    assert comparison is not None
    assert comparison.record.title == {"ko": "공기청정기"}


@pytest.mark.parametrize(("shipping", "kind"), [("0", Flat), ("-1", Unknown), ("2500", Flat)])
def test_delivery_paid_to_the_carrier_is_not_known(store: Store, shipping: str, kind: type):
    sold_in(store, naver_file(NAVER_ROW | {"shipping": shipping}))
    assert isinstance(charges(store, "a-001", "KR")["delivery"], kind)


def test_installation_that_costs_extra_is_a_charge_nobody_knows(store: Store):
    sold_in(store, naver_file(NAVER_ROW | {"installation_costs": "Y"}))
    assert isinstance(charges(store, "a-001", "KR")["installation"], Unknown)
    assert value(store, "a-001", "installation") == YesNo(yes=True)


def test_options_have_prices_only_where_the_cheapest_is_the_product_s_own(store: Store):
    whole = NAVER_ROW | {"option_detail": "색상:흰색^199000|색상:검정^209000"}
    extra = NAVER_ROW | {"id": "A-002", "option_detail": "흰색^0|검정^10000"}
    done = sold_in(store, naver_file(whole, extra))
    found = [
        part.amount.value for part in product(store, "a-001").prices[0].components if part.kind == "base"
    ]
    assert found == ["199000", "209000"]
    assert charges(store, "a-002", "KR")["price"] == Flat(value="199000")
    assert value(store, "a-002", "options") == Listing(items=({"ko": "흰색"}, {"ko": "검정"}))
    assert notes(done)["option_prices_left_out"] == 1


def test_a_price_before_a_reduction_is_neither_charged_nor_an_earlier_one(store: Store):
    done = sold_in(store, naver_file(NAVER_ROW | {"normal_price": "249000"}))
    assert charges(store, "a-001", "KR")["price"] == Flat(value="199000")
    assert notes(done)["typed_sale"] == 1


def test_a_rental_is_on_request(store: Store):
    sold_in(store, naver_file(NAVER_ROW | {"product_flag": "렌탈"}))
    (price,) = product(store, "a-001").prices
    assert (price.status, price.words["ko"]) == ("on_request", "렌탈 199000 KRW")


def test_a_product_that_is_gone_is_sold_out(store: Store):
    sold_in(store, naver_file(NAVER_ROW | {"class": "D"}, NAVER_ROW | {"id": "2", "class": "U"}))
    assert [one.stock.state for one in products(store)] == ["available", "sold_out"]


def test_a_quotation_mark_is_a_letter_and_korean_windows_is_read(store: Store):
    sold_in(store, naver_file(NAVER_ROW | {"title": '"하늬" 24" 청정기'}, encoding="cp949"))
    assert product(store, "a-001").name == {"ko": '"하늬" 24" 청정기'}


def test_marks_and_the_smallest_order_are_carried_over(store: Store):
    row = NAVER_ROW | {
        "import_flag": "Y",
        "attribute": "거실용^저소음",
        "minimum_purchase_quantity": "3",
        "barcode": "0880",
    }
    sold_in(store, naver_file(row))
    assert features(store, "a-001") == {"brand", "imported", "attributes", "gtin"}
    assert value(store, "a-001", "gtin") == Words(text={"ko": "0880"})
    assert product(store, "a-001").prices[0].min_quantity == 3


def test_what_is_not_carried_over_is_named(store: Store):
    done = sold_in(
        store, naver_file(NAVER_ROW | {"point": "네이버^100", "image_link": "x", "price_mobile": "198000"})
    )
    assert notes(done) == {"fields_left_out": ("point",), "mobile_prices": 1}


def test_a_second_import_changes_nothing(store: Store):
    rows = [NAVER_ROW, NAVER_ROW | {"id": "A-002", "option_detail": "흰색^199000|검정^209000"}]
    sold_in(store, naver_file(*rows))
    assert sold_in(store, naver_file(*rows)).changed == 0


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"id": ""}, "id", "no_field"),
        ({"price_pc": "십만원"}, "price_pc", "no_amount"),
        ({"price_pc": "1e400"}, "price_pc", "no_amount"),
        ({"price_pc": "-100"}, "price_pc", "no_amount"),
        ({"shipping": "무료"}, "shipping", "no_amount"),
        ({"normal_price": "=1+1"}, "normal_price", "no_amount"),
    ],
)
def test_a_fault_is_named_by_its_line_and_its_column(
    store: Store, change: dict[str, str], column: str, reason: str
):
    refused = refusal(store, naver_file(NAVER_ROW, NAVER_ROW | {"id": "2"} | change))
    assert (refused.line, refused.path, refused.reason.key) == (3, column, f"import.reason.{reason}")


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    done = sold_in(store, naver_file(NAVER_ROW, NAVER_ROW | {"id": "2", "price_pc": "x"}), skip_invalid=True)
    assert (done.counts["product"], done.refused) == (1, 1)


def test_a_row_with_too_many_cells_is_refused(store: Store):
    raw = naver_file(NAVER_ROW).raw + b"\r\n" + b"\t".join([b"x"] * 20)
    assert refusal(store, SourceFile(name="ep.txt", raw=raw)).reason.key == "import.reason.too_many_cells"


def test_a_price_of_nothing_is_no_price(store: Store):
    done = sold_in(store, naver_file(NAVER_ROW, NAVER_ROW | {"id": "2", "price_pc": "0"}))
    assert product(store, "2").prices == ()
    assert notes(done)["zero_price"] == 1
