"""Second factors, half sessions and challenges in SQLite."""

import msgspec
from sqlite_utils import Database

from ..core.errors import StaleRevision
from .factors import ChallengeRow, HalfRow, PasskeyRow, TotpRow
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .sqlite_rows import insert, read, select

_TOTP = select("totp", TotpRow, "where user = ?")
_KEEP_TOTP = insert("totp", TotpRow, replacing=True)
_DELETE_TOTP = "delete from totp where user = ?"
_TOTPS = select("totp", TotpRow, "order by user")
_RESEAL = "update totp set secret = ? where user = ? and secret = ?"
_USE_STEP = "update totp set last_step = :step where user = :user and last_step < :step"
_ADD_RECOVERY = "insert into recovery_codes (user, digest) values (?, ?)"
_DROP_RECOVERY = "delete from recovery_codes where user = ?"
_LEFT = "select count(*) from recovery_codes where user = ?"
_USE_RECOVERY = "delete from recovery_codes where user = ? and digest = ?"
_PASSKEYS = select("passkeys", PasskeyRow, "where user = ? order by made_at, id")
_PASSKEY = select("passkeys", PasskeyRow, "where id = ?")
_ADD_PASSKEY = insert("passkeys", PasskeyRow)
_USE_PASSKEY = (
    "update passkeys set sign_count = :count, used_at = :at"
    " where id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))"
)
_DELETE_PASSKEY = "delete from passkeys where user = ? and id = ?"
_WITH_SECOND_STEP = (
    "select user from roles where shop = ? and (user in (select user from totp where confirmed_at <> '')"
    " or user in (select user from passkeys))"
)
_ADD_HALF = insert("half_sessions", HalfRow)
_DROP_HALVES = "delete from half_sessions where made_at < ?"
_HALF = select("half_sessions", HalfRow, "where digest = ?")
_END_HALF = "delete from half_sessions where digest = ?"
_KEEP_CHALLENGE = insert("challenges", ChallengeRow, replacing=True)
_DROP_CHALLENGES = "delete from challenges where made_at < ?"
_CHALLENGE = select("challenges", ChallengeRow, "where holder = ? and purpose = ?")
_TAKE_CHALLENGE = "delete from challenges where holder = ? and purpose = ?"


def make_tables(db: Database) -> None:
    """Factors by user, passkeys by their id, half sessions by digest, challenges by holder and purpose."""
    for table, row, key in (
        ("totp", TotpRow, ("user",)),
        ("passkeys", PasskeyRow, ("id",)),
        ("half_sessions", HalfRow, ("digest",)),
        ("challenges", ChallengeRow, ("holder", "purpose")),
    ):
        columns: dict[str, type] = dict.fromkeys(row.__struct_fields__, str)
        columns |= {name: int for name in ("last_step", "sign_count") if name in columns}
        db.table(table).create(columns, pk=key, not_null=set(columns), strict=True)
    codes: dict[str, type] = {"user": str, "digest": str}
    db.table("recovery_codes").create(codes, pk=("user", "digest"), not_null=set(codes), strict=True)
    db.table("passkeys").create_index(["user"])
    for table in ("half_sessions", "challenges"):
        db.table(table).create_index(["made_at"])


class SqliteFactors:
    """Implements `FactorStore`."""

    _connections: Connections

    def totp(self, user: str) -> TotpRow | None:
        return next(iter(read(TotpRow, self._connections.rows(_TOTP, (user,)))), None)

    def keep_totp(self, row: TotpRow) -> None:
        with self._connections.writing():
            self._connections.run(_KEEP_TOTP, msgspec.structs.asdict(row))

    def delete_totp(self, user: str) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_DELETE_TOTP, (user,)).rowcount)

    def totps(self) -> list[TotpRow]:
        return read(TotpRow, self._connections.rows(_TOTPS, ()))

    def reseal_totp(self, user: str, was: str, becomes: str) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_RESEAL, (becomes, user, was)).rowcount)

    def use_step(self, user: str, step: int) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_USE_STEP, {"user": user, "step": step}).rowcount)

    def keep_recovery(self, user: str, digests: list[str]) -> None:
        with self._connections.writing():
            self._connections.run(_DROP_RECOVERY, (user,))
            for digest in digests:
                self._connections.run(_ADD_RECOVERY, (user, digest))

    def recovery_left(self, user: str) -> int:
        [(count,)] = self._connections.rows(_LEFT, (user,))
        return int(count)

    def use_recovery(self, user: str, digest: str) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_USE_RECOVERY, (user, digest)).rowcount)

    def passkeys(self, user: str) -> list[PasskeyRow]:
        return read(PasskeyRow, self._connections.rows(_PASSKEYS, (user,)))

    def passkey(self, id_: str) -> PasskeyRow | None:
        return next(iter(read(PasskeyRow, self._connections.rows(_PASSKEY, (id_,)))), None)

    def add_passkey(self, row: PasskeyRow) -> None:
        with self._connections.writing():
            try:
                self._connections.run(_ADD_PASSKEY, msgspec.structs.asdict(row))
            except driver.IntegrityError:
                raise StaleRevision(row.id, 0, 1, None) from None

    def use_passkey(self, id_: str, sign_count: int, at: str) -> bool:
        with self._connections.writing():
            named = {"id": id_, "count": sign_count, "at": at}
            return bool(self._connections.run(_USE_PASSKEY, named).rowcount)

    def delete_passkey(self, user: str, id_: str) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_DELETE_PASSKEY, (user, id_)).rowcount)

    def with_second_step(self, shop: str) -> set[str]:
        return {user for (user,) in self._connections.rows(_WITH_SECOND_STEP, (shop,))}

    def add_half(self, row: HalfRow, *, made_before: str) -> None:
        with self._connections.writing():
            self._connections.run(_DROP_HALVES, (made_before,))
            self._connections.run(_ADD_HALF, msgspec.structs.asdict(row))

    def half(self, digest: str) -> HalfRow | None:
        return next(iter(read(HalfRow, self._connections.rows(_HALF, (digest,)))), None)

    def end_half(self, digest: str) -> bool:
        with self._connections.writing():
            return bool(self._connections.run(_END_HALF, (digest,)).rowcount)

    def keep_challenge(self, row: ChallengeRow, *, made_before: str) -> None:
        with self._connections.writing():
            self._connections.run(_DROP_CHALLENGES, (made_before,))
            self._connections.run(_KEEP_CHALLENGE, msgspec.structs.asdict(row))

    def take_challenge(self, holder: str, purpose: str) -> ChallengeRow | None:
        with self._connections.writing():
            found = read(ChallengeRow, self._connections.rows(_CHALLENGE, (holder, purpose)))
            self._connections.run(_TAKE_CHALLENGE, (holder, purpose))
        return found[0] if found else None
