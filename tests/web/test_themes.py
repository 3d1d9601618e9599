"""A shop's theme on its way: catalogue, fragment, sheet of the share page, static build, and back."""

import html
import re

import msgspec
import pytest
from builders_static import built
from builders_web import client, new_store, publication, publish, shop
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.errors import RefusedFile
from comparison.core.theme import COLOURS, Colours, Theme
from comparison.storage.formats.native import read_native
from comparison.web.themes import PAGE, theme_at, theme_path, theme_sheet

GREEN = Theme(
    light=Colours(accent="rgb(11, 122, 59)", surface="#fff", color="#111"),
    dark=Colours(accent="#5fd08c"),
    radius="8px",
    font=("Noto Sans KR", "sans-serif"),
    font_size="17px",
)
TOKENS = (
    "--tc-accent:light-dark(#0b7a3b,#5fd08c);--tc-color:light-dark(#111111,CanvasText);"
    '--tc-surface:light-dark(#ffffff,Canvas);--tc-font:"Noto Sans KR",sans-serif;--tc-radius:8px;'
    "--tc-font-size:17px"
)
PATH = "/themes/accent=0b7a3b.5fd08c_color=111111._surface=ffffff._font=Noto+Sans+KR~sans-serif_radius=8px_font-size=17px.css"

_PART = st.integers(0, 255)
_COLOUR = st.one_of(
    st.builds("#{:02x}{:02X}{:02x}".format, _PART, _PART, _PART),
    st.builds("rgb({}, {} {})".format, _PART, _PART, _PART),
    st.builds("hsl({}, {}%, {}%)".format, _PART, _PART, _PART),
    st.builds("oklch({}% 0.{} {}deg)".format, _PART, _PART, _PART),
)
_COLOURS = st.builds(Colours, **{name: st.none() | _COLOUR for name in COLOURS})
_NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,9}( [A-Za-z0-9-]{1,9}){0,2}", fullmatch=True)
_THEME = st.builds(
    Theme,
    light=_COLOURS,
    dark=_COLOURS,
    radius=st.sampled_from([None, "0", "8px", "12.25px", "0.5em", "1rem"]),
    font=st.lists(_NAME, max_size=3).map(tuple),
    font_size=st.sampled_from([None, "16px", "1.1em", "23.99px"]),
)


def test_a_theme_is_custom_properties_of_the_host_and_nothing_else():
    assert theme_sheet(GREEN) == f":host{{{TOKENS}}}"


def test_a_theme_that_says_nothing_is_no_sheet():
    assert (theme_sheet(Theme()), theme_path(Theme()), theme_path(None)) == ("", "", "")


@given(_THEME)
def test_whatever_passes_the_struct_cannot_end_a_rule(theme):
    sheet = theme_sheet(msgspec.convert(msgspec.to_builtins(theme), Theme), PAGE)
    assert re.fullmatch(r"|:root\{(--tc-[a-z-]+:[-#a-zA-Z0-9.,%\" ()]+;?)+\}", sheet)
    assert "url" not in re.sub(r'"[^"]*"', "", sheet)


@given(_THEME)
def test_an_address_says_all_that_its_sheet_does(theme):
    path = theme_path(theme)
    assert len(path.rpartition("/")[2]) <= 251  # A file's name, with the ending of its packed form.
    if path:
        assert theme_sheet(theme_at(path.removeprefix("/themes/"))) == theme_sheet(theme)


@given(st.text(max_size=60) | st.from_regex(r"(accent|font|radius)=.{0,30}\.css"))
def test_no_other_address_is_a_sheet(name):
    theme = theme_at(name)
    assert theme is None or theme_path(theme) == f"/themes/{name}"


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication(shop=shop(theme=GREEN)))
    yield store
    store.close()


@pytest.fixture
def asking(tmp_path, store):
    return client(tmp_path)


def test_a_fragment_carries_the_tokens(asking):
    text = asking.get("/fragments/acme/air").text
    assert f'data-theme="{html.escape(f":host{{{TOKENS}}}").replace("&quot;", "&#34;")}"' in text


def test_a_share_page_loads_them_from_an_address_that_never_changes(asking):
    page = asking.get("/c/acme/air")
    assert f'<link rel="stylesheet" href="{PATH}">' in page.text
    assert "style-src 'self'" in page.headers["content-security-policy"]
    sheet = asking.get(PATH)
    assert sheet.text == f":root{{{TOKENS}}}"
    assert sheet.headers["content-type"].startswith("text/css")
    assert "immutable" in sheet.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        "accent=red.css",
        "accent=0b7a3b.css",
        "accent=0B7A3B..css",
        "accent=0b7a3b.;}.css",
        "font=url(x).css",
        "radius=8px_radius=8px.css",
        "radius=99px.css",
        "x=1.css",
        ".css",
        "radius=8px",
    ],
)
def test_a_name_that_we_do_not_write_is_not_found(asking, name):
    assert asking.get(f"/themes/{name}").status == 404


def test_a_shop_without_a_theme_has_none_in_its_pages(tmp_path):
    other = new_store(tmp_path)
    publish(other, publication())
    asking = client(tmp_path)
    assert "data-theme" not in asking.get("/fragments/acme/air").text
    assert "/themes/" not in asking.get("/c/acme/air").text
    other.close()


def test_a_build_holds_the_sheet(tmp_path, store):
    made = built(store, tmp_path / "out")
    assert PATH.removeprefix("/") in made.manifest.files
    assert f"location = {PATH} " in (tmp_path / "out" / "current" / "nginx.conf").read_text()


DOCUMENT = """shop:
  key: acme
  name: {en: Acme}
  languages: [en]
  markets: [US]
  theme:
    light: {accent: "#0b7a3b"}
    %s
"""


@pytest.mark.parametrize(
    ("line", "place", "accepted"),
    [
        ('dark: {accent: "red;}*{display:none"}', "$.shop.theme.dark.accent", "#rrggbb"),
        ("radius: url(https://evil.example/)", "$.shop.theme.radius", "0px to 32px"),
        ('font: ["x;}"]', "$.shop.theme.font[0]", "Pretendard"),
        ("font_size: 1px", "$.shop.theme.font_size", "14px"),
        ('css: "*{}"', "$.shop.theme", "font_size"),
    ],
)
def test_a_file_with_another_value_is_refused_with_its_place_and_what_is_accepted(line, place, accepted):
    with pytest.raises(RefusedFile) as refused:
        read_native((DOCUMENT % line).encode(), "shop.yaml")
    assert refused.value.facts["path"] == place
    assert refused.value.facts["line"] == (6 if place.endswith("theme") else 8)
    assert accepted in str(refused.value.facts["accepted"])
