"""YAML as the library writes it in the manner of our documents: slow, and right about every text."""

from typing import Any

import yaml

WIDTH = 100
_ONE_LINE = 72
# YAML takes these for line breaks, so text that has them is written with escapes.
_OTHER_BREAKS = frozenset("\x85\u2028\u2029\ufeff")


class OnOwnLine(dict[str, Any]):
    """One pair that stands on a line of its own, however small it is."""


def dumped(data: Any, *, width: int = WIDTH) -> str:
    """*data* as YAML: every value written out, several lines of text as a block."""
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=width,
    )
    return text


def on_one_line(mapping: dict[str, Any]) -> bool:
    """Whether *mapping* is small enough for one line, between braces."""
    if any(isinstance(value, dict | list) or "\n" in str(value) for value in mapping.values()):
        return False
    return sum(len(f"{key}: {value}, ") for key, value in mapping.items()) <= _ONE_LINE


def is_text(plain: str) -> bool:
    """Whether *plain*, which is not empty, is read back as text where it stands without quotation marks."""
    resolvers = _Dumper.yaml_implicit_resolvers
    return not any(pattern.match(plain) for _, pattern in resolvers.get(plain[0], ()))


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

    def represent_pair(self, pair: OnOwnLine) -> yaml.MappingNode:
        return self.represent_mapping("tag:yaml.org,2002:map", pair, flow_style=False)

    def represent_fields(self, mapping: dict[str, Any]) -> yaml.MappingNode:
        return self.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=on_one_line(mapping))


_Dumper.add_representer(str, _Dumper.represent_text)
_Dumper.add_representer(dict, _Dumper.represent_fields)
_Dumper.add_representer(OnOwnLine, _Dumper.represent_pair)
