"""Texts of goods that would hide or deceive: control characters, and marks that turn text around.

Source: docs/importing.md, "Texts". "$100" can be made to read "001$": a name with such a mark is refused.
Marks that only say in which direction a neighbour runs are junk in a name and are taken out, because our
own format has none there either.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from ...core.values import Listing, Words
from .goods import Fact, Good

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u061c\u200e\u200f]")


class Decency:
    """Looks through the goods of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cleaned = 0

    def of(self, good: Good) -> Good:
        """*good*, its names without direction marks.

        Raises:
            RefusedFile: a text of it holds a control character, or a name one that turns text around.
        """
        if _plain(good):
            return good
        for place, text in _texts(good):
            self._check(good.line, place, text, _CONTROLS)
        for place, text in _names(good):
            self._check(good.line, place, text, _TURNING)
        return self._without_marks(good) if any(_MARKS.search(text) for _, text in _names(good)) else good

    @property
    def notes(self) -> tuple[Message, ...]:
        """How many goods had marks in their names."""
        return (say("import.note.direction_marks", count=self._cleaned),) if self._cleaned else ()

    def _check(self, line: int, place: str, text: str, unwanted: re.Pattern[str]) -> None:
        found = None if text.isprintable() else unwanted.search(text)
        if found:
            reason = say("refused.character", character=f"U+{ord(found[0]):04X}")
            accepted = "accepted.no_direction_marks" if unwanted is _TURNING else "accepted.printable"
            raise RefusedFile(self._file, line, place, reason, say(accepted))

    def _without_marks(self, good: Good) -> Good:
        self._cleaned += 1
        return replace(
            good,
            name=_bare(good.name),
            source_key=_bare(good.source_key),
            sku=_bare(good.sku) if good.sku else None,
            category=tuple(map(_bare, good.category)),
            facts=tuple(_relabelled(fact) for fact in good.facts),
        )


def _plain(good: Good) -> bool:
    """Whether nothing in *good* needs a closer look; of most goods that is known at once."""
    texts = [good.name, good.source_key, good.sku or "", good.description or "", *good.category]
    for fact in good.facts:
        texts.append(fact.label)
        if isinstance(fact.value, Words):
            texts.extend(fact.value.text.values())
        elif isinstance(fact.value, Listing):
            texts.extend(text for item in fact.value.items for text in item.values())
    for offer in good.all_offers:
        texts.extend(choice.label for choice in offer.choices)
    return "".join(texts).isprintable()


def _names(good: Good) -> Iterator[tuple[str, str]]:
    yield "name", good.name
    yield "key", good.source_key
    yield "SKU", good.sku or ""
    yield from (("category", part) for part in good.category)
    yield from (("label", fact.label) for fact in good.facts)
    yield from (("variant", choice.label) for offer in good.all_offers for choice in offer.choices)


def _texts(good: Good) -> Iterator[tuple[str, str]]:
    yield from _names(good)
    yield "description", good.description or ""
    for fact in good.facts:
        if isinstance(fact.value, Words):
            yield from ((fact.label, text) for text in fact.value.text.values())
        elif isinstance(fact.value, Listing):
            yield from ((fact.label, text) for item in fact.value.items for text in item.values())


def _relabelled(fact: Fact) -> Fact:
    return replace(fact, label=_bare(fact.label)) if _MARKS.search(fact.label) else fact


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
