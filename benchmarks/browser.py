"""The element in Chromium, beside the same HTML in the page and beside a frame, on a page of another origin.

Every visit is a first one: nothing is in the browser's memory. *Slow* is 150 ms for each request, 1.6 Mbit/s
and a quarter of the processor's speed.
"""

import gzip
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import brotli

from comparison.assets import STATIC

from .catalogue import SHOP
from .measuring import Row, Unit, row
from .memory import filled
from .serving import OURS, fetch, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROUNDS = 5
_PATIENCE = 30_000
_ELEMENT, _INCLUDED, _FRAME = "the element", "the same HTML in the page", "the same HTML in a frame"
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
_SLOWED_BY = 4
_LONG, _GOOD_SHIFT = "a task that counts as long", "a shift that still counts as good"
_LONG_SECONDS, _MOST_SHIFT = 0.05, 0.1
# In every document: when its table was first drawn, its long tasks, and what moved.
_WATCH = """
window.seen = { shown: 0, longest: 0, shifted: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true });
watch("longtask", (one) => (seen.longest = Math.max(seen.longest, one.duration)));
watch("layout-shift", (one) => one.hadRecentInput || (seen.shifted += one.value));
const drawn = () => {
    const inside = document.querySelector("tier-compare")?.shadowRoot;
    const table = inside?.querySelector("table");
    if (table?.getBoundingClientRect().height) requestAnimationFrame(() => (seen.shown = performance.now()));
    else requestAnimationFrame(drawn);
};
drawn();
"""
_SEEN = "[performance.timeOrigin + seen.shown, seen.longest, seen.shifted]"
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><title>A shop</title>
<style>tier-compare, iframe {{ display: block; width: 100%; min-height: 6000px; border: 0 }}</style>
<h1>A shop</h1><p>{text}</p>
{comparison}
<p>{text}</p></html>"""
_TEXT = "What a shop says of its plans before and after it compares them. " * 20


class BrowserMissing(Exception):
    """There is no Chromium on this machine, or nothing to drive it with."""


class Visit(NamedTuple):
    """Of one visit: seconds until the table is shown and of the longest long task, and what shifted."""

    shown: float
    longest: float
    shifted: float


def rows() -> Iterator[Row]:
    """Time to the table, as usual and slow; long tasks and shifts on the slow page.

    Raises:
        BrowserMissing: there is no browser.
    """
    with (
        TemporaryDirectory(prefix="tier-compare-bench-") as folder,
        _chromium() as browser,
        serving(OURS, filled(Path(folder))) as (_, port),
        _shop(port) as origin,
    ):
        usual = _visited(browser, origin, slow=False)
        slow = _visited(browser, origin, slow=True)
    for manner, visits in (("", usual), (", slow", slow)):
        shown = _samples(visits, f"table shown{manner}: ", 0)
        for other in (_INCLUDED, _FRAME):
            yield row(f"table shown{manner}: {_ELEMENT}", f"table shown{manner}: {other}", shown)
    yield from _against(slow, "longest task, slow: ", 1, _LONG, _LONG_SECONDS, "seconds")
    yield from _against(slow, "layout shift, slow: ", 2, _GOOD_SHIFT, _MOST_SHIFT, "score")


def _samples(visits: Mapping[str, list[Visit]], said: str, place: int) -> dict[str, list[float]]:
    return {f"{said}{name}": [one[place] for one in of_it] for name, of_it in visits.items()}


def _against(
    visits: Mapping[str, list[Visit]], said: str, place: int, base: str, value: float, unit: Unit
) -> Iterator[Row]:
    samples = _samples(visits, said, place)
    names = list(samples)
    samples[base] = [value] * ROUNDS
    yield from (row(name, base, samples, unit) for name in names)


def _visited(browser: "Browser", origin: str, *, slow: bool) -> dict[str, list[Visit]]:
    """Every way, in turns."""
    ways = {_ELEMENT: "element", _INCLUDED: "included", _FRAME: "frame"}
    found: dict[str, list[Visit]] = {name: [] for name in ways}
    # The server's first answer is not the browser's cost.
    _visit(browser, f"{origin}/element", slow=False)
    for number in range(ROUNDS):
        names = list(ways)
        for name in (*names[number % 3 :], *names[: number % 3]):
            found[name].append(_visit(browser, f"{origin}/{ways[name]}", slow=slow))
    return found


def _visit(browser: "Browser", address: str, *, slow: bool) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED_BY})
    page.goto(address)
    visit = _seen(page)
    context.close()
    return visit


def _seen(page: "Page") -> Visit:
    """What was seen in the page, and in its frame where the table stands in one."""
    inner = page.frames[-1]
    inner.wait_for_function("seen.shown", timeout=_PATIENCE)
    page.wait_for_timeout(300)
    shown, *_ = inner.evaluate(_SEEN)
    both = [frame.evaluate(_SEEN) for frame in page.frames]
    longest = max(one[1] for one in both)
    began = page.evaluate("performance.timeOrigin")
    return Visit((shown - began) / 1_000, longest / 1_000, sum(one[2] for one in both))


@contextmanager
def _chromium() -> Iterator["Browser"]:
    path = shutil.which("chromium")
    if path is None:
        reason = "there is no chromium"
        raise BrowserMissing(reason)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  Only who measures browsers has it.
    except ImportError as error:
        raise BrowserMissing(str(error)) from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _shop(port: int) -> Iterator[str]:
    """The origin of a shop whose pages show the comparison served at *port*, each in one way."""
    pages = _pages(port)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path.strip("/"), b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the table is what is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _pages(port: int) -> dict[str, bytes]:
    place = f"{SHOP}/plans"
    fragment = brotli.decompress(fetch(port, [f"/fragments/{place}?lang=en"])).decode()
    style = (STATIC / "embed" / "tier-compare.css").read_text("utf-8")
    host = f"http://127.0.0.1:{port}"
    shadow = f'<template shadowrootmode="open"><style>{style}</style>{fragment}</template>'
    included = f"<tier-compare>{shadow}</tier-compare>"
    script = f'<script src="{host}/embed/1/embed.js" async crossorigin></script>'
    ways = {
        "element": f'{script}<tier-compare comparison="{place}" lang="en"></tier-compare>',
        "included": included,
        "framed": included,
        "frame": '<iframe src="/framed" title="Comparison"></iframe>',
    }
    return {
        name: gzip.compress(_PAGE.format(text=_TEXT, comparison=way).encode()) for name, way in ways.items()
    }
