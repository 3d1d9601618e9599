"""Variants of one good put together, in a feed that goes by in a stream.

Feeds mostly write the variants of a good one after the other. Those that do not are found in the
first walk; their items, and only theirs, are then held, packed, up to a bound.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

import msgspec

from ...core.errors import RefusedFile
from ...core.messages import say
from .google_merchant_entries import Entry

MOST_HELD_BYTES = 120_000_000
MOST_VARIANTS = 2_000
# What is held of an item is what tells variants apart; a description is long and the same.
_LONG = frozenset({"description", "structured_description", "image_link", "additional_image_link", "link"})


def group_key(entry: Entry) -> str:
    """What all variants of one good share: their group, else the item's own id."""
    group, own = entry.get("item_group_id"), entry.get("id")
    if group:
        return f"group {group}"
    return f"id {own}" if own else f"line {entry.line}"


class Groups:
    """The groups of one file, walked as often as needed."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._scattered: set[int] = set()
        self._held: dict[str, list[bytes]] = {}
        self._all_known = False

    @property
    def is_scattered(self) -> bool:
        """Whether the first walk met variants of one good apart from each other."""
        return bool(self._scattered)

    def walk(self, entries: Iterator[Entry]) -> Iterator[Sequence[Entry]]:
        """Every good as its entries, where its first one stands. The first walk finds out which groups
        are scattered and leaves them in pieces."""
        seen: set[int] = set()
        for key, run in groupby(entries, group_key):
            mark, several = hash(key), self._bounded(key, run)
            if self._all_known:
                yield from self._whole(key, several, seen)
                continue
            if mark in seen:
                self._scattered.add(mark)
            seen.add(mark)
            yield several
        self._all_known = True

    def gather(self, entries: Iterator[Entry]) -> None:
        """Hold the items of all scattered groups.

        Raises:
            RefusedFile: they are more than can be held.
        """
        encoder = msgspec.msgpack.Encoder()
        held = 0
        for entry in entries:
            key = group_key(entry)
            if hash(key) not in self._scattered:
                continue
            kept = entry if key not in self._held else _shortened(entry)
            packed = encoder.encode(kept)
            held += len(packed)
            if held > MOST_HELD_BYTES:
                reason = say("import.reason.scattered", most=MOST_HELD_BYTES // 1_000_000)
                raise RefusedFile(self._file, entry.line, key, reason, say("import.accepted.scattered"))
            of_this = self._held.setdefault(key, [])
            of_this.append(packed)
            self._check_count(key, entry, len(of_this))

    def _bounded(self, key: str, run: Iterator[Entry]) -> list[Entry]:
        several = list(islice(run, MOST_VARIANTS + 1))
        self._check_count(key, several[-1], len(several))
        return several

    def _check_count(self, key: str, entry: Entry, count: int) -> None:
        if count > MOST_VARIANTS:
            reason = say("import.reason.too_many_variants", group=key)
            wanted = say("import.accepted.too_many_variants", most=MOST_VARIANTS)
            raise RefusedFile(self._file, entry.line, "item_group_id", reason, wanted)

    def _whole(self, key: str, run: list[Entry], given: set[int]) -> Iterator[Sequence[Entry]]:
        mark = hash(key)
        if mark not in self._scattered:
            yield run
        elif mark not in given:
            given.add(mark)
            yield [msgspec.msgpack.decode(packed, type=Entry) for packed in self._held[key]]


def _shortened(entry: Entry) -> Entry:
    return Entry(entry.line, {name: parts for name, parts in entry.values.items() if name not in _LONG})
