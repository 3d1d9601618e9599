"""Blocks on the page: where their order says, opened without script, and never without the price."""

import re

import pytest
from builders_web import client, new_store, price, product, publication, publish, shop
from msgspec.structs import replace

from comparison.core.catalogue import Cell
from comparison.core.content import (
    BLOCKS,
    BoxItem,
    Channel,
    Heard,
    Image,
    Question,
    Rating,
    Returns,
    Support,
)
from comparison.core.values import YesNo

PAGE = "/fragments/acme/air"
RATED = Rating(average="4.3", scale=5, count=128, period=12, verified="purchase")
LATER = "2026-02-01T00:00:00.000000Z"
BLANK = Image(digest="a" * 64, width=480, height=240, alt={"en": "A white box", "ko": "흰 상자"})


def full(**comparison):
    """The small shop with something to say in every block but that of changes."""
    plain = publication()
    organic = Cell(feature="quiet", value=YesNo(yes=True), claim=True)
    lite = replace(
        plain.products[0],
        rating=RATED,
        box=(BoxItem(label={"en": "Cable"}),),
        support=(Support(label={"en": "Repair"}, months=24),),
        image=BLANK,
    )
    best = replace(plain.products[1], cells=(plain.products[1].cells[0], organic))
    chat = Channel(label={"en": "Chat"}, address="https://acme.example/chat", answered_by="machine")
    return replace(
        plain,
        shop=shop(returns=Returns(days=14, who_pays="shop", fee="0"), channels=(chat,)),
        products=(lite, best),
        comparison=replace(
            plain.comparison,
            questions=(Question(question={"en": "Why <b>?"}, answer={"en": "Because & so."}),),
            heard=(Heard(said={"en": "Too loud"}, did={"en": "Quieter now"}, on="2026-09-01"),),
            **comparison,
        ),
    )


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    yield store
    store.close()


def shown(text: str) -> list[str]:
    return re.findall(r'data-block="([a-z]+)"', text)


WITHOUT_DELIVERY = [key for key in BLOCKS if key != "delivery"]


@pytest.mark.parametrize(
    "order",
    [tuple(WITHOUT_DELIVERY), tuple(WITHOUT_DELIVERY[::-1]), ("questions", "ratings", "contact", "box"), ()],
)
def test_blocks_stand_in_the_order_of_the_comparison_and_the_price_stays(tmp_path, store, order):
    publish(store, full(blocks=order))
    text = client(tmp_path).get(PAGE).text
    assert shown(text) == list(order)
    assert text.count('part="price"') == 2
    assert 'part="receipt"' in text


@pytest.mark.parametrize("tag", ["details", "table", "tbody", "tr", "ul", "div"])
def test_every_order_makes_whole_elements(tmp_path, store, tag):
    publish(store, full(blocks=("questions", "ratings", "evidence", "box", "heard", "support")))
    text = client(tmp_path).get(PAGE).text
    assert len(re.findall(rf"<{tag}\b", text)) == text.count(f"</{tag}>")


def test_answers_are_folded_without_script_and_written_as_text(tmp_path, store):
    publish(store, full())
    text = client(tmp_path).get(PAGE).text
    asked = re.search(r'data-block="questions".*?</details>', text, re.DOTALL)
    assert asked is not None
    assert '<summary dir="auto">Why &lt;b&gt;?</summary><p dir="auto">Because &amp; so.</p>' in asked[0]


def test_a_text_that_lacks_the_reader_s_language_says_which_it_is_in(tmp_path, store):
    publish(store, full())
    text = client(tmp_path).get(f"{PAGE}?lang=ko").text
    assert (
        '<span lang="en" dir="auto">Because &amp; so.</span> <small>이 내용은 영어로만 있어요</small>' in text
    )


def test_a_picture_states_its_room_and_its_sizes_and_waits_to_be_seen(tmp_path, store):
    publish(store, full())
    text = client(tmp_path).get(PAGE).text
    picture = re.search(r"<picture>.*?</picture>", text)
    assert picture is not None
    base = f"https://compare.example/pictures/{BLANK.digest}"
    for form in ("avif", "webp"):
        assert f'type="image/{form}" srcset="{base}-160.{form} 160w, {base}-320.{form} 320w"' in picture[0]
    assert (
        f'<img src="{base}-320.jpeg" width="320" height="160" alt="A white box" loading="lazy"' in picture[0]
    )


def test_what_changed_since_the_edition_before_is_there_only_where_it_is_asked_for(tmp_path, store):
    publish(store, full(blocks=("changes",)))
    assert shown(client(tmp_path).get(PAGE).text) == []
    dearer = full(blocks=("changes", "contact"))
    lite = replace(dearer.products[0], prices=(price("12.00"),))
    publish(store, replace(dearer, products=(lite, dearer.products[1])), 2, since=LATER)
    text = client(tmp_path).get(PAGE).text
    assert shown(text) == ["changes", "contact"]
    assert "Lite: $10.00 a month → $12.00 a month" in text


def test_without_asking_no_page_says_what_changed(tmp_path, store):
    publish(store, full())
    cheaper = (product("lite", "1.00", rooms="1", quiet=False), full().products[1])
    publish(store, replace(full(), products=cheaper), 2, since=LATER)
    assert "changes" not in shown(client(tmp_path).get(PAGE).text)


def test_the_share_page_may_show_pictures_of_its_own_host_alone(tmp_path, store):
    publish(store, full())
    policy = client(tmp_path).get("/c/acme/air").headers["content-security-policy"]
    assert "img-src 'self'" in policy
