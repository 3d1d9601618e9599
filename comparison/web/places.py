"""Finished bytes kept by key, bounded in entries and in bytes; the least recently used go first."""

from collections import OrderedDict
from typing import Generic, TypeVar

import msgspec

from .answers import Finished, recoded
from .codings import CODINGS, Coding
from .freshness import Freshness

# What Python keeps beside the bytes of one entry: key, structs, strings, the dictionary's share.
_OVERHEAD = 900
Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """The most recently used values: at most *most_entries*, weighing at most *most_bytes*."""

    def __init__(self, most_entries: int, most_bytes: int) -> None:
        self.most_entries, self.most_bytes = most_entries, most_bytes
        self.bytes = 0
        self._kept: OrderedDict[bytes, tuple[Kept, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: bytes) -> Kept | None:
        """The value of *key*, which is now the most recently used one."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: bytes, value: Kept, weight: int) -> None:
        """Keep *value*; the least recently used make room. One that is too heavy is not kept."""
        self.drop(key)
        if weight > self.most_bytes:
            return
        self._kept[key] = (value, weight)
        self.bytes += weight
        while len(self._kept) > self.most_entries or self.bytes > self.most_bytes:
            _, (_, lost) = self._kept.popitem(last=False)
            self.bytes -= lost

    def drop(self, key: bytes) -> None:
        """Forget *key*, if it is kept."""
        found = self._kept.pop(key, None)
        if found is not None:
            self.bytes -= found[1]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Finished bytes with how long they stay true."""

    found: Finished
    fresh: Freshness


class Places:
    """Finished pages of one worker. A page is made once; its other codings come from its bytes."""

    def __init__(self, most_entries: int, most_bytes: int) -> None:
        self.recent: Recent[Place] = Recent(most_entries, most_bytes)

    def get(self, page: bytes, coding: Coding, now: float) -> Place | None:
        """The bytes of *page* in *coding*, if the page is here in any coding and its day goes on."""
        place = self._get(page, coding, now)
        return place if place is not None else self._from_another(page, coding, now)

    def put(self, page: bytes, place: Place) -> None:
        """Keep *place* as the bytes of *page* in its coding."""
        key = page + place.found.coding.encode()
        self.recent.put(key, place, len(place.found.body) + _OVERHEAD)

    def _get(self, page: bytes, coding: Coding, now: float) -> Place | None:
        key = page + coding.encode()
        place = self.recent.get(key)
        if place is not None and place.fresh.day_ends <= now:
            self.recent.drop(key)
            return None
        return place

    def _from_another(self, page: bytes, coding: Coding, now: float) -> Place | None:
        for other in CODINGS:
            known = self._get(page, other, now) if other != coding else None
            if known is not None:
                place = Place(found=recoded(known.found, coding), fresh=known.fresh)
                self.put(page, place)
                return place
        return None
