"""Tokens of a shop's own programs: ``tc_SHOP_ID_SECRET``, shown once, known afterwards by a digest alone."""

import hashlib
import re
import secrets
from hmac import compare_digest
from typing import NamedTuple

from ..storage.tokens import TokenRow
from .proof_refusals import UnknownToken

_FORM = re.compile(r"tc_(?P<shop>[a-z0-9-]{1,64})_(?P<id>[0-9a-f]{16})_(?P<secret>[0-9a-f]{64})")
_BEARER = re.compile(r"bearer +(?P<token>[!-~]{1,200})", re.IGNORECASE)
# Whoever names no token of ours waits for the same comparison as everybody.
_NOBODY = "0" * 64


class Presented(NamedTuple):
    """What a request says it is: a *secret* of 64 hexadecimal digits for the token *id* of *shop*."""

    shop: str
    id: str
    secret: str


def new_token(shop: str, name: str, *, now: str, by: str) -> tuple[str, TokenRow]:
    """A token of 32 random bytes for *shop*: the text to hand over, and what is kept of it."""
    made = Presented(shop, secrets.token_hex(8), secrets.token_hex(32))
    row = TokenRow(shop=shop, id=made.id, name=name, digest=_digest(made.secret), made_at=now, made_by=by)
    return f"tc_{shop}_{made.id}_{made.secret}", row


def presented(authorization: str) -> Presented:
    """The token of an ``Authorization`` header.

    Raises:
        UnknownToken: there is none, or it has another form.
    """
    bearer = _BEARER.fullmatch(authorization.strip())
    match = _FORM.fullmatch(bearer["token"]) if bearer else None
    if match is None:
        raise UnknownToken
    return Presented(match["shop"], match["id"], match["secret"])


def admit(one: Presented, row: TokenRow | None) -> None:
    """Let a request in whose token is the one of *row*.

    Raises:
        UnknownToken: it is not, there is no such token, or it was revoked.
    """
    matches = compare_digest(_digest(one.secret), row.digest if row else _NOBODY)
    if row is None or row.revoked_at or not matches:
        raise UnknownToken


def _digest(secret: str) -> str:
    """SHA-256 of the secret's bytes."""
    return hashlib.sha256(bytes.fromhex(secret)).hexdigest()
