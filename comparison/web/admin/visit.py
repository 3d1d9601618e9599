"""One request to the merchant's side, as a page's handler sees it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...storage.accounts import ROLES, Role
from ...storage.moments import moment
from ...storage.zones import zone_of
from ..forms import Form
from ..uploads import Upload


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Who is signed in. *session* is the digest of the session, *language* empty until one was chosen.

    *was_seen* says that the session's last request was noted a moment ago.
    """

    name: str
    language: str
    session: str
    was_seen: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """Who asks for what.

    *shop* is the key of the shop in the address and *role* what the account may do there; both are empty
    outside of a shop. *keys* are the parts of the address by name. *typed* is the form that was sent, or that
    comes back after signing in again; None while nothing was typed. *is_partial* asks for the changed part of
    a page alone. *token* goes into every form.
    """

    account: Account | None
    shop: str = ""
    shop_name: str = ""
    time_zone: str = "UTC"
    role: Role | None = None
    path: str
    keys: Mapping[str, str]
    query: Mapping[str, str]
    language: str
    region: str = ""
    token: str
    typed: Form | None = None
    files: Mapping[str, Upload] = field(default_factory=dict)
    is_partial: bool = False
    now: datetime.datetime
    client: str = ""
    door: str = ""

    @property
    def by(self) -> str:
        """The name of who is signed in; a page that needs nobody has none."""
        return self.account.name if self.account else ""

    @property
    def form(self) -> Form:
        """The form that was sent."""
        return self.typed or Form()

    @property
    def moment(self) -> str:
        """Now, as the store writes it."""
        return moment(self.now)

    def said_moment(self, at: str) -> str:
        """The moment *at* by the shop's clock: ``2026-11-22 21:04``."""
        there = datetime.datetime.fromisoformat(at).astimezone(zone_of(self.time_zone))
        return there.strftime("%Y-%m-%d %H:%M")

    def can(self, least: Role) -> bool:
        """Whether the role here is *least* or more."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(least)
