"""Overrides, the shop's pick and a competitor on the command line: shown as they are, refused where they overstate."""

import json
from pathlib import Path

import pytest

SOURCE = "{title: {en: rival.example}, as_of: 2026-11-01}"
SHOP = """
shop: {{key: lamps, name: {{en: Lamps}}, languages: [en], markets: [US]}}
categories:
- {{key: lamp, label: {{en: Lamps}}, features: [{{key: dims, label: {{en: Dims}}}}, {{key: warm, label: {{en: Warm light}}}}]}}
products:
- {{key: one, name: {{en: {name}}}, category: lamp, prices: [{{{price}, value: 25}}}}]}}],
   cells: [{{feature: dims, value: {{is: yes_no, yes: false}}}}, {{feature: warm, value: {{is: yes_no, yes: true}}}}]}}
- {{key: two, name: {{en: Two}}, category: lamp, prices: [{{{price}, value: 40}}}}]}}],
   cells: [{{feature: dims, value: {{is: yes_no, yes: true}}}}, {{feature: warm, value: {{is: yes_no, yes: true}}}}]}}
- {{key: rival, name: {{en: Their lamp}}, category: lamp, prices: [{{source: {source}, {price}, value: 20}}}}]}}],
   competitor: {{seller: {{en: Rival Inc.}}, source: {source}}},
   cells: [{{feature: dims, value: {{is: yes_no, yes: true}}, source: {cell_source}}}, {{feature: warm, value: {{is: not_stated}}}}]}}
personas:
- {{key: reader, label: {{en: Reader}}, needs: [{{feature: dims}}]}}
comparisons:
- key: lamps
  title: {{en: Lamps}}
  category: lamp
  tiers: [{{key: one, product: one}}, {{key: two, product: two}}, {{key: rival, product: rival}}]
  personas: [reader]
  pick: {{tier: one, reason: {{en: We read by it}}, paid: true}}
  overrides:
  - {{persona: reader, tier: {tier}, level: partial, reason: {{en: It hums a little}}}}
"""
PRICE = (
    "market: US, currency: USD, tax: excluded, components: [{key: item, label: {en: Lamp}, kind: base, "
    "when: {is: once}, amount: {is: per_unit"
)
FINE = {"name": "One", "tier": "two", "price": PRICE, "source": SOURCE, "cell_source": SOURCE}


@pytest.fixture
def lamps(tmp_path: Path):
    def written(**changes: str) -> str:
        file = tmp_path / "lamps.yaml"
        file.write_text(SHOP.format(**{**FINE, **changes}))
        return str(file)

    return written


def published(run, file: str):
    return run("import", file, "--shop", "lamps", "--publish")


def test_a_fit_says_who_lowered_it_and_whose_a_column_is(run, lamps) -> None:
    assert published(run, lamps()).code == 0
    said = run("fit", "lamps/lamps").out
    assert "Two: Mostly fits *" in said
    assert "Lowered by the shop: It hums a little" in said
    assert "Sold by Rival Inc. · checked Nov 1, 2026" in said


def test_as_data_a_fit_has_the_computed_level_and_the_others_apart(run, lamps) -> None:
    published(run, lamps())
    fits = json.loads(run("fit", "lamps/lamps", "--persona", "reader", "--format", "json").out)
    assert fits["answer"] == "two"
    assert [(one["tier"], one["level"], one["lowered_from"]) for one in fits["tiers"]] == [
        ("two", "partial", "strong"),
        ("one", "no", None),
    ]
    assert fits["tiers"][0]["lowered"]["text"] == "Lowered by the shop: It hums a little"
    assert [(one["tier"], one["level"]) for one in fits["competitors"]] == [("rival", "strong")]


def test_a_quote_says_that_a_pick_is_paid_for(run, lamps) -> None:
    published(run, lamps())
    assert "Shop's pick (paid placement): We read by it" in run("quote", "lamps/lamps").out
    assert "pick" not in run("quote", "lamps/lamps", "--persona", "reader").out


@pytest.mark.parametrize(
    ("changes", "rule", "place"),
    [
        ({"tier": "one"}, "H35", "$.comparison.overrides[0].level"),
        ({"tier": "rival"}, "H35", "$.comparison.overrides[0].tier"),
        ({"name": "Best lamp"}, "H36", "$.products[0].name"),
        ({"cell_source": "{title: {en: hearsay}}"}, "H39", "$.products[2].cells[0].source"),
    ],
)
def test_what_overstates_is_not_published(run, lamps, changes, rule, place) -> None:
    done = published(run, lamps(**changes))
    assert done.code == 1
    assert any(rule in line and place in line for line in done.err.splitlines())
    assert run("quote", "lamps/lamps").code == 1


def test_what_would_be_accepted_is_said(run, lamps) -> None:
    refused = published(run, lamps(tier="rival")).err
    assert "Use one of: one, two" in refused
