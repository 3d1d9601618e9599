"""Tokens by which a shop's own programs are known. The token itself is never stored, only its digest."""

from typing import Protocol

import msgspec


class TokenRow(msgspec.Struct, frozen=True, kw_only=True):
    """A token as it is kept: *digest* is the SHA-256 of its secret, *revoked_at* empty while it holds."""

    shop: str
    id: str
    name: str
    digest: str
    made_at: str
    made_by: str
    revoked_at: str = ""


class TokenStore(Protocol):
    """What an engine does for tokens."""

    def add_token(self, row: TokenRow) -> None:
        """Store a new token.

        Raises:
            StaleRevision: the shop has a token of this id.
        """

    def token(self, shop: str, token: str) -> TokenRow | None:
        """The token of that id, revoked or not."""

    def tokens(self, shop: str) -> list[TokenRow]:
        """Every token of *shop*, oldest first."""

    def revoke_token(self, shop: str, token: str, at: str) -> None:
        """End a token for good; one that has ended keeps its first moment.

        Raises:
            NotFound: the shop has no such token.
        """
