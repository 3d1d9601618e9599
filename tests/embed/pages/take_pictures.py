"""Takes the pictures of docs/pictures: ``./dev pictures``. Looked at by people; no test compares them.

Every demo comparison as the demo shop shows it, in both languages, at phone, tablet and desktop
width; on a phone and a desktop dark as well; and the picture of the README.
"""

import io
from pathlib import Path

import pytest
from builders_pages import PLACES, WIDTHS, Demo, comparison
from PIL import Image
from playwright.sync_api import Browser, expect

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
PERSONAS = {
    "team-chat/plans": "team",
    "hanui/air-purifiers": "children",
    "coffee/everyday": "organic-only",
    "shop-plans/plans": "staff",
}
TALLEST = 2_600
COLOURS = 64
# What is below the fold is loaded late, and a picture waits for nothing.
EVERY_IMAGE = """() => Promise.all([...document.querySelector("tier-compare").shadowRoot.querySelectorAll("img")]
    .map((one) => { one.loading = "eager"; return one.decode(); }))"""
GAP = 32


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_take(browser: Browser, demo: Demo, place: str, language: str, width: int, scheme: str) -> None:
    picture = taken(browser, demo, (place, language, width, scheme))
    name = f"{place.replace('/', '-')}-{language}-{width}{'-dark' if scheme == 'dark' else ''}.png"
    save(picture, name)


def test_take_the_one_of_the_readme(browser: Browser, demo: Demo) -> None:
    phone = taken(browser, demo, ("hanui/air-purifiers", "ko", 360, "light")).crop((0, 0, 360, 900))
    desktop = taken(browser, demo, ("hanui/air-purifiers", "en", 1280, "light")).crop((0, 0, 1280, 900))
    both = Image.new("RGB", (phone.width + GAP + desktop.width, 900), "#d7dbe2")
    both.paste(phone, (0, 0))
    both.paste(desktop, (phone.width + GAP, 0))
    save(both, "readme.png")


def taken(browser: Browser, demo: Demo, view: tuple[str, str, int, str]) -> Image.Image:
    place, language, width, scheme = view
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale=language,
    )
    page = context.new_page()
    page.goto(demo.product(place, language, f"tc-persona={PERSONAS[place]}"))
    expect(comparison(page)).to_be_visible()
    page.evaluate(EVERY_IMAGE)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled", caret="hide")))
    context.close()
    return picture.convert("RGB").crop((0, 0, width, min(picture.height, TALLEST)))


def save(picture: Image.Image, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(PICTURES / name, optimize=True)
