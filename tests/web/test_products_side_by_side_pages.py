"""Products that a shopper puts side by side: the fragment, the share page, the API, and their caching."""

import msgspec
import pytest
from builders_web import NOON, Clock, client, new_store, product, publication, publish
from msgspec.structs import replace

from comparison.core.catalogue import Category, Cell, Feature, Product, Stock
from comparison.core.publication import digest, encoded
from comparison.core.values import Number
from comparison.storage.moments import moment
from comparison.storage.product_editions import own_publication
from comparison.storage.store import ProductEditionRow

FRAGMENT = "/fragments/acme?products="
PAGE = "/c/acme?products="
KETTLE = Category(
    key="kettle",
    label={"en": "Kettles"},
    features=(
        Feature(key="rooms", label={"en": "Rooms"}, kind="number", direction="higher"),
        Feature(key="volume", label={"en": "Volume"}, kind="number", unit="l"),
    ),
)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    three = publication(products=(*publication().products, product("mid", "15.00", rooms="2", quiet=True)))
    for one in three.products:
        put_live(store, three, one)
    pot = product("pot", "7.00", rooms="1", quiet=False, category="kettle")
    pot = replace(pot, key="pot", cells=(Cell(feature="rooms", value=Number(amount="1")),))
    put_live(store, publication(category=KETTLE, products=(pot,), personas=()), pot)
    yield store
    store.close()


def put_live(store, of, one: Product | str, number: int = 1, since: str = "2026-01-01T00:00:00.000000Z"):
    """Make *one* live as a product of *of*, or the product of that key gone."""
    document = encoded(own_publication(of, one)) if isinstance(one, Product) else b""
    key = one.key if isinstance(one, Product) else one
    row = ProductEditionRow(
        shop="acme",
        product=key,
        number=number,
        digest=digest(document),
        published_at=since,
        document=document,
    )
    with store.writing():
        store.add_product_editions([row])


@pytest.fixture
def asking(tmp_path, store, clock):
    return client(tmp_path, clock=clock)


def places(asking):
    return asking.application._application._pages.places.recent


def test_products_stand_side_by_side_in_the_order_asked(asking):
    got = asking.get(f"{FRAGMENT}air-max,air-lite")
    assert got.status == 200
    assert got.text.index(">Max<") < got.text.index(">Lite<")
    assert "$25.50" in got.text
    assert "$10.00" in got.text


def test_every_link_and_form_of_it_keeps_the_products(asking):
    text = asking.get(f"{FRAGMENT}air-max,air-lite&persona=flat").text
    assert 'name="products" value="air-max,air-lite"' in text
    assert "/fragments/acme/" not in text
    assert 'href="https://compare.example/c/acme?persona=flat&amp;products=air-max,air-lite"' in text
    assert "edition=" not in text


def test_the_share_page_holds_the_very_fragment_and_is_kept_out_of_indexes(asking):
    page = asking.get(f"{PAGE}air-max,air-lite")
    assert asking.get(f"{FRAGMENT}air-max,air-lite").text.strip() in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert (
        '<link rel="canonical" href="https://compare.example/c/acme?products=air-max,air-lite">' in page.text
    )


def test_the_page_of_the_shop_s_own_comparison_may_be_indexed(asking):
    assert "noindex" not in asking.get("/c/acme/air").text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", "종류가 달라 공통 항목 1개만 비교해요"),
        ("en", "Different kinds: comparing the 1 row they share"),
    ],
)
def test_across_kinds_only_shared_rows_show_and_it_says_so(asking, lang, said):
    text = asking.get(f"{FRAGMENT}air-max,pot&lang={lang}").text
    assert said in text
    assert "Quiet mode" not in text
    assert "Volume" not in text


def test_a_product_alone_asks_for_another_one(asking):
    got = asking.get(f"{FRAGMENT}air-max&lang=ko")
    assert got.status == 200
    assert "비교하려면 상품을 하나 더 골라 주세요" in got.text


def test_one_of_three_can_be_taken_away_and_none_of_two(asking):
    three = asking.get(f"{FRAGMENT}air-max,air-mid,air-lite").text
    assert 'hx-get="/fragments/acme?products=air-max,air-lite"' in three
    assert 'aria-label="Remove Mid"' in three
    assert "Remove" not in asking.get(f"{FRAGMENT}air-max,air-lite").text


@pytest.mark.parametrize("target", [FRAGMENT, PAGE, "/api/v1/comparisons/acme?products="])
def test_an_unknown_product_is_named(asking, target):
    got = asking.get(f"{target}air-max,nothing")
    assert got.status == 404
    assert "nothing" in got.text


@pytest.mark.parametrize("query", ["", "?products=", "?lang=ko", "?products=,"])
def test_an_address_that_names_no_product_leads_nowhere(asking, query):
    assert asking.get(f"/fragments/acme{query}").status == 404
    assert asking.get(f"/c/acme{query}").status == 404


