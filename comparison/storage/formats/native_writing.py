"""Writes a whole shop as YAML that people like to read, or as JSON. The same shop is the same bytes."""

from typing import Any

import msgspec

from .native import NativeShop
from .yaml_writing import written


def yaml_of(native: NativeShop) -> bytes:
    """*native* as YAML: every value written out, several lines of text as a block."""
    return plain_yaml(_plain(native))


def plain_yaml(data: dict[str, Any]) -> bytes:
    """Plain *data* in the same manner."""
    return written(data).encode()


def json_of(native: NativeShop) -> bytes:
    """*native* as JSON, indented by two."""
    return msgspec.json.format(msgspec.json.encode(_plain(native)), indent=2) + b"\n"


def _plain(native: NativeShop) -> dict[str, Any]:
    """Fields in the order of their struct, texts by language tag; what is as usual is left out."""
    plain = msgspec.to_builtins(native, order="deterministic")
    return {"format": native.format, **plain}
