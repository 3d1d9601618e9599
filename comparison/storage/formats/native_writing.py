"""Writes a whole shop as YAML that people like to read, or as JSON. The same shop is the same bytes."""

from typing import Any

import msgspec
import yaml

from .native import NativeShop

_WIDTH = 100
# YAML takes these for line breaks, so text that has them is written with escapes.
_OTHER_BREAKS = frozenset("\x85\u2028\u2029\ufeff")


def yaml_of(native: NativeShop) -> bytes:
    """*native* as YAML: every value written out, several lines of text as a block."""
    text = yaml.dump(
        _plain(native),
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
    """Without aliases, and with text in the style that suits it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  The library's own signature.
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        if not _OTHER_BREAKS.isdisjoint(text):
            style = '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)
