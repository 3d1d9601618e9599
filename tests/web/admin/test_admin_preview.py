"""The preview of a draft: the very element over the draft, for people of the shop alone."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import HERE, air_office, at_the_desk, published, renamed


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def test_there_is_a_frame_for_each_width_and_language(owner: Browser):
    frames = list(owner.page(f"{HERE}/preview").every("iframe"))
    assert [one["width"] for one in frames] == ["360", "768", "1280"] * 2
    assert {one["src"] for one in frames} == {f"{HERE}/frame?lang=en", f"{HERE}/frame?lang=ko"}


def test_it_is_looked_at_as_a_buyer_type_in_one_language(owner: Browser):
    frames = list(owner.page(f"{HERE}/preview?persona=flat&lang=ko").every("iframe"))
    assert {one["src"] for one in frames} == {f"{HERE}/frame?lang=ko&persona=flat"}


def test_what_nobody_can_be_is_left_out(owner: Browser):
    frames = list(owner.page(f"{HERE}/preview?persona=nobody&market=XX&lang=tlh").every("iframe"))
    assert {one["src"] for one in frames} == {f"{HERE}/frame?lang=en", f"{HERE}/frame?lang=ko"}


def test_only_the_frame_may_be_framed_and_only_by_us_and_only_the_preview_has_frames(owner: Browser):
    frame = owner.get(f"{HERE}/frame").headers["content-security-policy"]
    preview = owner.get(f"{HERE}/preview").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in frame
    assert "frame-src" not in frame
    assert "frame-ancestors 'none'" in preview
    assert "frame-src 'self'" in preview
    for path in ("", "/check", "/draft", "/page", "/history", "/install"):
        policy = owner.get(f"{HERE}{path}").headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "frame-src" not in policy


def test_the_fragment_is_that_of_the_draft_while_shoppers_see_what_is_live(at: Office, owner: Browser):
    published(owner)
    renamed(at, "Not for everybody")
    got = owner.get(f"{HERE}/draft?lang=en&v=1")
    assert "Not for everybody" in got.text
    assert got.headers["cache-control"] == "no-store"
    assert "Not for everybody" not in owner.get("/fragments/acme/air?lang=en").text


def test_nobody_else_gets_the_draft(at: Office, owner: Browser):
    for path in ("/draft", "/page", "/frame"):
        assert at.browser().get(f"{HERE}{path}").status == 303


def test_the_draft_is_made_as_the_live_fragment_is_and_every_choice_stays_in_the_draft(
    at: Office, owner: Browser
):
    published(owner)
    drafted = owner.get(f"{HERE}/draft?lang=en&persona=flat").text
    live = owner.get("/fragments/acme/air?lang=en&persona=flat").text
    assert 'hx-get="/fragments/' in live
    assert "/fragments/" not in drafted
    assert f'hx-get="{HERE}/draft' in drafted
    again = drafted.replace(f'"{HERE}/draft', '"/fragments/acme/air').replace(
        f'"{HERE}/page', '"http://127.0.0.1:8670/c/acme/air'
    )
    assert again.replace("edition=2", "edition=1") == live


def test_a_choice_that_cannot_be_is_refused_and_not_kept(owner: Browser):
    got = owner.get(f"{HERE}/draft?persona=nobody")
    assert got.status == 400
    assert got.headers["cache-control"] == "no-store"


def test_without_products_there_is_a_word_about_it(owner: Browser):
    owner.send(HERE, {"_act": "tiers.out.lite"})
    owner.send(HERE, {"_act": "tiers.out.max"})
    page = owner.page(f"{HERE}/preview")
    assert "Add a product to see it here." in page.text
    assert not list(page.every("iframe"))


def test_a_draft_with_a_product_that_is_gone_is_shown_without_it(at: Office, owner: Browser):
    at.store.delete("acme", "product", "air-lite", expected=1, by="test")
    assert owner.get(f"{HERE}/preview").status == 200
    assert owner.get(f"{HERE}/check").status == 200
    got = owner.get(f"{HERE}/draft?lang=en")
    assert got.status == 200
    assert "Max" in got.text
