"""The share page over the whole application."""

import re

import pytest
from builders_web import client, new_store, publication, publish, shop

PAGE = "/c/acme/air"


@pytest.fixture
def asking(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield client(tmp_path)
    store.close()


def fragment_in(page: str) -> str:
    return re.search(r'<section class="tc".*?</section>', page, re.DOTALL)[0]


@pytest.mark.parametrize("query", ["", "?persona=flat", "?lang=ko&diff=only"])
def test_the_share_page_holds_the_very_fragment(asking, query):
    fragment = asking.get(f"/fragments/acme/air{query}").text
    assert fragment_in(asking.get(PAGE + query).text) == fragment_in(fragment)


def test_a_share_page_carries_these_headers_and_no_other(asking):
    got = asking.get(PAGE, {"accept-encoding": "gzip"})
    assert got.status == 200
    assert got.headers.keys() == {
        "cache-control",
        "content-encoding",
        "content-length",
        "content-security-policy",
        "content-type",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "etag",
        "referrer-policy",
        "surrogate-key",
        "vary",
        "x-content-type-options",
    }
    assert got.headers["vary"] == "Accept-Encoding"


def test_a_finished_share_page_is_the_first_one_again(asking):
    assert asking.get(PAGE) == asking.get(PAGE)


def test_a_share_page_and_a_fragment_are_two_pages(asking):
    asking.get("/fragments/acme/air")
    assert asking.get(PAGE).text.startswith("<!doctype html>")


def test_a_share_page_is_conditional_too(asking):
    tag = asking.get(PAGE).headers["etag"]
    assert asking.get(PAGE, {"if-none-match": tag}).status == 304


def test_everything_that_a_share_page_loads_is_ours_and_there(asking):
    page = asking.get(PAGE).text
    loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]*?(?:src|href)="([^"]+)"', page)
    assert loaded
    for address in loaded:
        got = asking.get(address)
        assert (got.status, address) == (200, address)
        assert "immutable" in got.headers["cache-control"]


@pytest.mark.parametrize("query", ["", "?persona=flat&lang=ko"])
def test_a_page_names_each_language_by_the_address_that_its_page_calls_its_own(asking, query):
    page = asking.get(PAGE + query).text
    listed = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))
    assert len(listed) > 1
    for language, address in listed.items():
        there = asking.get(re.sub("^https?://[^/]+", "", address).replace("&amp;", "&")).text
        assert f'<html lang="{language}"' in there
        assert f'<link rel="canonical" href="{address}"' in there


def test_a_share_page_has_no_script_or_style_of_its_own(asking):
    page = asking.get(f"{PAGE}?persona=flat").text
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert re.findall(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))", page) == []


def test_the_canonical_address_leaves_the_defaults_out(asking):
    page = asking.get(f"{PAGE}?interval=month&utm_source=x&persona=flat").text
    assert '<link rel="canonical" href="https://compare.example/c/acme/air?persona=flat">' in page


def test_the_host_of_a_request_reaches_no_address(asking):
    assert (
        "evil.example"
        not in asking.get(PAGE, {"host": "evil.example", "x-forwarded-host": "evil.example"}).text
    )


def test_a_page_that_is_not_there_is_said_in_the_shop_s_language(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication(shop=shop(languages=("ko", "en"))))
    got = client(tmp_path).get("/c/acme/nothing")
    assert got.status == 404
    assert '<html lang="ko" dir="ltr">' in got.text
    store.close()
