"""New passwords for accounts that are there: a link that works once, made by an owner or by the operator.

The secret of a link names its account, and only a digest of the secret and of the password of that moment
is kept: whatever changes the password ends every such link.
"""

import base64
import datetime
import secrets

from ..core.errors import ComparisonError, NotFound
from .access import LinkUsed, digest_of, still_open
from .accounts import ROLES, LinkRow, UserRow
from .audit import Action
from .auditing import COMMAND_LINE, event
from .moments import moment
from .store import Store

LIVES = datetime.timedelta(hours=24)


class BeyondOwnRights(ComparisonError):
    """Somebody may do something in a shop that whoever would give them a password may not."""

    key = "admin_password.beyond_own_rights"


class OwnPassword(ComparisonError):
    """One's own password is changed by whoever knows it, not by a link."""

    key = "admin_password.own"


def link_for(store: Store, shop: str, user: str, *, by: str, now: datetime.datetime) -> str:
    """The secret of a link by which *user* of *shop* chooses a new password; made by its owner *by*.

    Raises:
        NotFound: *user* has no role in *shop*.
        OwnPassword: *user* is *by*.
        BeyondOwnRights: *by* does not own *shop*, or *user* has a role in another shop that *by* has not.
    """
    with store.writing():
        account = _account(store, user)
        if store.role(shop, user) is None:
            raise NotFound("user", user)
        if user == by:
            raise OwnPassword
        if not may_give(store, shop, user, by=by):
            raise BeyondOwnRights
        return _made(store, shop, account, by=by, now=now)


def link_of_operator(store: Store, user: str, *, now: datetime.datetime) -> str:
    """As `link_for`, by whoever runs the server: for every account.

    Raises:
        NotFound: there is no such user.
    """
    with store.writing():
        return _made(store, "", _account(store, user), by=COMMAND_LINE, now=now)


def may_give(store: Store, shop: str, user: str, *, by: str) -> bool:
    """Whether *by* owns *shop* and may do all, in every shop, that *user* may: a password opens them all."""
    own = {row.shop: ROLES.index(row.role) for row in store.roles_of(by)}
    if own.get(shop) != ROLES.index("owner") or user == by:
        return False
    return all(own.get(row.shop, -1) >= ROLES.index(row.role) for row in store.roles_of(user))


def account_behind(store: Store, secret: str, now: str) -> UserRow:
    """The account whose password the link of *secret* may change.

    Raises:
        LinkUsed: there is no such link that can still be used, or whoever made it may no longer make it.
    """
    return _behind(store, secret, now)[0]


def choose_password(store: Store, secret: str, password: str, *, now: str) -> UserRow:
    """Use a link up: *password*, an argon2id hash, counts from now on, and every session of the account ends.

    A second step stays in force.

    Raises:
        LinkUsed: as `account_behind`.
    """
    with store.writing():
        user, row = _behind(store, secret, now)
        store.use_link(row.digest, user.name, now)
        store.change_user(user.name, password=password, language=user.language)
        store.end_sessions(user.name)
        _note(store, "password", user.name, by=user.name, now=now)
    return user


def _account(store: Store, user: str) -> UserRow:
    found = store.user(user)
    if found is None:
        raise NotFound("user", user)
    return found


def _made(store: Store, shop: str, user: UserRow, *, by: str, now: datetime.datetime) -> str:
    name = base64.urlsafe_b64encode(user.name.encode()).decode().rstrip("=")
    secret = f"{name}.{secrets.token_urlsafe(24)}"
    row = LinkRow(
        digest=_digest(secret, user),
        kind="password",
        shop=shop,
        role="viewer",
        made_at=moment(now),
        made_by=by,
        expires_at=moment(now + LIVES),
    )
    store.add_link(row)
    _note(store, "password_link", user.name, by=by, now=moment(now))
    return secret


def _behind(store: Store, secret: str, now: str) -> tuple[UserRow, LinkRow]:
    user = store.user(_name_in(secret))
    row = still_open(store.link(_digest(secret, user)) if user else None, "password", now)
    if user is None or (row.shop and not _holds(store, row, user.name)):
        raise LinkUsed
    return user, row


def _holds(store: Store, row: LinkRow, user: str) -> bool:
    """Whether whoever made the link could make it today."""
    return store.role(row.shop, user) is not None and may_give(store, row.shop, user, by=row.made_by)


def _digest(secret: str, user: UserRow) -> str:
    return digest_of(f"{secret} {user.password}")


def _name_in(secret: str) -> str:
    """The account's name in a secret; empty where it is none of ours."""
    name = secret.partition(".")[0]
    try:
        return base64.b64decode(f"{name}{'=' * (-len(name) % 4)}", altchars=b"-_", validate=True).decode()
    except ValueError:
        return ""


def _note(store: Store, action: Action, user: str, *, by: str, now: str) -> None:
    for role in store.roles_of(user):
        store.add_audit(event(role.shop, action, kind="user", key=user, by=by, now=now))
