"""Second factors put on and taken off: each is one transaction with a line in the log of the user's shops."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..core.errors import ComparisonError, NotFound
from .access import digest_of
from .auditing import event
from .factors import MOST_PASSKEYS, PasskeyRow
from .store import Store


class TooManyPasskeys(ComparisonError):
    """An account has at most `MOST_PASSKEYS`."""

    key = "admin_factors.too_many_passkeys"

    def __init__(self) -> None:
        super().__init__(most=str(MOST_PASSKEYS))


def has_totp(store: Store, user: str) -> bool:
    """Whether an app of *user* makes codes that count."""
    row = store.totp(user)
    return row is not None and row.confirmed_at != ""


def needs_second_step(store: Store, user: str) -> bool:
    """Whether the password of *user* is not enough to sign in."""
    return has_totp(store, user) or bool(store.passkeys(user))


def confirm_totp(
    store: Store, user: str, step: int, codes: Sequence[str], *, now: str, kept: str = ""
) -> bool:
    """Let the app of *user* count, whose code of *step* was right; *codes* are kept where there are none yet.

    Whether *codes* are kept now. What counts already stays as it is. *kept* is the secret, as it is kept,
    whose code it was.

    Raises:
        NotFound: no app was set up, or another one than that of *kept* was since.
    """
    with store.writing():
        row = store.totp(user)
        if row is None or row.confirmed_at or kept not in {"", row.secret}:
            raise NotFound("user", user)
        is_first = not store.passkeys(user)
        store.keep_totp(replace(row, confirmed_at=now, last_step=step))
        if is_first:
            keep_codes(store, user, codes)
        _note(store, user, ("totp", None, "on"), by=user, now=now)
    return is_first


def turn_off_totp(store: Store, user: str, *, now: str) -> None:
    """Take the app of *user* away, and the recovery codes with it where no passkey is left."""
    with store.writing():
        counted = has_totp(store, user)
        store.delete_totp(user)
        if counted:
            _note(store, user, ("totp", "on", None), by=user, now=now)
        _drop_codes_of_nothing(store, user)


def add_passkey(store: Store, row: PasskeyRow, codes: Sequence[str]) -> bool:
    """Keep a new passkey; *codes* are kept where there was no second factor yet: whether they are.

    Raises:
        TooManyPasskeys: there are `MOST_PASSKEYS`.
        StaleRevision: it is there already.
    """
    with store.writing():
        if len(store.passkeys(row.user)) >= MOST_PASSKEYS:
            raise TooManyPasskeys
        is_first = not needs_second_step(store, row.user)
        store.add_passkey(row)
        if is_first:
            keep_codes(store, row.user, codes)
        _note(store, row.user, ("passkey", None, row.name), by=row.user, now=row.made_at)
    return is_first


def remove_passkey(store: Store, user: str, id_: str, *, now: str) -> None:
    """Take a passkey of *user* away.

    Raises:
        NotFound: they have none of that id.
    """
    with store.writing():
        row = store.passkey(id_)
        if row is None or not store.delete_passkey(user, id_):
            raise NotFound("passkey", id_[:8])
        _note(store, user, ("passkey", row.name, None), by=user, now=now)
        _drop_codes_of_nothing(store, user)


def new_codes(store: Store, user: str, codes: Sequence[str], *, now: str) -> None:
    """Keep *codes* in the place of the recovery codes of *user*."""
    with store.writing():
        keep_codes(store, user, codes)
        _note(store, user, ("recovery_codes", None, str(len(codes))), by=user, now=now)


def keep_codes(store: Store, user: str, codes: Sequence[str]) -> None:
    """Keep the digests of *codes*: they are random enough that nothing slower is needed."""
    store.keep_recovery(user, [digest_of(code) for code in codes])


def reset_factors(store: Store, user: str, *, by: str, now: str) -> None:
    """Take every second factor of *user* away and end all sessions, for somebody who lost them.

    Raises:
        NotFound: there is no such user.
    """
    with store.writing():
        if store.user(user) is None:
            raise NotFound("user", user)
        store.delete_totp(user)
        for row in store.passkeys(user):
            store.delete_passkey(user, row.id)
        store.keep_recovery(user, [])
        store.end_sessions(user)
        _note(store, user, ("second_step", "on", None), by=by, now=now)


def _drop_codes_of_nothing(store: Store, user: str) -> None:
    if not needs_second_step(store, user):
        store.keep_recovery(user, [])


def _note(store: Store, user: str, change: tuple[str, str | None, str | None], *, by: str, now: str) -> None:
    for role in store.roles_of(user):
        line = event(role.shop, "second_step", kind="user", key=user, by=by, now=now, changes=(change,))
        store.add_audit(line)
