"""Tells the versions of Pricing2Yaml apart.

Source: docs/importing.md, "Pricing2Yaml". ``version`` named the syntax until 2.0 and has been
the pricing's own label since 2.1, where ``syntaxVersion`` took its place.
"""

import re
from typing import Any, Literal

from .node import Node

Version = Literal["1.0", "1.1", "2.0", "2.1", "3.0"]

_OLD: dict[str, Version] = {"1.0": "1.0", "1.1": "1.1", "2.0": "2.0"}
_ALL: dict[str, Version] = {**_OLD, "2.1": "2.1", "3.0": "3.0"}
_DATE_PARTS = ("day", "month", "year")
# Within its line: blank lines would be looked through from each of them.
_OWN_KEY = re.compile(rb"""^[ \t\r{]*+["']?(?:saasName|syntaxVersion)["']?\s*:""", re.MULTILINE)


def looks_like_pricing2yaml(raw: bytes) -> bool:
    """Whether a key stands in the text that only Pricing2Yaml has."""
    return _OWN_KEY.search(raw) is not None


def version_of(top: Node) -> Version:
    """Which version's rules a file follows.

    Raises:
        RefusedFile: no version, with ``createdAt`` instead of day, month and year; or an unknown one.
    """
    if top.has("syntaxVersion"):
        return _known(top.at("syntaxVersion"), _ALL)
    if top.has("version"):
        return _known(top.at("version"), _OLD)
    if all(top.has(part) for part in _DATE_PARTS):
        return "1.0"
    raise top.refusal("no_version")


def _known(node: Node, among: dict[str, Version]) -> Version:
    found: Any = node.value
    if not isinstance(found, str) or found not in among:
        raise node.refusal("unknown_version", versions=tuple(among))
    return among[found]
