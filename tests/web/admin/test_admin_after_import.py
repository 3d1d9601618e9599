"""From an imported file to a publication: what the file does not say is asked once, for all its products."""

import time

import pytest
from builders_admin import Browser, Office, office, signed_in
from builders_comparisons import at_the_desk
from builders_imports import chosen, handed, said
from msgspec.structs import replace

from comparison.core.catalogue import Product
from comparison.storage.checking import findings_on
from comparison.storage.staging import Batch
from comparison.web.admin.guesses import markets

NAMES = ("Anvil", "Bell", "Cup")
GOODS = b"sku,name,price\n" + b"".join(
    f"{name[0]},{name},{place}0 GBP\n".encode() for place, name in enumerate(NAMES, 1)
)
CHECK = "/admin/acme/comparisons/our-products/check"

pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture
def merchant(at: Office) -> Browser:
    return at_the_desk(at)


def products(at: Office) -> dict[str, Product]:
    return {
        one.record.name["en"]: one.record
        for one in at.store.page("acme", "product")
        if isinstance(one.record, Product)
    }


def stored(merchant: Browser, **answers: str) -> None:
    """Hand in three products of which neither tax nor delivery is stated, with *answers* given."""
    chosen(merchant, handed(merchant, "goods.csv", GOODS), "store", **answers)


def kinds(at: Office) -> list[str]:
    """The kinds of findings about prices, one for each product that has it."""
    found = findings_on(at.store, "acme", "our-products", markets=markets(), today=at.clock().date())
    return sorted(one.message.key for one in found if ".prices" in one.path)


def test_what_a_file_does_not_say_of_its_prices_is_asked_once_for_all_products(merchant):
    words = said(merchant, handed(merchant, "goods.csv", GOODS))
    assert "Do these prices include tax? It isn’t stated for 3 products." in words
    assert "What does delivery cost? It isn’t stated for 3 products." in words


def test_an_answer_is_written_into_every_price(at, merchant):
    stored(merchant, tax_answer="included", delivery_answer="fee", delivery_fee="3.50")
    prices = [price for one in products(at).values() for price in one.prices]
    assert [price.tax for price in prices] == ["included"] * 3
    assert [(one.kind, one.amount.value) for price in prices for one in price.components[1:]] == [
        ("delivery", "3.50")
    ] * 3


def test_what_nobody_answers_stays_unknown_and_is_never_nothing(at, merchant):
    stored(merchant)
    prices = [price for one in products(at).values() for price in one.prices]
    assert {price.tax for price in prices} == {"unknown"}
    assert {one.kind for price in prices for one in price.components} == {"base"}


def test_a_fee_without_an_amount_is_asked_for_at_its_field(at, merchant):
    page = handed(merchant, "goods.csv", GOODS)
    got = chosen(merchant, page, "store", delivery_answer="fee")
    assert (got.status, 'id="e-delivery_fee"' in got.text) == (422, True)
    assert products(at) == {}


def test_a_second_file_is_not_asked_again_of_what_was_answered(at, merchant):
    stored(merchant, tax_answer="included", delivery_answer="free")
    words = said(merchant, handed(merchant, "goods.csv", GOODS.replace(b"10 GBP", b"12 GBP")))
    assert "Do these prices include tax?" not in words
    assert "What does delivery cost?" not in words


def test_where_a_market_states_prices_without_tax_nobody_is_asked(merchant):
    table = GOODS.replace(b"GBP", b"USD")
    assert "Do these prices include tax?" not in said(merchant, handed(merchant, "goods.csv", table))


def test_a_question_that_only_another_answer_brings_up_waits_on_the_page_of_the_check(merchant):
    page = handed(merchant, "goods.csv", GOODS.replace(b" GBP", b""))
    assert "Do these prices include tax?" not in said(merchant, page)
    chosen(merchant, page, "store", currency="GBP", market="GB")
    assert "Do these prices include tax? It isn’t stated for 3 products." in said(merchant, CHECK)


