"""E01 to E45 over the whole application: the catalogue imported, checked, published, and asked by address."""

import html
import json
import re

import pytest
from builders_web import Client, client
from builders_worked import COMPARISON, Worked, facts, named, published
from worked_tables import BY_HISTORY, CATALOGUES, EXAMPLES, ROWS, SAID


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Client:
    folder = tmp_path_factory.mktemp("worked")
    published(folder, CATALOGUES)
    return client(folder)


def got(asking: Client, kind: str, worked: Worked, more: str = "") -> str:
    answer = asking.get(f"{kind}/{worked.shop}/{COMPARISON}?{worked.query}{more}")
    assert answer.status == 200, answer.text
    return answer.text


@pytest.mark.parametrize("worked", ROWS, ids=named(ROWS))
def test_the_api_answers_the_worked_figures(asking: Client, worked: Worked) -> None:
    quotes = json.loads(got(asking, "/api/v1/quotes", worked))
    assert facts(quotes, worked) == worked.expected


@pytest.mark.parametrize("worked", SAID, ids=named(SAID))
def test_the_page_says_the_worked_figures(asking: Client, worked: Worked) -> None:
    page = got(asking, "/fragments", worked, "&lang=en")
    assert [words for words in worked.says if words not in page] == []


def test_every_example_of_the_specification_has_a_row_here() -> None:
    spans = (re.findall(r"e[0-9]{2}", row.shop) for row in ROWS)
    covered = {
        f"E{at:02d}" for first, *last in spans for at in range(_of(first), _of((last or [first])[0]) + 1)
    }
    assert sorted(covered | set(BY_HISTORY)) == EXAMPLES


def _of(name: str) -> int:
    return int(name.removeprefix("e"))


def test_e44_billed_by_the_month_is_not_said_to_be_paid_now(asking: Client) -> None:
    by_month = next(row for row in ROWS if row.shop == "e44-by-month")
    page = got(asking, "/fragments", by_month, "&lang=en")
    assert "You pay now" not in page
    assert re.search(r"€1,257\.35</span>\s*<span[^>]*>today", html.unescape(page))


def test_e45_a_price_on_request_comes_after_every_price_and_is_not_the_answer(asking: Client) -> None:
    got = asking.get(f"/api/v1/fits/e45/{COMPARISON}?persona=everyone&qty.user=11")
    fits = json.loads(got.text)
    assert [one["tier"] for one in fits["tiers"]] == ["team", "asking", "free"]
    assert fits["answer"] == "team"
    assert [one["flags"] for one in fits["tiers"]][1] == []
