"""Signs a payload, and opens what was signed: ``key id.payload.signature``, base64url, HMAC-SHA-256.

The signature covers the key's id too. It is compared as text, so that no second spelling of the same
bytes passes.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from hmac import compare_digest, digest
from typing import NamedTuple

from .proof_refusals import QuoteTampered

MOST_SIGNED = 60_000
_FORM = re.compile(r"(?P<key>[0-9a-f]{16})\.(?P<payload>[0-9A-Za-z_-]+)\.(?P<signature>[0-9A-Za-z_-]{43})")


class SigningKey(NamedTuple):
    """A key: *id* is 16 hexadecimal digits and no secret, *secret* 32 bytes."""

    id: str
    secret: bytes


def key_from(secret: str) -> SigningKey:
    """The key that an installation's *secret* itself stands for."""
    secret_bytes = secret.encode()
    made = _mac(secret_bytes, b"tier-compare quote key")
    return SigningKey(id=_mac(secret_bytes, b"tier-compare quote key id").hex()[:16], secret=made)


def signed(payload: bytes, key: SigningKey) -> str:
    """*payload* with the signature of *key*."""
    begin = f"{key.id}.{_text(payload)}"
    return f"{begin}.{_signature(begin, key)}"


def opened(text: str, keys: Iterable[SigningKey]) -> bytes:
    """The payload of *text*, which one of *keys* signed.

    Raises:
        QuoteTampered: none of them did, or it has another form.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise QuoteTampered("form")
    key = next((one for one in keys if one.id == match["key"]), None)
    if key is None:
        raise QuoteTampered("key")
    begin = f"{match['key']}.{match['payload']}"
    if not compare_digest(_signature(begin, key), match["signature"]):
        raise QuoteTampered("signature")
    return base64.urlsafe_b64decode(match["payload"] + "=" * (-len(match["payload"]) % 4))


def quote_id(payload: bytes) -> str:
    """What a quote is called: 22 letters, the same whichever key signs it."""
    return _text(hashlib.sha256(payload).digest()[:16])


def _signature(begin: str, key: SigningKey) -> str:
    return _text(_mac(key.secret, begin.encode()))


def _mac(secret: bytes, message: bytes) -> bytes:
    return digest(secret, message, "sha256")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
