"""Prices in the merchant's side: the simple form and the full one, and the receipt that grows beside them."""

from pathlib import Path

import msgspec
import pytest
from builders_admin import Browser, Office, fields_of, office
from builders_tree import tree
from builders_web import publication

from comparison.assets import CATALOG_DATA
from comparison.core.catalogue import Product
from comparison.core.pricing.amounts import Flat, Table
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Attestation, Discount, Price
from comparison.storage.formats.documents import read_document
from comparison.storage.market_files import load_markets
from comparison.web.admin.amounts_typed import as_before, read_amount, written
from comparison.web.admin.products import simple_price
from comparison.web.admin.products.full_price import MANNER
from comparison.web.admin.record_plan import flattened, plan
from comparison.web.admin.record_reading import read
from comparison.web.forms import Form

LITE = "/admin/acme/products/air-lite"
NEW, MONTHLY = f"{LITE}/prices/new", f"{LITE}/prices/us-usd-month-any"
MARKETS = load_markets(CATALOG_DATA / "markets")


def demo_prices() -> list[tuple[str, Price]]:
    found = []
    for path in sorted((CATALOG_DATA / "demo").glob("*.yaml")):
        shop = read_document(path.read_bytes(), path.name).data
        for product in [*shop.get("products", []), *shop.get("add_ons", [])]:
            for place, price in enumerate(product.get("prices", [])):
                found.append((f"{product['key']}-{place}", msgspec.convert(price, Price, strict=False)))
    return found


DEMO = demo_prices()


@pytest.fixture
def at(tmp_path: Path) -> Office:
    it = publication()
    return office(tmp_path, it.category, *it.products, it.comparison)


def prices(at: Office) -> tuple[Price, ...]:
    stored = at.store.get("acme", "product", "air-lite")
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record.prices


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("289000", "289000"),
        ("289,000", "289000"),
        ("289,000원", "289000"),
        ("₩ 289,000", "289000"),
        ("$8.75", "8.75"),
        ("USD 8.75", "8.75"),
        ("1,299.00 €", "1299.00"),
        ("0", "0"),
        ("007", "7"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str):
    form = Form([("sale", typed)])
    assert read_amount(form, "sale") == amount
    assert form.errors == {}


@pytest.mark.parametrize("typed", ["1.299,00", "12,34", "-5", "1e3", "many", "1,2345", "８", "9" * 13, "5 6"])
def test_an_amount_that_may_mean_two_things_is_refused(typed: str):
    form = Form([("sale", typed)])
    assert read_amount(form, "sale") is None
    assert "sale" in form.errors


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("14.9", "USD", "14.90"),
        ("14", "USD", "14.00"),
        ("14900", "KRW", "14900"),
        ("14900.00", "KRW", "14900"),
        ("1.5", "KWD", "1.500"),
        ("0.0025", "USD", "0.0025"),
        ("0.50", "KRW", "0.5"),
        ("0", "EUR", "0.00"),
    ],
)
def test_a_form_shows_an_amount_as_its_currency_is_written(amount: str, currency: str, shown: str):
    assert written(amount, currency) == shown
    assert read_amount(Form([("sale", shown)]), "sale") == shown


