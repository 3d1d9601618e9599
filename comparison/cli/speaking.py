"""Which language the command line speaks, and its errors in it."""

import os
import re

from .. import words
from ..core.errors import ComparisonError
from ..core.messages import Message

# What a file holds would begin a line of its own on a terminal, or turn the text around it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def language() -> str:
    """The reader's language by ``LC_ALL``, ``LC_MESSAGES`` or ``LANG``; English if none is ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "").split(".")[0].replace("_", "-")
        if tag and tag not in {"C", "POSIX"}:
            try:
                return words.lookup(tag, words.LANGUAGES) or "en"
            except ValueError:
                continue
    return "en"


def sentence(error: ComparisonError) -> str:
    """One line that says what is wrong, where, and what would be accepted."""
    return one_line(words.sentence_of(error, language()))


def said(message: Message) -> str:
    """*message* in the reader's language."""
    return one_line(words.speaker(language()).say(message))


def one_line(text: str) -> str:
    """What somebody typed, as it may stand on a terminal: nothing in it begins a line or turns the text."""
    return _UNSEEN.sub(lambda unseen: f"\\u{ord(unseen[0]):04x}", text)
