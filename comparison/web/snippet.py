"""The two lines that put a comparison into a page of a shop."""

import html


def script_line(origin: str) -> str:
    """The tag of the element's script; *origin* is where people reach this installation."""
    return f'<script src="{origin}/embed/1/embed.js" async crossorigin></script>'


def element_line(origin: str, place: str, title: str) -> str:
    """The element that shows *place* (``SHOP/COMPARISON``), with a link for those without script."""
    link = f'<a href="{origin}/c/{place}">{html.escape(title, quote=False)}</a>'
    return f'<tier-compare comparison="{place}">{link}</tier-compare>'


def snippet(origin: str, place: str, title: str) -> str:
    """Both lines, as they are copied."""
    return f"{script_line(origin)}\n{element_line(origin, place, title)}"
