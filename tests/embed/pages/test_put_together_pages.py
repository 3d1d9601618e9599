"""A comparison that a shopper put together: add, take away, reorder, swap, and search, by addresses."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from builders_haneul import Haneul, command, serving
from builders_pages import Demo, comparison, is_sideways
from playwright.sync_api import Browser, Page, expect

TWO = "products=hanui-max,hanui-lite&lang=ko"
THREE = "products=hanui-max,hanui-lite,hanui-plus&lang=ko"


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A phone without script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def are_named(page: Page, names: list[str]) -> None:
    expect(page.locator(".tc-tier__name")).to_have_text(names)


def test_one_is_moved_without_script(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", THREE))
    plain.get_by_role("link", name="플러스 앞으로 옮기기").click()
    are_named(plain, ["맥스", "플러스", "라이트"])
    plain.get_by_role("link", name="맥스 뒤로 옮기기").click()
    are_named(plain, ["플러스", "맥스", "라이트"])


def test_the_first_cannot_move_ahead_nor_the_last_back(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", TWO))
    expect(plain.get_by_role("link", name="맥스 앞으로 옮기기")).to_have_count(0)
    expect(plain.get_by_role("link", name="라이트 뒤로 옮기기")).to_have_count(0)


def test_one_is_found_by_its_name_and_added_without_script(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", TWO))
    plain.get_by_text("비교할 상품 추가하기").click()
    plain.get_by_role("searchbox", name="상품 이름").fill("플")
    plain.get_by_role("button", name="찾기").click()
    plain.get_by_role("link", name="플러스 (공기청정기) 추가하기").first.click()
    are_named(plain, ["맥스", "라이트", "플러스"])
    assert "find=" not in plain.url


def test_two_of_one_name_are_told_apart_by_their_keys(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", f"{TWO}&find=플러스"))
    found = plain.get_by_role("link", name="추가하기")
    assert found.count() > 1
    said = found.evaluate_all("all => all.map((one) => one.innerText)")
    spoken = found.evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert len(set(said)) == len(set(spoken)) == len(said)
    rows = found.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert all(a["right"] < b["left"] or a["bottom"] < b["top"] for a, b in pairwise(rows))


def test_a_name_that_nothing_has_says_so_and_the_search_stays_open(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", f"{TWO}&find=%3Cb%3E%25"))
    expect(comparison(plain)).to_contain_text("‘<b>%’ 이름으로는 찾지 못했어요")
    expect(plain.get_by_role("searchbox")).to_be_visible()


def test_a_single_product_offers_the_search_as_the_next_step(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui", "products=hanui-max&lang=ko"))
    expect(comparison(plain)).to_contain_text("비교하려면 상품을 하나 더 골라 주세요")
    expect(plain.get_by_role("searchbox")).to_be_visible()


def test_one_too_many_is_offered_as_a_swap(plain: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    haneul = Haneul("", tmp_path_factory.mktemp("bound"))
    haneul.publish()
    file = haneul.folder / "haneul.json"
    file.write_text(file.read_text().replace('"time_zone"', '"most_compared":2,"time_zone"', 1))
    command(haneul.folder, "import", str(file), "--shop", "haneul", "--publish")
    origin, process = serving(haneul.folder)
    try:
        plain.goto(f"{origin}/c/haneul?products=lite,plus,max&lang=ko")
        are_named(plain, ["라이트", "플러스"])
        expect(comparison(plain)).to_contain_text("새로 고른 상품: 맥스")
        expect(comparison(plain)).to_contain_text("2개까지 비교할 수 있어요. 무엇과 바꿀까요?")
        plain.get_by_role("link", name="라이트 대신 맥스").click()
        are_named(plain, ["맥스", "플러스"])
        expect(comparison(plain)).not_to_contain_text("무엇과 바꿀까요")
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_line_up_of_the_shop_has_none_of_all_this(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui/air-purifiers", "lang=ko"))
    expect(plain.locator(".tc-arranging")).to_have_count(0)
    expect(plain.get_by_role("searchbox")).to_have_count(0)


def test_in_the_element_a_search_stays_in_the_shop_s_page(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(demo.product("hanui/air-purifiers"))
    page.evaluate(
        "() => { const one = document.querySelector('tier-compare');"
        " one.setAttribute('products', 'hanui-max,hanui-lite'); one.setAttribute('comparison', 'hanui'); }"
    )
    page.get_by_text("비교할 상품 추가하기").click()
    page.get_by_role("searchbox").fill("플러스")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="플러스 (공기청정기) 추가하기").first.click()
    expect(page.locator(".tc-tier__name")).to_have_count(3)
    assert page.url.startswith(demo.shop)
    assert not is_sideways(page)


def test_the_product_of_the_page_is_marked_and_the_shared_link_forgets_it(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui/air-purifiers", "lang=ko&current=hanui-plus"))
    marked = plain.locator("th.tc-tier", has=plain.locator("[data-current]"))
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("플러스")
    expect(marked).to_contain_text("지금 보는 상품")
    assert "current" not in str(plain.locator(".tc-share").get_attribute("href"))


def test_a_product_of_another_page_marks_nothing(plain: Page, demo: Demo) -> None:
    plain.goto(demo.share("hanui/air-purifiers", "lang=ko&current=teapot"))
    expect(plain.locator("[data-current]")).to_have_count(0)
    expect(comparison(plain)).to_be_visible()
