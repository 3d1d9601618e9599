"""Counting in a browser: the element, the share page and its form, and the pages that show what was counted."""

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders_admin_pages import PASSWORD, Office, is_sideways
from builders_embed import Answer, Site
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from comparison.cli.demo import load_demo
from comparison.cli.opening import markets
from comparison.storage.counts import CountRow
from comparison.storage.moments import moment
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import Store

DEMO = Path(__file__).parents[3] / "catalog_data" / "demo"


@pytest.fixture
def counting(at: Office) -> Office:
    """An installation with a comparison that counts."""
    store = open_store(f"sqlite:{at.database}")
    load_demo(store, DEMO / "hanui.yaml")
    shop = store.get("hanui", "shop", "hanui")
    assert shop is not None
    store.save("hanui", replace(shop.record, counting=True), expected=None, by="test")
    publish(
        store,
        "hanui",
        "air-purifiers",
        by="test",
        note="",
        now=moment(datetime.datetime.now(datetime.UTC)),
        check=lambda *_: (),
        markets=markets(),
    )
    store.close()
    return at


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """The shop's own site, on another origin."""
    site = Site()
    yield site
    site.close()


def sign_in(page: Page, at: Office) -> None:
    page.goto(at.at(at.first))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/admin/hanui*")


def counted(at: Office, least: int) -> dict[str, int]:
    """What was counted of shoppers so far, once there are *least* rows of it."""
    store = open_store(f"sqlite:{at.database}")
    ends = time.monotonic() + 30
    rows = of_shoppers(store)
    while len(rows) < least and time.monotonic() < ends:
        time.sleep(0.05)
        rows = of_shoppers(store)
    store.close()
    return {f"{row.kind} {row.key}".strip(): row.count for row in rows}


def of_shoppers(store: Store) -> list[CountRow]:
    return [row for row in store.counts("hanui", "2026-01-01") if row.kind != "findings"]


def test_the_element_tells_a_view_a_choice_and_a_press(page: Page, counting: Office, elsewhere: Site) -> None:
    script = f"<script src='{counting.origin}/embed/1/embed.js'></script>"
    element = "<tier-compare comparison='hanui/air-purifiers' lang='ko'></tier-compare>"
    html = f"<!doctype html><meta charset=utf-8>{script}{element}"
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    elsewhere.route("/", Answer(body=html))
    page.goto(elsewhere.origin)
    expect(page.locator("tier-compare [part~=cta]").first).to_be_visible()
    with page.expect_response("**/fragments/**"):
        page.locator("tier-compare .tc-chip:has([value=pets])").first.click()
    page.evaluate("document.addEventListener('tc-select', (event) => event.preventDefault())")
    page.locator("tier-compare [part~=cta]").first.click()
    found = counted(counting, 3)
    assert [address for address in failed if "/pictures/" not in address] == []
    assert (found["view"], found["persona pets"]) == (1, 1)
    assert sum(count for name, count in found.items() if name.startswith("select ")) == 1


@pytest.mark.parametrize("script", [True, False])
def test_one_press_says_whether_the_page_helped(browser: Browser, counting: Office, *, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, locale="ko-KR")
    page = context.new_page()
    page.goto(counting.at("/c/hanui/air-purifiers?persona=pets"))
    page.get_by_role("button", name="도움이 됐어요").click()
    expect(page.get_by_text("고마워요")).to_be_visible()
    assert page.url.endswith("persona=pets#thanks")
    assert context.cookies() == []
    found = counted(counting, 2 if script else 1)
    assert found == {"helped yes": 1} | ({"view": 1} if script else {})
    context.close()


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_results_and_pictures(
    browser: Browser, counting: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(locale=language, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(counting.at(f"/c/hanui/air-purifiers?lang={language[:2]}"))
    assert axe(page) == ""
    page.get_by_role("button", name="배송" if language == "ko-KR" else "Delivery", exact=True).click()
    counted(counting, 1)
    sign_in(page, counting)
    for path in ("/results", "/products/hanui-lite/picture", "/settings"):
        page.goto(counting.at(f"/admin/hanui{path}"))
        for more in page.locator("main details").all():
            more.locator("summary").first.click()
        assert axe(page) == "", path
        assert not is_sideways(page), path
    context.close()


def test_a_picture_is_uploaded_in_one_round_trip(page: Page, counting: Office) -> None:
    sign_in(page, counting)
    page.goto(counting.at("/admin/hanui/products/hanui-lite/picture"))
    page.locator("[name=file]").set_input_files(sorted(DEMO.glob("pictures/*.png"))[0])
    page.locator("[name='alt.ko']").fill("앞에서 본 모습")
    page.locator("[name='alt.en']").fill("From the front")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method) if "/admin" in request.url else None)
    page.locator("form[enctype] button").click()
    expect(page.locator("#status")).to_have_text("저장했어요.")
    assert asked == ["POST"]
    expect(page.locator("main img")).to_be_visible()
    page.locator("main a[href$=remove]").click()
    page.locator("form[action$=remove] button").click()
    expect(page.locator("#status")).to_have_text("지웠어요.")
    expect(page.locator("main img")).to_have_count(0)
