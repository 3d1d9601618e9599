"""Every real file is read, and nothing in it is lost: counted against a plain YAML reader."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders_pricing2yaml import (
    FIXTURES,
    VERSIONS,
    Read,
    corpus,
    fixture,
    imported,
    named,
    plain,
    read,
    real,
    source,
)

from comparison.core.errors import PublishingRefused, RefusedFile
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.model import Price
from comparison.core.values import Unlimited
from comparison.storage.records import stored_document
from comparison.storage.store import Store
from comparison.words import speaker

EVERY_VERSION = pytest.mark.parametrize("folder", VERSIONS)
# What is wrong with each synthetic file, as the note beside it tells.
FAULTS = {
    "addon-bad-defined-need-multiple-plans": "check.H28.no_common_tier",
    "addon-is-not-available": "check.H28.missing_product",
    "addon-overriding-nonexistent-feature": "check.H28.gives_unknown",
    "addon-same-as-plan": "check.H28.same_as_tier",
    "high-tier-plan-offering-less-quota-than-low-tier-plan": "check.H29.dearer_for_less",
    "plan-monthly-price-lower-than-annual-price": "check.H18.year_dearer",
    "plan-overriding-nonexistent-usagelimit": "check.H30.no_row",
    "pricing-end-date-before-start-date": "check.H23.ends_before_start",
}


def _all(folder: str) -> list[Path]:
    return corpus(folder, VERSIONS[folder])


def _rows(told: dict[str, Any]) -> int:
    return len(told["features"]) + len(told.get("usageLimits") or {})


def _cells(done: Read) -> int:
    return sum(len(product.cells) for product in done.products.values())


@EVERY_VERSION
def test_every_file_of_a_version_is_read_and_can_be_stored(folder: str):
    for path in _all(folder):
        for record in read(path).reading.records:
            assert stored_document("acme", record)


@EVERY_VERSION
def test_every_plan_is_a_tier_in_the_order_of_the_file(folder: str):
    for path in _all(folder):
        done, plans = read(path), named(plain(path)["plans"])
        keys = [done.products[tier.product].source_key for tier in done.comparison.tiers]
        assert keys == list(plans), path


@EVERY_VERSION
def test_every_feature_and_every_limit_is_a_row_of_its_own(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        names = sorted([*told["features"], *(told.get("usageLimits") or {})])
        assert sorted(row.source_key for row in done.category.features) == names, path


@EVERY_VERSION
def test_every_plan_has_a_cell_in_every_row(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        assert _cells(done) == len(named(told["plans"])) * _rows(told), path
        rows = [row.key for row in done.category.features]
        for product in done.products.values():
            assert [cell.feature for cell in product.cells] == rows, path


@EVERY_VERSION
def test_every_add_on_is_there(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        names = sorted(named(told.get("addOns")))
        assert sorted(str(add_on.source_key) for add_on in done.add_ons.values()) == names, path


@EVERY_VERSION
def test_a_price_is_on_request_where_the_file_has_words_and_nowhere_else(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        wordy = {
            name: next(
                plan[key]
                for key in ("monthlyPrice", "annualPrice", "price")
                if isinstance(plan.get(key), str)
            )
            for name, plan in named(told["plans"]).items()
            if any(isinstance(plan.get(key), str) for key in ("monthlyPrice", "annualPrice", "price"))
        }
        asked = {
            str(product.source_key): price.words["en"]
            for product in done.products.values()
            for price in product.prices
            if price.status == "on_request" and price.words
        }
        assert asked == wordy, path


@EVERY_VERSION
def test_a_price_is_free_where_the_file_has_zero_and_nowhere_else(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        zero = {name for name, plan in named(told["plans"]).items() if _least(plan) == 0}
        free = {
            str(product.source_key)
            for product in done.products.values()
            if any(price.status == "free" for price in product.prices)
        }
        assert free == zero, path


def _least(plan: dict[str, Any]) -> float | None:
    keys = ("monthlyPrice", "annualPrice") if "monthlyPrice" in plan else ("price",)
    return min((plan[key] for key in keys if isinstance(plan.get(key), int | float)), default=None)


@EVERY_VERSION
def test_endless_limits_are_unlimited(folder: str):
    for path in _all(folder):
        done, told = read(path), plain(path)
        said = 0
        for plan in named(told["plans"]).values():
            own = {name: one["value"] for name, one in (plan.get("usageLimits") or {}).items()}
            whole = {
                name: own.get(name, row["defaultValue"])
                for name, row in (told.get("usageLimits") or {}).items()
            }
            said += sum(value == float("inf") for value in whole.values())
        found = sum(isinstance(cell.value, Unlimited) for one in done.products.values() for cell in one.cells)
        stand_ins = sum(
            note.arguments["count"] for note in done.reading.notes if note.key == "import.note.stand_ins"
        )
        assert found >= said, path
        assert bool(found > said) <= bool(stand_ins), path


@pytest.mark.parametrize("folder", ["v1.0", "v2.0", "v2.0-list"])
def test_an_annual_price_is_a_monthly_one_billed_yearly_unless_it_is_larger(folder: str):
    seen = 0
    for path in _all(folder):
        done, told = read(path), plain(path)
        for name, plan in named(told["plans"]).items():
            monthly, annual = plan.get("monthlyPrice"), plan.get("annualPrice")
            if not annual or isinstance(annual, str) or told.get("hasAnnualPayment") is False:
                continue
            seen += 1
            months = 1 if isinstance(monthly, int | float) and annual > monthly else 12
            assert _a_year(done, name) == Decimal(str(annual)) * months, (path, name)
    assert seen > 30


def _a_year(done: Read, name: str) -> Decimal:
    """What a year of one unit costs, of the plan *name* and its yearly price."""
    (price,) = (
        price
        for product in done.products.values()
        if product.source_key == name
        for price in product.prices
        if price.interval == "year"
    )
    return _charge(price) * (12 if price.components[0].stated_per == "month" else 1)


def _charge(price: Price) -> Decimal:
    return Decimal(price.components[0].amount.value)


def test_a_coefficient_makes_the_yearly_price_of_version_2_1():
    seen = 0
    for path in _all("v2.1"):
        done, told = read(path), plain(path)
        billing = told.get("billing") or {}
        factor = billing.get("annual", billing.get("annually"))
        for name, plan in told["plans"].items():
            if factor and isinstance(plan["price"], int | float) and plan["price"]:
                seen += 1
                asked = Decimal(str(plan["price"])) * Decimal(str(factor)) * 12
                assert _a_year(done, name) == asked, (path, name)
    assert seen == 65


def test_no_yearly_price_is_made_up_where_a_file_bills_monthly_only():
    for path in _all("v2.1"):
        done, told = read(path), plain(path)
        if set(told.get("billing") or {"monthly"}) == {"monthly"}:
            intervals = {price.interval for one in done.products.values() for price in one.prices}
            assert intervals <= {"month", "once"}, path


@pytest.mark.parametrize("name", FAULTS)
def test_a_synthetic_file_is_stored_as_a_draft_with_the_finding_that_names_its_fault(store: Store, name: str):
    done = imported(store, source(fixture(f"synthetic/{name}/bad.yml")))
    (comparison,) = done.comparisons
    errors = [finding for finding in comparison.findings if finding.level == "error"]
    assert FAULTS[name] in {finding.message.key for finding in errors}
    assert store.get("acme", "comparison", comparison.key) is not None
    assert all(speaker(language).say(one.message) for one in errors for language in ("en", "ko"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_synthetic_file_is_not_published_and_nothing_of_it_is_stored(store: Store, name: str):
    with pytest.raises(PublishingRefused) as refused:
        imported(store, source(fixture(f"synthetic/{name}/bad.yml")), publish=True)
    assert FAULTS[name] in {finding.message.key for finding in refused.value.findings}
    assert store.shops() == []


def test_every_synthetic_file_has_its_fault_told():
    assert sorted(path.parent.name for path in corpus("fixtures/synthetic", FIXTURES["synthetic"])) == sorted(
        FAULTS
    )


def test_every_positive_fixture_is_imported(store: Store):
    for number, path in enumerate(corpus("fixtures/positive", FIXTURES["positive"])):
        assert imported(store, source(path), comparison=f"test-{number}").changed, path


def test_every_negative_fixture_is_refused_with_a_line_and_nothing_of_it_is_stored(store: Store):
    for path in corpus("fixtures/negative", FIXTURES["negative"]):
        with pytest.raises(RefusedFile) as refused:
            imported(store, source(path))
        assert refused.value.line > 0, path
        assert refused.value.path.startswith("$"), path
        assert refused.value.file == path.name
    assert store.shops() == []


@pytest.mark.parametrize(
    ("name", "line", "path"),
    [
        ("addOn/bad-written-extensions", 46, "$.addOns.emptyAddon.usageLimitsExtension"),
        ("addOn/private/string-private", 26, "$.addOns.addon1.private"),
        (
            "addOn/usageLimitsExtensions/usageLimitsExtensions-not-a-map",
            48,
            "$.addOns.Baz.usageLimitsExtensions.fooLimit",
        ),
        ("billing/negative-coef-low", 6, "$.billing.monthly"),
        ("billing/outbound-upper-coef-close", 6, "$.billing.monthly"),
        ("createdAt/pricing-no-createdAt", 1, "$.createdAt"),
        ("currency/invalid-currency-code", 6, "$.currency"),
        ("feature/feature-null-as-key", 9, "$.features.null"),
        ("feature/valueType/null-valueType", 10, "$.features.foo.valueType"),
        ("plan/price/price-expression-no-variables", 18, "$.plans.BASIC.monthlyPrice"),
        ("plan/private/boolean-string-private", 20, "$.plans.BASIC.private"),
        ("plans/plans-is-list", 11, "$.plans[0]"),
        ("saasName/pricing-null-name", 1, "$.saasName"),
        ("syntaxVersion/pricing-invalid-format-version", 2, "$.version"),
        ("syntaxVersion/pricing-no-version", 1, "$"),
        ("tags/pricing-tag-not-in-tags", 20, "$.features.feature2.tag"),
        ("url/invalid-protocol-url", 3, "$.url"),
    ],
)
def test_a_refusal_names_the_line_where_the_fault_stands(name: str, line: int, path: str):
    with pytest.raises(RefusedFile) as refused:
        read(fixture(f"negative/{name}.yml"))
    assert (refused.value.line, refused.value.path) == (line, path)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_refusal_of_a_fixture_can_be_said(language: str):
    for path in corpus("fixtures/negative", FIXTURES["negative"]):
        with pytest.raises(RefusedFile) as refused:
            read(path)
        assert speaker(language).said(refused.value.reason)
        assert speaker(language).said(refused.value.accepted)


@EVERY_VERSION
def test_every_real_file_can_be_published(store: Store, folder: str):
    for path in _all(folder):
        comparison = f"{path.parent.name}-{path.stem}".replace(".", "-")
        done = imported(store, source(path), comparison=comparison.lower(), publish=True)
        assert [one.edition for one in done.comparisons] == [1], path


def test_a_later_year_of_the_same_comparison_is_a_new_edition(store: Store):
    files = sorted(real("v2.1/slack/2025.yml").parent.glob("*.yml"))
    editions = [
        imported(
            store, source(path), comparison="slack", publish=True, now=f"2026-11-22T00:00:0{place}.000000Z"
        )
        .comparisons[0]
        .edition
        for place, path in enumerate(files)
    ]
    assert editions == list(range(1, len(files) + 1))
    assert len(store.live_log("acme", "slack")) == len(files)


def test_slack_of_2025_is_what_slack_asked_in_2025():
    slack = read(real("v2.1/slack/2025.yml"))
    assert [tier.key for tier in slack.comparison.tiers] == [
        "free",
        "pro",
        "business-plus",
        "enterprise-grid",
    ]
    assert [one.prices[0].status for one in slack.products.values()] == [
        "free",
        "priced",
        "priced",
        "on_request",
    ]
    (pro,) = slack.product("pro").prices
    assert pro.components[0].amount == PerUnit(value="8.75", unit="user")
    assert (pro.interval, pro.quantity_unit, pro.checked_on) == ("month", "user", "2025-03-08")
    assert slack.product("enterprise-grid").prices[0].words == {"en": "Contact Sales"}
    assert slack.values("pro")["use-messages-access"] == Unlimited()
    assert slack.comparison.edition_label == "2025"
