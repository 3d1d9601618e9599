"""How a shop wants its comparisons to look: a closed list of tokens, each of a strict form.

A theme is no style sheet. What is kept can be a colour, a length within bounds or the name of a type;
there is no address, no function but a colour's, and nothing that could end a rule.
"""

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from .bounds import Record
from .colours import BLACK, WHITE, Colour, ColourText, colour, contrast, mixed

TypeName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z][A-Za-z0-9-]*( [A-Za-z0-9-]+)*$(?!\n)",
        max_length=32,
        description="a type's name in Latin letters: Noto Sans KR, Pretendard, system-ui, sans-serif",
    ),
]
RoundingText = Annotated[
    str,
    Meta(
        pattern=r"^(0|([0-9]|[12][0-9]|3[0-2])(\.[0-9]{1,2})?px|[01](\.[0-9]{1,2})?r?em)$(?!\n)",
        max_length=8,
        description="0, 0px to 32px, or 0em to 1.99em (rem): 8px, 0.5em",
    ),
]
TypeSizeText = Annotated[
    str,
    Meta(
        pattern=r"^((1[4-9]|2[0-3])(\.[0-9]{1,2})?px|(0\.9[0-9]?|1(\.[0-4][0-9]?)?)r?em)$(?!\n)",
        max_length=8,
        description="14px to 23.99px, or 0.9em to 1.49em (rem): 17px, 1.1em",
    ),
]
GENERIC = frozenset({"system-ui", "sans-serif", "serif", "monospace", "ui-sans-serif", "ui-serif"})
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = ("accent", "color", "surface", "border")
# WCAG 2.2, 1.4.3: text of the comparison's size. The accent is text too, on buttons and marks.
LEAST_CONTRAST = 4.5
# As the style sheet mixes: the accent it writes with, the words beside, the ground of the best fit, a line.
_WRITTEN, _BESIDE, _TINT, _LINE = 0.88, 0.70, 0.09, 0.16
# What the style sheet has where a theme says nothing. In the dark the ground is Chromium's.
_USUAL: dict[Scheme, dict[str, Colour]] = {
    "light": {"accent": Colour(0x1A, 0x56, 0xDB), "color": BLACK, "surface": WHITE},
    "dark": {"accent": Colour(0x7A, 0xA7, 0xFF), "color": WHITE, "surface": Colour(0x12, 0x12, 0x12)},
}


class Colours(Record, frozen=True, kw_only=True):
    """The colours of one scheme. What is left out is as it is without a theme."""

    accent: ColourText | None = None
    color: ColourText | None = None
    surface: ColourText | None = None
    border: ColourText | None = None

    def seen(self, scheme: Scheme) -> dict[str, Colour]:
        """What is looked at in *scheme*, by token; the border only where it is stated."""
        stated = {name: text for name in COLOURS if (text := getattr(self, name)) is not None}
        return {**_USUAL[scheme], **{name: colour(text) for name, text in stated.items()}}


class Theme(Record, frozen=True, kw_only=True):
    """A shop's tokens. They are called as the custom properties are: *font_size* is ``--tc-font-size``."""

    light: Colours = Colours()
    dark: Colours = Colours()
    radius: RoundingText | None = None
    font: Annotated[tuple[TypeName, ...], Meta(max_length=3)] = ()
    font_size: TypeSizeText | None = None

    def of(self, scheme: Scheme) -> Colours:
        """The colours of *scheme*."""
        return self.light if scheme == "light" else self.dark


class Pair(NamedTuple):
    """What is *written*, and in how great a *contrast* (1 to 21) with the worse of its two grounds.

    The grounds are the surface and the tint behind the best fit. *written* is ``color``, ``beside`` (the
    quieter words, made of the text's colour) or ``accent``.
    """

    written: Literal["color", "beside", "accent"]
    contrast: float

    @property
    def is_legible(self) -> bool:
        """Whether it reaches `LEAST_CONTRAST`."""
        return self.contrast >= LEAST_CONTRAST

    @property
    def told(self) -> str:
        """One place, cut: 4.49 is not shown as the 4.5 that is wanted."""
        return str(int(self.contrast * 10) / 10)


def pairs_of(colours: Colours, scheme: Scheme) -> tuple[Pair, ...]:
    """Every pair of text and ground in *scheme*, what is not stated as it usually is."""
    seen = colours.seen(scheme)
    text, ground = seen["color"], seen["surface"]
    tint = mixed(seen["accent"], _TINT, ground)
    written: dict[Literal["color", "beside", "accent"], Colour] = {
        "color": text,
        "beside": mixed(text, _BESIDE, ground),
        "accent": mixed(seen["accent"], _WRITTEN, text),
    }
    return tuple(Pair(name, min(contrast(one, ground), contrast(one, tint))) for name, one in written.items())


def usual_colours(colours: Colours, scheme: Scheme) -> dict[str, Colour]:
    """What each token of *scheme* looks like, the border too, stated or not."""
    seen = colours.seen(scheme)
    return {"border": mixed(seen["color"], _LINE, seen["surface"]), **seen}
