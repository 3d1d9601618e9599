"""Files and tables that merchants hand in: guessed, asked about, shown as a difference, stored whole or not."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, signed_in
from builders_imports import IMPORTS, begin_here, chosen, handed, pasted, posted, said
from msgspec.structs import replace

from comparison.storage import import_runs
from comparison.storage.formats.registry import FORMATS
from comparison.storage.imports import ImportJob

SHOPIFY = Path("../shared/catalogs/shop-exports/shopify/apparel.csv")
TURNED = "\tLite\tPlus\nPrice\t159000 KRW\t289000 KRW\nNoise\t24\ttbc soon\nWeight\t3\t5\nHeight\t9\t8\nApp\tno\tyes\n"
GOODS = b"sku,name,price,currency\nA,Anvil,10,USD\nB,Bell,20,USD\n"


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done in this very process, but where a test is marked as one of processes."""
    if "process" not in request.node.name:
        monkeypatch.setattr(import_runs, "begin", begin_here)


def products(at: Office) -> dict[str, object]:
    return {one.record.key: one.record for one in at.store.page("acme", "product")}


def last(at: Office) -> ImportJob:
    return at.store.import_jobs("acme")[0]


def test_a_file_of_a_shop_is_named_and_its_difference_shown_before_anything_is_stored(at, merchant):
    if not SHOPIFY.exists():
        pytest.skip("no shared catalogues")
    page = handed(merchant, "apparel.csv", SHOPIFY.read_bytes())
    assert "Read as: a Shopify product export" in said(merchant, page).replace(" · ", " ") or (
        "a Shopify product export" in said(merchant, page)
    )
    assert "Products 20 0 0" in said(merchant, page)
    assert products(at) == {}


