"""The JSON-LD of a file: a JSON document, or the scripts of a page that hold some.

Pages write JSON that is none, strictly: with comments, control characters, a comma too many. That much is
put up with.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .decoding import encoding_of, text_of
from .json_reading import KeyTwice, plain_json, refused_twice
from .source_file import MOST_DOCUMENT_BYTES, SourceFile

PAGES = (".html", ".htm", ".xhtml")
MOST_DEPTH = 60
MOST_SCRIPTS = 500
_LEAD = re.compile(r"<!--|<script\b(?P<attributes>[^<>]{0,2000})>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_MICRODATA = re.compile(
    r"""(?:itemtype\s*=\s*["']?https?://schema\.org/|typeof\s*=\s*["']?(?:schema:)?)(?:Product|Offer)""",
    re.IGNORECASE,
)
# What is never closed goes on to the end: looked for from each of its beginnings, it would take for ever.
_QUOTED_OR_COMMENT = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z|\\)|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_QUOTED_OR_COMMA = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z|\\)|,(?=\s*+[}\]])', re.DOTALL)
_WRAPPERS = re.compile(r"^\s*+(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*+;?\s*+$")


class Script(NamedTuple):
    """One piece of JSON-LD: its *data*, the *text* it was read from, and the *line* that begins on."""

    data: Any
    text: str
    line: int


class Scripts(NamedTuple):
    """All of a file. *broken* is the first that is no JSON; *microdata* says whether a page has some."""

    scripts: tuple[Script, ...]
    broken: RefusedFile | None
    microdata: bool
    encoding: str


def scripts_of(file: SourceFile) -> Scripts:
    """The JSON-LD in *file*.

    Raises:
        RefusedFile: it cannot be read, is larger than a document may be, or is no JSON and no page.
    """
    encoding = encoding_of(file)
    with text_of(file, encoding) as stream:
        text = stream.read(MOST_DOCUMENT_BYTES + 1)
    if len(text) > MOST_DOCUMENT_BYTES:
        most = MOST_DOCUMENT_BYTES // 1_000_000
        reason = say("import.reason.file_size", most=most)
        raise RefusedFile(file.name, 0, "", reason, say("import.accepted.file_size", most=most))
    if PurePath(file.plain_name).suffix.lower() in PAGES:
        return _of_page(file.name, text, encoding)
    return Scripts((Script(_parsed(text, file.name, 1), text, 1),), None, microdata=False, encoding=encoding)


def pieces_of(page: str) -> Iterator[tuple[int, str]]:
    """Where every script of JSON-LD in *page* begins, and what it holds. One in a comment is none."""
    at = 0
    while found := _LEAD.search(page, at):
        if found["attributes"] is None:
            end = page.find("-->", found.end())
            if end < 0:
                return
            at = end + 3
            continue
        closing = _END.search(page, found.end())
        if closing is None:
            return
        if "application/ld+json" in html.unescape(found["attributes"]).lower():
            yield found.end(), page[found.end() : closing.start()]
        at = closing.end()


def _of_page(name: str, page: str, encoding: str) -> Scripts:
    scripts: list[Script] = []
    broken: RefusedFile | None = None
    for at, text in pieces_of(page):
        line = page.count("\n", 0, at) + 1
        try:
            scripts.append(Script(_parsed(text, name, line), text, line))
        except RefusedFile as fault:
            broken = broken or fault
        if len(scripts) > MOST_SCRIPTS:
            raise RefusedFile(name, line, "", _too_many(), say("import.accepted.too_many", most=MOST_SCRIPTS))
    return Scripts(tuple(scripts), broken, bool(_MICRODATA.search(page)), encoding)


def _too_many() -> Message:
    return say("import.reason.too_many")


def _parsed(text: str, name: str, line: int) -> Any:
    """The data of *text*, which begins on *line* of the file.

    Raises:
        RefusedFile: it is no JSON, not even with what pages get wrong, or has a key twice or too many levels.
    """
    try:
        data = _leniently(text)
    except json.JSONDecodeError as error:
        reason = say("refused.not_json", problem=error.msg)
        raise RefusedFile(name, line + error.lineno - 1, "$", reason, say("accepted.json")) from None
    except KeyTwice as error:
        raise refused_twice(name, line, text, error) from None
    except RecursionError:
        raise _too_deep(name, line) from None
    if _is_too_deep(data):
        raise _too_deep(name, line)
    return data


def _leniently(text: str) -> Any:
    """The data of *text* as it stands, else as it is meant."""
    try:
        return _loaded(text)
    except json.JSONDecodeError as first:
        try:
            return _loaded(_mended(text))
        except json.JSONDecodeError:
            raise first from None


def _loaded(text: str) -> Any:
    return plain_json(text.removeprefix("\ufeff"), strict=False)


def _mended(text: str) -> str:
    """*text* without comments, wrappers and commas before a closing bracket; its lines stay."""
    bare = _WRAPPERS.sub("", _QUOTED_OR_COMMENT.sub(_without_comment, text))
    bare = _QUOTED_OR_COMMA.sub(lambda found: "" if found[0] == "," else found[0], bare)
    bare = bare.strip().rstrip(";")
    return html.unescape(bare) if "&quot;" in bare and '"' not in bare else bare


def _without_comment(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else "\n" * found[0].count("\n")


def _is_too_deep(data: Any) -> bool:
    level = [data]
    for _ in range(MOST_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return True


def _inside(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        yield from data.values()
    elif isinstance(data, list):
        yield from data


def _too_deep(name: str, line: int) -> RefusedFile:
    reason = say("refused.too_deep")
    return RefusedFile(name, line, "$", reason, say("accepted.at_most_levels", count=MOST_DEPTH))
