"""A whole shop with a word about every key: made from the structs that read it, so that it cannot go stale.

What stands in it comes from the example in the catalogue's own guide; what that leaves out is there as a
line that is switched off.
"""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from msgspec import NODEFAULT, inspect

from ...core.messages import Message, say
from .native import NativeShop
from .template_samples import bare, sample
from .yaml_reading import read_yaml

Said = Callable[[Message], str | None]

_BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
_FORM = re.compile(r"`(\{is: ([a-z_]+)[^`]*\})`")
_HEAD_LINES = 4
_WIDTH = 100
_OFF = "#:"
# Worked out when a record is saved, so that nobody needs to type them.
_WORKED_OUT = frozenset({"base", "base_unit", "base_low", "base_high"})


def template(guide: str, said: Said) -> bytes:
    """The template. *guide* is the page that explains every key, with an example of a whole shop in it;
    *said* says a message in the reader's language, or None where it has no words for it."""
    example = read_yaml("\n".join(_BLOCK.findall(guide)).encode(), "README.md").data
    writer = _Writer({tag: form for form, tag in reversed(_FORM.findall(guide))}, said)
    return "".join(f"{line}\n" for line in writer.document(example)).encode()


class _Writer:
    """Writes every field of every struct once with what is to be said of it, and later without."""

    def __init__(self, forms: Mapping[str, str], said: Said) -> None:
        self._forms, self._said = forms, said
        self._told: set[str] = set()

    def document(self, example: Mapping[str, Any]) -> Iterator[str]:
        for number in range(1, _HEAD_LINES + 1):
            yield from _comment(self._said(say(f"template.head_{number}")) or "", 0)
        yield ""
        info = inspect.type_info(NativeShop)
        if isinstance(info, inspect.StructType):
            yield from self._struct(info, example, 0)

    def _struct(self, info: inspect.StructType, data: Mapping[str, Any], depth: int) -> Iterator[str]:
        """The fields of a struct. Those that *data* lacks are switched off, the first time."""
        name = info.cls.__name__
        first = name not in self._told
        self._told.add(name)
        for field in info.fields:
            if field.encode_name in _WORKED_OUT:
                continue
            if first:
                yield from self._about(name, field, depth)
            if field.encode_name in data:
                yield from self._field(field, data[field.encode_name], depth)
            elif first:
                yield from _off(self._lacking(field, depth))

    def _field(self, field: inspect.Field, data: Any, depth: int) -> Iterator[str]:
        kind = bare(field.type)
        indent, key = "  " * depth, field.encode_name
        if isinstance(kind, inspect.StructType) and self._is_worth_lines(kind, data):
            yield f"{indent}{key}:"
            yield from self._struct(kind, data, depth + 1)
        elif isinstance(kind, inspect.VarTupleType) and isinstance(bare(kind.item_type), inspect.StructType):
            yield f"{indent}{key}:" if data else f"{indent}{key}: []"
            yield from self._items(bare(kind.item_type), data, depth + 1)
        else:
            yield f"{indent}{key}: {_inline(data)}"

    def _lacking(self, field: inspect.Field, depth: int) -> Iterator[str]:
        """A field that the example leaves out, with something that fits."""
        form = next((self._forms[tag] for tag in _tags(field.type) if tag in self._forms), None)
        if form is not None:
            yield f"{'  ' * depth}{field.encode_name}: {form}"
            return
        yield from self._field(field, sample(field.type, other_than=_default(field)), depth)

    def _items(self, kind: inspect.Type, items: list[Any], depth: int) -> Iterator[str]:
        indent = "  " * depth
        for item in items:
            if not isinstance(kind, inspect.StructType) or not self._is_worth_lines(kind, item):
                yield f"{indent}- {_inline(item)}"
                continue
            marked = False
            for line in self._struct(kind, item, depth + 1):
                # The first line that is really there carries the mark of the item.
                mark = not marked and not line.lstrip().startswith("#")
                marked = marked or mark
                yield f"{indent}- {line.lstrip()}" if mark else line

    def _is_worth_lines(self, kind: inspect.StructType, data: Any) -> bool:
        """A struct that was explained before is written on one line, if it fits there."""
        return kind.cls.__name__ not in self._told or len(_inline(data)) > _WIDTH - 20

    def _about(self, struct: str, field: inspect.Field, depth: int) -> Iterator[str]:
        said = self._said(say(f"template.{struct}_{field.encode_name}"))
        said = said or self._said(say(f"template.any_{field.encode_name}"))
        facts = [fact for message in _facts(field) if (fact := self._said(message))]
        yield from _comment(" · ".join(part for part in (said, *facts) if part), depth)
        for tag in _tags(field.type):
            meaning = self._said(say(f"template.form.{tag}"))
            yield from _comment(f"  {self._forms.get(tag, tag)}  {meaning or ''}", depth)


def _facts(field: inspect.Field) -> Iterator[Message]:
    """What the struct itself knows of a field."""
    kind, default = bare(field.type), _default(field)
    if field.required:
        yield say("template.fact.required")
    if isinstance(kind, inspect.LiteralType):
        yield say("template.fact.choices", values=tuple(str(one) for one in kind.values))
    if isinstance(default, bool):
        yield say("template.fact.default", value="true" if default else "false")
    elif default not in (None, ()) and isinstance(default, str | int):
        yield say("template.fact.default", value=str(default))
    if isinstance(kind, inspect.VarTupleType) and kind.max_length is not None:
        yield say("template.fact.most", most=kind.max_length)


def _default(field: inspect.Field) -> Any:
    return None if field.default is NODEFAULT else field.default


def _tags(wanted: inspect.Type) -> list[str]:
    """The forms of a field that has several."""
    kind = bare(wanted)
    parts = kind.types if isinstance(kind, inspect.UnionType) else ()
    return [str(part.tag) for part in parts if isinstance(part, inspect.StructType) and part.tag]


def _off(lines: Iterator[str]) -> Iterator[str]:
    return (line if line.startswith(_OFF) else f"{_OFF}{line}" for line in lines)


def _comment(text: str, depth: int) -> Iterator[str]:
    indent = "  " * depth + "# "
    if not text:
        return
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
    )


class _Dumper(yaml.SafeDumper):
    """Everything on one line, amounts and dates without quotes, as people type them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  The library's own signature.
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        resolver: Any = self
        tag: str = resolver.resolve(yaml.ScalarNode, text, (True, False))
        # Our reader takes these as text all the same; only true, false and null are more.
        typed = tag.endswith((":int", ":float", ":timestamp"))
        return self.represent_scalar(tag if typed else "tag:yaml.org,2002:str", text)


_Dumper.add_representer(str, _Dumper.represent_text)


def _inline(data: Any) -> str:
    text: str = yaml.dump(
        data, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    return text.removesuffix("\n").removesuffix("\n...")