def test_a_file_without_a_currency_asks_for_it(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,20\n")
    assert "Which currency are the prices in?" in said(merchant, page)
    chosen(merchant, page, "store", currency="GBP", market="GB")
    assert {one.prices[0].currency for one in products(at).values()} == {"GBP"}


def test_a_process_of_its_own_stores_what_was_seen_with_its_line_in_the_log(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,20\n")
    chosen(merchant, page, "store")
    assert len(products(at)) == 2
    assert "2 products came in" in said(merchant, page)
    [(_, line)] = [one for one in at.store.audit("acme") if one[1].action == "import"]
    assert (line.by, line.key) == ("owner", "goods.csv")


def test_after_an_import_the_next_steps_lead_on(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,20\n")
    chosen(merchant, page, "store")
    links = [one["href"] for one in merchant.page(page).every("a")]
    [compared] = [one.record.key for one in at.store.page("acme", "comparison")]
    assert f"/admin/acme/comparisons/{compared}" in links
    assert "/admin/acme/personas" in links


def test_one_wrong_row_is_named_with_its_line_and_keeps_everything_out(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,much\nCow,30\n")
    assert "1 can't be taken" in said(merchant, page)
    assert "Line 3:" in said(merchant, page)
    chosen(merchant, page, "store")
    assert products(at) == {}


def test_what_is_right_can_be_taken_without_the_rest(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,much\nCow,30\n")
    chosen(merchant, page, "skip")
    assert sorted(one.name["en"] for one in products(at).values()) == ["Anvil", "Cow"]
    assert "1 left out." in said(merchant, page)


def test_a_pasted_table_may_stand_either_way_round(at, merchant):
    page = pasted(merchant, TURNED)
    assert "products are columns" in said(merchant, page)
    chosen(merchant, page, "store")
    assert sorted(one.name["en"] for one in products(at).values()) == ["Lite", "Plus"]


def test_at_most_three_questions_are_asked(merchant):
    wide = "name\tprice\tweight\theight\twidth\tdepth\tarea\n" + "\n".join(
        f"P{n}\t{n}0\t{n}\t{n}\t{n}\t{n}\t{n}" for n in range(1, 5)
    )
    [questions] = [
        one
        for one in merchant.page(pasted(merchant, wide)).every("section")
        if "questions" in (one["class"] or "")
    ]
    assert 1 <= len(list(questions.every("select"))) - 1 <= 3


def test_an_answer_gives_a_row_its_unit(at, merchant):
    page = pasted(merchant, "name\tprice\tweight\nA\t10 USD\t3\nB\t20 USD\t5\n")
    assert "weight: which unit are the numbers in?" in said(merchant, page)
    chosen(merchant, page, "store", q0="kg")
    [category] = [one.record for one in at.store.page("acme", "category")]
    assert [(one.kind, one.unit) for one in category.features] == [("number", "kg")]


def test_numbers_that_say_their_units_are_not_asked_about(at, merchant):
    page = pasted(merchant, "name\tprice\tweight\nA\t10 USD\t1kg\nB\t20 USD\t500 g\n")
    assert "which unit" not in said(merchant, page)


def test_a_word_among_numbers_becomes_not_stated_where_the_merchant_says_so(at, merchant):
    table = "name\tprice\tnoise level\nA\t10 USD\t30\nB\t20 USD\t35\nC\t20 USD\tunknown yet\n"
    chosen(merchant, pasted(merchant, table), "store", q0="yes")
    [category] = [one.record for one in at.store.page("acme", "category")]
    assert category.features[0].kind == "number"


def test_what_columns_mean_can_be_changed_and_is_remembered(at, merchant):
    table = b"code,label,cost\n1,Anvil,10\n2,Bell,20\n"
    page = handed(merchant, "goods.csv", table)
    roles = {"c0__role": "out", "c1__role": "name", "c2__role": "price"}
    chosen(merchant, page, "look", **roles)
    chosen(merchant, page, "store")
    assert sorted(one.name["en"] for one in products(at).values()) == ["Anvil", "Bell"]
    again = handed(merchant, "other.csv", table.replace(b"10", b"11"))
    assert "columns as you set them last time" in said(merchant, again)
    assert merchant.filled(again)["c1.role"] == "name"


def test_two_columns_cannot_be_the_price(merchant):
    page = handed(merchant, "goods.csv", b"name,price,cost\nA,1,2\nB,2,3\n")
    got = chosen(merchant, page, "look", c2__role="price", c1__role="price", q0="")
    assert got.status == 422
    assert "Only one column can mean this." in got.text


def test_a_second_file_changes_amounts_and_leaves_what_was_entered_beside_them(at, merchant):
    chosen(merchant, handed(merchant, "goods.csv", b"sku,name,price\nA,Anvil,10\nB,Bell,20\n"), "store")
    [key, *_] = products(at)
    old = products(at)[key]
    [price] = old.prices
    delivery = replace(price.components[0], key="delivery", kind="delivery")
    richer = replace(old, prices=(replace(price, tax="included", components=(*price.components, delivery)),))
    at.store.save("acme", richer, expected=None, by="anna")
    page = handed(merchant, "goods.csv", b"sku,name,price\nA,Anvil,12\nB,Bell,20\n")
    assert "Products 0 1 1" in said(merchant, page)
    chosen(merchant, page, "store")
    [now] = products(at)[key].prices
    assert [(one.kind, one.amount.value) for one in now.components] == [("base", "12"), ("delivery", "10")]
    assert now.tax == "included"


def test_rows_and_values_that_a_file_does_not_name_stay(at, merchant):
    chosen(merchant, pasted(merchant, "name\tprice\tcolour\nA\t1 USD\tred\nB\t2 USD\tblue\n"), "store")
    [compared] = [one.record for one in at.store.page("acme", "comparison")]
    page = pasted(merchant, "name\tprice\tshape\nA\t1 USD\tround\nB\t2 USD\tflat\n")
    chosen(merchant, page, "look", into=compared.key)
    chosen(merchant, page, "store", into=compared.key)
    category = at.store.get("acme", "category", compared.category).record
    assert [one.key for one in category.features] == ["colour", "shape"]


def test_an_import_that_was_left_changes_nothing_and_its_file_is_gone(at, merchant):
    page = handed(merchant, "goods.csv", GOODS)
    chosen(merchant, page, "cancel")
    assert "Nothing was changed." in said(merchant, page)
    assert at.store.import_content("acme", last(at).id) is None


def test_an_import_nobody_works_on_any_more_is_shown_as_stopped_and_can_be_tried_again(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,20\n")
    waiting = at.store.import_job("acme", last(at).id)
    at.store.move_import(replace(waiting, state="storing"), expected=("ready",))
    assert "It stopped on the way" in said(merchant, page)
    assert products(at) == {}
    chosen(merchant, page, "again")
    assert last(at).state == "ready"


def test_a_work_that_was_cancelled_meanwhile_stores_nothing(at, merchant):
    page = handed(merchant, "goods.csv", b"name,price\nAnvil,10\nBell,20\n")
    job = at.store.import_job("acme", last(at).id)
    import_runs.cancel(at.store, job)
    assert not import_runs.begin(at.store, replace(job, state="storing"), expected=("ready",))
    assert "Cancelled" in said(merchant, page)


def test_no_table_and_no_file_are_said_at_their_fields(merchant):
    assert "Paste a table." in posted(merchant, {"origin": "paste", "table": " "}).text
    got = posted(merchant, {"origin": "file"}, {"file": ("", b"")})
    assert (got.status, "Choose a file." in got.text) == (422, True)


def test_a_file_past_the_limit_is_too_large(merchant):
    assert posted(merchant, {"origin": "file"}, {"file": ("a.csv", b"x" * 34_000_000)}).status == 413


def test_a_file_of_no_known_kind_says_so_and_may_be_read_otherwise(merchant):
    page = handed(merchant, "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert "This file can't be taken." in said(merchant, page)
    assert "Nothing was changed." in said(merchant, page)


def test_an_import_of_another_shop_is_not_there(at, merchant):
    page = handed(merchant, "goods.csv", GOODS)
    other = at.store.get("acme", "shop", "acme").record
    at.store.save("other", replace(other, key="other"), expected=0, by="x")
    stranger = signed_in(at, "editor", shop="other")
    assert stranger.get(page).status == 404
    assert stranger.get(page.replace("acme", "other")).status == 404


def test_a_viewer_sees_no_form(at, merchant):
    handed(merchant, "goods.csv", GOODS)
    viewer = signed_in(at, "viewer")
    assert [
        one["action"] for one in viewer.page(IMPORTS).every("form") if "import" in (one["action"] or "")
    ] == []


def test_a_file_that_was_not_recognised_is_read_as_it_is_told(at, merchant):
    page = handed(merchant, "goods.dat", b"name,price\nAnvil,10\nBell,20\n")
    assert "This file can't be taken." in said(merchant, page)
    chosen(merchant, page, "look", format="spec-table")
    assert "Products 2 0 0" in said(merchant, page)


def test_the_field_offers_every_file_that_a_reader_takes(at: Office, owner: Browser):
    [field] = [one for one in owner.page("/admin/acme/import").every("input") if one["type"] == "file"]
    offered = field["accept"].split(",")
    assert {".jsonl", ".gz", ".zip", ".xlsm", ".rss", ".csv", ".yml", ".htm"} <= set(offered)
    assert set(offered) == {".gz", ".zip"} | {suffix for one in FORMATS for suffix in one.suffixes}
    assert len(offered) == len(set(offered))
