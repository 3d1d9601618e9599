"""The message catalogues: ``comparison/locales/<language>/<area>.po``, merged and parsed in memory.

The msgid of an entry is its key, the msgstr its sentence. An entry with a plural takes the form
for its argument ``count``.
"""

from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as CatalogEntry
from babel.messages.pofile import read_po

from .sentences import Sentence, parsed

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))
FALLBACK = "en"


class UntranslatedMessage(UserWarning):
    """A key that no catalogue has was to be said; readers saw the key itself."""


class Entry(NamedTuple):
    """The *forms* of one sentence, and the rule that picks one by the argument ``count``."""

    forms: tuple[Sentence, ...]
    form_for: Callable[[int], int]

    def sentence(self, arguments: Mapping[str, Any]) -> Sentence:
        """The form for *arguments*.

        Raises:
            KeyError: there are several forms and no ``count``.
        """
        if len(self.forms) == 1:
            return self.forms[0]
        return self.forms[self.form_for(arguments["count"])]


@cache
def entries(language: str) -> Mapping[str, Entry]:
    """Every entry of one of `LANGUAGES`, all areas together."""
    merged: dict[str, Entry] = {}
    for file in sorted((LOCALES / language).glob("*.po")):
        merged.update(area_entries(file, language))
    return merged


def area_entries(file: Path, language: str) -> dict[str, Entry]:
    """The entries of one area; an empty translation is left out, so that the fallback speaks.

    Raises:
        ValueError: a sentence is not well formed.
        PoFileError: the file is not.
    """
    with file.open("rb") as source:
        catalog: Catalog = read_po(source, locale=language, abort_invalid=True)
    form_for = c2py(catalog.plural_expr)
    return {_key(entry): Entry(_forms(entry), form_for) for entry in catalog if entry.id and _texts(entry)}


def _key(entry: CatalogEntry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _texts(entry: CatalogEntry) -> tuple[str, ...]:
    texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return texts if all(texts) else ()


def _forms(entry: CatalogEntry) -> tuple[Sentence, ...]:
    return tuple(parsed(text) for text in _texts(entry))
