"""Cafe24's product table: options in one cell, words for a price, codes that only the shop can read."""

import pytest
from builders_feeds import charges, features, notes, product, refusal, sold_in, value
from builders_korean_tables import CAFE24_ROW
from builders_tables import records_table

from comparison.core.pricing.amounts import Flat
from comparison.core.values import Listing, Words
from comparison.storage.formats.cafe24 import options_of
from comparison.storage.store import Store


def won(store: Store, *rows: dict[str, str], encoding: str = "utf-8"):
    return sold_in(store, records_table(rows, encoding=encoding), currency="KRW")


def test_a_row_is_a_product_with_its_number_and_its_text(store: Store):
    done = won(store, CAFE24_ROW, CAFE24_ROW | {"상품코드": "P000000B"})
    one = product(store, "p000000a")
    assert (done.format, done.counts["product"]) == ("cafe24", 2)
    assert (one.name, one.sku, one.source_key) == ({"ko": "린넨 셔츠"}, "0001", "P000000A")
    assert one.description == {"ko": "시원한 셔츠"}
    assert charges(store, "p000000a", "KR") == {"price": Flat(value="39000")}


def test_options_are_rows(store: Store):
    won(store, CAFE24_ROW | {"옵션사용": "Y", "옵션입력": "색상{블랙|화이트}//사이즈{S|M}"})
    assert value(store, "p000000a", "color") == Listing(items=({"ko": "블랙"}, {"ko": "화이트"}))
    assert value(store, "p000000a", "size") == Listing(items=({"ko": "S"}, {"ko": "M"}))


@pytest.mark.parametrize(
    ("packed", "expected"),
    [
        ("색상{블랙|화이트}", [("색상", ["블랙", "화이트"])]),
        ("색상{블랙}//사이즈{S|M}", [("색상", ["블랙"]), ("사이즈", ["S", "M"])]),
        ("색상{}", [("색상", [])]),
        ("no options", []),
        ("", []),
        ("{{{", []),
    ],
)
def test_options_are_unpacked(packed: str, expected: object):
    assert options_of(packed) == expected


def test_words_in_place_of_a_price_are_on_request(store: Store):
    won(store, CAFE24_ROW | {"판매가 대체문구 사용": "Y", "판매가 대체문구": "전화 문의"})
    (price,) = product(store, "p000000a").prices
    assert (price.status, price.words["ko"]) == ("on_request", "전화 문의")


def test_what_is_not_displayed_is_private_and_what_is_not_sold_is_sold_out(store: Store):
    won(store, CAFE24_ROW | {"진열상태": "N"}, CAFE24_ROW | {"상품코드": "B", "판매상태": "F"})
    assert product(store, "p000000a").private
    assert product(store, "b").stock.state == "sold_out"


def test_a_price_before_a_reduction_is_neither_charged_nor_an_earlier_one(store: Store):
    done = won(store, CAFE24_ROW | {"소비자가": "59000"})
    assert charges(store, "p000000a", "KR") == {"price": Flat(value="39000")}
    assert notes(done)["typed_sale"] == 1


def test_books_are_exempt_from_tax(store: Store):
    won(store, CAFE24_ROW, CAFE24_ROW | {"상품코드": "B", "과세구분": "B"})
    assert [product(store, key).prices[0].tax_class for key in ("p000000a", "b")] == ["standard", "exempt"]


def test_codes_of_the_shop_are_left_out_and_names_are_kept(store: Store):
    row = CAFE24_ROW | {
        "제조사": "M0000000",
        "브랜드": "하늬",
        "원산지": "1798",
        "모델명": "M0000000",
        "상품 전체중량(kg)": "0.25",
    }
    done = won(store, row)
    assert features(store, "p000000a") == {"brand", "model", "weight"}
    assert value(store, "p000000a", "model") == Words(text={"ko": "M0000000"})
    assert notes(done)["shop_codes"] == 2


def test_delivery_codes_are_named_as_left_out(store: Store):
    done = won(store, CAFE24_ROW | {"배송비 구분": "R", "배송비입력": "3000", "이미지등록(상세)": "a.jpg"})
    assert notes(done)["fields_left_out"] == ("배송비 구분", "배송비입력")


def test_korean_windows_is_read_and_said(store: Store):
    done = won(store, CAFE24_ROW, encoding="cp949")
    assert notes(done).keys() >= {"encoding"}
    assert product(store, "p000000a").name == {"ko": "린넨 셔츠"}


def test_without_a_currency_it_is_refused(store: Store):
    assert refusal(store, records_table([CAFE24_ROW])).reason.key == "import.reason.no_currency"


def test_a_second_import_changes_nothing(store: Store):
    rows = [CAFE24_ROW | {"옵션사용": "Y", "옵션입력": "색상{블랙|화이트}"}, CAFE24_ROW | {"상품코드": "B"}]
    won(store, *rows)
    assert won(store, *rows).changed == 0


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"상품코드": "", "자체 상품코드": ""}, "상품코드", "no_field"),
        ({"판매가": "문의"}, "판매가", "no_amount"),
        ({"판매가": "1e400"}, "판매가", "no_amount"),
        ({"판매가": "=1+1"}, "판매가", "no_amount"),
        ({"출시일자": "2026-02-30"}, "출시일자", "cell_no_date"),
        ({"상품 전체중량(kg)": "heavy"}, "상품 전체중량(kg)", "no_number"),
    ],
)
def test_a_fault_is_named_by_its_line_and_its_column(
    store: Store, change: dict[str, str], column: str, reason: str
):
    refused = refusal(
        store, records_table([CAFE24_ROW, CAFE24_ROW | {"상품코드": "B"} | change]), currency="KRW"
    )
    assert (refused.line, refused.path, refused.reason.key) == (3, column, f"import.reason.{reason}")


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    file = records_table([CAFE24_ROW, CAFE24_ROW | {"상품코드": "B", "판매가": "?"}])
    done = sold_in(store, file, currency="KRW", skip_invalid=True)
    assert (done.counts["product"], done.refused) == (1, 1)
