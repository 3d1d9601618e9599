"""Tokens in SQLite."""

import msgspec
from sqlite_utils import Database

from ..core.errors import NotFound, StaleRevision
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .tokens import TokenRow

_FIELDS = TokenRow.__struct_fields__
_ADD = f"insert into tokens ({', '.join(_FIELDS)}) values ({', '.join(f':{one}' for one in _FIELDS)})"  # noqa: S608  Our own words.
_ONE = f"select {', '.join(_FIELDS)} from tokens where shop = ? and id = ?"  # noqa: S608  Our own words.
_ALL = f"select {', '.join(_FIELDS)} from tokens where shop = ? order by made_at, id"  # noqa: S608  Our own words.
_REVOKE = "update tokens set revoked_at = ? where shop = ? and id = ? and revoked_at = ''"


def make_tables(db: Database) -> None:
    """Tokens by shop and id; of a token only its digest is kept."""
    columns: dict[str, type] = dict.fromkeys(_FIELDS, str)
    db.table("tokens").create(columns, pk=("shop", "id"), not_null=set(columns), strict=True)


class SqliteTokens:
    """Implements `TokenStore`."""

    _connections: Connections

    def add_token(self, row: TokenRow) -> None:
        with self._connections.writing():
            try:
                self._connections.run(_ADD, msgspec.structs.asdict(row))
            except driver.IntegrityError:
                raise StaleRevision(row.id, 0, 1, None) from None

    def token(self, shop: str, token: str) -> TokenRow | None:
        rows = self._connections.rows(_ONE, (shop, token))
        return TokenRow(**dict(zip(_FIELDS, rows[0], strict=True))) if rows else None

    def tokens(self, shop: str) -> list[TokenRow]:
        rows = self._connections.rows(_ALL, (shop,))
        return [TokenRow(**dict(zip(_FIELDS, row, strict=True))) for row in rows]

    def revoke_token(self, shop: str, token: str, at: str) -> None:
        with self._connections.writing():
            if self.token(shop, token) is None:
                raise NotFound("token", token)
            self._connections.run(_REVOKE, (at, shop, token))
