"""``history --prices``: what each tier was sold for since when; and a rollback that would say an untruth."""

import datetime
import json
from pathlib import Path

import pytest
from builders_lamps import ONE, lamps


def shop(folder: Path, more: str = "closed: {by: me, on: 2026-11-01}") -> str:
    file = folder / "lamps.yaml"
    file.write_text(lamps(ONE._replace(terms=more)))
    return str(file)


def test_prices_are_listed_by_tier_with_the_day_each_began(run, tmp_path):
    run("import", shop(tmp_path), "--shop", "lamps", "--publish")
    done = run("history", "lamps/lamps", "--prices")
    today = datetime.datetime.now(datetime.UTC).date()
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "one: US USD once b2c"
    assert lines[1] in {f"  {today}  $25.00", f"  {today - datetime.timedelta(days=1)}  $25.00"}


def test_prices_come_as_json_too(run, tmp_path):
    run("import", shop(tmp_path), "--shop", "lamps", "--publish")
    done = run("history", "lamps/lamps", "--prices", "--format", "json")
    [line] = json.loads(done.out)
    assert (line["tier"], line["identity"]["interval"]) == ("one", "once")
    [entry] = line["entries"]
    assert entry["amount"] == {"minor": 2500, "currency": "USD", "text": "$25.00"}
    assert (entry["for_sale"], entry["reduced"]) == (True, False)


def test_a_format_needs_prices(run, tmp_path):
    run("import", shop(tmp_path), "--shop", "lamps", "--publish")
    assert run("history", "lamps/lamps", "--format", "json").code == 2


def test_what_was_never_published_has_no_prices(run, tmp_path):
    run("import", shop(tmp_path), "--shop", "lamps")
    done = run("history", "lamps/lamps", "--prices")
    assert (done.code, done.out) == (1, "")


def test_a_reduction_without_a_history_is_refused_with_its_remedy(run, tmp_path):
    done = run("import", shop(tmp_path, "reduced_since: 2026-11-22"), "--shop", "lamps", "--publish")
    assert done.code == 1
    assert "H10 error $.products[0].prices[0].reduced_since" in done.err
    assert "or drop the announcement" in done.err


def test_the_check_says_so_before_anything_is_published(run, tmp_path):
    run("import", shop(tmp_path, "reduced_since: 2026-11-22"), "--shop", "lamps")
    done = run("check", "--shop", "lamps", "--format", "json")
    rules = {finding["rule"]: finding for finding in json.loads(done.out)[0]["findings"]}
    assert done.code == 1
    assert rules["H10"]["market"] == "US"


@pytest.mark.parametrize(
    "typed",
    ["prior: 299", "was: 299", "compare_at: 299", "prior_price: {amount: 299}", "history: []"],
)
def test_no_file_can_state_an_earlier_price(run, tmp_path, typed):
    done = run("import", shop(tmp_path, typed), "--shop", "lamps")
    assert done.code == 1
    assert "$.products[0].prices[0]" in done.err


def test_no_file_can_bring_earlier_prices_of_its_own(run, tmp_path):
    file = tmp_path / "lamps.yaml"
    file.write_text(f"{lamps(ONE)}priors: []\n")
    assert run("import", str(file), "--shop", "lamps").code == 1
