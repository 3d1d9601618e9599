"""What a watch remembers of the files and addresses it looks at, so that a restart imports nothing twice."""

from typing import Protocol

import msgspec


class WatchRow(msgspec.Struct, frozen=True, kw_only=True):
    """One *source* (a path or an address) as it was taken in last, for *shop* with those *options*.

    *look* is what told its state apart without reading it, *digest* the SHA-256 of its bytes. *failure* is
    why it was refused, empty where it was taken.
    """

    shop: str
    source: str
    options: str
    look: str
    digest: str
    failure: str
    at: str


class WatchStore(Protocol):
    """What an engine does for watches."""

    def watched(self, shop: str, source: str) -> WatchRow | None:
        """What is remembered of *source*."""

    def save_watched(self, row: WatchRow) -> None:
        """Remember *row* in the place of what was remembered of its source."""