def test_the_same_finding_of_several_products_is_one_with_one_remedy(merchant):
    stored(merchant)
    page = merchant.page(CHECK)
    heads = [next(iter(one.every("p"))).text for one in page.every("li") if one["class"] == "finding"]
    assert "3 products: it isn’t stated whether the price includes tax" in heads
    assert "3 products: nobody has confirmed yet that no other charge is unavoidable" in heads
    assert [one["href"] for one in page.every("a") if one.text == "Answer for all of them"] == [
        "#answers"
    ] * 2


def test_two_answers_on_the_page_of_the_check_mend_all_findings_about_prices(at, merchant):
    stored(merchant)
    assert kinds(at) == ["check.H02.unattested"] * 3 + ["check.H08.unknown"] * 3
    merchant.send(CHECK, {"_do": "answers", "tax_answer": "included", "delivery_answer": "free"})
    assert kinds(at) == ["check.H02.unattested"] * 3
    merchant.send(CHECK, {"_do": "answers", "attested": "1"})
    assert kinds(at) == []


def test_the_word_for_several_products_is_kept_with_each_of_them_and_in_the_log(at, merchant):
    stored(merchant, tax_answer="included")
    merchant.send(CHECK, {"_do": "answers", "attested": "1"})
    words = [price.closed for one in products(at).values() for price in one.prices]
    assert [(one.by, one.on) for one in words] == [("owner", "2026-11-22")] * 3
    lines = [line for _, line in at.store.audit("acme") if line.kind == "product"]
    assert [(line.by, line.action, "prices" in line.changes) for line in lines] == [
        ("owner", "save", True)
    ] * 3


def test_nobody_can_give_their_word_for_a_price_of_which_something_is_open(at, merchant):
    stored(merchant)
    assert not [one for one in merchant.page(CHECK).every("input") if one["name"] == "attested"]
    merchant.send(CHECK, {"_do": "answers", "attested": "1", "tax_answer": ""})
    assert {price.closed for one in products(at).values() for price in one.prices} == {None}


def test_the_products_are_named_with_their_prices_before_anybody_gives_their_word(merchant):
    stored(merchant, tax_answer="included")
    [named] = [one for one in merchant.page(CHECK).every("ul") if "named" in (one["class"] or "")]
    assert [one.text for one in named.every("li")] == ["Anvil · £10.00", "Bell · £20.00", "Cup · £30.00"]


def test_who_looked_at_another_draft_gives_no_word(at, merchant):
    stored(merchant, tax_answer="included")
    seen = merchant.filled(CHECK)["_seen"]
    [anvil] = [one for one in at.store.page("acme", "product") if one.record.name["en"] == "Anvil"]
    at.store.save("acme", _dearer(anvil.record), expected=anvil.revision, by="anna")
    got = merchant.send(CHECK, {"_do": "answers", "attested": "1", "_seen": str(seen)})
    assert got.status == 409
    assert {price.closed for one in products(at).values() for price in one.prices} == {None}


def test_no_answer_at_all_is_refused(merchant):
    stored(merchant)
    got = merchant.send(CHECK, {"_do": "answers"})
    assert (got.status, "Choose at least one answer" in got.text) == (422, True)


def test_a_viewer_is_shown_findings_and_no_answers(at, merchant):
    stored(merchant)
    viewer = signed_in(at, "viewer")
    assert not [one for one in viewer.page(CHECK).every("form") if one["id"] == "answers"]


def _dearer(product: Product) -> Product:
    price = product.prices[0]
    base = replace(price.components[0], amount=replace(price.components[0].amount, value="99"))
    return replace(product, prices=(replace(price, components=(base,)),))


def test_what_an_ended_import_left_is_put_in_order_when_the_merchants_side_opens(tmp_path):
    at = office(tmp_path)
    at.store.add_batch(Batch(id="left", shop="acme", by="anna", at="2026-11-22T00:00:00.000000Z"))
    at_the_desk(at).get("/admin/acme")
    ends = time.monotonic() + 10
    while at.store.batches() and time.monotonic() < ends:
        time.sleep(0.02)
    assert at.store.batches() == []
