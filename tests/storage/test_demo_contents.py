"""The demo catalogues hold the prices, rows, norms and claims that the plan gives them."""

import re

import pytest
from builders_demo import SHOPS, demo_shop, product_of

from comparison.core.catalogue import Cell, Product
from comparison.core.pricing.amounts import Amount, Percent, PerUnit, Table, Unknown
from comparison.core.pricing.model import Every
from comparison.core.values import Extra, Number, YesNo

INVENTED = ("coffee", "hanui")
OF_OTHERS = ("team-chat", "shop-plans")
TODAY = "2026-11-22"


@pytest.mark.parametrize("key", INVENTED)
def test_invented_goods_say_so(key: str) -> None:
    for product in demo_shop(key).products:
        assert (product.description or {})["ko"].startswith("가상의 상품이에요.")
        assert (product.description or {})["en"].startswith("An invented product.")


@pytest.mark.parametrize("key", INVENTED)
def test_only_an_invented_shop_can_attest_that_nothing_else_is_due(key: str) -> None:
    prices = [price for product in demo_shop(key).products for price in product.prices]
    assert all(price.closed and price.tax == "included" and price.currency == "KRW" for price in prices)


@pytest.mark.parametrize("key", OF_OTHERS)
def test_what_others_published_carries_its_source_and_date_and_no_word_of_ours(
    key: str,
) -> None:
    shop = demo_shop(key)
    assert all(one.source and one.source.address and one.source.as_of for one in shop.comparisons)
    prices = [price for seller in (*shop.products, *shop.add_ons) for price in seller.prices]
    assert all(price.closed is None and price.checked_on for price in prices)
    assert {(price.currency, price.tax) for price in prices} == {("USD", "excluded")}


def test_team_chat_has_about_twenty_rows() -> None:
    rows = len(demo_shop("team-chat").categories[0].features)
    assert 19 <= rows <= 22


def test_each_tab_of_team_chat_has_its_own_date() -> None:
    dates = {
        (one.interval, one.checked_on) for item in demo_shop("team-chat").products for one in item.prices
    }
    assert dates == {("month", "2025-03-08"), ("year", "2024-07-02")}


def test_ai_is_extra_on_the_paid_plans_and_not_to_be_had_on_the_free_one() -> None:
    cells = [row_of(product)["ai"].value for product in demo_shop("team-chat").products]
    assert cells == [YesNo(yes=False), *[Extra(add_on="slack-ai")] * 3]


def row_of(product: Product) -> dict[str, Cell]:
    return {cell.feature: cell for cell in product.cells}


def test_shop_plans_has_75_features_and_14_limits_in_11_groups_of_which_38_differ() -> None:
    shop = demo_shop("shop-plans")
    features = shop.categories[0].features
    limits = [feature for feature in features if feature.linked]
    rows = [[row_of(product)[feature.key].value for product in shop.products] for feature in features]
    differing = [values for values in rows if any(value != values[0] for value in values)]
    assert (len(features) - len(limits), len(limits), len(differing)) == (75, 14, 38)
    assert len(shop.categories[0].groups) == 11


PRICES = [
    ("team-chat", "slack-pro", "month", "seats", "8.75"),
    ("team-chat", "slack-pro", "year", "seats", "7.25"),
    ("team-chat", "slack-business-plus", "month", "seats", "15.00"),
    ("team-chat", "slack-business-plus", "year", "seats", "12.50"),
    ("hanui", "hanui-lite", "once", "goods", "159000"),
    ("hanui", "hanui-lite", "once", "delivery", "jeju-islands 6000, 3000"),
    ("hanui", "hanui-lite", "once", "filter", "24000"),
    ("hanui", "hanui-plus", "once", "goods", "289000"),
    ("hanui", "hanui-plus", "once", "delivery", "jeju-islands 5000, 0"),
    ("hanui", "hanui-plus", "once", "filter", "52000"),
    ("hanui", "hanui-max", "once", "goods", "459000"),
    ("hanui", "hanui-max", "once", "delivery", "jeju-islands None, 0"),
    ("hanui", "hanui-max", "once", "filter", "78000"),
    *[
        ("coffee", product, interval, charge, text)
        for product, goods in [
            ("coffee-blend", "34000"),
            ("coffee-peru", "24000"),
            ("coffee-drip-bags", "18000"),
        ]
        for interval in ("once", "month")
        for charge, text in [("goods", goods), ("delivery", "below 30000 3000, 0")]
    ],
    ("shop-plans", "shopify-basic", "month", "plan", "39"),
    ("shop-plans", "shopify-basic", "month", "card-fees", "2.9 % of sales"),
    ("shop-plans", "shopify-basic", "month", "order-fees", "0.30"),
    ("shop-plans", "shopify-shopify", "month", "plan", "105"),
    ("shop-plans", "shopify-shopify", "month", "card-fees", "2.7 % of sales"),
    ("shop-plans", "shopify-advanced", "month", "plan", "399"),
    ("shop-plans", "shopify-advanced", "month", "card-fees", "2.5 % of sales"),
    ("shop-plans", "shopify-plus", "month", "plan", "2300"),
    ("shop-plans", "shopify-plus", "month", "card-fees", "unknown"),
]


