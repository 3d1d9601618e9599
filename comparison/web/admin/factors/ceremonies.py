"""What a passkey is asked, and whether its answer is true (WebAuthn level 2); nothing is stored here.

A device must have recognised its owner (``userVerification: required``): such a passkey is two factors.
The library is loaded at first use.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ....core.errors import ComparisonError
from ....storage.factors import PasskeyRow
from ..site import Site
from .base64url import from_text, to_text

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialDescriptor

MOST_ANSWER = 20_000
# An answer is a stranger's, and the library says each fault of one in the words of whatever it tripped over.
_FAULTS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
)
Options = dict[str, Any]


class RefusedPasskey(ComparisonError):
    """The answer of a device is not true, or not to what it was asked."""

    key = "admin_factors.passkey_refused"


class Made(NamedTuple):
    """A new passkey: its id, and id and public key as *credential*, in base64url; its count of signatures."""

    id: str
    credential: str
    sign_count: int


def asked_to_make(
    site: Site, user: str, handle: str, known: Sequence[PasskeyRow], challenge: bytes
) -> Options:
    """What a browser is asked, so that a device makes a passkey for *user*; none that has one of *known*."""
    from fido2.webauthn import (  # noqa: PLC0415  Loaded at first use.
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options, _ = _server(site).register_begin(
        PublicKeyCredentialUserEntity(id=from_text(handle), name=user, display_name=user),
        credentials=_described(known),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(options.public_key)


def asked_to_sign(site: Site, known: Sequence[PasskeyRow], challenge: bytes) -> Options:
    """What a browser is asked, so that a device signs *challenge*; by one of *known*, or whichever it has."""
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415  Loaded at first use.

    options, _ = _server(site).authenticate_begin(
        _described(known) if known else None,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(options.public_key)


def made(site: Site, challenge: bytes, answer: str) -> Made:
    """The passkey that a device made.

    Raises:
        RefusedPasskey: the answer is not true.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  Loaded at first use.

    server = _server(site)
    try:
        told = server.register_complete(_state(challenge), _read(answer))
        data = told.credential_data
        # A key that is none, or of a kind that cannot be checked, is refused now and not at the first use.
        if data is None or data.public_key[3] not in {one.alg for one in server.allowed_algorithms}:
            raise RefusedPasskey
    except (*_FAULTS, UnsupportedAlgorithm):
        raise RefusedPasskey from None
    return Made(to_text(data.credential_id), to_text(bytes(data)), int(told.counter))


def id_in(answer: str) -> str:
    """The id of the passkey that *answer* says it is by; not looked at any further."""
    named = _read(answer).get("rawId")
    if not isinstance(named, str):
        raise RefusedPasskey
    return named


def signed(site: Site, challenge: bytes, answer: str, row: PasskeyRow) -> int:
    """The device's count of signatures, where *answer* was signed by the passkey of *row*.

    Raises:
        RefusedPasskey: the answer is not true, or names another user.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  Loaded at first use.
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse  # noqa: PLC0415  Loaded at first use.

    credential = AttestedCredentialData(from_text(row.credential))
    try:
        told = AuthenticationResponse.from_dict(_read(answer))
        _server(site).authenticate_complete(_state(challenge), [credential], told)
    except (*_FAULTS, UnsupportedAlgorithm):
        raise RefusedPasskey from None
    handle = told.response.user_handle
    if handle is not None and to_text(handle) != row.handle:
        raise RefusedPasskey
    return int(told.response.authenticator_data.counter)


def _server(site: Site) -> "Fido2Server":
    from fido2.server import Fido2Server  # noqa: PLC0415  Loaded at first use.
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415  Loaded at first use.

    if not site.passkey_host:
        raise RefusedPasskey
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=site.passkey_host, name="Tier Compare"),
        verify_origin=lambda origin: origin == site.passkey_address,
    )


def _described(rows: Sequence[PasskeyRow]) -> "list[PublicKeyCredentialDescriptor]":
    from fido2.webauthn import PublicKeyCredentialDescriptor, PublicKeyCredentialType  # noqa: PLC0415  Loaded at first use.

    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=from_text(row.id)) for row in rows]


def _state(challenge: bytes) -> dict[str, str]:
    return {"challenge": to_text(challenge), "user_verification": "required"}


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > MOST_ANSWER:
        raise RefusedPasskey
    try:
        return msgspec.json.decode(answer, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeEncodeError):
        raise RefusedPasskey from None