def dear(at: Office) -> Price:
    """The monthly price at 14.9 a month, 3.5 for delivery below 50, checked and closed."""
    stored = at.store.get("acme", "product", "air-lite")
    assert stored is not None
    assert isinstance(stored.record, Product)
    [price] = stored.record.prices
    base = msgspec.structs.replace(price.components[0], amount=Flat(value="14.9"))
    rows = (TableRow(value="3.5", below="50"), TableRow(value="0"))
    fee = msgspec.structs.replace(base, key="delivery", kind="delivery", amount=Table(by="basket", rows=rows))
    word = Attestation(by="somebody", on="2026-01-02")
    changed = msgspec.structs.replace(price, components=(base, fee), closed=word)
    product = msgspec.structs.replace(stored.record, prices=(changed,))
    at.store.save("acme", product, expected=stored.revision, by="test")
    return changed


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (MONTHLY, ("sale", "delivery", "free_from")),
        (
            f"{MONTHLY}/full",
            (
                "components.0.amount.value",
                "components.1.amount.rows.0.value",
                "components.1.amount.rows.0.below",
            ),
        ),
    ],
)
def test_a_form_that_is_saved_as_it_stands_changes_no_amount(
    at: Office, owner: Browser, address: str, names: tuple[str, ...]
):
    before = dear(at)
    filled = owner.filled(address)
    assert [filled[name] for name in names] == ["14.90", "3.50", "50.00"]
    assert owner.send(address, {}).status == 303
    [price] = prices(at)
    assert price == msgspec.structs.replace(before, checked_on="2026-11-22")


def test_the_full_form_takes_amounts_as_people_write_them(at: Office, owner: Browser):
    dear(at)
    got = owner.send(f"{MONTHLY}/full", {"components.0.amount.value": "$1,299.50"})
    assert got.status == 303, got.text
    assert prices(at)[0].components[0].amount == Flat(value="1299.50")


def test_a_percentage_is_no_amount_of_money(at: Office):
    rebate = Discount(key="less", label={"en": "Less"}, kind="percent", value="10")
    price = msgspec.structs.replace(prices(at)[0], discounts=(rebate,))
    fields = flattened(msgspec.to_builtins(price), Price)
    assert fields["discounts.0.value"] == "10"
    price = msgspec.structs.replace(price, discounts=(msgspec.structs.replace(rebate, kind="amount"),))
    assert flattened(msgspec.to_builtins(price), Price)["discounts.0.value"] == "10.00"


@pytest.mark.parametrize(("name", "price"), DEMO, ids=[name for name, _ in DEMO])
def test_the_full_form_gives_every_price_of_the_demos_back(name: str, price: Price):
    form = Form.filled(flattened(msgspec.to_builtins(price), Price))
    kept = {
        one: msgspec.to_builtins(getattr(price, one))
        for one in ("closed", "checked_on")
        if getattr(price, one)
    }
    typed = form.record(Price, read(Price, form, MANNER, ("en",)) | kept)
    assert typed is not None
    assert as_before(typed, price) == price
    assert plan(Price, form, MANNER)


def test_the_simple_form_knows_the_prices_of_goods_and_seats_and_no_others():
    shop = publication().shop
    shop = msgspec.structs.replace(shop, languages=("ko", "en"), markets=("KR", "US"))
    simple = {name for name, price in DEMO if simple_price.is_simple(price, shop, MARKETS[price.market])}
    assert {"hanui-lite-0", "hanui-plus-0", "coffee-blend-0", "slack-pro-0", "slack-free-0"} <= simple
    assert not simple & {"shopify-basic-0", "coffee-offset-0"}


def test_what_the_simple_form_leaves_alone_stays(at: Office, owner: Browser):
    owner.send(MONTHLY, {"sale": "12.00", "delivery": "3", "free_from": "50"})
    [price] = prices(at)
    assert [one.key for one in price.components] == ["base", "delivery"]
    owner.send(MONTHLY, {"delivery": "", "free_from": ""})
    [price] = prices(at)
    assert [one.key for one in price.components] == ["base"]
    assert price.components[0].label == {"en": "Plan"}


def test_price_delivery_and_what_comes_later_are_one_form(at: Office, owner: Browser):
    typed = {
        "interval": "once",
        "sale": "289,000",
        "delivery": "0",
        "later.0.label.en": "Filters",
        "later.0.amount": "52000",
        "later.0.n": "12",
        "closed": "1",
    }
    got = owner.send(NEW, typed)
    assert (got.status, got.headers["location"]) == (303, f"{LITE}/prices/us-usd-once-any?did=saved")
    price = prices(at)[1]
    assert [(one.key, one.kind) for one in price.components] == [
        ("goods", "base"),
        ("delivery", "delivery"),
        ("filters", "consumable"),
    ]
    assert price.checked_on == "2026-11-22"
    assert price.closed is not None
    assert (price.closed.by, price.closed.on) == ("owner", "2026-11-22")


