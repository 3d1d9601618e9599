"""A shop's theme as a style sheet of custom properties: in a fragment's ``data-theme``, and at an address.

The address says all that the sheet does: ``/themes/accent=0b7a3b.5fd08c_radius=8px.css``. So no node has to
look anything up, an old edition keeps its look, and the sheet at an address never changes. Colours are
written as six digits, whatever they were typed as; what an address says passes the same structs.
"""

from functools import lru_cache

import msgspec
from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from ..core.colours import colour
from ..core.theme import COLOURS, GENERIC, SCHEMES, Theme
from .answers import answer, conditions, finished, response
from .refusals import NoSuchPage
from .static import FOREVER

CSS = "text/css; charset=utf-8"
HOST, PAGE = ":host", ":root"
_ENDING = ".css"
_LENGTHS = ("radius", "font_size")
# What the comparison's own sheet has, light and dark: said where only the other scheme has the shop's colour.
_USUAL = {
    "accent": ("#1a56db", "#7aa7ff"),
    "color": ("CanvasText", "CanvasText"),
    "surface": ("Canvas", "Canvas"),
    "border": ("color-mix(in srgb,currentColor 16%,transparent)",) * 2,
}


@lru_cache(maxsize=256)
def theme_sheet(theme: Theme | None, selector: str = HOST) -> str:
    """The custom properties of *theme* for *selector*; empty where it says nothing.

    A page's own rule for the element goes before one for ``:host``.
    """
    said = [f"--tc-{name.replace('_', '-')}:{value}" for name, value in _values(theme or Theme()).items()]
    return f"{selector}{{{';'.join(said)}}}" if said else ""


@lru_cache(maxsize=256)
def theme_path(theme: Theme | None) -> str:
    """Where the sheet of *theme* is, below the host; empty where it says nothing."""
    said = "_".join(f"{name.replace('_', '-')}={value}" for name, value in _coded(theme or Theme()).items())
    return f"/themes/{said}{_ENDING}" if said else ""


def theme_at(name: str) -> Theme | None:
    """The theme whose sheet is called *name*; None where it is not written as `theme_path` writes it."""
    parts = (part.partition("=") for part in name.removesuffix(_ENDING).split("_"))
    said = {token.replace("-", "_"): value for token, _, value in parts}
    try:
        theme = msgspec.convert(_typed(said), Theme)
    except msgspec.ValidationError:
        return None
    return theme if theme_path(theme) == f"/themes/{name}" else None


def routes() -> list[HTTPRouteHandler]:
    """The route of every theme's sheet."""

    @route("/themes/{name:str}", http_method=(HttpMethod.GET, HttpMethod.HEAD))
    async def sheet(request: Request[None, None, State], name: FromPath[str]) -> Response[bytes]:
        theme = theme_at(name)
        if theme is None:
            raise NoSuchPage
        asked = conditions(request.scope)
        found = finished(theme_sheet(theme, PAGE).encode(), CSS, asked.coding)
        return response(answer(found, asked, FOREVER))

    return [sheet]


def _values(theme: Theme) -> dict[str, str]:
    """The value of each custom property that *theme* states."""
    values = {}
    for name, digits in _digits(theme).items():
        light, dark = (f"#{one}" if one else usual for one, usual in zip(digits, _USUAL[name], strict=True))
        values[name] = light if light == dark else f"light-dark({light},{dark})"
    if theme.font:
        values["font"] = ",".join(one if one in GENERIC else f'"{one}"' for one in theme.font)
    return values | _lengths(theme)


def _coded(theme: Theme) -> dict[str, str]:
    """The same for an address."""
    coded = {name: ".".join(digits) for name, digits in _digits(theme).items()}
    if theme.font:
        coded["font"] = "~".join(theme.font).replace(" ", "+")
    return coded | _lengths(theme)


def _digits(theme: Theme) -> dict[str, tuple[str, str]]:
    """Each colour stated, for light and dark; empty where one of them is not."""
    texts = {name: [getattr(theme.of(scheme), name) for scheme in SCHEMES] for name in COLOURS}
    digits = {
        name: [colour(text).hexadecimal if text else "" for text in both] for name, both in texts.items()
    }
    return {name: (light, dark) for name, (light, dark) in digits.items() if light or dark}


def _lengths(theme: Theme) -> dict[str, str]:
    return {name: value for name in _LENGTHS if (value := getattr(theme, name)) is not None}


def _typed(said: dict[str, str]) -> dict[str, object]:
    """*said* in an address, in the form of a catalogue; nothing is believed yet."""
    typed: dict[str, object] = {name: said[name] for name in _LENGTHS if name in said}
    pairs = {name: said[name].partition(".")[::2] for name in COLOURS if name in said}
    for at, scheme in enumerate(SCHEMES):
        typed[scheme] = {name: f"#{both[at]}" for name, both in pairs.items() if both[at]}
    return typed | ({"font": said["font"].replace("+", " ").split("~")} if "font" in said else {})
