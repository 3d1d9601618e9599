"""A wrong address of the merchant's side gets the merchant's page, however deep it is."""

import pytest
from builders_admin import Browser, Office, office
from builders_web import shop

WRONG = [
    "/admin/acme/nothing",
    "/admin/acme/nothing/below/it",
    "/admin/acme/products/one/two/three",
    "/admin/acme/comparisons/air/nothing",
    "/admin/_",
    "/admin/_/nothing",
    "/admin/_/account/nothing",
    "/admin/_/sign-out",
]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Office:
    installation = office(tmp_path_factory.mktemp("nowhere"))
    installation.store.save("other", shop(key="other"), expected=0, by="test")
    return installation


@pytest.fixture(scope="module")
def owner(at: Office) -> Browser:
    return at.owner()


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_address_is_said_on_a_page_with_the_way_back(owner: Browser, address: str):
    got = owner.get(address)
    assert got.status == 404
    assert 'href="/admin"' in got.text
    assert "There is no page at this address" in got.text
    assert "<h1>Not found</h1>" in got.text


@pytest.mark.parametrize("address", [one for one in WRONG if "/acme/" in one])
def test_a_wrong_address_in_a_shop_keeps_its_navigation(owner: Browser, address: str):
    assert 'href="/admin/acme/products"' in owner.get(address).text


@pytest.mark.parametrize("address", WRONG)
def test_who_is_signed_out_does_not_learn_which_addresses_there_are(at: Office, address: str):
    got = at.browser().get(address)
    assert (got.status, got.headers["location"].partition("?")[0]) == (303, "/admin/_/sign-in")


def test_a_wrong_address_in_a_shop_of_others_says_no_more_than_that_the_shop_is_not_there(at: Office):
    stranger = at.joined("owner", "other", "stranger")
    got = stranger.get("/admin/acme/products/one/two/three")
    assert got.status == 404
    assert "There is no page" not in got.text
    assert got.text == stranger.get("/admin/acme/products").text


def test_a_form_that_no_page_takes_is_answered_on_a_page(owner: Browser):
    token = owner.filled("/admin/_/account")["_token"]
    got = owner.post("/admin/acme/products/one/two/three", {"_token": str(token)})
    assert got.status == 404
    assert 'href="/admin"' in got.text


def test_a_form_of_another_site_is_refused_where_no_page_is_too(owner: Browser):
    assert owner.post("/admin/acme/nothing", {}).status == 403
