"""Colours as style sheets write them: read to whole sRGB numbers, held against each other.

Floats, which money never is: the eye sees no difference in the seventh place.
Sources: CSS Color Module Level 4 (hsl, Oklab), WCAG 2.2 (relative luminance, contrast).
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Annotated, NamedTuple

from msgspec import Meta

_NUMBER = r"[0-9]{1,3}(\.[0-9]{1,3})?"
_SHARE = rf"{_NUMBER}%"
_BETWEEN = r"( ?, ?| )"
_HEX = r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
_RGB = rf"rgb\([0-9]{{1,3}}({_BETWEEN}[0-9]{{1,3}}){{2}}\)"
_HSL = rf"hsl\({_NUMBER}(deg)?({_BETWEEN}{_SHARE}){{2}}\)"
_OKLCH = rf"oklch\(({_SHARE}|[01](\.[0-9]{{1,4}})?) 0(\.[0-9]{{1,4}})? {_NUMBER}(deg)?\)"
FORMS = "#rgb, #rrggbb, rgb(11, 122, 59), hsl(146, 84%, 26%) or oklch(51% 0.13 151); no transparency"

ColourText = Annotated[
    str, Meta(pattern=rf"^({_HEX}|{_RGB}|{_HSL}|{_OKLCH})$(?!\n)", max_length=40, description=FORMS)
]


class Colour(NamedTuple):
    """A colour of sRGB, each part 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hexadecimal(self) -> str:
        """Six digits without the mark: ``0b7a3b``."""
        return "".join(f"{part:02x}" for part in self)


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def colour(text: str) -> Colour:
    """What *text*, of one of `FORMS`, looks like. What sRGB cannot show is cut to what it can."""
    form, _, inside = text.partition("(")
    if not inside:
        digits = form[1:]
        digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
        return Colour(*bytes.fromhex(digits))
    first, second, third = (_value(one) for one in re.findall(r"[0-9.]+%?", inside))
    return _BY_FORM[form](first, second, third)


def mixed(one: Colour, share: float, other: Colour) -> Colour:
    """*share* (0 to 1) of *one* and the rest of *other*, as ``color-mix(in srgb, …)`` mixes them."""
    return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True)))


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours can be told apart, 1 to 21. Text wants 4.5."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _value(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _rgb(red: float, green: float, blue: float) -> Colour:
    return Colour(*(min(255, int(part)) for part in (red, green, blue)))


def _hsl(hue: float, saturation: float, lightness: float) -> Colour:
    saturation, lightness = min(1.0, saturation), min(1.0, lightness)
    span = saturation * min(lightness, 1 - lightness)

    def part(turn: int) -> float:
        at = (turn + hue / 30) % 12
        return lightness - span * max(-1.0, min(at - 3, 9 - at, 1.0))

    return _of_shares(part(0), part(8), part(4))


def _oklch(lightness: float, chroma: float, hue: float) -> Colour:
    angle = math.radians(hue)
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return _of_shares(*(_encoded(min(1.0, max(0.0, one))) for one in linear))


def _encoded(linear: float) -> float:
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _of_shares(*parts: float) -> Colour:
    return Colour(*(round(255 * part) for part in parts))


def _luminance(of: Colour) -> float:
    shares = [part / 255 for part in of]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_BY_FORM: Mapping[str, Callable[[float, float, float], Colour]] = {"rgb": _rgb, "hsl": _hsl, "oklch": _oklch}
