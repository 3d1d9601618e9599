"""What a request can do wrong below the level of a catalogue, each with its own sentence."""

from ..core.errors import ComparisonError


class NoSuchPage(ComparisonError):
    """The address leads nowhere."""

    key = "error.no_such_page"


class MethodNotAllowed(ComparisonError):
    """The address is there, the method is not. *allowed* are those that are."""

    key = "error.method_not_allowed"

    def __init__(self, allowed: str) -> None:
        super().__init__(allowed=allowed)
        self.allowed = allowed


class MalformedRequest(ComparisonError):
    """The request cannot be read: no UTF-8, broken framing, a body that is not what it says."""

    key = "error.malformed_request"


class AddressTooLong(ComparisonError):
    """Path and query together are longer than *most* bytes."""

    key = "error.address_too_long"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


class TooManyParameters(ComparisonError):
    """An address names more than *most* parameters."""

    key = "error.too_many_parameters"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


class BodyTooSlow(ComparisonError):
    """The body of a request did not arrive in *seconds*."""

    key = "error.body_too_slow"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds)


class BodyTooLarge(ComparisonError):
    """The body of a request is larger than this address takes."""

    key = "error.body_too_large"


class Broken(ComparisonError):
    """Something went wrong that is our own fault. *request* is what the log calls it."""

    key = "error.broken"

    def __init__(self, request: str) -> None:
        super().__init__(request=request)
        self.request = request


class Unavailable(ComparisonError):
    """The store does not answer, or holds nothing that this release can read. It may pass."""

    key = "error.unavailable"
