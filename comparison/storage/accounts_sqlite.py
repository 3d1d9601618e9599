"""Users, roles and one-time links in SQLite."""

import msgspec
from sqlite_utils import Database

from ..core.errors import NotFound, StaleRevision
from .accounts import LinkKind, LinkRow, RoleRow, UserRow
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .sqlite_rows import insert, read, select

_ADD_USER = insert("users", UserRow)
_USER = select("users", UserRow, "where name = ?")
_CHANGE_USER = "update users set password = ?, language = ? where name = ?"
_ROLES_OF = select("roles", RoleRow, "where user = ? order by shop")
_ROLE = select("roles", RoleRow, "where shop = ? and user = ?")
_PEOPLE = select("roles", RoleRow, "where shop = ? order by user")
_SAVE_ROLE = insert("roles", RoleRow, replacing=True)
_DELETE_ROLE = "delete from roles where shop = ? and user = ?"
_ADD_LINK = insert("links", LinkRow)
_LINK = select("links", LinkRow, "where digest = ?")
_OPEN = "where kind = ? and shop = ? and used_by = '' and expires_at > ? order by made_at desc, digest"
_OPEN_LINKS = select("links", LinkRow, _OPEN)
_USE_LINK = "update links set used_by = ? where digest = ? and used_by = '' and expires_at > ?"
_DELETE_LINKS = "delete from links where kind = ? and shop = ? and used_by = ''"


def make_tables(db: Database) -> None:
    """Users by name, roles by shop and user, links by the digest of their secret."""
    for table, row, key in (
        ("users", UserRow, ("name",)),
        ("roles", RoleRow, ("shop", "user")),
        ("links", LinkRow, ("digest",)),
    ):
        columns: dict[str, type] = dict.fromkeys(row.__struct_fields__, str)
        db.table(table).create(columns, pk=key, not_null=set(columns), strict=True)
    db.table("roles").create_index(["user", "shop"])


class SqliteAccounts:
    """Implements `AccountStore`."""

    _connections: Connections

    def has_users(self) -> bool:
        return bool(self._connections.rows("select 1 from users limit 1", ()))

    def user(self, name: str) -> UserRow | None:
        return next(iter(read(UserRow, self._connections.rows(_USER, (name,)))), None)

    def add_user(self, row: UserRow) -> None:
        with self._connections.writing():
            try:
                self._connections.run(_ADD_USER, msgspec.structs.asdict(row))
            except driver.IntegrityError:
                raise StaleRevision(row.name, 0, 1, None) from None

    def change_user(self, name: str, *, password: str, language: str) -> None:
        with self._connections.writing():
            if self._connections.run(_CHANGE_USER, (password, language, name)).rowcount == 0:
                raise NotFound("user", name)

    def roles_of(self, user: str) -> list[RoleRow]:
        return read(RoleRow, self._connections.rows(_ROLES_OF, (user,)))

    def role(self, shop: str, user: str) -> RoleRow | None:
        return next(iter(read(RoleRow, self._connections.rows(_ROLE, (shop, user)))), None)

    def people(self, shop: str) -> list[RoleRow]:
        return read(RoleRow, self._connections.rows(_PEOPLE, (shop,)))

    def save_role(self, row: RoleRow) -> None:
        with self._connections.writing():
            self._connections.run(_SAVE_ROLE, msgspec.structs.asdict(row))

    def delete_role(self, shop: str, user: str) -> None:
        with self._connections.writing():
            if self._connections.run(_DELETE_ROLE, (shop, user)).rowcount == 0:
                raise NotFound("user", user)

    def add_link(self, row: LinkRow) -> None:
        with self._connections.writing():
            self._connections.run(_ADD_LINK, msgspec.structs.asdict(row))

    def link(self, digest: str) -> LinkRow | None:
        return next(iter(read(LinkRow, self._connections.rows(_LINK, (digest,)))), None)

    def open_links(self, kind: LinkKind, shop: str, now: str) -> list[LinkRow]:
        return read(LinkRow, self._connections.rows(_OPEN_LINKS, (kind, shop, now)))

    def use_link(self, digest: str, by: str, now: str) -> None:
        with self._connections.writing():
            if self._connections.run(_USE_LINK, (by, digest, now)).rowcount == 0:
                raise NotFound("link", digest[:8])

    def delete_links(self, kind: LinkKind, shop: str) -> None:
        with self._connections.writing():
            self._connections.run(_DELETE_LINKS, (kind, shop))
