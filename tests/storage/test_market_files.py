"""Market rows: one file each, inherited field by field, and strict."""

from pathlib import Path

import pytest

from comparison.assets import CATALOG_DATA
from comparison.core.errors import RefusedFile
from comparison.storage.market_files import load_markets

EU = """\
code: EU
name: {en: European Union}
currency: EUR
tax: included
delivery: separate
deposit: own_line
preselected: forbidden
b2b_net: true
sources: [Directive 98/6/EC]
as_of: 2026-01-01
"""
DE = """\
inherits: EU
code: DE
name: {en: Germany, de: Deutschland}
rates:
  - {tax_class: standard, rate: 19, label: {de: MwSt.}, source: UStG § 12, since: 2007-01-01}
sources: [PAngV]
"""


def folder(tmp_path: Path, **files: str) -> Path:
    for code, text in files.items():
        (tmp_path / f"{code.replace('_', '-').lower()}.yaml").write_text(text, "utf-8")
    return tmp_path


def refusal(tmp_path: Path, **files: str) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        load_markets(folder(tmp_path, **files))
    return refused.value


def test_every_file_of_the_folder_is_a_market(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Markets")
    markets = load_markets(folder(tmp_path, EU=EU, DE=DE))
    assert {code: market.code for code, market in markets.items()} == {"DE": "DE", "EU": "EU"}


def test_a_market_takes_what_it_does_not_state_from_the_row_it_inherits(tmp_path: Path) -> None:
    market = load_markets(folder(tmp_path, EU=EU, DE=DE))["DE"]
    assert (market.currency, market.tax, market.b2b_net) == ("EUR", "included", True)
    assert (market.name["de"], market.inherits) == ("Deutschland", "EU")


def test_the_sources_of_both_rows_are_named(tmp_path: Path) -> None:
    assert load_markets(folder(tmp_path, EU=EU, DE=DE))["DE"].sources == ("Directive 98/6/EC", "PAngV")


def test_a_rate_stays_the_text_that_was_typed(tmp_path: Path) -> None:
    assert load_markets(folder(tmp_path, EU=EU, DE=DE))["DE"].rates[0].rate == "19"


def test_a_market_may_inherit_through_several_rows(tmp_path: Path) -> None:
    bavaria = "{inherits: DE, code: DE-BY, name: {de: Bayern}}"
    market = load_markets(folder(tmp_path, EU=EU, DE=DE, DE_BY=bavaria))["DE-BY"]
    assert (market.currency, market.sources) == ("EUR", ("Directive 98/6/EC", "PAngV"))


def test_a_row_to_inherit_from_must_be_there(tmp_path: Path) -> None:
    refused = refusal(tmp_path, DE=DE)
    assert (refused.file, refused.line, refused.path) == ("de.yaml", 1, "$.inherits")


def test_rows_that_inherit_from_each_other_are_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, EU=EU + "inherits: DE\n", DE=DE)
    assert refused.path == "$.inherits"


def test_a_code_must_be_that_of_the_file(tmp_path: Path) -> None:
    refused = refusal(tmp_path, AT=EU)
    assert (refused.file, refused.line, refused.path) == ("at.yaml", 1, "$.code")


@pytest.mark.parametrize(
    ("change", "line", "path"),
    [
        (("sources: [Directive 98/6/EC]", "sources: a law"), 9, "$.sources"),
        (("tax: included", "tax: maybe"), 4, "$.tax"),
        (("tax: included", "taxes: included"), 1, "$"),
        (("as_of: 2026-01-01\n", ""), 1, "$"),
        (("b2b_net: true", "b2b_net: perhaps"), 8, "$.b2b_net"),
    ],
)
def test_a_fault_is_named_with_its_file_line_and_place(
    tmp_path: Path, change: tuple[str, str], line: int, path: str
) -> None:
    refused = refusal(tmp_path, EU=EU.replace(*change))
    assert (refused.file, refused.line, refused.path) == ("eu.yaml", line, path)


def test_a_file_without_a_mapping_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, EU="- 1\n").path == "$"


def test_the_markets_of_this_release_are_all_in_order() -> None:
    markets = load_markets(CATALOG_DATA / "markets")
    assert {*"KR JP AU CA US US-CA GB DE FR NL ES IT".split()} <= set(markets)
    assert all(market.sources for market in markets.values())
