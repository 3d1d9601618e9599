"""The count at the end of the receipt, and where it leads."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from builders_proof import Till, with_setup
from builders_schema import misfits
from builders_web import publish

from comparison.web.checkout_counts import REMEMBERED_SECONDS
from comparison.web.openapi import openapi

FRAGMENT, SHARE, WHOLE = "/fragments/acme/air", "/c/acme/air", "/api/v1/comparisons/acme/air"
REPORT, PAGE = "/api/v1/drift/acme", "/drift/acme"
COUNT = "checkouts"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path)
    yield made
    made.store.close()


def later(till: Till, seconds: int = REMEMBERED_SECONDS + 1) -> None:
    till.clock.at += datetime.timedelta(seconds=seconds)


def check(till: Till, count: int, *, differing: int = 0) -> None:
    """Checkouts, and a minute in which every memory of a count ends."""
    till.check(count, differing=differing)
    later(till)


def shown(till: Till, target: str = FRAGMENT) -> str:
    got = till.asking.get(target)
    assert got.status == 200
    return got.text


def test_a_receipt_says_nothing_of_99_checkouts(till: Till) -> None:
    check(till, 99, differing=9)
    assert COUNT not in shown(till)
    assert json.loads(shown(till, WHOLE))["proof"] is None


@pytest.mark.parametrize("target", [FRAGMENT, SHARE])
@pytest.mark.parametrize(
    ("query", "differing", "sentence"),
    [
        ("?lang=en", 0, "All 100 checkouts we checked in the last 30 days matched the price shown"),
        ("?lang=en", 1, "1 of 100 checkouts in the last 30 days differed from the price shown"),
        ("?lang=ko", 0, "최근 30일 확인한 결제 100건 모두 표시 금액과 같았어요"),
        ("?lang=ko", 2, "최근 30일 확인한 결제 100건 중 2건은 표시 금액과 달랐어요"),
    ],
)
def test_a_receipt_says_the_count_of_100_whatever_it_is(
    till: Till, target: str, query: str, differing: int, sentence: str
) -> None:
    check(till, 100, differing=differing)
    html = shown(till, target + query)
    receipt = html[
        html.index('class="tc-receipt__sheet"') : html.index("</details>", html.index("tc-receipt__sheet"))
    ]
    assert receipt.rstrip().removesuffix("</div>").rstrip().endswith("</p>")
    assert sentence in receipt[receipt.rindex("<p") :]


@pytest.mark.parametrize(("lang", "words"), [("en", "See how"), ("ko", "무엇이 달랐는지 보기")])
def test_only_where_some_differed_a_link_tells_how(till: Till, lang: str, words: str) -> None:
    check(till, 100)
    assert words not in shown(till, f"{FRAGMENT}?lang={lang}")
    till.verify(1_700, order="late")
    later(till)
    link = f'<a href="https://compare.example/drift/acme?lang={lang}">{words}</a>'
    assert link in shown(till, f"{FRAGMENT}?lang={lang}")


def test_finished_bytes_follow_the_count_within_a_minute(till: Till) -> None:
    check(till, 100)
    before = till.asking.get(FRAGMENT)
    till.verify(1_500, order="late")
    later(till, REMEMBERED_SECONDS)
    assert till.asking.get(FRAGMENT).body == before.body
    later(till, 1)
    after = till.asking.get(FRAGMENT)
    assert "All 101" in after.text
    assert after.headers["etag"] != before.headers["etag"]


def test_below_100_a_checkout_makes_no_page_anew(till: Till) -> None:
    check(till, 3)
    before = till.asking.get(FRAGMENT)
    till.verify(1_700, order="late")
    later(till)
    again = till.asking.get(FRAGMENT, {"if-none-match": before.headers["etag"]})
    assert again.status == 304


def test_the_count_is_asked_of_the_store_once_a_minute(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    kind = type(till.store)
    count = kind.checkout_counts

    def counted(store: object, shop: str, since: str) -> tuple[int, int]:
        asked.append(since)
        return count(store, shop, since)

    monkeypatch.setattr(kind, "checkout_counts", counted)
    for query in ("", "?lang=ko", "?horizon=24", ""):
        shown(till, FRAGMENT + query)
    assert asked == ["2026-10-24"]


def test_a_clock_that_is_set_back_does_not_hold_the_count(till: Till) -> None:
    shown(till)
    till.check(100)
    later(till, -3_600)
    assert COUNT in shown(till)


def test_checkouts_of_more_than_30_days_ago_are_not_counted(till: Till) -> None:
    check(till, 100, differing=1)
    later(till, 29 * 86_400)
    assert "1 of 100" in shown(till)
    later(till, 86_400)
    assert COUNT not in shown(till)


def test_the_report_has_the_count_and_the_lines_and_no_order(till: Till) -> None:
    check(till, 3, differing=1)
    till.verify(1_000, order="ORDER-4711")
    text = shown(till, REPORT)
    report = json.loads(text)
    assert (report["checked"], report["differing"], report["since"]) == (4, 2, "2026-10-24")
    assert {one["day"] for one in report["checkouts"]} == {"2026-11-22"}
    assert {one["name"] for one in report["checkouts"]} == {"Lite"}
    assert ["Set-up"] in [[line["label"] for line in one["lines"]] for one in report["checkouts"]]
    assert "ORDER-4711" not in text
    assert "quote_id" not in text


def test_the_report_is_what_the_description_says(till: Till) -> None:
    check(till, 3, differing=2)
    described = openapi("https://compare.example")
    paths, schemas = described["paths"], described["components"]["schemas"]
    schema = paths["/api/v1/drift/{shop}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(misfits(json.loads(shown(till, REPORT)), schema, schemas)) == []


def test_the_answer_to_a_checkout_is_what_the_description_says(till: Till) -> None:
    described = openapi("https://compare.example")
    operation = described["paths"]["/api/v1/quotes/verify"]["post"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = json.loads(till.verify(1_000).text)
    assert list(misfits(answer, schema, described["components"]["schemas"])) == []
    asked = operation["requestBody"]["content"]["application/json"]["schema"]
    body = {"signed": "x", "total": {"minor": 1, "currency": "USD"}, "lines": None, "order": "A"}
    assert list(misfits(body, asked, described["components"]["schemas"])) == []


def test_a_refusal_is_what_the_description_says(till: Till) -> None:
    described = openapi("https://compare.example")
    statuses = described["paths"]["/api/v1/quotes/verify"]["post"]["responses"]
    refused = json.loads(till.verify(1_500, "x").text)
    assert str(refused["status"]) in statuses
    assert list(misfits(refused, described["components"]["schemas"]["Problem"], {})) == []


def test_the_report_is_open_and_conditional(till: Till) -> None:
    got = till.asking.get(REPORT)
    assert got.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in got.headers
    assert till.asking.get(REPORT, {"if-none-match": got.headers["etag"]}).status == 304


@pytest.mark.parametrize("target", ["/api/v1/drift/nobody", "/drift/nobody", "/drift/NOBODY"])
def test_an_unknown_shop_has_no_report(till: Till, target: str) -> None:
    assert till.asking.get(target).status == 404


def test_the_page_tells_a_shopper_what_differed(till: Till) -> None:
    check(till, 99)
    till.verify(1_000, order="late")
    html = shown(till, f"{PAGE}?lang=en")
    assert "1 of 100 checkouts in the last 30 days differed from the price shown" in html
    assert "Set-up was not charged ($5.00)" in html
    assert html.startswith("<!doctype html>")


def test_the_page_speaks_korean(till: Till) -> None:
    till.verify(1_000, order="late")
    html = shown(till, f"{PAGE}?lang=ko")
    assert "설치비: 결제에서 빠졌어요" in html
    assert "확인한 결제가 아직 적어요: 1건" in html


def test_the_page_of_a_shop_without_a_checkout_says_so(till: Till) -> None:
    html = shown(till, PAGE)
    assert "No checkout differed" in html
    assert "<ul" not in html


def test_what_a_checkout_calls_its_lines_is_escaped(till: Till) -> None:
    plain = with_setup()
    lite, other = plain.products
    named = msgspec.structs.replace(lite, name={"en": "<script>x</script>"})
    edition = msgspec.structs.replace(plain, products=(named, other))
    publish(till.store, edition, 2, since="2026-11-02T00:00:00.000000Z")
    till.verify(1_000)
    assert "<script>" not in shown(till, PAGE)
