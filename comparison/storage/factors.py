"""What people sign in with besides a password: an app's codes, passkeys, recovery codes; half sessions."""

from typing import Protocol

import msgspec

MOST_PASSKEYS = 20


class TotpRow(msgspec.Struct, frozen=True, kw_only=True):
    """The secret that an app of *user* makes codes of (RFC 6238), sealed by `web.sealing`.

    *confirmed_at* is empty until one code was right. *last_step* is the step of 30 seconds whose code was
    taken last: no code of it or of an earlier one is ever taken again.
    """

    user: str
    secret: str
    made_at: str
    confirmed_at: str = ""
    last_step: int = 0


class PasskeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A passkey of *user*; *id*, *handle* and *credential* (id and public key) are base64url.

    *handle* is what the device knows the user by, the same for all passkeys of one. *used_at* is empty until
    it was used to sign in. *sign_count* is the device's own count of its signatures, often always 0.
    """

    id: str
    user: str
    handle: str
    name: str
    credential: str
    sign_count: int
    made_at: str
    used_at: str = ""


class HalfRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose password was right and who still has to show a second factor. It can do nothing else."""

    digest: str
    user: str
    made_at: str


class ChallengeRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a passkey is asked to sign, once. *holder* is the digest of the session it was made for."""

    holder: str
    purpose: str
    challenge: str
    made_at: str


class FactorStore(Protocol):
    """What an engine does for second factors."""

    def totp(self, user: str) -> TotpRow | None: ...

    def keep_totp(self, row: TotpRow) -> None:
        """Write over what there was."""

    def delete_totp(self, user: str) -> bool:
        """Whether there was one."""

    def totps(self) -> list[TotpRow]:
        """Those of all users."""

    def reseal_totp(self, user: str, was: str, becomes: str) -> bool:
        """Keep the same secret in another form; false where *was* is not what is kept."""

    def use_step(self, user: str, step: int) -> bool:
        """Note that the code of *step* was taken; false where that one or a later one was taken before."""

    def keep_recovery(self, user: str, digests: list[str]) -> None:
        """Keep the digests of new recovery codes in the place of all there were."""

    def recovery_left(self, user: str) -> int:
        """How many recovery codes can still be used."""

    def use_recovery(self, user: str, digest: str) -> bool:
        """Use one up; false where there is none of that digest."""

    def passkeys(self, user: str) -> list[PasskeyRow]:
        """Those of *user*, the oldest first."""

    def passkey(self, id_: str) -> PasskeyRow | None: ...

    def add_passkey(self, row: PasskeyRow) -> None:
        """Store a new one.

        Raises:
            StaleRevision: it is there already, whoever has it.
        """

    def use_passkey(self, id_: str, sign_count: int, at: str) -> bool:
        """Note that it was used; false where its count did not grow, unless it never counts."""

    def delete_passkey(self, user: str, id_: str) -> bool:
        """Whether *user* had it."""

    def with_second_step(self, shop: str) -> set[str]:
        """Who of the people of *shop* needs more than a password."""

    def add_half(self, row: HalfRow, *, made_before: str) -> None:
        """Keep a half session; those made before that moment are taken away."""

    def half(self, digest: str) -> HalfRow | None: ...

    def end_half(self, digest: str) -> bool:
        """Whether it was there until now."""

    def keep_challenge(self, row: ChallengeRow, *, made_before: str) -> None:
        """Keep it in the place of the holder's last one for that purpose; old ones are taken away."""

    def take_challenge(self, holder: str, purpose: str) -> ChallengeRow | None:
        """The challenge, which is not kept any longer then."""
