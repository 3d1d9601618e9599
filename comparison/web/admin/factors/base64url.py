"""Bytes as base64url without padding, as browsers write them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def to_text(data: bytes) -> str:
    """*data* as text."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """The bytes of *text*.

    Raises:
        ValueError: it is no base64.
    """
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
