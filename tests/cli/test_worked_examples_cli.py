"""E01 to E45 by the command: ``quote SHOP/COMPARISON … --format json``, ``check``."""

import json
from pathlib import Path

import pytest
from builders_worked import COMPARISON, Worked, facts, named, published
from click.testing import CliRunner
from worked_tables import CATALOGUES, ROWS, SAID

from comparison.cli import cli


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("worked"), CATALOGUES)


def said(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(cli, [*arguments, "--db", str(database)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("worked", ROWS, ids=named(ROWS))
def test_the_command_answers_the_worked_figures(database: Path, worked: Worked) -> None:
    place = f"{worked.shop}/{COMPARISON}"
    answer = said(database, "quote", place, "--tier", worked.tier, *worked.options, "--format", "json")
    assert facts(json.loads(answer), worked) == worked.expected


@pytest.mark.parametrize("worked", SAID, ids=named(SAID))
def test_its_text_says_the_figure(database: Path, worked: Worked) -> None:
    place = f"{worked.shop}/{COMPARISON}"
    answer = said(database, "quote", place, "--tier", worked.tier, *worked.options, "--lang", "en")
    assert worked.says[0] in answer


@pytest.mark.parametrize(
    ("shop", "rule", "words"),
    [
        ("e29", "H12", ("soap-3-pack costs ₩5,000", "soap costs ₩4,800")),
        ("e37", "H20", ("9 people cost €90.00", "10 people only €80.00", "needs 8 people or more")),
        ("e37", "H20", ("19 people cost €152.00", "20 people only €120.00", "needs 15 people or more")),
    ],
)
def test_the_check_finds_what_costs_more_for_less(
    database: Path, shop: str, rule: str, words: tuple[str, ...]
) -> None:
    answer = json.loads(said(database, "check", "--shop", shop, "--format", "json"))
    found = [one["message"]["text"] for one in answer[0]["findings"] if one["rule"] == rule]
    assert any(all(word in text for word in words) for text in found), found
