"""The browser, two sites for it to visit, and what it is asked to measure.

Run as a process of its own (``pytest tests/embed``): its event loop and that of other tests do not mix.
"""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders_embed import SCRIPT, Shop, Site, script_answer, view
from playwright.sync_api import BrowserContext, Page, expect

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]


@pytest.fixture(scope="session")
def base_url() -> str:
    """None: the plugin's own fixture is of a form that pytest gives up, and says so."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: no browser is downloaded."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A shopper in Korea, without animations."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "ko-KR",
        "timezone_id": "Asia/Seoul",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A busy machine is slow, not wrong: what takes half a minute does not happen."""
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def unforeseen(context: BrowserContext) -> None:
    """A shopper who saves data: nothing is asked for ahead, so that what is asked for can be counted."""
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")


@pytest.fixture
def host() -> Iterator[Site]:
    """Where the script and the fragments come from."""
    site = Site()
    site.route(SCRIPT, script_answer())
    site.route("/fragments/", view)
    yield site
    site.close()


@pytest.fixture
def shop(host: Site) -> Iterator[Shop]:
    """The shop's own site, on another origin."""
    site = Site()
    yield Shop(site=site, host=host)
    site.close()


@pytest.fixture(scope="session")
def axe() -> Callable[..., str]:
    """``axe(page)``: what axe finds wrong, one line each; empty where it finds nothing."""
    checker = Axe()

    def violations(page: Page, context: str | None = None) -> str:
        return checker.run(page, context=context).generate_snapshot()

    return violations


@pytest.fixture
def thrown(page: Page) -> list[str]:
    """Errors that reached the shop's page."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
