"""A theme takes values of a few forms and nothing else; its colours are read as a browser reads them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.colours import BLACK, WHITE, Colour, colour, contrast, mixed
from comparison.core.theme import Theme

# Worked by hand from the formulas; the last ones as Chromium computes them.
READ = [
    ("#abc", (170, 187, 204)),
    ("#0B7A3B", (11, 122, 59)),
    ("rgb(11, 122, 59)", (11, 122, 59)),
    ("rgb(11 122 59)", (11, 122, 59)),
    ("rgb(300,0,0)", (255, 0, 0)),
    ("hsl(0, 100%, 50%)", (255, 0, 0)),
    ("hsl(120deg 100% 25%)", (0, 128, 0)),
    ("hsl(240 100% 50%)", (0, 0, 255)),
    ("hsl(60, 0%, 40%)", (102, 102, 102)),
    ("oklch(1 0 0)", (255, 255, 255)),
    ("oklch(0% 0 0)", (0, 0, 0)),
    ("oklch(62.796% 0.2577 29.234)", (255, 0, 0)),
    ("oklch(0.5198 0.1769 142.5)", (0, 128, 0)),
]


@pytest.mark.parametrize(("text", "seen"), READ, ids=[text for text, _ in READ])
def test_a_colour_looks_as_its_form_says(text, seen):
    assert all(abs(a - b) <= 1 for a, b in zip(colour(text), seen, strict=True)), colour(text)


def test_contrast_is_that_of_the_guideline():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Colour(0x77, 0x77, 0x77), WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(WHITE, WHITE) == 1


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3), st.floats(0, 1))
def test_a_mixture_lies_between_what_is_mixed(one, other, share):
    for part, a, b in zip(mixed(Colour(*one), share, Colour(*other)), one, other, strict=True):
        assert min(a, b) <= part <= max(a, b)


HOSTILE = [
    "red;}*{display:none",
    "red",
    "transparent",
    "inherit",
    "currentColor",
    "#12345",
    "#0b7a3b80",
    "#fff\n",
    "#fff;",
    "rgba(0,0,0,0)",
    "rgb(0 0 0 / 0)",
    "rgb(1,2)",
    "rgb(calc(1),2,3)",
    "rgb(١,٢,٣)",
    "hsl(0,100,50)",
    "hsl(0,100%,50%,0)",
    "oklch(0.5 0.1 20 / 0)",
    "oklch(-1 0 0)",
    "url(https://evil.example/)",
    "var(--x)",
    "light-dark(#fff,#000)",
    "color-mix(in srgb,red,blue)",
    "#fff/**/",
    "\\23 fff",
    "expression(alert(1))",
    "",
]


@pytest.mark.parametrize("token", ["accent", "color", "surface", "border"])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_colour_but_one_in_numbers_is_taken(token, value):
    with pytest.raises(msgspec.ValidationError, match=rf"light\.{token}"):
        msgspec.convert({"light": {token: value}}, Theme)


UNFIT = [
    ("radius", "-1px"),
    ("radius", "99px"),
    ("radius", "8"),
    ("radius", "8px;"),
    ("radius", "calc(1px)"),
    ("radius", "1vh"),
    ("radius", "8px\n"),
    ("font_size", "0"),
    ("font_size", "9px"),
    ("font_size", "99px"),
    ("font_size", "2em"),
    ("font_size", "100%"),
    ("font", ["a;b"]),
    ("font", ['x"']),
    ("font", ["url(x)"]),
    ("font", ["var(--x)"]),
    ("font", ["x,y"]),
    ("font", ["</style>"]),
    ("font", ["a\\62"]),
    ("font", ["a", "b", "c", "d"]),
    ("sticky_top", "9px"),
    ("css", "*{}"),
]


@pytest.mark.parametrize(("token", "value"), UNFIT)
def test_no_length_out_of_bounds_no_unsafe_type_and_no_other_token_is_taken(token, value):
    with pytest.raises(msgspec.ValidationError, match=token):
        msgspec.convert({token: value}, Theme)
