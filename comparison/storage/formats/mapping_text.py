"""A mapping as a commented file, ready to be changed by hand.

What it says by default is written down as a comment, so that nobody has to look it up.
"""

import json
from collections.abc import Iterator

from .mapping import Mapping, RowMapping, one_or_more

_HEAD = """\
# What the columns of {file} mean. Change what is wrong, then:
#   tier-compare import {file} --shop SHOP --mapping THIS-FILE
# Every field is explained in docs/importing.md, "Plain tables".
"""
_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("key", "COLUMN", "what tells rows apart, where the name does not"),
    ("sku", "COLUMN", ""),
    ("price", "COLUMN", ""),
    ("delivery", "COLUMN", "what delivery costs: one amount, or free"),
    ("currency", "USD", "where the cells do not say"),
    ("interval", "month", "once, if it is not said"),
    ("tax", "included", "or excluded"),
    ("zero_price", "not_stated", "where 0 means that nobody knows"),
    ("category", "COLUMN", "products of one category are compared"),
    ("title", "Laptops", "the category of all, where no column says it"),
    ("brand", "COLUMN", ""),
    ("description", "COLUMN", ""),
    ("address", "COLUMN", "where it is bought"),
    ("stock", "COLUMN", "a number, yes or no, in stock or sold out"),
    ("decimal", '","', "the mark before the places of a number"),
    ("missing", "[none]", "words for: not known"),
    ("others", "ignore", "leave out the columns that nothing below names"),
)
_OF_ROWS = """\
# A row for each column. kind: yes_no, number, text or list; direction: higher or lower is better.
# label may be in several languages: {en: Weight, ko: 무게}. ignore: true leaves a column out.
# Two values in one cell ("2,16" is 2 × 16 GB):
#   modules: {label: Memory, split: ",", total: true, unit: gb, text: "{1} × {2} GB"}
#   speed:
#     - {label: Type, split: ",", text: "DDR{1}"}
#     - {label: Speed, split: ",", part: 2, unit: mhz, direction: higher}
"""


def mapping_text(mapping: Mapping, file: str) -> str:
    """*mapping* as YAML with comments; *file* is the name of its table."""
    head = _HEAD.format(file="".join(sign if sign.isprintable() else "?" for sign in file))
    return "\n".join((head, *_fields(mapping), "", _OF_ROWS + "columns:", *_rows(mapping), ""))


def _fields(mapping: Mapping) -> Iterator[str]:
    yield f"name: {_columns(mapping.names)}"
    for name, example, what in _FIELDS:
        value = getattr(mapping, name)
        comment = f"  # {what}" if what else ""
        if value == Mapping.__struct_defaults__[Mapping.__struct_fields__.index(name) - 1]:
            yield f"# {name}: {example}{comment}"
        else:
            yield f"{name}: {_columns(one_or_more(value))}{comment}"


def _rows(mapping: Mapping) -> Iterator[str]:
    for column, rows in mapping.columns.items():
        if isinstance(rows, RowMapping):
            yield f"  {_text(column)}: {_row(rows)}"
        else:
            yield f"  {_text(column)}:"
            yield from (f"    - {_row(row)}" for row in rows)
    if not mapping.columns:
        yield "  {}"


def _row(row: RowMapping) -> str:
    """A row in one line, with what is not as by default."""
    defaults = dict(zip(RowMapping.__struct_fields__, RowMapping.__struct_defaults__, strict=True))
    said = {name: getattr(row, name) for name in defaults if getattr(row, name) != defaults[name]}
    if row.stated_kind == "number":
        said.setdefault("direction", "none")
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in said.items()) + "}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(name)}: {_text(text)}" for name, text in value.items()) + "}"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _columns(columns: tuple[str, ...]) -> str:
    return _text(columns[0]) if len(columns) == 1 else f"[{', '.join(map(_text, columns))}]"


def _text(text: str) -> str:
    """*text* as YAML reads it back: a JSON string, but for plain words."""
    plain = text.replace("_", "").replace("-", "").replace(" ", "")
    if plain.isalpha() and plain.isascii() and text == text.strip() and text[0].isalpha():
        return text if text.lower() not in {"null", "true", "false"} else json.dumps(text)
    return json.dumps(text, ensure_ascii=False)