@pytest.mark.parametrize(("key", "product", "interval", "charge", "text"), PRICES)
def test_prices_are_as_the_plan_states_them(
    key: str, product: str, interval: str, charge: str, text: str
) -> None:
    prices = {price.interval: price for price in product_of(demo_shop(key), product).prices}
    charges = {component.key: component for component in prices[interval].components}
    assert spelled(charges[charge].amount) == text


def spelled(amount: Amount) -> str:
    if isinstance(amount, Table):
        rows = [
            (*row.regions, *(("below", row.below) if row.below else ()), str(row.value))
            for row in amount.rows
        ]
        return ", ".join(" ".join(row) for row in rows)
    if isinstance(amount, Percent):
        return f"{amount.rate} % of {amount.of_quantity}"
    return "unknown" if isinstance(amount, Unknown) else amount.value


def test_a_cup_costs_what_its_grams_cost() -> None:
    grams = {
        "coffee-blend": (15, 1000),
        "coffee-peru": (15, 500),
        "coffee-drip-bags": (12, 240),
    }
    for product in demo_shop("coffee").products:
        cup, pack = grams[product.key]
        goods = product.prices[0].components[0].amount
        per_cup = row_of(product)["per-cup"].value
        assert isinstance(goods, PerUnit)
        assert isinstance(per_cup, Number)
        assert int(goods.value) * cup == int(per_cup.amount) * pack
        assert [(price.measure.amount, price.measure.per) for price in product.prices if price.measure] == [
            (str(pack), "100")
        ] * 2


def test_filters_of_a_year_cost_what_the_filter_charge_says() -> None:
    for product in demo_shop("hanui").products:
        charge = product.prices[0].components[2]
        a_year = row_of(product)["filters-a-year"].value
        assert isinstance(a_year, Number)
        assert isinstance(charge.when, Every)
        assert int(spelled(charge.amount)) * 12 == int(a_year.amount) * charge.when.n


def test_max_is_above_all_three_norms() -> None:
    shop = demo_shop("hanui")
    largest = row_of(product_of(shop, "hanui-max"))
    norms = {feature.key: feature.norm for feature in shop.categories[0].features if feature.norm}
    assert set(norms) == {"loudest", "filters-a-year", "electricity-a-year"}
    for key, norm in norms.items():
        value = largest[key].value
        assert isinstance(value, Number)
        assert int(value.amount) > int(norm.high)


def test_claims_are_proved_expired_own_statements_or_not_stated() -> None:
    states = {
        (product.key, cell.feature): state(cell)
        for product in demo_shop("coffee").products
        for cell in product.cells
        if cell.feature in {"organic", "fair-trade"}
    }
    assert states == {
        ("coffee-blend", "organic"): "no",
        ("coffee-blend", "fair-trade"): "not stated",
        ("coffee-peru", "organic"): "valid",
        ("coffee-peru", "fair-trade"): "expired",
        ("coffee-drip-bags", "organic"): "own statement",
        ("coffee-drip-bags", "fair-trade"): "not stated",
    }


def state(cell: Cell) -> str:
    if not isinstance(cell.value, YesNo):
        return "not stated"
    if not cell.value.yes:
        return "no"
    if cell.evidence is None:
        return "own statement"
    return "valid" if cell.evidence.valid_to >= TODAY else "expired"


@pytest.mark.parametrize("key", SHOPS)
def test_made_up_certificates_are_visibly_made_up(key: str) -> None:
    cells = [cell for product in demo_shop(key).products for cell in product.cells if cell.evidence]
    assert all(cell.evidence.body == "데모 인증" for cell in cells if cell.evidence)
    assert all(re.fullmatch("DEMO-[0-9]{4}", cell.evidence.number) for cell in cells if cell.evidence)
