"""Codes of an app (RFC 6238) and recovery codes: made, drawn, and recognised.

The libraries are loaded at first use: most who run the merchant's side never need them.
"""

import datetime
import io
import secrets
import unicodedata
from hmac import compare_digest

from ....storage.access import digest_of
from ....storage.second_steps import has_totp
from ....storage.store import Store
from ...sealing import Sealing, renewed

DIGITS, SECONDS = 6, 30
# A phone's clock may be one step early or late.
_SKEW = (0, -1, 1)
HOW_MANY = 10
# No letters that are taken for others; 16 of them are 79 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_totp_secret() -> str:
    """160 random bits in base32."""
    import pyotp  # noqa: PLC0415  Loaded at first use.

    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: datetime.datetime) -> int | None:
    """The step of 30 seconds whose code is *code*, of the one of *now* and its neighbours."""
    import pyotp  # noqa: PLC0415  Loaded at first use.

    current, totp = int(now.timestamp()) // SECONDS, pyotp.TOTP(secret)
    steps = (current + skew for skew in _SKEW)
    return next((step for step in steps if compare_digest(totp.generate_otp(step), code)), None)


def app_address(secret: str, user: str, host: str) -> str:
    """The address (``otpauth:``) that an app reads out of the picture."""
    import pyotp  # noqa: PLC0415  Loaded at first use.

    return pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=f"Tier Compare {host}")


def drawn(text: str) -> bytes:
    """*text* as a QR code: an SVG picture, black on white wherever it is shown."""
    import segno  # noqa: PLC0415  Loaded at first use.

    out = io.BytesIO()
    picture = segno.make(text, error="m", micro=False)
    picture.save(out, kind="svg", scale=5, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return out.getvalue()


def new_recovery_codes() -> list[str]:
    """`HOW_MANY` codes as they are shown: ``abcd-efgh-jkmn-pqrs``."""
    return ["-".join(_letters() for _ in range(4)) for _ in range(HOW_MANY)]


def tidied(typed: str) -> str:
    """A code as it is compared: however it was spaced, in small letters, wide digits as narrow ones."""
    plain = unicodedata.normalize("NFKC", typed[:100]).casefold()
    return "".join(one for one in plain if one.isascii() and one.isalnum())


def is_of_app(code: str) -> bool:
    """Whether *code*, as `tidied`, is what an app shows; anything else can only be a recovery code."""
    return len(code) == DIGITS and code.isdigit()


def accepts(store: Store, sealing: Sealing, user: str, code: str, now: datetime.datetime) -> bool:
    """Whether *code*, as `tidied`, is one of *user* that was not used before; it is used then.

    Raises:
        KeyLost: it is one of an app whose secret cannot be read any more.
    """
    if is_of_app(code):
        return _accepts_digits(store, sealing, user, code, now)
    return store.use_recovery(user, digest_of(code))


def _accepts_digits(store: Store, sealing: Sealing, user: str, code: str, now: datetime.datetime) -> bool:
    row = store.totp(user)
    if row is None or not has_totp(store, user):
        return False
    step = matching_step(sealing.opened(user, row.secret), code, now)
    if step is None or not store.use_step(user, step):
        return False
    renewed(store, sealing, row)
    return True


def _letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
