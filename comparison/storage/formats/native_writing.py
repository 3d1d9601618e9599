"""Writes a whole shop as YAML that people like to read, or as JSON. The same shop is the same bytes."""

from typing import Any

import msgspec
import yaml

from .native import NativeShop

_WIDTH = 100
_ONE_LINE = 72
# YAML takes these for line breaks, so text that has them is written with escapes.
_OTHER_BREAKS = frozenset("\x85\u2028\u2029\ufeff")


def yaml_of(native: NativeShop) -> bytes:
    """*native* as YAML: every value written out, several lines of text as a block."""
    return plain_yaml(_plain(native))


def plain_yaml(data: dict[str, Any]) -> bytes:
    """Plain *data* in the same manner."""
    text = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDTH,
    )
    return text.encode()


def json_of(native: NativeShop) -> bytes:
    """*native* as JSON, indented by two."""
    return msgspec.json.format(msgspec.json.encode(_plain(native)), indent=2) + b"\n"


def _plain(native: NativeShop) -> dict[str, Any]:
    """Fields in the order of their struct, texts by language tag; what is as usual is left out."""
    plain = msgspec.to_builtins(native, order="deterministic")
    return {"format": native.format, **plain}


class _Dumper(yaml.SafeDumper):
    """Without aliases, lists indented, small mappings on one line, and several lines as a block."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  The library's own signature.
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  The library's own.
        super().increase_indent(flow, indentless=False)

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        if not _OTHER_BREAKS.isdisjoint(text):
            style = '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    def represent_fields(self, mapping: dict[str, Any]) -> yaml.MappingNode:
        on_one_line = _on_one_line(mapping)
        return self.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=on_one_line)


def _on_one_line(mapping: dict[str, Any]) -> bool:
    if any(isinstance(value, dict | list) or "\n" in str(value) for value in mapping.values()):
        return False
    return sum(len(f"{key}: {value}, ") for key, value in mapping.items()) <= _ONE_LINE


_Dumper.add_representer(str, _Dumper.represent_text)
_Dumper.add_representer(dict, _Dumper.represent_fields)
