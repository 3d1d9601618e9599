"""A column of a plain table that says what delivery costs: a charge of the price, and no row beside it."""

import io
from typing import Any

import pytest
from builders_exports import export, take_in
from builders_goods import amounts, category, keys, notes, product
from builders_mappings import mapping_file
from builders_store import category as a_category
from builders_store import comparison as a_comparison
from builders_store import fill, price, shop
from builders_store import product as a_product
from builders_tables import records_table, taken_in
from openpyxl import Workbook

from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.open_prices import leaves_delivery_open, with_delivery
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, EachCycle
from comparison.storage.formats.delivery_rates import LABEL
from comparison.storage.formats.mapping_text import mapping_text
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.spec_tables import understood
from comparison.storage.store import Store
from comparison.words import speaker


def goods(*cells: str, column: str = "배송비", amount: str = "29,000") -> SourceFile:
    """A product for each of *cells* of the *column* of delivery."""
    rows = [{"상품명": f"P{n}", "가격": amount, column: cell} for n, cell in enumerate(cells, 1)]
    return records_table(rows)


def imported(store: Store, file: SourceFile, **options: Any) -> Any:
    return taken_in(store, file, **{"currency": "KRW", **options})


def refusals(store: Store, file: SourceFile, **options: Any) -> tuple[RefusedFile, ...]:
    """All faults of *file*, of which nothing is stored."""
    with pytest.raises(RefusedRows) as caught:
        imported(store, file, **options)
    assert store.shops() == []
    return caught.value.faults


def refused(store: Store, file: SourceFile, **options: Any) -> RefusedFile:
    """The one fault of *file*."""
    (fault,) = refusals(store, file, **options)
    return fault


def fees(store: Store) -> list[str | None]:
    """What delivery of each product costs; None where nobody said."""
    found: list[str | None] = []
    for key in sorted(keys(store)):
        (one,) = product(store, key).prices
        charged = [part.amount.value for part in one.components if part.kind == "delivery"]
        found.append(charged[0] if charged else None)
    return found


def features(store: Store) -> list[str]:
    return [feature.key for feature in category(store, "goods").features]


def test_delivery_is_a_charge_of_the_price_and_no_row(store: Store):
    imported(store, goods("3,000원", "2,500원"))
    assert (amounts(store, "p1"), amounts(store, "p2")) == (["29000", "3000"], ["29000", "2500"])
    assert features(store) == []


def test_the_charge_is_the_one_that_an_answer_would_have_made(store: Store):
    imported(store, goods("3,000원", ""))
    stated, left_open = product(store, "p1"), product(store, "p2")
    assert leaves_delivery_open(left_open.prices[0])
    assert not leaves_delivery_open(stated.prices[0])
    (answered,) = with_delivery(left_open, "3000", LABEL).prices
    assert stated.prices[0].components == answered.components


@pytest.mark.parametrize(
    "column",
    [
        *("배송비", "배송료", "택배비", "배송비(원)", "배송", "delivery", "Delivery fee", "shipping"),
        *(
            "shipping_fee",
            "Shipping cost",
            "Shipping (KRW)",
            "shipping_krw",
            "Versand",
            "Versandkosten",
            "送料",
        ),
    ],
)
def test_a_column_is_taken_for_delivery_by_its_usual_names(store: Store, column: str):
    done = imported(store, goods("3000", "0", column=column))
    assert (fees(store), features(store)) == (["3000", "0"], [])
    (said,) = [note for note in done.notes if note.key == "import.note.guessed_delivery"]
    assert said.arguments == {"column": column}


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("delivery", ("2-3 days", "1-2 days")),
        ("shipping", ("yes", "no")),
        ("배송", ("당일 발송", "새벽배송")),
        ("Delivery (hour)", ("24", "48")),
        ("반품 배송비", ("3,000원", "5,000원")),
    ],
)
def test_what_is_only_called_like_it_stays_a_row(store: Store, column: str, cells: tuple[str, str]):
    imported(store, goods(*cells, column=column))
    assert (fees(store), len(features(store))) == ([None, None], 1)


