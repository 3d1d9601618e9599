"""`tier-compare check`: what programs read of it, and which of several shops it looks at."""

import json

import pytest

from comparison.cli.import_reports import counts
from comparison.core.check.finding import Finding, Level
from comparison.core.messages import say

SHOP = """
shop: {{key: {key}, name: {{en: Lamps}}, languages: [en], markets: [US]}}
categories:
  - key: lamps
    label: {{en: Lamps}}
    features:
      - {{key: light, label: {{en: Light}}, kind: number, direction: higher}}
products:
  - key: {key}-one
    name: {{en: One}}
    category: lamps
    description: {{en: "{words}"}}
    cells: [{{feature: light, value: {{is: number, amount: 400}}}}]
    prices:
      - market: US
        currency: USD
        tax: excluded
        components: [{{key: goods, label: {{en: Lamp}}, kind: base, when: {{is: once}}, amount: {{is: flat, value: 25}}}}]
comparisons:
  - {{key: lamps, title: {{en: Lamps}}, category: lamps, tiers: [{{key: one, product: {key}-one}}]}}
"""
FIELDS = {"rule", "level", "path", "message", "fix", "market", "source"}


@pytest.fixture
def shops(run, tmp_path):
    """One shop that hurries its shoppers without a reason, and one that does not."""
    for key, words in (("calm", "A lamp"), ("loud", "Only 2 left")):
        file = tmp_path / f"{key}.yaml"
        file.write_text(SHOP.format(key=key, words=words))
        assert run("import", str(file)).code == 0


def test_a_finding_has_its_seven_fields_and_its_words_beside_each_message(run, shops) -> None:
    done = run("check", "--format", "json")
    checked = json.loads(done.out)
    findings = [finding for one in checked for finding in one["findings"]]
    assert [one["shop"] for one in checked] == ["calm", "loud"]
    assert all(set(finding) == FIELDS for finding in findings)
    assert all(finding["message"]["text"] and finding["fix"]["text"] for finding in findings)


def test_words_that_hurry_without_a_count_are_an_error_and_exit_1(run, shops) -> None:
    done = run("check", "--shop", "loud", "--format", "json")
    [error] = [one for one in json.loads(done.out)[0]["findings"] if one["level"] == "error"]
    assert (done.code, error["rule"], error["path"]) == (1, "H38", "$.products[0].description")
    assert "Only 2 left" in error["message"]["text"]


def test_the_other_shop_has_no_error(run, shops) -> None:
    done = run("check", "--shop", "calm")
    assert (done.code, "0 errors" in done.out) == (0, True)


def test_a_database_without_a_shop_has_nothing_to_check(run) -> None:
    run("migrate")
    done = run("check", "--format", "json")
    assert (done.code, json.loads(done.out)) == (0, [])


def test_a_shop_that_is_not_there_is_named_as_one(run, shops) -> None:
    assert run("check", "--shop", "nowhere").err == "There is no shop nowhere\n"


def test_a_comparison_without_personas_says_why_nobody_fits(run, shops) -> None:
    assert run("publish", "calm").code == 0
    done = run("fit", "calm/lamps")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("calm/lamps has no personas")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((), "0 errors, 0 warnings, 0 notes"),
        (("error", "warning", "information"), "1 error, 1 warning, 1 note"),
        (("warning", "warning"), "0 errors, 2 warnings, 0 notes"),
    ],
)
def test_findings_are_counted_as_one_counts(levels: tuple[Level, ...], said: str) -> None:
    findings = (Finding(rule="H02", level=level, path="$", message=say("x"), fix=None) for level in levels)
    assert counts(tuple(findings)) == said
