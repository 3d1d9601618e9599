"""The secrets of apps that make codes: read again at each code, and not to be read in the database alone.

They are encrypted (AES-256-GCM) with a key that is drawn (HKDF, RFC 5869) from the newest of the keys of the
installation, those that sign quotes, and say which one it was. The library is loaded at first use.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Callable, Sequence

from ..core.errors import ComparisonError
from ..storage.factors import TotpRow
from ..storage.store import Store
from .signing import SigningKey

Keys = Callable[[], Sequence[SigningKey]]
_SEALED = re.compile(r"s1\.(?P<key>[0-9a-f]{16})\.(?P<content>[0-9A-Za-z_-]{40,400})")
_PURPOSE = b"tier-compare app secret"
_NONCE_BYTES = 12


class KeyLost(ComparisonError):
    """The key that a secret of *user* was sealed with is gone, or the secret is not as it was."""

    key = "admin_factors.key_lost"

    def __init__(self, user: str) -> None:
        super().__init__(user=user)


class Sealing:
    """Seals and opens. *keys* are those of the installation now, the newest last."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def sealed(self, user: str, secret: str) -> str:
        """*secret* of *user* as it is kept: ``s1.KEY.CONTENT``, different every time."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  Loaded at first use.

        key, nonce = self._keys()[-1], secrets.token_bytes(_NONCE_BYTES)
        content = nonce + AESGCM(_drawn(key)).encrypt(nonce, secret.encode(), _bound(key.id, user))
        return f"s1.{key.id}.{base64.urlsafe_b64encode(content).rstrip(b'=').decode()}"

    def opened(self, user: str, kept: str) -> str:
        """The secret of *user* that is kept as *kept*; one that an earlier release kept is itself.

        Raises:
            KeyLost: its key is not here, or it was sealed for somebody else, or changed.
        """
        if is_plain(kept):
            return kept
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  Loaded at first use.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  As above.

        key, content = self._parts(user, kept)
        try:
            nonce, text = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
            return AESGCM(_drawn(key)).decrypt(nonce, text, _bound(key.id, user)).decode()
        except InvalidTag:
            raise KeyLost(user) from None

    def is_newest(self, kept: str) -> bool:
        """Whether *kept* is sealed with the key that seals now."""
        return kept.startswith(f"s1.{self._keys()[-1].id}.")

    def _parts(self, user: str, kept: str) -> tuple[SigningKey, bytes]:
        found = _SEALED.fullmatch(kept)
        key = next((one for one in self._keys() if found and one.id == found["key"]), None)
        if found is None or key is None:
            raise KeyLost(user)
        padded = found["content"] + "=" * (-len(found["content"]) % 4)
        try:
            return key, base64.b64decode(padded, altchars=b"-_", validate=True)
        except binascii.Error:
            raise KeyLost(user) from None


def is_plain(kept: str) -> bool:
    """Whether *kept* is a secret as an earlier release kept it: letters and digits alone."""
    return "." not in kept


def renewed(store: Store, sealing: Sealing, row: TotpRow) -> bool:
    """Seal *row* with the newest key, where it is not; whether it was written.

    Raises:
        KeyLost: it cannot be opened.
    """
    if sealing.is_newest(row.secret):
        return False
    new = sealing.sealed(row.user, sealing.opened(row.user, row.secret))
    return store.reseal_totp(row.user, row.secret, new)


def renew_all(store: Store, sealing: Sealing) -> None:
    """Seal every secret with the newest key; one that cannot be opened stays as it is."""
    for row in store.totps():
        try:
            renewed(store, sealing, row)
        except KeyLost:
            continue


def seal_plain(store: Store, sealing: Sealing) -> None:
    """Seal what an earlier release left readable; without any, no key is asked for."""
    for row in store.totps():
        if is_plain(row.secret):
            renewed(store, sealing, row)


def _drawn(key: SigningKey) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  Loaded at first use.
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  As above.

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.secret)


def _bound(key: str, user: str) -> bytes:
    """What a sealed secret is good for: nobody can use one in another account's row."""
    return f"{key}\0{user}".encode()
