"""Letting people in: first owner, invitations, roles: each is one transaction with its line in the log."""

import datetime
import hashlib
import secrets

from msgspec.structs import replace

from ..core.errors import ComparisonError, NotFound
from .accounts import LinkKind, LinkRow, Role, RoleRow, UserRow
from .auditing import event
from .moments import moment
from .store import Store

FIRST_LINK_HOURS = 24
INVITATION_DAYS = 7
_CONSOLE = "console"


class LastOwner(ComparisonError):
    """A shop keeps at least one owner."""

    key = "admin_access.last_owner"


class LinkUsed(ComparisonError):
    """A one-time link was used, has expired, or never was."""

    key = "admin_access.link_used"


def digest_of(secret: str) -> str:
    """SHA-256 of a secret, which is all that is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def first_link(store: Store, now: datetime.datetime) -> str | None:
    """The secret of a new link by which the first owner is made; None where there are users already.

    Links made before for the same end hold no longer.
    """
    with store.writing():
        if store.has_users():
            return None
        store.delete_links("owner", "")
        return owner_link(store, now)


def owner_link(store: Store, now: datetime.datetime) -> str:
    """The secret of a new link by which one more user is made who owns every shop that nobody owns yet."""
    with store.writing():
        lives = datetime.timedelta(hours=FIRST_LINK_HOURS)
        return _new_link(store, "", "owner", by=_CONSOLE, now=now, lives=lives)


def invite(store: Store, shop: str, role: Role, *, by: str, now: datetime.datetime) -> str:
    """The secret of a link by which somebody joins *shop* in *role*."""
    with store.writing():
        secret = _new_link(store, shop, role, by=by, now=now, lives=datetime.timedelta(days=INVITATION_DAYS))
        changes = (("role", None, role),)
        store.add_audit(event(shop, "invite", kind="user", key="", by=by, now=moment(now), changes=changes))
    return secret


def open_link(store: Store, secret: str, kind: LinkKind, now: str) -> LinkRow:
    """The link of that secret.

    Raises:
        LinkUsed: there is none of that *kind* that can still be used.
    """
    return still_open(store.link(digest_of(secret)), kind, now)


def still_open(row: LinkRow | None, kind: LinkKind, now: str) -> LinkRow:
    """*row*, where it is a link of *kind* that can still be used. Raises LinkUsed."""
    if row is None or row.kind != kind or row.used_by or row.expires_at <= now:
        raise LinkUsed
    return row


def make_owner(store: Store, secret: str, user: UserRow) -> list[str]:
    """Use up an ``owner`` link: *user* owns every shop that nobody owns yet; which these are.

    Raises:
        LinkUsed: as `open_link`.
        StaleRevision: there is a user of this name.
    """
    now = user.made_at
    with store.writing():
        row = open_link(store, secret, "owner", now)
        store.add_user(user)
        store.use_link(row.digest, user.name, now)
        free = [shop for shop in store.shops() if not _owners(store, shop)]
        for shop in free:
            own(store, shop, user.name, now=now)
    return free


def own(store: Store, shop: str, user: str, *, now: str) -> None:
    """Make *user* the first owner of *shop*."""
    with store.writing():
        store.save_role(RoleRow(shop=shop, user=user, role="owner", given_at=now, given_by=user))
        changes = (("role", None, "owner"),)
        store.add_audit(event(shop, "first_owner", kind="user", key=user, by=user, now=now, changes=changes))


def join(store: Store, secret: str, user: UserRow, *, is_new: bool) -> RoleRow:
    """Use up an invitation: *user*, made now if *is_new*, joins its shop; the role they have there then.

    Whoever has a role there already never loses by it.

    Raises:
        LinkUsed: as `open_link`.
        StaleRevision: there is a user of this name.
    """
    now = user.made_at
    with store.writing():
        row = open_link(store, secret, "invitation", now)
        if is_new:
            store.add_user(user)
        store.use_link(row.digest, user.name, now)
        there = store.role(row.shop, user.name)
        if there is not None:
            return there
        given = RoleRow(shop=row.shop, user=user.name, role=row.role, given_at=now, given_by=row.made_by)
        store.save_role(given)
        changes = (("role", None, row.role),)
        line = event(row.shop, "join", kind="user", key=user.name, by=user.name, now=now, changes=changes)
        store.add_audit(line)
    return given


def change_role(store: Store, shop: str, user: str, role: Role, *, by: str, now: str) -> None:
    """Give *user* another role.

    Raises:
        NotFound: they have none in *shop*.
        LastOwner: nobody would own the shop.
    """
    with store.writing():
        there = _there(store, shop, user)
        if role != "owner":
            _keep_an_owner(store, shop, user)
        store.save_role(replace(there, role=role, given_at=now, given_by=by))
        changes = (("role", there.role, role),)
        store.add_audit(event(shop, "role", kind="user", key=user, by=by, now=now, changes=changes))


def remove(store: Store, shop: str, user: str, *, by: str, now: str) -> None:
    """Take *user* out of *shop*; the user stays. Raises as `change_role`."""
    with store.writing():
        there = _there(store, shop, user)
        _keep_an_owner(store, shop, user)
        store.delete_role(shop, user)
        changes = (("role", there.role, None),)
        store.add_audit(event(shop, "remove", kind="user", key=user, by=by, now=now, changes=changes))


def _there(store: Store, shop: str, user: str) -> RoleRow:
    there = store.role(shop, user)
    if there is None:
        raise NotFound("user", user)
    return there


def _owners(store: Store, shop: str) -> set[str]:
    return {row.user for row in store.people(shop) if row.role == "owner"}


def _keep_an_owner(store: Store, shop: str, user: str) -> None:
    if _owners(store, shop) == {user}:
        raise LastOwner


def _new_link(
    store: Store, shop: str, role: Role, *, by: str, now: datetime.datetime, lives: datetime.timedelta
) -> str:
    secret = secrets.token_urlsafe(24)
    row = LinkRow(
        digest=digest_of(secret),
        kind="invitation" if shop else "owner",
        shop=shop,
        role=role,
        made_at=moment(now),
        made_by=by,
        expires_at=moment(now + lives),
    )
    store.add_link(row)
    return secret
