"""Which language a reader gets, and the merchant's labels in it."""

import re
from collections.abc import Iterable, Mapping, Sequence

_WELL_FORMED = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}")


def well_formed(tag: str) -> bool:
    """Whether *tag* has the form of a language tag (RFC 5646, without its registry)."""
    return _WELL_FORMED.fullmatch(tag) is not None


def lookup(tag: str, available: Sequence[str]) -> str | None:
    """The best of *available* for *tag* by RFC 4647 §3.4: cut from the end until one matches.

    ``ko-Kore-KR`` finds ``ko``; ``ko`` does not find ``ko-KP``. None if nothing matches.
    """
    by_folded = {language.lower(): language for language in available}
    parts = tag.lower().split("-")
    while parts:
        if found := by_folded.get("-".join(parts)):
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:  # A singleton never ends a range.
            parts.pop()
    return None


def label(text: Mapping[str, str], languages: Sequence[str]) -> str:
    """The merchant's *text* in the first of *languages* it has, else in the first it has at all."""
    for language in languages:
        if text.get(language):
            return text[language]
    return next((words for words in text.values() if words), "")


def other_language(text: Mapping[str, str], languages: Sequence[str]) -> str | None:
    """The language of what `label` answers, where that is not the reader's own, the first of *languages*."""
    if text.get(languages[0]):
        return None
    return next((language for language in (*languages, *text) if text.get(language)), None)


def one_other_language(texts: Iterable[Mapping[str, str]], languages: Sequence[str]) -> str | None:
    """As `other_language`, where all of *texts* are in that one; None where they are in several."""
    found = {other_language(text, languages) for text in texts}
    return found.pop() if len(found) == 1 else None