def test_without_the_tick_nobody_says_that_nothing_else_is_due(at: Office, owner: Browser):
    owner.send(MONTHLY, {"closed": "1"})
    assert prices(at)[0].closed is not None
    filled = owner.filled(MONTHLY)
    del filled["closed"]
    owner.post(MONTHLY, filled)
    assert prices(at)[0].closed is None


def test_the_receipt_is_of_what_is_typed_and_saves_nothing(at: Office, owner: Browser):
    typed = {"sale": "12.50", "_quantity": "3", "_horizon": "24", "_do": "try"}
    got = owner.send(MONTHLY, typed, headers={"hx-request": "true"})
    assert got.status == 200
    assert "<html" not in got.text
    text = tree(got.text).text
    assert "$12.50" in text
    assert "$300.00" in text
    assert prices(at) == publication().products[0].prices


def test_without_script_a_button_computes_it(at: Office, owner: Browser):
    got = owner.send(MONTHLY, {"sale": "12.50", "_do": "try"})
    assert got.status == 200
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert "$12.50" in page.text
    assert fields_of(next(one for one in page.every("form") if one["action"] == MONTHLY))["sale"] == "12.50"
    assert prices(at) == publication().products[0].prices


def test_a_price_that_cannot_be_is_said_at_its_field(at: Office, owner: Browser):
    for field, typed in {
        "sale": "about ten",
        "delivery": "x",
        "later.0.amount": "5",
        "market": "XX",
        "interval": "never",
    }.items():
        got = owner.send(MONTHLY, {field: typed})
        assert got.status == 422
        assert 'class="fault"' in got.text, field
        part = owner.send(MONTHLY, {field: typed, "_do": "try"}, headers={"hx-request": "true"})
        assert part.status == 200
    assert 'id="e-sale"' in owner.send(MONTHLY, {"sale": ""}).text
    assert prices(at) == publication().products[0].prices


def test_free_delivery_from_a_basket_needs_the_fee_below_it(owner: Browser):
    got = owner.send(MONTHLY, {"free_from": "30"})
    assert got.status == 422
    assert 'id="e-delivery"' in got.text


def test_two_prices_for_the_same_rhythm_are_refused(owner: Browser):
    got = owner.send(NEW, {"interval": "month", "sale": "9"})
    assert got.status == 422
    assert "There is a price for this country and rhythm already" in got.text


def test_on_request_has_no_charges_but_its_reason(at: Office, owner: Browser):
    owner.send(MONTHLY, {"status": "on_request", "words.en": "Depends on headcount"})
    [price] = prices(at)
    assert (price.status, price.components, price.words) == (
        "on_request",
        (),
        {"en": "Depends on headcount"},
    )


def test_a_price_is_taken_away_after_asking(at: Office, owner: Browser):
    [link] = [one for one in owner.page(MONTHLY).every("a") if one.text == "Remove this price"]
    asked = owner.page(link["href"])
    assert "Remove this price of Lite?" in asked.text
    assert "The price for US (Every month) is gone with all its charges" in asked.text
    owner.send(MONTHLY, {"_do": "remove"})
    assert len(prices(at)) == 1
    got = owner.send(link["href"], {})
    assert got.headers["location"] == f"{LITE}?did=removed"
    assert prices(at) == ()


def test_who_was_slower_sees_both_prices_field_by_field(at: Office, owner: Browser):
    mine = owner.filled(MONTHLY)
    owner.send(MONTHLY, {"sale": "11.00"})
    got = owner.post(MONTHLY, mine | {"sale": "12.00"})
    assert got.status == 409
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert [one.text for one in page.every("legend")] == ["Price"]
    chosen = fields_of(list(page.every("form"))[-1]) | {"_pick.sale": "mine"}
    assert owner.post(MONTHLY, chosen).status == 303
    assert prices(at)[0].components[0].amount.value == "12.00"


