"""Keys and labels out of the names that other people's files use."""

import re
import unicodedata

# A single small letter belongs to what follows it (oAuth), a capital after one to what precedes (GxP).
_CAMEL = re.compile(r"(?<=[a-z0-9][a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Z])")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"[\s_]+")
_CAPITALIZED = re.compile(r"[A-Z][a-z0-9]*")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]*")
LONGEST_KEY = 64


def slug(name: str, *, fallback: str) -> str:
    """*name* as a key of at most 64 characters: ``Zoom - One`` is ``zoom-one``.

    Accents are dropped. A name without a single Latin letter or digit becomes *fallback*.
    """
    plain = name
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _NOT_KEY.sub("-", plain.lower()).strip("-")[:LONGEST_KEY].rstrip("-") or fallback


def split_slug(name: str, *, fallback: str) -> str:
    """As `slug`, with camel case taken apart: ``useMessagesAccess`` is ``use-messages-access``."""
    return slug(_CAMEL.sub("-", name), fallback=fallback)


def joined(first: str, second: str) -> str:
    """Two keys as one of at most 64 characters; the first gives way, because the second tells apart."""
    room = LONGEST_KEY - len(second) - 1
    return f"{first[:room].rstrip('-')}-{second}" if room > 0 else second


def unique(key: str, taken: set[str]) -> str:
    """*key*, or the first of ``key-2``, ``key-3`` … that is not *taken*; it is taken from then on."""
    candidate, number = key, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = key[: LONGEST_KEY - len(suffix)].rstrip("-") + suffix
    taken.add(candidate)
    return candidate


def plain_label(name: str) -> str:
    """A programmer's key in plain words: ``useMessagesAccess`` is ``Use messages access``.

    Words in capitals stay (``usersManagementSCIM`` is ``Users management SCIM``), unless the
    whole name is in capitals.
    """
    spaced = _CAMEL.sub(" ", name) if not _CAPITALS.fullmatch(name) else name.lower()
    words = [_spoken(word) for word in _SPACES.split(spaced.strip()) if word]
    text = " ".join(words) or name
    return text[:1].upper() + text[1:]


def proper_name(name: str) -> str:
    """A plan's key as a name: ``BUSINESS_PLUS`` is ``Business Plus``; ``Bar`` stays ``Bar``."""
    if not _CAPITALS.fullmatch(name):
        return name
    return " ".join(word.capitalize() for word in name.split("_") if word) or name


def _spoken(word: str) -> str:
    return word.lower() if _CAPITALIZED.fullmatch(word) else word
