"""Old links, products side by side, and the reference column, in a browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from builders_embed import Shop
from builders_haneul import Haneul, serving
from builders_pages import comparison, is_sideways
from playwright.sync_api import Page, expect

DAYS = {"ko": r"\(20\d\d년 \d{1,2}월 \d{1,2}일\)", "en": r"\([A-Z][a-z]{2} \d{1,2}, 20\d\d\)"}


@pytest.fixture(scope="module")
def haneul(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Haneul]:
    folder = tmp_path_factory.mktemp("haneul")
    Haneul("", folder).publish()
    origin, process = serving(folder)
    try:
        yield Haneul(origin, folder)
    finally:
        process.terminate()
        process.wait(timeout=20)


def notice(page: Page):
    return page.locator(".tc-changes")


def column(page: Page, row: str) -> list[str]:
    """The cells of the row with that label."""
    head = page.locator("th[scope=row]", has_text=re.compile(f"^{row}"))
    line = page.locator(".tc-table > tbody > tr", has=head).first
    return [" ".join(text.split()) for text in line.locator("td").all_inner_texts()]


@pytest.mark.parametrize(
    ("lang", "change", "area"),
    [
        ("ko", "플러스 299,000원 → 289,000원", "플러스, 사용 면적: 47m² → 45m²"),
        ("en", "Plus ₩299,000 → ₩289,000", "Plus, Area: 47 m² → 45 m²"),
    ],
)
def test_a_shared_link_tells_the_old_and_the_new_price_and_the_day(
    page: Page, haneul: Haneul, lang: str, change: str, area: str
) -> None:
    haneul.publish()
    page.goto(f"{haneul.origin}/c/haneul/air?lang={lang}")
    shared = page.locator(".tc-share").get_attribute("href")
    assert shared is not None
    page.goto(shared)
    expect(notice(page)).to_have_count(0)
    haneul.publish(price=289_000, area=45)
    page.reload()
    expect(notice(page)).to_contain_text(re.compile(re.escape(change) + " " + DAYS[lang]))
    expect(page.locator(".tc-pay")).to_contain_text("299,000")
    notice(page).locator("summary").click()
    expect(notice(page).locator("li").nth(1)).to_contain_text(re.compile(re.escape(area) + " " + DAYS[lang]))
    plain = re.sub(r"edition=\d+&?", "", shared).rstrip("?&")
    # Today's page itself may come out of the browser's own store for half a minute.
    expect(notice(page).locator("a")).to_have_attribute("href", plain)


def test_an_old_link_is_told_in_a_shop_s_page_too(page: Page, haneul: Haneul, shop: Shop) -> None:
    haneul.publish()
    page.goto(f"{haneul.origin}/c/haneul/air")
    shared = page.locator(".tc-share").get_attribute("href") or ""
    number = re.findall(r"edition=(\d+)", shared)[0]
    haneul.publish(price=279_000)
    body = f'<tier-compare comparison="haneul/air" context="edition={number}" lang="ko"></tier-compare>'
    page.goto(shop.page(body, head=_script(haneul)))
    expect(notice(page)).to_contain_text("플러스 299,000원 → 279,000원")
    notice(page).locator("a").click()
    expect(notice(page)).to_have_count(0)
    expect(page.locator(".tc-pay")).to_contain_text("279,000원")


def test_products_of_two_kinds_stand_side_by_side_and_one_can_be_taken_away(
    page: Page, haneul: Haneul
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{haneul.origin}/c/haneul?products=plus,kettle,max&lang=ko")
    expect(page.locator(".tc-notice")).to_have_text("종류가 달라 공통 항목 1개만 비교해요")
    assert column(page, "너비") == ["27cm", "270mm", "350mm"]
    assert not is_sideways(page)
    page.get_by_role("link", name="비교에서 빼기: 주전자").click()
    expect(page.locator(".tc-notice")).to_have_count(0)
    expect(page.locator(".tc-tier__name")).to_have_text(["플러스", "맥스"])
    expect(page.get_by_role("link", name="비교에서 빼기")).to_have_count(0)


def test_the_element_compares_products_and_keeps_them_through_choices(
    page: Page, haneul: Haneul, shop: Shop
) -> None:
    body = '<tier-compare comparison="haneul" products="max,plus,lite" lang="en"></tier-compare>'
    page.goto(shop.page(body, head=_script(haneul)))
    expect(page.locator(".tc-tier__name")).to_have_text(["Max", "Plus", "Lite"])
    page.get_by_label("Compare against").select_option("plus")
    expect(page.locator(".tc-pay")).to_contain_text("more")
    assert column(page, "Noise")[0] == "52 dB +4 dB · worse worse than usual"
    page.get_by_role("link", name="Remove Lite").click()
    expect(page.locator(".tc-tier__name")).to_have_text(["Max", "Plus"])
    assert column(page, "Area")[0].startswith("82 m² +35 m²")


def test_a_reference_says_every_step_and_nothing_without_one(page: Page, haneul: Haneul) -> None:
    haneul.publish()
    page.goto(f"{haneul.origin}/c/haneul/air?lang=ko")
    assert column(page, "너비") == ["미표기", "27cm", "350mm"]
    page.get_by_label("기준 상품").select_option(label="플러스")
    expect(page).to_have_url(re.compile("against=plus"))
    assert column(page, "너비") == ["미표기", "27cm", "350mm +80mm"]
    assert column(page, "상품 가격") == [
        "159,000원 140,000원 덜 내요",
        "299,000원",
        "459,000원 160,000원 더 내요",
    ]


@pytest.mark.parametrize("query", ["haneul?products=plus,kettle,max", "haneul/air?against=plus"])
def test_axe_finds_nothing(page: Page, haneul: Haneul, axe: Callable[..., str], query: str) -> None:
    page.goto(f"{haneul.origin}/c/{query}")
    expect(comparison(page)).to_be_visible()
    assert axe(page) == ""


def _script(haneul: Haneul) -> str:
    return f'<script src="{haneul.origin}/embed/1/embed.js" async crossorigin></script>'
