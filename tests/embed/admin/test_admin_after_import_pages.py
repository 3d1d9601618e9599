"""From a shop's file to its publication: two questions, one word for all products, and few clicks."""

from collections.abc import Callable

from builders_admin_pages import Office, begin, is_sideways
from builders_published import said
from playwright.sync_api import Locator, Page, expect

COUNT = 20
HEADER = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
GOODS = HEADER + "".join(
    f"lamp-{n},조명 {n}호,<p>책상에 두는 조명</p>,한빛,조명,,true,색,흰색,L-{n},{n}9000\n"
    for n in range(1, COUNT + 1)
)
# docs/admin.md says this number.
CLICKS = 10


class Hand:
    """Presses what a merchant presses, and counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, target: Locator) -> None:
        self.clicks += 1
        target.click()


def test_twenty_products_are_published_from_their_file_with_a_handful_of_clicks(
    page: Page, at: Office, axe: Callable[..., str]
) -> None:
    begin(page, at, "hanbit")
    page.goto(at.at("/admin/hanbit/import"))
    hand, main = Hand(), page.locator("main")
    file = {"name": "products_export.csv", "mimeType": "text/csv", "buffer": GOODS.encode()}
    page.locator("#f-file").set_input_files(file)  # type: ignore[arg-type]
    hand.clicks += 1
    hand.press(page.locator("form:has(#f-file) .button"))
    expect(main).to_contain_text("부가세가 들어 있는 가격인가요?")
    assert axe(page) == ""
    hand.press(main.get_by_label("네, 들어 있어요"))
    hand.press(main.get_by_label("모두 무료예요"))
    hand.press(page.locator("button[value=store]"))
    expect(page.locator(".steps")).to_be_visible()
    hand.press(page.locator(".steps").get_by_role("link", name="확인하고 게시하기"))
    expect(main).to_contain_text(f"상품 {COUNT}개를 한 번에 확인하기")
    expect(main.locator(".named li")).to_have_count(COUNT)
    assert axe(page) == ""
    hand.press(main.get_by_label("이 상품들에는 이 밖에 꼭 내야 하는 돈이 없어요"))
    hand.press(main.get_by_role("button", name="한 번에 저장"))
    said(page, "저장했어요.")
    expect(main.locator("#answers")).to_have_count(0)
    if page.locator("[name=ticked]").count():
        hand.press(page.locator("[name=ticked]"))
    hand.press(main.get_by_role("button", name="게시하기", exact=True))
    said(page, "게시했어요.")
    assert not is_sideways(page)
    assert hand.clicks == CLICKS