def test_free_is_nothing_to_pay(store: Store):
    free = (
        "0",
        "0원",
        "₩0",
        "무료",
        "무료배송",
        "무료 배송",
        "Free",
        "FREE shipping",
        "kostenlos",
        "送料無料",
    )
    imported(store, goods(*free))
    assert fees(store) == ["0"] * len(free)


def test_what_says_nothing_is_unknown_and_never_nothing_to_pay(store: Store):
    unsaid = ("", "-", "–", "?", "n/a", "미정")
    imported(store, goods(*unsaid, "3,000원"))
    assert fees(store) == [*[None] * len(unsaid), "3000"]


def test_more_than_an_amount_is_refused_with_its_line_and_its_column(store: Store):
    conditions = ("3,000원 (3만원 이상 무료)", "3만원 이상 무료", "3,000원 / 제주 6,000원", "무료 (3,000원)")
    others = ("3,000원~5,000원", "착불", "없음", "yes", "2-3 days", "-3,000원", "+3,000원", "3천원", "1e3")
    faults = refusals(store, goods(*conditions, *others, "3,000원"))
    assert [(fault.line, fault.path) for fault in faults] == [(line, "배송비") for line in range(2, 15)]
    assert {fault.reason.key for fault in faults} == {"import.reason.no_delivery"}
    assert conditions[0] in speaker("ko").say(faults[0].reason)
    assert "무료" in speaker("ko").say(faults[0].accepted)
    assert "row to compare" in speaker("en").say(faults[0].accepted)


def test_a_row_that_is_refused_for_it_can_be_left_out(store: Store):
    done = imported(store, goods("3,000원", "착불", "무료"), skip_invalid=True)
    assert (sorted(keys(store)), done.refused) == (["p1", "p3"], 1)


@pytest.mark.parametrize(
    ("column", "cell", "amount", "currency"),
    [
        ("배송비", "$5", "29,000", "KRW"),
        ("배송비", "5 USD", "29,000", "KRW"),
        ("배송비", "5 USD", "29,000원", None),
        ("배송비", "3,000원", "29 USD", None),
        ("배송비(원)", "3,000", "29", "USD"),
        ("Shipping ($)", "3", "29,000", "KRW"),
        ("배송비", "¥300", "$29", "USD"),
    ],
)
def test_an_amount_in_another_currency_than_the_price_is_refused(
    store: Store, column: str, cell: str, amount: str, currency: str | None
):
    fault = refused(store, goods(cell, "무료", column=column, amount=amount), currency=currency)
    assert (fault.line, fault.reason.key) == (2, "import.reason.delivery_currency")


@pytest.mark.parametrize(
    ("cell", "currency"), [("$5", "USD"), ("$5", "CAD"), ("5 USD", "USD"), ("¥5", "JPY"), ("5", "EUR")]
)
def test_a_sign_that_several_currencies_share_is_that_of_the_price(store: Store, cell: str, currency: str):
    imported(store, goods(cell, amount="29"), currency=currency)
    assert fees(store) == ["5"]


def test_a_price_that_takes_its_currency_from_other_rows_holds_delivery_to_it(store: Store):
    rows = [
        {"name": "A", "price": "29,000원", "delivery": "3,000"},
        {"name": "B", "price": "29,000", "delivery": "5 USD"},
    ]
    fault = refused(store, records_table(rows), currency=None)
    assert (fault.line, fault.reason.arguments["currency"]) == (3, "KRW")


def test_a_table_without_any_currency_is_asked_for_one_and_not_for_its_delivery(store: Store):
    with pytest.raises(RefusedFile) as caught:
        imported(store, goods("3,000원", "무료"), currency=None)
    assert caught.value.reason.key == "import.reason.no_currency"


def test_decimals_of_delivery_are_read_as_those_of_the_table(store: Store):
    rows = [{"Produktname": f"P{n}", "Preis": "1.299,00 €", "Versand": "4,95 €"} for n in (1, 2)]
    taken_in(store, records_table(rows), currency="EUR")
    assert amounts(store, "p1") == ["1299", "4.95"]


def test_delivery_without_a_price_has_no_place_and_is_counted(store: Store):
    rows = [{"name": "A", "price": "5", "delivery": "1"}, {"name": "B", "price": "", "delivery": "1"}]
    done = taken_in(store, records_table(rows))
    assert notes(done)["delivery_without_price"] == 1
    assert product(store, "b").prices == ()


