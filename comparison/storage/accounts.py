"""Who may edit what: users, their roles in shops, and links that work once."""

from typing import Literal, Protocol

import msgspec

Role = Literal["owner", "editor", "viewer"]
# From the least to the most that one may do.
ROLES: tuple[Role, ...] = ("viewer", "editor", "owner")
LinkKind = Literal["owner", "invitation", "password"]


class UserRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signs in as *name*. *password* is its argon2id hash, *language* empty until chosen."""

    name: str
    password: str
    language: str
    made_at: str
    made_by: str


class RoleRow(msgspec.Struct, frozen=True, kw_only=True):
    """What *user* may do in *shop*."""

    shop: str
    user: str
    role: Role
    given_at: str
    given_by: str


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A link that works once, known by the SHA-256 of its secret alone.

    ``owner`` is the first link of an installation and names no shop; an ``invitation`` names shop and role.
    A ``password`` gives an account a new one (`password_links`): *shop* is where its maker owns, empty for
    the operator, and its role says nothing.
    *used_by* is empty while it can be used.
    """

    digest: str
    kind: LinkKind
    shop: str
    role: Role
    made_at: str
    made_by: str
    expires_at: str
    used_by: str = ""


class AccountStore(Protocol):
    """What an engine does for users, roles and links."""

    def has_users(self) -> bool: ...

    def user(self, name: str) -> UserRow | None: ...

    def add_user(self, row: UserRow) -> None:
        """Store a new user.

        Raises:
            StaleRevision: there is one of this name.
        """

    def change_user(self, name: str, *, password: str, language: str) -> None:
        """Write both over what there was.

        Raises:
            NotFound: no such user.
        """

    def roles_of(self, user: str) -> list[RoleRow]:
        """Every shop of *user* with the role there, in order of the shops' keys."""

    def role(self, shop: str, user: str) -> RoleRow | None: ...

    def people(self, shop: str) -> list[RoleRow]:
        """Everybody with a role in *shop*, in order of their names."""

    def save_role(self, row: RoleRow) -> None:
        """Give a role in the place of the one there was."""

    def delete_role(self, shop: str, user: str) -> None:
        """Take the role away.

        Raises:
            NotFound: *user* has none there.
        """

    def add_link(self, row: LinkRow) -> None: ...

    def link(self, digest: str) -> LinkRow | None:
        """The link of that digest, used and expired ones too."""

    def open_links(self, kind: LinkKind, shop: str, now: str) -> list[LinkRow]:
        """Links that can still be used, the newest first."""

    def use_link(self, digest: str, by: str, now: str) -> None:
        """Mark a link as used; for good.

        Raises:
            NotFound: there is none, or it was used or has expired.
        """

    def delete_links(self, kind: LinkKind, shop: str) -> None:
        """Take back every link of that kind for *shop* that was not used."""
