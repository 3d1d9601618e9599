"""Many products at once: chosen, looked at before and after, changed together, taken back; searches by name."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, office, signed_in
from builders_tree import Node, tree
from builders_web import Got, product, publication, shop
from msgspec.structs import replace

from comparison import words
from comparison.core.catalogue import Category, Feature, Product, Stock
from comparison.core.content import Image
from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.model import Attestation, Component, Discount, Once, Price
from comparison.core.sources import Competitor, Source
from comparison.core.values import Words
from comparison.storage.auditing import changes_of
from comparison.web.admin.guesses import markets
from comparison.web.admin.products.bulk import choosing, planning
from comparison.web.admin.products.bulk.deed import Doing, Known, Refused
from comparison.web.forms import Form

BULK, PRODUCTS = "/admin/acme/bulk", "/admin/acme/products"
LITE, MAX = "air-lite", "air-max"
RIVAL = Competitor(seller={"en": "Rival"}, source=Source(title={"en": "Their page"}, as_of="2026-11-01"))
WORD = Attestation(by="anna", on="2026-01-01")


def goods(amount: str, **changes: object) -> Price:
    """A price in Korea that nothing speaks against but what *changes* say."""
    sold = Component(key="goods", label={"en": "Goods", "ko": "상품"}, kind="base", amount=PerUnit(value=amount),
                     when=Once())  # fmt: skip
    plain = Price(market="KR", currency="KRW", tax="included", components=(sold,))
    return replace(plain, **changes)


def thing(key: str, *prices: Price, **changes: object) -> Product:
    return replace(product(key, "1", rooms="1", quiet=True), prices=prices, **changes)


@pytest.fixture
def at(tmp_path: Path) -> Office:
    it = publication()
    other = Category(
        key="sea",
        label={"en": "Sea", "ko": "바다"},
        features=(Feature(key="brand", label={"en": "Brand"}, kind="text"),),
    )
    made = office(tmp_path, it.category, other, it.comparison)
    made.store.save("acme", shop(markets=("KR", "US")), expected=1, by="test")
    made.store.save_all(
        "acme", [thing("lite", goods("10000")), thing("max", goods("25500", closed=WORD))], by="test"
    )
    return made


def there(at: Office, key: str) -> Product:
    stored = at.store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record


def put(at: Office, record: Product) -> None:
    at.store.save("acme", record, expected=None, by="test")


def amount(at: Office, key: str) -> str:
    found = there(at, key).prices[0].components[0].amount
    assert isinstance(found, Flat | PerUnit)
    return found.value


def page_of(got: Got) -> Node:
    return tree(got.text.removeprefix("<!doctype html>"))


def listed(browser: Browser, address: str = PRODUCTS) -> dict[str, str | list[str]]:
    """The form around the list."""
    return next(fields_of(one) for one in browser.page(address).every("form") if one["action"] == BULK)


def looked(browser: Browser, deed: str, typed: Mapping[str, str] | None = None, *keys: str) -> Got:
    """The page with before and after, of the products *keys* (all where none is named)."""
    which: dict[str, object] = {"product": keys} if keys else {"all": "1"}
    token = listed(browser)["_token"]
    return browser.post(BULK, {"_token": token, "_do": "look", "deed": deed, **which, **(typed or {})})


def done(browser: Browser, deed: str, typed: Mapping[str, str] | None = None, *keys: str) -> Got:
    """The same, and then done."""
    page = page_of(looked(browser, deed, typed, *keys))
    form = next(one for one in page.every("form") if "_seen" in fields_of(one))
    return browser.post(BULK, fields_of(form) | {"_do": "apply"})


def asked(deed: str, typed: Mapping[str, str]) -> Doing:
    """What a form asks for, in a shop that sells in Korea."""
    known = Known(
        shop=shop(markets=("KR",)), categories=(), comparisons=(), rows={"KR": markets()["KR"]}, by="anna",
        today=datetime.date(2026, 11, 22), language="en",
    )  # fmt: skip
    form = Form.filled(typed)
    doing = planning.DEEDS[deed](form, known)
    assert form.errors == {}
    return doing


def cells(got: Got) -> list[list[str]]:
    return [
        [one.text for one in row.every("td")] for row in page_of(got).every("tr") if list(row.every("td"))
    ]


def test_the_list_leads_to_what_was_ticked_and_to_all_that_was_found(owner: Browser):
    form = listed(owner, f"{PRODUCTS}?find=lite")
    ticked = owner.post(BULK, form | {"product": [LITE, MAX], "_do": "choose"})
    assert "2 products are chosen" in ticked.text
    every = owner.post(BULK, form | {"_do": "all"})
    assert "1 product is chosen" in every.text


def test_without_a_tick_nothing_is_chosen(owner: Browser):
    got = owner.post(BULK, listed(owner) | {"_do": "choose"})
    assert got.status == 422
    assert "Tick the products in the list first" in got.text


def test_looking_writes_nothing(at: Office, owner: Browser):
    got = looked(owner, "state", {"new_state": "sold_out"})
    assert (got.status, cells(got)) == (200, [["On sale", "Sold out"], ["On sale", "Sold out"]])
    assert there(at, LITE).stock.state == "available"


def test_what_was_looked_at_is_done_together_with_one_line_in_the_log(at: Office, owner: Browser):
    got = done(owner, "state", {"new_state": "sold_out"}, LITE, MAX)
    assert "2 products changed" in got.text
    assert [there(at, key).stock.state for key in (LITE, MAX)] == ["sold_out", "sold_out"]
    [row] = at.store.audit_of("acme", "products", "state")
    assert changes_of(row)[:2] == [("state", None, "sold_out"), ("count", None, "2")]
    assert at.store.audit_of("acme", "product", LITE) == []


def test_a_change_is_undone_where_nobody_changed_it_since(at: Office, owner: Browser):
    done(owner, "state", {"new_state": "gone"})
    put(at, replace(there(at, MAX), sku="X"))
    page = owner.page(PRODUCTS)
    assert "Undo the last change to many" in page.text
    got = owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert "1 is again as it was" in got.text
    assert [one.text for one in page_of(got).every("li") if one.text == "Max"] == ["Max"]
    assert [there(at, key).stock.state for key in (LITE, MAX)] == ["available", "gone"]
    assert "Undo the last change to many" not in owner.page(PRODUCTS).text


def test_what_changed_since_it_was_looked_at_is_looked_at_again(at: Office, owner: Browser):
    page = page_of(looked(owner, "state", {"new_state": "gone"}))
    form = fields_of(next(one for one in page.every("form") if "_seen" in fields_of(one)))
    put(at, replace(there(at, MAX), sku="X"))
    got = owner.post(BULK, form | {"_do": "apply"})
    assert (got.status, there(at, LITE).stock.state) == (409, "available")
    again = fields_of(next(one for one in page_of(got).every("form") if "_seen" in fields_of(one)))
    assert owner.post(BULK, again | {"_do": "apply"}).status == 200
    assert there(at, MAX) == replace(there(at, MAX), sku="X", stock=Stock(state="gone"))


def test_what_was_not_looked_at_is_not_done(at: Office, owner: Browser):
    page = page_of(looked(owner, "state", {"new_state": "gone"}))
    form = fields_of(next(one for one in page.every("form") if "_seen" in fields_of(one)))
    for changes in ({"deed": "delete"}, {"new_state": "sold_out"}):
        got = owner.post(BULK, form | changes | {"_do": "apply"})
        assert (got.status, there(at, LITE).stock.state) == (409, "available")


@pytest.mark.parametrize(
    ("wanted", "before", "after"),
    [
        ("sold_out", Stock(left=3), Stock(state="sold_out", left=3)),
        ("available", Stock(state="sold_out", back_on="2026-12-24"), Stock()),
        ("gone", Stock(state="sold_out", back_on="2026-12-24"), Stock(state="gone")),
    ],
)
def test_another_state_leaves_nothing_that_was_true_of_the_one_before(
    wanted: str, before: Stock, after: Stock
):
    changed = asked("state", {"new_state": wanted}).change(thing("lite", stock=before))
    assert changed.after == thing("lite", stock=after)


def test_products_are_left_out_of_search_engines_and_taken_in_again(at: Office, owner: Browser):
    done(owner, "state", {"new_state": "hidden"})
    assert there(at, LITE).private
    done(owner, "state", {"new_state": "listed"}, LITE)
    assert (there(at, LITE).private, there(at, MAX).private) == (False, True)


def test_another_category_keeps_values_and_says_which_comparison_has_them(at: Office, owner: Browser):
    got = looked(owner, "category", {"new_category": "sea"}, LITE)
    assert "2 values have no row there" in got.text
    assert "Comparison: Air <cleaners> (1 product)" in page_of(got).text
    done(owner, "category", {"new_category": "sea"}, LITE)
    assert (there(at, LITE).category, len(there(at, LITE).cells)) == ("sea", 2)


def test_a_brand_needs_its_row_and_is_the_same_in_every_language(at: Office, owner: Browser):
    put(at, replace(there(at, LITE), category="sea"))
    got = looked(owner, "brand", {"brand": "Hanui"})
    assert "Its category has no row for the brand" in got.text
    done(owner, "brand", {"brand": "Hanui"})
    assert there(at, LITE).cells[-1].value == Words(text={"en": "Hanui", "ko": "Hanui"})
    done(owner, "brand", {"brand": ""}, LITE)
    assert "brand" not in {cell.feature for cell in there(at, LITE).cells}


def test_tax_is_stated_and_the_word_on_the_price_before_is_gone(at: Office, owner: Browser):
    done(owner, "tax", {"tax": "excluded"})
    price = there(at, MAX).prices[0]
    assert (price.tax, price.closed) == ("excluded", None)


def test_a_class_of_tax_alone_leaves_the_rest(at: Office, owner: Browser):
    known = sorted({rate.tax_class for rate in markets()["KR"].rates} - {"standard"})
    done(owner, "tax", {"tax": "", "tax_class": known[0]}, LITE)
    price = there(at, LITE).prices[0]
    assert (price.tax, price.tax_class) == ("included", known[0])
    assert looked(owner, "tax", {"tax": "", "tax_class": ""}).status == 422


def test_delivery_is_added_and_changed_and_a_far_zone_keeps_its_own(at: Office, owner: Browser):
    done(owner, "delivery", {"fee": "3,000", "free_from": "50000"})
    first = there(at, LITE).prices[0].components[-1]
    assert (first.kind, first.when, first.amount.rows[0].value) == ("delivery", Once(), "3000")
    got = done(owner, "delivery", {"fee": "0"}, LITE)
    assert "1 product changed" in got.text
    assert there(at, LITE).prices[0].components[-1].amount == Flat(value="0")
    assert len(there(at, LITE).prices[0].components) == 2


def test_delivery_of_another_kind_is_left_alone_and_said(at: Office, owner: Browser):
    usual = there(at, LITE).prices[0]
    two = [
        Component(key=f"d{n}", label={"en": "D"}, kind="delivery", amount=Flat(value="1")) for n in range(2)
    ]
    put(at, replace(there(at, LITE), prices=(replace(usual, components=(*usual.components, *two)),)))
    got = looked(owner, "delivery", {"fee": "0"}, LITE)
    assert "Its delivery is charged in another way" in got.text
    assert "Nothing changes" in got.text


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"way": "percent", "by": "3", "step": "1"}, "10300"),
        ({"way": "percent", "by": "-12.345", "step": "1"}, "8766"),
        ({"way": "percent", "by": "3.33", "step": "100"}, "10300"),
        ({"way": "percent", "by": "5", "step": "1000"}, "11000"),
        ({"way": "amount", "by": "1,250", "step": "100"}, "11300"),
        ({"way": "amount", "by": "-9999", "step": "1"}, "1"),
    ],
)
def test_amounts_go_up_and_down_and_are_rounded_half_up(typed: dict[str, str], after: str):
    changed = asked("amounts", typed).change(thing("lite", goods("10000", closed=WORD)))
    assert changed.after == thing("lite", goods(after, checked_on="2026-11-22"))


def test_the_rounding_is_shown_and_a_new_amount_was_looked_at_today(at: Office, owner: Browser):
    got = looked(owner, "amounts", {"way": "percent", "by": "3.333", "step": "100"}, LITE)
    assert cells(got) == [["₩10,000", "₩10,300  ₩10,333.3 before rounding"]]
    done(owner, "amounts", {"way": "percent", "by": "3.333", "step": "100"}, LITE)
    assert there(at, LITE).prices[0].checked_on == "2026-11-22"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reduced_since": "2026-11-01"}, "announced as a reduction"),
        (
            {"discounts": (Discount(key="d", label={"en": "D"}, kind="percent", value="5"),)},
            "a trial or a discount",
        ),
        ({"components": ()}, "no single amount"),
    ],
)
def test_a_price_on_which_another_amount_hangs_is_left_out(changes: dict[str, object], why: str):
    raising = asked("amounts", {"way": "percent", "by": "3", "step": "1"})
    with pytest.raises(Refused) as refused:
        raising.change(thing("lite", goods("10000", **changes)))
    assert why in words.speaker("en").say(refused.value.message)


def test_what_is_rounded_to_what_it_was_stays():
    raising = asked("amounts", {"way": "percent", "by": "4.5", "step": "1000"})
    assert raising.change(thing("lite", goods("10000", closed=WORD))) is None


def test_nothing_is_lowered_to_nothing(at: Office, owner: Browser):
    got = looked(owner, "amounts", {"way": "amount", "by": "-10000", "step": "1", "market": "KR"})
    assert "Nothing or less would be left" in got.text
    assert [amount(at, key) for key in (LITE, MAX)] == ["10000", "25500"]


def test_an_amount_that_would_be_longer_than_twelve_digits_is_left_out():
    raising = asked("amounts", {"way": "percent", "by": "1000", "step": "1"})
    with pytest.raises(Refused) as refused:
        raising.change(thing("lite", goods("999999999999")))
    assert words.speaker("en").say(refused.value.message) == "The amount would be longer than 12 digits"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"way": "percent", "by": "0", "step": "1"}, "by"),
        ({"way": "percent", "by": "-100", "step": "1"}, "by"),
        ({"way": "percent", "by": "much", "step": "1"}, "by"),
        ({"way": "amount", "by": "5", "step": "1", "market": ""}, "market"),
        ({"way": "percent", "by": "5", "step": "3"}, "step"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(owner: Browser, typed: dict[str, str], field: str):
    got = looked(owner, "amounts", typed, LITE)
    assert got.status == 422
    assert f'id="e-{field}"' in got.text
    [kept] = [fields_of(one)["by"] for one in page_of(got).every("form") if "by" in fields_of(one)]
    assert kept == typed["by"]


def test_the_word_is_given_by_whom_and_when_where_nobody_gave_it(at: Office, owner: Browser):
    got = looked(owner, "closed", {"sure": "1"})
    assert "owner confirms today that 1 price has no other charge" in got.text
    done(owner, "closed", {"sure": "1"})
    assert there(at, LITE).prices[0].closed == Attestation(by="owner", on="2026-11-22")
    assert there(at, MAX).prices[0].closed == WORD


def test_the_word_needs_its_tick(owner: Browser):
    assert looked(owner, "closed", {}).status == 422


def test_the_word_is_never_given_for_a_price_that_something_speaks_against(at: Office, owner: Browser):
    put(at, thing("lite", goods("10000", tax="unknown")))
    put(at, thing("max", goods("10000"), competitor=RIVAL))
    got = looked(owner, "closed", {"sure": "1"})
    assert "2 are left out" in got.text
    assert "another seller" in got.text
    assert "Nothing changes" in got.text
    assert there(at, LITE).prices[0].closed is None


def test_products_leave_one_comparison_and_come_back(at: Office, owner: Browser):
    done(owner, "comparison", {"comparison": "air"}, LITE)
    tiers = lambda: [one.key for one in at.store.get("acme", "comparison", "air").record.tiers]  # noqa: E731
    assert tiers() == ["max"]
    owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert tiers() == ["lite", "max"]


def test_deleting_says_what_uses_them_and_can_be_undone(at: Office, owner: Browser):
    before = there(at, LITE)
    got = looked(owner, "delete", {}, LITE)
    assert "Comparison: Air <cleaners> (1 product)" in page_of(got).text
    assert "What is published stays" in got.text
    done(owner, "delete", {}, LITE)
    assert at.store.get("acme", "product", LITE) is None
    owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert there(at, LITE) == before


def test_a_search_that_finds_too_many_goes_on_step_by_step(
    at: Office, owner: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(planning, "MOST_AT_ONCE", 2)
    at.store.save_all("acme", [thing(f"n{n}", goods("1")) for n in range(3)], by="test")
    got = done(owner, "state", {"new_state": "gone", "sort": "earliest"})
    form = next(one for one in page_of(got).every("form") if "before" in fields_of(one))
    assert [one.key for one in _in_state(at, "gone")] == [MAX, LITE]
    second = page_of(owner.post(BULK, fields_of(form) | {"_do": "look"}))
    again = fields_of(next(one for one in second.every("form") if "_seen" in fields_of(one)))
    owner.post(BULK, again | {"_do": "apply"})
    assert len(_in_state(at, "gone")) == 4


def _in_state(at: Office, state: str):
    wanted = choosing.wanted_in(lambda name: state if name == "state" else "", limit=50)
    return at.store.find_products("acme", wanted)


def test_another_shop_is_never_touched(at: Office, owner: Browser):
    at.store.save("other", shop(key="other"), expected=0, by="test")
    at.store.save("other", thing("lite", goods("1")), expected=0, by="test")
    done(owner, "delete", {}, LITE)
    assert at.store.get("other", "product", LITE) is not None


def test_a_viewer_changes_nothing(at: Office, owner: Browser):
    viewer = signed_in(at, "viewer")
    assert "Change those ticked" not in viewer.get(PRODUCTS).text
    assert viewer.get(BULK).status == 403


# The list


def test_the_list_says_price_picture_and_comparison_of_each(at: Office, owner: Browser):
    rows = [one for one in owner.page(PRODUCTS).every("li") if "Lite" in one.text]
    [row] = rows
    assert "₩10,000" in row.text
    assert "Air <cleaners>" in row.text


def test_the_list_shows_the_pictures_that_there_are(at: Office, owner: Browser):
    assert list(owner.page(PRODUCTS).every("img")) == []
    image = Image(digest="ab" * 32, width=640, height=480, alt={"en": "It", "ko": "그것"})
    put(at, replace(there(at, LITE), image=image))
    assert [one["src"] for one in owner.page(PRODUCTS).every("img")] == [f"/pictures/{'ab' * 32}-160.webp"]


def test_a_product_without_a_price_in_the_first_country_has_no_figure(at: Office, owner: Browser):
    put(at, product("lite", "10.00", rooms="1", quiet=True))
    [row] = [one for one in owner.page(PRODUCTS).every("li") if "Lite" in one.text]
    assert "$" not in row.text


def test_a_search_is_kept_under_a_name_and_shown_above_the_list(at: Office, owner: Browser):
    address = f"{PRODUCTS}?find=lite&sort=earliest"
    form = _saving(owner.page(address), "keep")
    got = owner.post(PRODUCTS, form | {"name": "The small one", "_do": "keep"})
    assert (got.status, got.headers["location"]) == (303, f"{address}&did=saved")
    [chip] = [one for one in owner.page(PRODUCTS).every("a") if one.text == "The small one"]
    found = owner.page(chip["href"]).text
    assert "Lite" in found
    assert "Max" not in found
    [row] = at.store.audit_of("acme", "search", "the-small-one")
    assert row.action == "save"


def test_a_search_is_renamed_and_removed(at: Office, owner: Browser):
    form = _saving(owner.page(f"{PRODUCTS}?find=lite"), "keep")
    owner.post(PRODUCTS, form | {"name": "Small", "_do": "keep"})
    form = _saving(owner.page(PRODUCTS), "rename:small")
    owner.post(PRODUCTS, form | {"name.small": "Tiny", "_do": "rename:small"})
    assert [one.name for one in at.store.saved_searches("acme")] == ["Tiny"]
    owner.post(PRODUCTS, form | {"_do": "forget:small"})
    assert at.store.saved_searches("acme") == []
    assert owner.post(PRODUCTS, form | {"_do": "forget:small"}).status == 422


@pytest.mark.parametrize(("name", "said"), [("", "be empty"), ("x" * 61, "At most"), ("Taken", "this name")])
def test_a_search_needs_a_name_of_its_own(at: Office, owner: Browser, name: str, said: str):
    form = _saving(owner.page(f"{PRODUCTS}?find=lite"), "keep")
    owner.post(PRODUCTS, form | {"name": "Taken", "_do": "keep"})
    got = owner.post(PRODUCTS, form | {"name": name, "_do": "keep"})
    assert got.status == 422
    assert said in got.text
    assert len(at.store.saved_searches("acme")) == 1


def _saving(page: Node, button: str) -> dict[str, str | list[str]]:
    """The form that has a button of that value."""
    return next(
        fields_of(form)
        for form in page.every("form")
        if any(one["value"] == button for one in form.every("button"))
    )
