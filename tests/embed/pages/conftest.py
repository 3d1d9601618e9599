"""The demo as a visitor meets it: the real command, its server, and the shop on another port."""

import socket
from collections.abc import Iterator
from typing import Any

import forking
import pytest
from builders_haneul import wait_until_ready
from builders_pages import Demo, Look, comparison
from playwright.sync_api import Browser, Page, expect

PATIENCE_MS = 30_000
MOST_OPEN = 12


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    port, folder = _two_free_ports(), tmp_path_factory.mktemp("demo")
    arguments = ("demo", "--port", str(port), "--db", str(folder / "demo.db"))
    environment = {**forking.own_environment(), "TIER_COMPARE_WORKERS": "1"}
    job = forking.Job(arguments, environment, forking.ROOT, folder / "demo.out", folder / "demo.err")
    process = forking.command(job)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}")
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def look(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Look]:
    """``look(address, width)``: that page, opened once for all tests that change nothing on it."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE_MS)
    pages: dict[str, Page] = {}

    def looked(address: str, width: int = 1280) -> Page:
        if address not in pages:
            full = len(pages) == MOST_OPEN
            pages[address] = pages.pop(next(iter(pages))) if full else context.new_page()
            pages[address].goto(address)
            expect(comparison(pages[address])).to_be_visible()
        page = pages[address]
        page.bring_to_front()
        page.set_viewport_size({"width": width, "height": 900})
        # The page hears of its new size a moment later.
        page.wait_for_function("(width) => innerWidth === width", arg=width, polling=20)
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        return page

    yield looked
    context.close()


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
