"""What stands in lists to choose from: pairs of a value and its words, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from ... import words
from ...core.languages import label
from ...core.markets import Market
from ...core.messages import Message
from ...storage.accounts import ROLES
from .sections import ROLE_WORDS

Options = list[tuple[str, str]]


def options_in(language: str) -> dict[str, Any]:
    """The functions that templates make options with, for a reader of *language*."""
    speaker = words.speaker(language)

    def languages(tags: Iterable[str]) -> Options:
        return [(tag, speaker.language_name(tag)) for tag in tags]

    def markets(rows: Mapping[str, Market]) -> Options:
        named = [(code, f"{label(row.name, (language,))} · {row.currency}") for code, row in rows.items()]
        return sorted(named, key=lambda pair: pair[1])

    def said(pairs: Iterable[tuple[str, Message]]) -> Options:
        return [(value, speaker.say(message)) for value, message in pairs]

    roles = [(role, speaker.say(ROLE_WORDS[role])) for role in reversed(ROLES)]
    return {
        "language_options": languages,
        "market_options": markets,
        "role_options": roles,
        "said_options": said,
        "unit_words": speaker.unit_name,
    }
