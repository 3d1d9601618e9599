"""What bothers a shopper today, and which rows answer it."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import Key, Record, ShortText
from .personas import Need


class Pain(Record, frozen=True, kw_only=True):
    """A pain point in the shopper's words ("Old messages disappear").

    It is answered either by *needs* (all must be met: the cheapest tier that meets them), or by a
    figure that should be low, *charge*: what is due ``now``, over the ``horizon``, per ``measure``, or
    what depends on the shopper's own ``usage`` (card fees).
    """

    key: Key
    label: ShortText
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] = ()
    charge: Literal["now", "horizon", "measure", "usage"] | None = None
