"""What the merchant's side refuses, each with its own sentence."""

from ...core.errors import ComparisonError


class NotAllowed(ComparisonError):
    """The role that one has in the shop does not allow it."""

    key = "admin_access.not_allowed"


class NotOurForm(ComparisonError):
    """A change that no form of ours sent: another site did, or the form is older than the session."""

    key = "admin_access.not_our_form"


class NotOurAddress(ComparisonError):
    """Somebody came by an address that is not ours, or without encryption. *address* is ours."""

    key = "admin_access.not_our_address"

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class TooManyAttempts(ComparisonError):
    """Somebody tried to sign in too often; *minutes* to wait."""

    key = "admin_access.too_many_attempts"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=str(minutes))


class TooManyShops(ComparisonError):
    """An account owns as many shops as one may make: *most*."""

    key = "admin_factors.too_many_shops"

    def __init__(self, most: int) -> None:
        super().__init__(most=str(most))