def test_delivery_of_what_is_paid_each_month_is_due_each_month(store: Store):
    said = mapping_file("name: 상품명\nprice: 가격\ninterval: month\ndelivery: 배송비\n")
    imported(store, goods("3,000원", "무료"), mapping=said)
    assert [one.when for one in product(store, "p1").prices[0].components] == [EachCycle()] * 2


def test_a_mapping_names_the_column_of_delivery_whatever_it_is_called(store: Store):
    said = mapping_file("name: 상품명\nprice: 가격\ndelivery: 보내는 값\n")
    imported(store, goods("3,000원", "무료", column="보내는 값"), mapping=said)
    assert (fees(store), features(store)) == (["3000", "0"], [])


def test_a_mapping_may_keep_delivery_as_a_row(store: Store):
    said = mapping_file("name: 상품명\nprice: 가격\ncolumns:\n  배송비: {kind: text}\n")
    imported(store, goods("3,000원 (3만원 이상 무료)", "무료"), mapping=said)
    assert (fees(store), len(features(store))) == ([None, None], 1)


def test_a_mapping_without_the_role_reads_as_it_did(store: Store):
    imported(store, goods("3,000원", "무료"), mapping=mapping_file("name: 상품명\nprice: 가격\n"))
    assert (fees(store), len(features(store))) == ([None, None], 1)


def test_a_column_that_the_table_does_not_have_cannot_be_delivery(store: Store):
    with pytest.raises(RefusedFile) as caught:
        imported(store, goods("1"), mapping=mapping_file("name: 상품명\nprice: 가격\ndelivery: 운임\n"))
    assert caught.value.path == "$.delivery"


def test_a_proposed_mapping_names_delivery(store: Store):
    text = mapping_text(understood(goods("3,000원", "무료"), None, "ko").mapping, "goods.csv")
    assert 'delivery: "배송비"  # ' in text
    imported(store, goods("3,000원", "무료"))
    assert imported(store, goods("3,000원", "무료"), mapping=mapping_file(text)).changed == 0


def test_a_spreadsheet_states_delivery_as_a_table_of_text_does(store: Store):
    book = Workbook()
    for line in (["상품명", "가격", "배송비"], ["P1", 29000, 3000], ["P2", 29000, 0], ["P3", 29000, None]):
        book.worksheets[0].append(line)
    raw = io.BytesIO()
    book.save(raw)
    imported(store, SourceFile(name="goods.xlsx", raw=raw.getvalue()))
    assert fees(store) == ["3000", "0", None]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_that_was_written_reads_back_with_its_delivery(store: Store, second: Store, form: str):
    _lamps(store, "3000", "0", None)
    mapping = SourceFile(name="mapping.yaml", raw=export(store, "mapping").raw)
    written = export(store, form)
    assert written.left.get("charges_in_words") is None
    take_in(second, written.raw, f"again.{form}", mapping=mapping, currency="KRW")
    assert fees(second) == ["3000", "0", None]
    assert b"delivery: delivery" in mapping.raw


def test_delivery_that_is_more_than_an_amount_is_written_in_words_and_keeps_the_price_out(store: Store):
    monthly = Component(
        key="delivery", label={"en": "Delivery"}, kind="delivery", amount=Flat(value="5"), when=EachCycle()
    )
    plain = price("9")
    whole = price(components=(*plain.components, monthly))
    fill(store, [shop(), a_category(), a_product(prices=(whole,))])
    assert "Delivery: 5" in export(store, "csv").text
    assert b"price" not in export(store, "mapping").raw


def _lamps(store: Store, *charged: str | None) -> None:
    """A product for each of *charged*, which delivery costs; None where nobody said."""
    lamps = []
    for number, fee in enumerate(charged, 1):
        one = a_product(f"lamp-{number}", prices=(price("9000", tax="included"),))
        lamps.append(one if fee is None else with_delivery(one, fee, {"en": "Delivery"}))
    keys_of = [one.key for one in lamps]
    fill(store, [shop(), a_category(), *lamps, a_comparison(*keys_of)])