def test_a_price_of_another_kind_opens_in_full(at: Office, owner: Browser):
    full = f"{MONTHLY}/full"
    owner.send(full, {"_do": "save", "phases.0.kind": "trial", "phases.0.days": "14"})
    assert prices(at)[0].phases[0].days == 14
    assert owner.get(MONTHLY).headers["location"] == full


AMOUNTS = {
    "flat": {"value": "5.00"},
    "per_unit": {"value": "5.00", "unit": "user"},
    "graduated": {"bands.0.up_to": "10", "bands.0.value": "5.00", "bands.1.value": "4.00", "unit": "user"},
    "volume": {
        "bands.0.up_to": "10",
        "bands.0.value": "5.00",
        "bands.1.value": "4.00",
        "bands.1.flat": "2.00",
    },
    "stair": {"steps.0.up_to": "10", "steps.0.value": "50.00", "steps.1.value": "80.00"},
    "package": {"value": "5.00", "size": "100", "free_units": "50"},
    "percent": {"rate": "2.9", "plus": "0.30", "of": "base"},
    "table": {
        "by": "region",
        "rows.0.value": "5.00",
        "rows.0.regions": "far, farther",
        "rows.1.value": "3.00",
    },
    "range": {"low": "5.00", "high": "9.00", "depends_on.en": "where you live"},
    "unknown": {"how.en": "Not published"},
}


def test_charges_take_every_form_of_amount(at: Office, owner: Browser):
    full = f"{MONTHLY}/full"
    charge = {"kind": "fee", "when.is": "once", "obligation.is": "always"}
    typed: dict[str, str] = {"_do": "save"}
    for place, (kind, amount) in enumerate(AMOUNTS.items(), 1):
        fields = {"label.en": f"The {kind}", **charge, "amount.is": kind}
        fields |= {f"amount.{name}": text for name, text in amount.items()}
        typed |= {f"components.{place}.{name}": text for name, text in fields.items()}
    got = owner.send(full, typed)
    assert got.status == 303
    saved = prices(at)[0].components[1:]
    assert [one.key for one in saved] == [f"the-{kind.replace('_', '-')}" for kind in AMOUNTS]
    assert [one.amount.__struct_config__.tag for one in saved] == list(AMOUNTS)
    shown = owner.filled(full)
    assert {name: shown[name] for name in typed if name != "_do"} == {
        name: text for name, text in typed.items() if name != "_do"
    }
    assert owner.get(MONTHLY).headers["location"] == full


def test_a_fault_in_the_full_form_is_said_at_its_own_field(owner: Browser):
    full = f"{MONTHLY}/full"
    got = owner.send(full, {"components.0.amount.value": "ten", "_do": "save"})
    assert got.status == 422
    assert 'id="e-components.0.amount.value"' in got.text
    got = owner.send(full, {"components.0.label.en": "", "_do": "save"})
    assert 'id="e-components.0.label.en"' in got.text


def test_charges_are_added_and_removed_without_being_saved(at: Office, owner: Browser):
    full = f"{MONTHLY}/full"
    added = owner.send(full, {"_do": "add.components"})
    assert added.status == 200
    assert 'name="components.1.kind"' in added.text
    dropped = owner.send(full, {"_do": "drop.components.0"})
    assert 'name="components.0.kind"' not in dropped.text
    assert prices(at) == publication().products[0].prices


def test_ticking_a_term_starts_from_what_is_usual(owner: Browser):
    got = owner.send(f"{MONTHLY}/full", {"term.there": "1", "_do": "shape"})
    page = tree(got.text.removeprefix("<!doctype html>"))
    [renews] = [one for one in page.every("input") if one["name"] == "term.auto_renew"]
    assert "checked" in renews.attributes
