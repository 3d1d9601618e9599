"""S05: a shop's colours keep what is written on them legible, the price before all."""

from collections.abc import Iterator

from ..theme import SCHEMES, Pair, Scheme, Theme, pairs_of
from .examined import Examined
from .finding import Finding, found


def illegible_colours(examined: Examined) -> Iterator[Finding]:
    """S05: text or accent of the shop's theme cannot be read on its ground, in light or in dark."""
    theme = examined.publication.shop.theme
    for scheme in SCHEMES if theme else ():
        yield from _in_scheme(theme or Theme(), scheme)


def _in_scheme(theme: Theme, scheme: Scheme) -> Iterator[Finding]:
    stated = theme.of(scheme)
    if not (stated.accent or stated.color or stated.surface):
        return
    worst: dict[str, Pair] = {}
    for pair in pairs_of(stated, scheme):
        token = "accent" if pair.written == "accent" else "color"
        worst[token] = min(worst.get(token, pair), pair, key=lambda one: one.contrast)
    for token, pair in worst.items():
        if not pair.is_legible:
            path = f"$.shop.theme.{scheme}.{_blamed(stated.surface, getattr(stated, token), token)}"
            yield found("S05", "error", path, token, contrast=pair.told)


def _blamed(surface: str | None, text: str | None, token: str) -> str:
    """The token that the shop stated itself."""
    return token if text or not surface else "surface"
