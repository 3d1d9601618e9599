"""A table with a column of delivery: a charge that nobody is asked about, or a row where the merchant says so."""

import pytest
from builders_admin import Office
from builders_imports import chosen, handed, pasted, said
from msgspec.structs import replace

from comparison.core.catalogue import Category, Product
from comparison.core.pricing.amounts import Flat, Table
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Attestation, Component, Price
from comparison.web.admin.products.price import price_key

TABLE = "상품명\t가격\t배송비\n가\t29,000원\t3,000원\n나\t19,000원\t무료\n다\t9,000원\t\n"
GOODS = b"sku,name,price,delivery\nA,Anvil,10 GBP,3\nB,Bell,20 GBP,free\n"
ASKED = "What does delivery cost?"

pytestmark = pytest.mark.usefixtures("at_once")


def products(at: Office) -> dict[str, Product]:
    found = (one.record for one in at.store.page("acme", "product"))
    return {next(iter(one.name.values())): one for one in found if isinstance(one, Product)}


def delivery_of(product: Product) -> list[Component]:
    return [one for one in product.prices[0].components if one.kind == "delivery"]


def fees(at: Office) -> dict[str, list[str]]:
    """What delivery costs, by the name of the product."""
    return {
        name: [one.amount.value for one in delivery_of(product) if isinstance(one.amount, Flat)]
        for name, product in products(at).items()
    }


def rows(at: Office) -> list[str]:
    found = (one.record for one in at.store.page("acme", "category"))
    return [feature.key for one in found if isinstance(one, Category) for feature in one.features]


def changed(at: Office, name: str, **fields: object) -> None:
    """The one price of the product *name* as somebody entered it by hand."""
    product = products(at)[name]
    price = replace(product.prices[0], **fields)
    at.store.save("acme", replace(product, prices=(price,)), expected=None, by="anna")


def with_amount(price: Price, amount: Flat | Table) -> tuple[Component, ...]:
    return tuple(replace(one, amount=amount) if one.kind == "delivery" else one for one in price.components)


def test_a_column_of_delivery_is_shown_as_that_and_asked_about_only_where_it_is_empty(at, merchant):
    page = pasted(merchant, TABLE)
    assert merchant.filled(page)["c2.role"] == "delivery"
    assert f"{ASKED} It isn’t stated for 1 product." in said(merchant, page)
    chosen(merchant, page, "store", delivery_answer="fee", delivery_fee="2500")
    assert fees(at) == {"가": ["3000"], "나": ["0"], "다": ["2500"]}
    assert rows(at) == []


def test_nobody_is_asked_about_delivery_where_every_product_states_it(at, merchant):
    assert ASKED not in said(merchant, handed(merchant, "goods.csv", GOODS))


def test_the_simple_form_of_a_price_shows_the_delivery_of_the_table(at, merchant):
    chosen(merchant, handed(merchant, "goods.csv", GOODS), "store")
    product = products(at)["Anvil"]
    form = merchant.filled(f"/admin/acme/products/{product.key}/prices/{price_key(product.prices[0])}")
    assert (form["sale"], form["delivery"]) == ("10.00", "3.00")


def test_a_condition_is_refused_in_words_until_the_merchant_keeps_the_column_as_a_row(at, merchant):
    page = pasted(merchant, TABLE.replace("\t3,000원", "\t3,000원 (3만원 이상 무료)"))
    words = said(merchant, page)
    assert "Product 1: 3,000원 (3만원 이상 무료) is not one amount for delivery 배송비" in words
    assert "one amount in the currency of the price" in words
    chosen(merchant, page, "look", c2__role="row")
    assert "is not one amount for delivery" not in said(merchant, page)
    chosen(merchant, page, "store")
    assert fees(at) == {"가": [], "나": [], "다": []}
    assert len(rows(at)) == 1


@pytest.mark.parametrize(
    "answer", [{"delivery_answer": "free"}, {"delivery_answer": "fee", "delivery_fee": "3000"}]
)
def test_no_answer_for_all_stands_beside_a_row_of_other_fees(at, merchant, answer):
    page = pasted(merchant, TABLE)
    chosen(merchant, page, "look", c2__role="row")
    got = chosen(merchant, page, "store", **answer)
    assert (got.status, 'id="e-delivery_answer"' in got.text) == (422, True)
    assert "shoppers would read two delivery fees" in got.text
    chosen(merchant, page, "store", **{**answer, "c2__role": "out"})
    assert rows(at) == []


def test_a_row_of_days_stands_beside_any_answer(at, merchant):
    page = pasted(merchant, "name\tprice\tdelivery\nA\t10 USD\t2-3 days\nB\t20 USD\t1-2 days\n")
    chosen(merchant, page, "store", delivery_answer="free")
    assert (fees(at), rows(at)) == ({"A": ["0"], "B": ["0"]}, ["delivery"])


def test_a_row_that_is_called_delivery_after_all_is_no_row_any_more(at, merchant):
    page = pasted(merchant, TABLE.replace("배송비", "보내는 값"))
    assert merchant.filled(page)["c2.role"] == "row"
    chosen(merchant, page, "look", c2__role="delivery")
    chosen(merchant, page, "store")
    assert (fees(at), rows(at)) == ({"가": ["3000"], "나": ["0"], "다": []}, [])


def test_two_columns_cannot_be_delivery(merchant):
    page = handed(merchant, "goods.csv", b"name,price,delivery,cost\nA,1,2,3\nB,2,3,4\n")
    got = chosen(merchant, page, "look", c3__role="delivery", q0="price")
    assert (got.status, "Only one column can mean this." in got.text) == (422, True)


def test_what_a_column_was_kept_as_is_remembered(at, merchant):
    page = handed(merchant, "goods.csv", GOODS)
    chosen(merchant, page, "look", c3__role="row")
    chosen(merchant, page, "store")
    assert merchant.filled(handed(merchant, "more.csv", GOODS))["c3.role"] == "row"


def test_a_second_file_changes_the_fee_and_leaves_what_was_entered_beside_it(at, merchant):
    chosen(merchant, handed(merchant, "goods.csv", GOODS), "store")
    word = Attestation(by="anna", on="2026-11-22")
    changed(at, "Anvil", tax="included", closed=word)
    page = handed(merchant, "goods.csv", GOODS.replace(b"GBP,3", b"GBP,4"))
    assert "Products 0 1 1" in said(merchant, page)
    chosen(merchant, page, "store")
    price = products(at)["Anvil"].prices[0]
    assert (fees(at)["Anvil"], price.tax, price.closed) == (["4"], "included", word)


@pytest.mark.parametrize(("cell", "fee"), [(b"GBP,3", "3"), (b"GBP,", "3"), (b"GBP,4", "4")])
def test_from_which_basket_on_delivery_is_free_stays_as_it_was_entered(at, merchant, cell, fee):
    chosen(merchant, handed(merchant, "goods.csv", GOODS), "store")
    tiered = Table(by="basket", rows=(TableRow(value="3", below="50"), TableRow(value="0")))
    changed(at, "Anvil", components=with_amount(products(at)["Anvil"].prices[0], tiered))
    chosen(merchant, handed(merchant, "goods.csv", GOODS.replace(b"GBP,3", cell)), "store")
    [one] = delivery_of(products(at)["Anvil"])
    assert one.amount == replace(tiered, rows=(TableRow(value=fee, below="50"), tiered.rows[1]))
