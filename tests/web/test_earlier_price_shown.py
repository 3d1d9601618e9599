"""The earlier price as shoppers and programs get it, over the whole application."""

import json
import re

import pytest
from builders_web import client, new_store, price, product, publication, publish
from msgspec.structs import replace

from comparison.core.pricing.model import Discount
from comparison.core.pricing.prior import Prior
from comparison.core.publication import Publication

WORDS = "10% below the lowest price of the last 30 days, $10.00"
SALE = Discount(key="sale", label={"en": "Sale"}, kind="percent", value="10")
PRIOR = Prior(
    product="air-lite",
    market="US",
    currency="USD",
    interval="month",
    customer_type="b2c",
    discount="sale",
    reduced_on="2026-11-20",
    amount=1_000,
    days=30,
    method="lowest",
)


def on_sale() -> Publication:
    plain = publication()
    lite = product("lite", "10.00", rooms="1", quiet=False, prices=(price("10.00", discounts=(SALE,)),))
    return replace(plain, products=(lite, plain.products[1]), priors=(PRIOR,))


@pytest.fixture
def asking(tmp_path):
    store = new_store(tmp_path)
    publish(store, on_sale())
    yield client(tmp_path)
    store.close()


def test_it_stands_once_in_the_head_of_its_column_under_the_figure(asking):
    page = asking.get("/fragments/acme/air").text
    heads = re.findall(r'<th [^>]*class="tc-tier".*?</th>', page, re.DOTALL)
    assert [WORDS in head for head in heads] == [True, False]
    assert heads[0].index('part="price"') < heads[0].index(WORDS)


def test_it_is_in_the_small_letters_of_a_second_line_and_nothing_is_struck(asking):
    page = asking.get("/fragments/acme/air").text
    assert f'<span class="tc-tier__second" data-prior>{WORDS}</span>' in page
    assert not re.search(r"<(s|del|strike)\b|line-through", page)


def test_at_a_glance_it_stands_under_the_figure_too(asking):
    page = asking.get("/fragments/acme/air?view=awareness").text
    assert page.count(WORDS) == 1
    assert page.index('class="tc-figure"') < page.index(WORDS)


def test_a_page_without_reductions_has_no_such_line(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    assert "data-prior" not in client(tmp_path).get("/fragments/acme/air").text
    store.close()


def test_the_quote_states_it_in_figures(asking):
    lite, top = json.loads(asking.get("/api/v1/quotes/acme/air").text)["tiers"]
    stated = lite["prior_price"]
    assert stated["money"] == {"minor": 1000, "currency": "USD", "text": "$10.00"}
    assert (stated["days"], stated["method"], stated["percent"]) == (30, "lowest", 10)
    assert stated["words"]["text"] == WORDS
    assert top["prior_price"] is None


@pytest.mark.parametrize("name", ["prior", "prior_price", "priors", "was", "reduced_since"])
def test_no_parameter_makes_one(tmp_path, name):
    store = new_store(tmp_path)
    publish(store, publication())
    got = client(tmp_path).get(f"/api/v1/quotes/acme/air?{name}=2000")
    assert json.loads(got.text)["tiers"][0]["prior_price"] is None
    store.close()
