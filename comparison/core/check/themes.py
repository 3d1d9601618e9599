"""S05: a shop's colours keep what is written on them legible, the price before all."""

from collections.abc import Iterator

from ..colours import contrast, mixed
from ..theme import SCHEMES, Scheme, Theme
from .examined import Examined
from .finding import Finding, found

# WCAG 2.2, 1.4.3: text of this size. The accent is text too, on buttons and marks.
LEAST_CONTRAST = 4.5
# As the style sheet mixes the accent before it writes with it, and the ground of the best fit.
_WRITTEN, _TINT = 0.88, 0.09


def illegible_colours(examined: Examined) -> Iterator[Finding]:
    """S05: text or accent of the shop's theme cannot be read on its ground, in light or in dark."""
    theme = examined.publication.shop.theme
    for scheme in SCHEMES if theme else ():
        yield from _in_scheme(theme or Theme(), scheme)


def _in_scheme(theme: Theme, scheme: Scheme) -> Iterator[Finding]:
    stated = theme.of(scheme)
    if not (stated.accent or stated.color or stated.surface):
        return
    seen = stated.seen(scheme)
    tint = mixed(seen["accent"], _TINT, seen["surface"])
    written = {"color": seen["color"], "accent": mixed(seen["accent"], _WRITTEN, seen["color"])}
    for token, text in written.items():
        least = min(contrast(text, seen["surface"]), contrast(text, tint))
        if least < LEAST_CONTRAST:
            path = f"$.shop.theme.{scheme}.{_blamed(stated.surface, getattr(stated, token), token)}"
            yield found("S05", "error", path, token, contrast=_shown(least))


def _blamed(surface: str | None, text: str | None, token: str) -> str:
    """The token that the shop stated itself."""
    return token if text or not surface else "surface"


def _shown(ratio: float) -> str:
    """One place, cut: 4.49 is not shown as the 4.5 that is wanted."""
    return str(int(ratio * 10) / 10)
