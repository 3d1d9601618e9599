"""Finished bytes kept by key, bounded in entries and in bytes; what was asked for once goes first."""

from collections import OrderedDict
from typing import Generic, TypeVar

from .answers import Finished, Header, known_tags, recoded, varying, whole_headers
from .codings import CODINGS, Coding
from .freshness import Freshness

# What Python keeps beside the bytes of one entry: key, structs, headers, the dictionary's share.
_OVERHEAD = 1_500
_PROVEN_SHARE = 0.8
Kept = TypeVar("Kept")
Segment = OrderedDict[bytes, tuple[Kept, int]]


class Recent(Generic[Kept]):
    """The values used last: at most *most_entries*, weighing at most *most_bytes*.

    Those that were asked for again after they were put here are proven, and have four fifths of the
    room: a flood of values that nobody asks for twice pushes out its own kind only.
    """

    def __init__(self, most_entries: int, most_bytes: int) -> None:
        self.most_entries, self.most_bytes = most_entries, most_bytes
        self.bytes = 0
        self._proven_bytes = 0
        self._fresh: Segment[Kept] = OrderedDict()
        self._proven: Segment[Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._fresh) + len(self._proven)

    def get(self, key: bytes) -> Kept | None:
        """The value of *key*, which is now the most recently used one."""
        found = self._proven.get(key)
        if found is not None:
            self._proven.move_to_end(key)
            return found[0]
        return self._prove(key) if key in self._fresh else None

    def peek(self, key: bytes) -> Kept | None:
        """The value of *key*, without any sign of use."""
        found = self._proven.get(key) or self._fresh.get(key)
        return found[0] if found else None

    def put(self, key: bytes, value: Kept, weight: int) -> None:
        """Keep *value*, in the place of the one that is there. One that is too heavy is not kept."""
        was_proven = key in self._proven
        self.drop(key)
        if weight > self.most_bytes:
            return
        (self._proven if was_proven else self._fresh)[key] = (value, weight)
        self.bytes += weight
        self._proven_bytes += weight if was_proven else 0
        self._make_room()

    def drop(self, key: bytes) -> None:
        """Forget *key*, if it is kept."""
        if key in self._proven:
            self._proven_bytes -= self._proven[key][1]
        found = self._proven.pop(key, None) or self._fresh.pop(key, None)
        if found is not None:
            self.bytes -= found[1]

    def _prove(self, key: bytes) -> Kept:
        found = self._proven[key] = self._fresh.pop(key)
        self._proven_bytes += found[1]
        while len(self._proven) > 1 and self._proven_is_full():
            oldest, fallen = self._proven.popitem(last=False)
            self._proven_bytes -= fallen[1]
            self._fresh[oldest] = fallen
        return found[0]

    def _proven_is_full(self) -> bool:
        return (
            len(self._proven) > self.most_entries * _PROVEN_SHARE
            or self._proven_bytes > self.most_bytes * _PROVEN_SHARE
        )

    def _make_room(self) -> None:
        """What came last stays, even where all that is left besides is proven."""
        while len(self) > self.most_entries or self.bytes > self.most_bytes:
            victims = self._fresh if len(self._fresh) > 1 or not self._proven else self._proven
            self.drop(next(iter(victims)))


class Ready:
    """The headers of a place as the server takes them, but for how long it may be kept."""

    __slots__ = ("unchanged", "whole")

    def __init__(self, found: Finished) -> None:
        self.whole: tuple[Header, ...] = whole_headers(found)
        tags = [tag.encode() for tag in known_tags(found)]
        # What a client sends back as it got it; any other form is read in the long way.
        self.unchanged: dict[bytes, tuple[Header, ...]] = {
            tag: ((b"etag", tag), *varying(found)) for tag in tags
        }


class Place:
    """Finished bytes with how long they stay true. *asked* counts how often they were found, *settled*
    says that they do not get any smaller.

    *ready* is made when it is first needed: most pages of a flood never need it.
    """

    __slots__ = ("_ready", "asked", "found", "fresh", "settled")

    def __init__(self, *, found: Finished, fresh: Freshness) -> None:
        self.found, self.fresh = found, fresh
        self.asked = 0
        self.settled = found.effort == "best" or found.coding == "identity"
        self._ready: Ready | None = None

    @property
    def ready(self) -> Ready:
        """The headers it is sent with."""
        if self._ready is None:
            self._ready = Ready(self.found)
        return self._ready


class Places:
    """Finished pages of one worker. A page is made once; its other codings come from its bytes."""

    def __init__(self, most_entries: int, most_bytes: int) -> None:
        self.recent: Recent[Place] = Recent(most_entries, most_bytes)

    def get(self, page: bytes, coding: Coding, now: float) -> Place | None:
        """The bytes of *page* in *coding*, if the page is here in any coding and its day goes on."""
        place = self.exactly(key_of(page, coding), now)
        return place if place is not None else self._from_another(page, coding, now)

    def exactly(self, key: bytes, now: float) -> Place | None:
        """The bytes under *key* (`key_of`), if they are here and their day goes on."""
        place = self.recent.get(key)
        if place is not None and place.fresh.day_ends <= now:
            self.recent.drop(key)
            return None
        return place

    def put(self, page: bytes, place: Place) -> None:
        """Keep *place* as the bytes of *page* in its coding."""
        self.recent.put(key_of(page, place.found.coding), place, len(place.found.body) + _OVERHEAD)

    def _from_another(self, page: bytes, coding: Coding, now: float) -> Place | None:
        for other in CODINGS:
            known = self.exactly(key_of(page, other), now) if other != coding else None
            if known is not None:
                place = Place(found=recoded(known.found, coding), fresh=known.fresh)
                self.put(page, place)
                return place
        return None


def key_of(page: bytes, coding: Coding) -> bytes:
    """Where the bytes of *page* in *coding* are kept."""
    return page + _CODES[coding]


_CODES: dict[Coding, bytes] = {coding: coding.encode() for coding in CODINGS}
