"""The shop's theme: tokens as fields, how legible they are, and the very element in what is typed by now."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import air_office, at_the_desk, main_of
from msgspec.structs import replace

from comparison.core.catalogue import Shop
from comparison.core.theme import Colours, Theme

HERE = "/admin/acme/theme"
PARTIAL = {"hx-request": "true"}
GREEN = Theme(
    light=Colours(accent="#0b7a3b", surface="#fbf7ee"), radius="8px", font=("Noto Sans KR", "serif")
)


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def shop(at: Office) -> Shop:
    return at.store.get("acme", "shop", "acme").record


def framed(got) -> list[str]:
    return [one["src"] for one in main_of(got).every("iframe")]


def test_what_is_typed_is_the_theme_and_what_is_emptied_is_none(at: Office, owner: Browser):
    typed = {"light.accent": "#0b7a3b", "light.surface": "#fbf7ee", "radius": "8px"}
    assert owner.send(HERE, typed | {"font": "Noto Sans KR, 'serif'", "_do": "save"}).status == 303
    assert shop(at).theme == GREEN
    assert [row.kind for _, row in at.store.audit("acme")][:1] == ["shop"]
    emptied = dict.fromkeys((*typed, "font"), "")
    assert owner.send(HERE, emptied | {"_do": "save"}).status == 303
    assert shop(at).theme is None


def test_a_picked_colour_goes_before_its_text_and_an_untouched_picker_says_nothing(
    at: Office, owner: Browser
):
    assert owner.send(HERE, {"_picker.dark.accent": "#5fd08c", "dark.accent": "#000"}).status == 303
    assert shop(at).theme == Theme(dark=Colours(accent="#5fd08c"))


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("light.accent", "red", "no colour we can read"),
        ("dark.border", "#0b7a3b80", "no colour we can read"),
        ("radius", "40px", "0px to 32px"),
        ("font_size", "9px", "14px to 23px"),
        ("font", "Arial;}", "Latin letters"),
        ("font", "A, B, C, D", "Up to 3"),
    ],
)
def test_what_is_no_token_is_said_at_its_field_and_kept(
    at: Office, owner: Browser, field: str, typed: str, told: str
):
    got = owner.send(HERE, {field: typed})
    assert got.status == 422
    [input_] = [one for one in main_of(got).every("input") if one["name"] == field]
    assert (input_["value"], input_["aria-invalid"]) == (typed, "true")
    [fault] = [one for one in main_of(got).every("p") if one["id"] == f"e-{field}"]
    assert told in fault.text
    assert shop(at).theme is None


def test_text_that_cannot_be_read_says_how_far_it_is_from_what_is_wanted(owner: Browser):
    got = owner.send(HERE, {"light.color": "#777777", "_do": "try"})
    [light] = [one for one in main_of(got).every("ul") if one["id"] == "contrasts-light"]
    said = " ".join(light.text.split())
    assert "Contrast of text 3.9 must be 4.5 or more" in said
    assert "Contrast of notes 2.2 must be 4.5 or more" in said


def test_the_frames_wear_what_is_typed_and_nothing_is_saved(at: Office, owner: Browser):
    got = owner.send(HERE, {"light.accent": "#0b7a3b", "radius": "nonsense", "_do": "try"})
    place = f"{HERE}/air/accent=0b7a3b..css"
    assert framed(got) == [f"{place}/frame?lang=en&scheme={one}" for one in ("light", "dark")]
    assert "--tc-accent:light-dark(#0b7a3b,#7aa7ff)" in owner.get(f"{place}/draft?lang=en&v=1").text
    assert shop(at).theme is None


def test_a_script_gets_frames_contrasts_and_the_picker_of_what_was_typed(owner: Browser):
    got = owner.send(HERE, {"light.accent": "#0b7a3b", "_do": "try"}, headers=PARTIAL)
    assert "<h1" not in got.text
    swapped = [one["id"] for one in main_of(got).every() if one["hx-swap-oob"]]
    assert swapped == ["contrasts-light", "contrasts-dark", "picker-light-accent"]


def test_reset_empties_the_fields_and_saves_nothing(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), theme=GREEN), expected=1, by="test")
    got = owner.send(HERE, {"_do": "reset"})
    values = {one["name"]: one["value"] for one in main_of(got).every("input")}
    assert {values[name] for name in ("light.accent", "light.surface", "radius", "font")} == {""}
    assert shop(at).theme == GREEN


def test_only_owners_change_it_and_nobody_else_sees_the_frames(at: Office, owner: Browser):
    editor = at.joined("editor")
    assert editor.post(HERE, editor.filled(HERE)).status == 403
    assert at.browser().get(f"{HERE}/air/-/frame").status == 303
    assert owner.get(f"{HERE}/air/accent=red.css/frame").status == 404


def test_only_the_page_has_frames_and_only_the_frame_is_framed(owner: Browser):
    page = owner.get(HERE).headers["content-security-policy"]
    frame = owner.get(f"{HERE}/air/accent=0b7a3b..css/frame").headers["content-security-policy"]
    draft = owner.get(f"{HERE}/air/-/draft?lang=en&v=1").headers["content-security-policy"]
    assert ("frame-src 'self'" in page, "frame-ancestors 'none'" in page) == (True, True)
    assert ("frame-src" in frame, "frame-ancestors 'self'" in frame) == (False, True)
    assert ("frame-src" in draft, "frame-ancestors 'none'" in draft) == (False, True)


def test_who_was_slower_sees_both_themes(at: Office, owner: Browser):
    mine = owner.filled(HERE)
    at.store.save("acme", replace(shop(at), theme=GREEN), expected=1, by="test")
    got = owner.post(HERE, mine | {"light.accent": "#0050c8"})
    assert got.status == 409
    assert "#0b7a3b" in got.text
    assert "#0050c8" in got.text
