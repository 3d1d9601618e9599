"""A sentence of a catalogue: literal text, and slots that arguments go into.

A slot is ``%(name)s``, and may carry forms: ``%(date)s{weekday}`` says the argument in another
way, ``%(tier)s{은/는}`` adds the Korean particle that fits what was said. A per cent sign of
its own is written ``%%``.
"""

import re
from typing import NamedTuple

_PIECE = re.compile(r"%%|%\((?P<name>[a-z_]+)\)s(?P<forms>(?:\{[^{}]+\})*)|(?P<stray>[%{}])")
_FORM = re.compile(r"\{([^{}]+)\}")


class Slot(NamedTuple):
    """A place for the argument *name*, said in the ways of *forms*, in that order."""

    name: str
    forms: tuple[str, ...]


Sentence = tuple[str | Slot, ...]


def parsed(text: str) -> Sentence:
    """Split *text* into literals and slots.

    Raises:
        ValueError: a per cent sign or a brace that belongs to no slot.
    """
    parts: list[str | Slot] = []
    end = 0
    for piece in _PIECE.finditer(text):
        if piece["stray"]:
            raise ValueError(f"{piece['stray']!r} belongs to no slot in {text!r}")
        parts.append(text[end : piece.start()])
        parts.append(Slot(piece["name"], tuple(_FORM.findall(piece["forms"]))) if piece["name"] else "%")
        end = piece.end()
    parts.append(text[end:])
    return tuple(part for part in parts if part)


def slot_names(sentence: Sentence) -> frozenset[str]:
    """The arguments that *sentence* asks for."""
    return frozenset(part.name for part in sentence if isinstance(part, Slot))
