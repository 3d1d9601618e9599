"""The market rows of the catalogue data, and how they inherit."""

import datetime
from pathlib import Path

import msgspec
import pytest

from comparison.core.markets import Market, rate_for
from comparison.core.money import CURRENCIES
from comparison.storage.market_files import load_markets

FOLDER = Path(__file__).parents[3] / "catalog_data" / "markets"
MARKETS = load_markets(FOLDER)
TODAY = datetime.date(2026, 11, 22)


def test_every_market_of_the_plan_has_its_row() -> None:
    assert set(MARKETS) == set("KR EU DE FR NL ES IT GB US US-CA JP AU CA".split())
    assert {f"{code.lower()}.yaml" for code in MARKETS} == {file.name for file in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize("code", sorted(MARKETS))
def test_every_row_names_its_sources_and_speaks_both_languages(code: str) -> None:
    row = MARKETS[code]
    assert row.currency in CURRENCIES
    assert row.sources
    assert row.prior_price is not None
    labels = [row.name, *(rate.label for rate in row.rates), *(region.label for region in row.regions)]
    assert all({"ko", "en"} <= label.keys() for label in labels)
    assert all(rate.source and rate.since <= TODAY.isoformat() for rate in row.rates)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("KR", ("included", "included", "own_line", "forbidden", True)),
        ("EU", ("included", "included", "separate", "forbidden", True)),
        ("GB", ("included", "included", "separate", "forbidden", True)),
        ("US", ("separate", "separate", "own_line", "warn", True)),
        ("US-CA", ("separate", "separate", "own_line", "warn", True)),
        ("JP", ("included", "included", "own_line", "warn", True)),
        ("AU", ("included", "included", "included", "counted_in", False)),
        ("CA", ("separate", "included", "own_line", "warn", True)),
    ],
)
def test_policy_is_as_the_specification_has_it(code: str, expected: tuple[object, ...]) -> None:
    row = MARKETS[code]
    assert (row.tax, row.delivery, row.deposit, row.preselected, row.b2b_net) == expected


@pytest.mark.parametrize(
    ("code", "days", "method", "units"),
    [
        ("KR", 20, "lowest", ["100 g", "100 ml"]),
        *((code, 30, "lowest", ["1 kg", "1 l", "1 m", "1 m2"]) for code in ("EU", "DE", "GB")),
        ("US", 30, "lowest", []),
        ("US-CA", 30, "lowest", []),
        ("JP", 56, "majority", []),
        ("AU", 30, "lowest", ["100 g", "100 ml"]),
        ("CA", 30, "lowest", []),
    ],
)
def test_earlier_prices_and_unit_prices_are_as_the_specification_has_them(
    code: str, days: int, method: str, units: list[str]
) -> None:
    row = MARKETS[code]
    assert row.prior_price is not None
    assert (row.prior_price.days, row.prior_price.method) == (days, method)
    assert [f"{base.per} {base.unit}" for base in row.unit_price_bases] == units
    assert (row.unit_price == "required") is (code in {"KR", "EU", "DE", "GB"})


@pytest.mark.parametrize("code", sorted(MARKETS))
def test_every_row_is_dated_and_each_rule_and_rate_has_its_source_and_first_day(code: str) -> None:
    row = MARKETS[code]
    written = [row.as_of, *(one.since for one in (*row.rates, *row.grounds))]
    assert all(datetime.date.fromisoformat(day) <= TODAY for day in written)
    assert all(one.source for one in (*row.rates, *row.grounds))
    assert row.prior_price is not None
    assert row.prior_price.source


def test_only_japan_rounds_down_and_nobody_rounds_over_the_total() -> None:
    assert {code for code, row in MARKETS.items() if row.rounding != "half_up"} == {"JP"}
    assert MARKETS["JP"].rounding == "down"
    assert {row.total_rounding for row in MARKETS.values()} == {"line"}


@pytest.mark.parametrize(
    ("code", "tax_class", "percent"),
    [
        ("KR", "standard", "10"),
        ("DE", "standard", "19"),
        ("DE", "reduced", "7"),
        ("FR", "standard", "20"),
        ("FR", "reduced", "5.5"),
        ("NL", "standard", "21"),
        ("NL", "reduced", "9"),
        ("ES", "standard", "21"),
        ("IT", "standard", "22"),
        ("GB", "standard", "20"),
        ("GB", "zero", "0"),
        ("JP", "reduced", "8"),
        ("AU", "standard", "10"),
    ],
)
def test_rates_of_today(code: str, tax_class: str, percent: str) -> None:
    found = rate_for(MARKETS[code], tax_class, TODAY)
    assert found is not None
    assert found.rate == percent


@pytest.mark.parametrize("code", ["US", "US-CA", "CA", "EU"])
def test_no_rate_is_claimed_where_it_depends_on_the_place(code: str) -> None:
    assert rate_for(MARKETS[code], "standard", TODAY) is None


def test_a_rate_does_not_hold_before_its_day() -> None:
    assert rate_for(MARKETS["JP"], "standard", datetime.date(2019, 9, 30)) is None


def test_a_member_state_has_what_the_union_shares_and_its_own_rates() -> None:
    germany, union = MARKETS["DE"], MARKETS["EU"]
    assert (germany.inherits, germany.currency, germany.prior_price) == ("EU", "EUR", union.prior_price)
    assert set(union.sources) < set(germany.sources)
    assert germany.name["en"] == "Germany"


def test_a_resolved_market_reads_back_as_it_was_written() -> None:
    for row in MARKETS.values():
        assert msgspec.json.decode(msgspec.json.encode(row), type=Market) == row
