"""What the comparison costs a page, of 4 plans and 47 rows, in a real browser."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import brotli
import pytest
from builders_embed import Answer, Site
from builders_haneul import serving
from playwright.sync_api import Page, expect

from benchmarks.catalogue import NOW, SHOP, markets, shop, table
from comparison.storage.opening import open_store
from comparison.storage.publish import publish

TIERS, ROWS = 4, 47
PLACE = f"{SHOP}/plans"
WATCH = """window.shifted = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value; })
    .observe({ type: "layout-shift", buffered: true });"""
# From a choice to the frame after its view, less the time that its answer was on the way.
CHOICE = """(place) => new Promise((settle) => {
    const element = document.querySelector("tier-compare");
    const chips = element.shadowRoot.querySelectorAll(".tc-chip input");
    performance.clearResourceTimings();
    element.addEventListener("tc-change", () => requestAnimationFrame(() => setTimeout(() => {
        const [answer] = performance.getEntriesByType("resource").filter((one) => one.name.includes("/fragments/"));
        settle({ whole: performance.now() - began, way: answer.responseEnd - answer.startTime });
    })), { once: true });
    const began = performance.now();
    chips[place].click();
})"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the comparison of 4 × 47 is served."""
    folder = tmp_path_factory.mktemp("speed")
    store = open_store(f"sqlite:{folder / 'haneul.db'}")
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", TIERS, ROWS)], by="test")
    publish(store, SHOP, "plans", by="test", note="", now=NOW, check=lambda *_: (), markets=markets())
    store.close()
    origin, process = serving(folder)
    yield origin
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def own() -> Iterator[Site]:
    """A site of the shop's own, on another origin."""
    site = Site()
    yield site
    site.close()


def opened(page: Page, own: Site, host: str) -> None:
    reserved = "<style>tier-compare { display: block; min-height: 6000px }</style>"
    element = f'<tier-compare comparison="{PLACE}" lang="en"></tier-compare><p>Below</p>'
    script = f'<script src="{host}/embed/1/embed.js" async crossorigin></script>'
    own.route(
        "/",
        Answer(
            body=f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,>{reserved}{script}{element}"
        ),
    )
    page.add_init_script(WATCH)
    page.goto(f"{own.origin}/")
    expect(page.locator("section.tc table").first).to_be_visible()
    page.wait_for_timeout(300)


def test_a_fragment_of_4_by_47_is_at_most_6_kilobytes(host: str) -> None:
    asked = urllib.request.Request(f"{host}/fragments/{PLACE}?lang=en", headers={"Accept-Encoding": "br"})  # noqa: S310  Our own.
    with urllib.request.urlopen(asked, timeout=10) as got:  # noqa: S310
        body, coding = got.read(), got.headers["Content-Encoding"]
    text = brotli.decompress(body).decode()
    print("fragment:", len(text), len(body), len(brotli.compress(text.encode(), quality=11)))
    assert coding == "br"
    assert text.count('class="tc-tier__name"') == TIERS
    assert len(body) <= 6_000


def test_one_request_beside_the_script_and_nothing_shifts(page: Page, own: Site, host: str) -> None:
    opened(page, own, host)
    asked = json.loads(
        page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map((one) => one.name))")
    )
    assert sorted(one.removeprefix(host).partition("?")[0] for one in asked) == [
        "/embed/1/embed.js",
        f"/fragments/{PLACE}",
    ]
    assert page.evaluate("shifted") == 0


_TASK = "RunTask"


def own_milliseconds(events: list[dict[str, Any]]) -> list[float]:
    """What the element's script took of the processor for each view: its tasks, less the browser's own work
    of style and layout inside of them. The processor's time, as a busy machine would only add waiting."""
    done = [one for one in events if one.get("ph") == "X" and one.get("tdur")]
    views = [one for one in done if one["name"] == _TASK and _within(one, done, ("ParseHTML",))]
    browsers = ("UpdateLayoutTree", "Layout")
    return [
        (one["tdur"] - sum(part["tdur"] for part in _topmost(_within(one, done, browsers)))) / 1000
        for one in views
    ]


def _within(
    task: dict[str, Any], events: list[dict[str, Any]], names: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    end = task["ts"] + task["dur"]
    return [
        one
        for one in events
        if one is not task and one["tid"] == task["tid"] and one["pid"] == task["pid"]
        if task["ts"] <= one["ts"] and one["ts"] + one["dur"] <= end and (not names or one["name"] in names)
    ]


def _topmost(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in events if not any(one in _within(other, events) for other in events)]


@pytest.mark.slow
def test_the_elements_own_script_is_no_long_task_on_a_phone_a_quarter_as_fast(
    page: Page, own: Site, host: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, own, host)
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(
        page=page, categories=["devtools.timeline", "toplevel", "disabled-by-default-devtools.timeline", "v8"]
    )
    page.evaluate(CHOICE, 1)
    page.evaluate(CHOICE, 2)
    took = own_milliseconds(json.loads(browser.stop_tracing())["traceEvents"])
    print("own script, ms:", took)
    assert len(took) >= 2
    assert max(took) * 4 < 50


@pytest.mark.slow
def test_a_choice_paints_within_50_milliseconds_of_its_answer(page: Page, own: Site, host: str) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    network = {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", network)
    opened(page, own, host)
    found = [page.evaluate(CHOICE, place) for place in (1, 2, 0) * 3]
    over = sorted(one["whole"] - one["way"] for one in found)
    print("over the answer, ms:", over)
    # Neighbours on the machine only add to it.
    assert over[0] <= 50
