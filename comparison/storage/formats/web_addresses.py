"""Addresses of pages, where a file has them."""

import msgspec

from ...core.bounds import WebAddress


def web_address(text: str) -> str | None:
    """*text* as the address of a page, spaces inside written as ``%20``; None where it is none."""
    bare = text.strip().replace(" ", "%20")
    try:
        return msgspec.convert(bare, WebAddress)
    except msgspec.ValidationError:
        return None
