"""YAML written quickly: what is plainly plain by ourselves, everything else by the library.

The library looks at every character of a text in Python. Most texts need no such look: they are made of
letters, digits and harmless marks. A pair or an item with any other text is left to the library, with as
much less width as it stands to the right; its lines are then moved there.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .yaml_dumper import WIDTH, OnOwnLine, dumped, is_text, on_one_line

_STEP = 2
_END = "...\n"
# Letters, digits and marks that mean nothing to YAML wherever they stand behind the first character; words
# are one space apart. Between braces a few more mean something.
_FIRST = r"[^\W_]"
_MARKS = r"\w.;/()%+*&'\"=~$€£¥₩°·×–—…!@<>|^\-"
_INSIDE = re.compile(rf"{_FIRST}(?:[{_MARKS}]| (?=[{_MARKS}]))*")
_OUTSIDE = re.compile(rf"{_FIRST}(?:[{_MARKS},?\[\]{{}}]|:(?=\S)| (?=[{_MARKS},?\[\]{{}}]))*")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def written(data: dict[str, Any]) -> str:
    """*data*, of mappings, lists, tuples, texts, whole numbers, yes, no and null, as `dumped` writes it."""
    if on_one_line(data):
        return dumped(data)
    writer = _Writer()
    writer.pairs(data, 0)
    return "".join(writer.parts) + writer.ended


class _Writer:
    """*parts* are what was written, *ended* is the mark that must follow where nothing more comes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.ended = ""

    def pairs(self, mapping: dict[str, Any], column: int, *, begun: bool = False) -> None:
        """Every pair on lines of its own; the first one on a line that is *begun* already."""
        for key, value in mapping.items():
            pad = "" if begun else " " * column
            begun = False
            if not _is_plain_key(key) or not self._pair(f"{pad}{key}:", value, column, len(key) + 1):
                self._left_to_library(OnOwnLine({key: value}), column, pad)

    def _pair(self, start: str, value: Any, column: int, taken: int) -> bool:
        """Write a pair whose key, with its colon, is *start*; False where the library has to."""
        if value and isinstance(value, list | tuple):
            self._write(f"{start}\n")
            self._items(value, column + _STEP)
        elif value and isinstance(value, dict) and not on_one_line(value):
            self._write(f"{start}\n")
            self.pairs(value, column + _STEP)
        else:
            said = _said(value, column + taken + 1, column + _STEP)
            if said is None:
                return False
            self._write(f"{start} {said}\n")
        return True

    def _items(self, items: Sequence[Any], column: int) -> None:
        pad = " " * column
        for item in items:
            if item and isinstance(item, dict) and not on_one_line(item):
                self._write(f"{pad}- ")
                self.pairs(item, column + _STEP, begun=True)
                continue
            nested = item and isinstance(item, list | tuple)
            said = None if nested else _said(item, column + _STEP, column + _STEP)
            if said is None:
                self._left_to_library([item], column, pad)
            else:
                self._write(f"{pad}- {said}\n")

    def _left_to_library(self, data: Any, column: int, pad: str) -> None:
        """Write *data* at *column*, where *pad* is what its first line still lacks."""
        text = dumped(data, width=WIDTH - column)
        body = text.removesuffix(_END)
        lines = body.split("\n")
        rest = [" " * column + line if line else "" for line in lines[1:]]
        self._write("\n".join([pad + lines[0], *rest]))
        self.ended = text[len(body) :]

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.ended = ""


def _said(value: Any, column: int, indent: int) -> str | None:
    """*value*, which begins at *column*, on one line or folded to *indent*; None where the library has to."""
    if isinstance(value, str):
        plain = _plain(value, inside=False)
        if plain is None or column + len(plain) <= WIDTH:
            return plain
        return _folded(plain, column, indent) if plain == value else None
    said = _inside(value)
    return said if said is not None and column + len(said) <= WIDTH else None


def _inside(value: Any) -> str | None:
    """*value* as it stands between braces; None where the library has to."""
    if isinstance(value, str):
        return _plain(value, inside=True)
    if isinstance(value, dict):
        pairs = [(key, _inside(one)) for key, one in value.items()]
        if any(said is None or not _is_plain_key(key) for key, said in pairs):
            return None
        return f"{{{', '.join([f'{key}: {said}' for key, said in pairs])}}}"
    if isinstance(value, list | tuple):
        items = [said for one in value if (said := _inside(one)) is not None]
        return f"[{', '.join(items)}]" if len(items) == len(value) else None
    return _word(value)


def _word(value: Any) -> str | None:
    """Yes, no, null or a whole number; None for everything else."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) else None


@lru_cache(maxsize=4_000)
def _plain(text: str, *, inside: bool) -> str | None:
    """*text* as it stands, in quotation marks where it would be a number or a date or end what it stands
    in; None for a text that needs a closer look."""
    if _OUTSIDE.fullmatch(text) is None:
        return None
    if is_text(text) and (not inside or _INSIDE.fullmatch(text)):
        return text
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


@lru_cache(maxsize=1_000)
def _is_plain_key(key: Any) -> bool:
    return isinstance(key, str) and _KEY.fullmatch(key) is not None and is_text(key)


def _folded(text: str, column: int, indent: int) -> str:
    """*text* on several lines, each broken at the first space behind the width."""
    first, *words = text.split(" ")
    parts, column = [first], column + len(first)
    for word in words:
        if column > WIDTH:
            parts.append("\n" + " " * indent)
            column = indent
        else:
            parts.append(" ")
            column += 1
        parts.append(word)
        column += len(word)
    return "".join(parts)