@pytest.mark.parametrize("products", ["a,b,c,d,e,f,g,h,i,j,k", "air-max,%C3%A4", "air-max,AIR"])
def test_more_than_ten_and_what_is_no_key_are_refused_by_the_parameter_s_name(asking, products):
    got = asking.get(f"{FRAGMENT}{products}")
    assert got.status == 400
    assert "products" in got.text


def test_products_are_refused_beside_a_comparison(asking):
    assert asking.get("/fragments/acme/air?products=air-max").status == 400


def test_a_product_that_went_offline_is_left_out_and_named(asking, store):
    put_live(store, None, "air-mid", 2, "2026-02-01T00:00:00.000000Z")
    got = asking.get(f"{FRAGMENT}air-max,air-mid,air-lite")
    assert got.status == 200
    assert "This link named Mid: no longer in this comparison" in got.text


def test_a_product_that_is_sold_out_or_no_longer_sold_says_so(asking, store):
    out = product("lite", "10.00", rooms="1", quiet=False, stock=Stock(state="sold_out"))
    gone = product("mid", "15.00", rooms="1", quiet=False, stock=Stock(state="gone"))
    for one in (out, gone):
        put_live(store, publication(), one, 2, "2026-02-01T00:00:00.000000Z")
    text = asking.get(f"{FRAGMENT}air-lite,air-mid").text
    assert "Sold out" in text
    assert "longer sold" in text


def test_the_second_answer_is_the_first_one_again_before_routing(asking):
    first = asking.get(f"{FRAGMENT}air-max,air-lite")
    again = asking.get(f"{FRAGMENT}air-max,air-lite")
    assert (first.headers, first.body) == (again.headers, again.body)
    assert len(places(asking)) == 1
    kept = asking.get(f"{FRAGMENT}air-max,air-lite", {"if-none-match": first.headers["etag"]})
    assert (kept.status, kept.body) == (304, b"")


def test_another_order_is_another_page(asking):
    first = asking.get(f"{FRAGMENT}air-max,air-lite")
    other = asking.get(f"{FRAGMENT}air-lite,air-max")
    assert first.headers["etag"] != other.headers["etag"]


def test_a_new_edition_of_any_of_its_products_shows_at_the_next_request(asking, store):
    before = asking.get(f"{FRAGMENT}air-max,air-lite").text
    dearer = product("lite", "99.00", rooms="1", quiet=False)
    put_live(store, publication(), dearer, 2, moment(NOON))
    after = asking.get(f"{FRAGMENT}air-max,air-lite").text
    assert "$99.00" not in before
    assert "$99.00" in after


def test_an_edition_has_no_meaning_here_and_reaches_no_link(asking):
    plain = asking.get(f"{FRAGMENT}air-max,air-lite")
    assert asking.get(f"{FRAGMENT}air-max,air-lite&edition=7").text == plain.text


@pytest.mark.parametrize("kind", ["comparisons", "quotes", "fits"])
def test_the_api_answers_for_products_too(asking, kind):
    got = asking.get(f"/api/v1/{kind}/acme?products=air-max,air-lite&persona=flat")
    answer = msgspec.json.decode(got.plain)
    assert got.status == 200
    assert (answer["publication"]["comparison"], answer["publication"]["number"]) == ("", 0)
    assert {tier.get("tier") or tier["key"] for tier in answer["tiers"]} == {"air-max", "air-lite"}


def test_quotes_of_what_a_shopper_put_together_are_not_signed(asking):
    answer = msgspec.json.decode(asking.get("/api/v1/quotes/acme?products=air-max,air-lite").plain)
    assert {tier.get("signed") for tier in answer["tiers"]} == {None}


def test_a_search_finds_a_product_as_soon_as_it_is_live(asking, store):
    address = f"{FRAGMENT}air-max,air-lite&find=mid"
    store.save("acme", product("mid", "15.00", rooms="2", quiet=True), expected=None, by="test")
    text = asking.get(address).text
    assert "air-max,air-lite,air-mid" in text
    assert "Add Mid (Air cleaners)" in text
    put_live(store, None, "air-mid", 2, moment(NOON))
    assert "air-max,air-lite,air-mid" not in asking.get(address).text


def test_a_search_for_what_nobody_published_finds_nothing(asking):
    assert "Nothing is called “teapot”" in asking.get(f"{FRAGMENT}air-max,air-lite&find=teapot").text


def test_words_looked_for_reach_the_page_as_text(asking):
    text = asking.get(f"{FRAGMENT}air-max,air-lite&find=%3Cscript%3E%25_").text
    assert "<script>" not in text
    assert "&lt;script&gt;%_" in text
