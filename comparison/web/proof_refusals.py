"""Why a signed quote, or the checkout that sent it back, was not taken. Each has a type of its own."""

from typing import Any, Literal

from ..core.errors import ComparisonError
from ..core.messages import Message

_TYPE = "urn:tier-compare:problem:"


class ProofRefused(ComparisonError):
    """Base of these. *problem* ends the problem's type, *members* go into its details."""

    problem = "proof"

    @property
    def members(self) -> dict[str, Any]:
        """What the problem details say besides the usual."""
        return {"type": f"{_TYPE}{self.problem}"}


class UnknownToken(ProofRefused):
    """No token, none of ours, or one that was revoked: which of these is not said."""

    key = "error.unknown_token"
    problem = "unknown-token"


class BadField(ProofRefused):
    """A field of the body cannot be taken. *field* is its place: ``$.total.minor``."""

    key = "error.bad_field"
    problem = "bad-field"

    def __init__(self, field: str, reason: Message, accepted: Message) -> None:
        super().__init__(field=field, reason=reason, accepted=accepted)
        self.field = field

    @property
    def members(self) -> dict[str, Any]:
        return {**super().members, "parameter": self.field}


class QuoteTampered(ProofRefused):
    """A signed text that no key of ours signed. *reason* is ``form``, ``key`` or ``signature``."""

    key = "error.quote_tampered"
    problem = "quote-tampered"

    def __init__(self, reason: Literal["form", "key", "signature"]) -> None:
        super().__init__(reason=Message(key=f"error.quote_tampered_{reason}"))
        self.reason = reason

    @property
    def members(self) -> dict[str, Any]:
        return {**super().members, "reason": self.reason}


class QuoteExpired(ProofRefused):
    """The quote is ours, and its time is over. *expires* is when that was, as ISO 8601."""

    key = "error.quote_expired"
    problem = "quote-expired"

    def __init__(self, expires: str) -> None:
        super().__init__(expires=expires)
        self.expires = expires

    @property
    def members(self) -> dict[str, Any]:
        return {**super().members, "expires": self.expires}


class QuoteOfAnotherShop(ProofRefused):
    """The token is of another shop than the quote."""

    key = "error.quote_of_another_shop"
    problem = "quote-of-another-shop"
