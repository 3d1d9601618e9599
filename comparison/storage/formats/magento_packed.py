"""Magento's packed cells: names and values in one cell, lists in one value.

Source: Adobe Commerce documentation, "Data transfer, complex data". A cell is ``a=1,b=x|y``; with
"fields enclosure" values stand in quotes (``a="1",b="x"|"y"``), and a pair whose value has a comma
stands in quotes as a whole (``a=1,"b=x, y"``).
"""

import html
import re

from .cells import split_escaped

# A comma ends a pair only where a name and "=" follow: "b=x, y,c=2" is two pairs.
_NEXT_PAIR = re.compile(r',(?="?[A-Za-z0-9_]+=)')
_ROOTS = {"default category", "root catalog"}
_QUOTED_LIST = re.compile(r'"(?:[^"]|"")*"(?:\|"(?:[^"]|"")*")*')


def pairs_of(packed: str) -> dict[str, str]:
    """``size=XS,climate=Cool|Windy`` by name; of a name that is there twice the last one holds."""
    found: dict[str, str] = {}
    for part in _NEXT_PAIR.split(packed):
        bare = part.strip()
        if bare.startswith('"') and bare.endswith('"') and len(bare) > 1:
            bare = bare[1:-1]
        name, equals, value = bare.partition("=")
        if equals:
            found[name.strip()] = value.strip()
    return found


def values_of(value: str) -> list[str]:
    """``Cool|Windy`` as its parts, without the quotes around them and with ``&trade;`` as the character it
    stands for; empty ones are none."""
    if _QUOTED_LIST.fullmatch(value):
        parts = [part[1:-1].replace('""', '"') for part in re.findall(r'"(?:[^"]|"")*"', value)]
    else:
        parts = value.split("|")
    return [bare for part in parts if (bare := html.unescape(part).strip())]


def groups_of(packed: str) -> list[dict[str, str]]:
    """``sku=A,size=S|sku=B,size=M`` as one mapping for each part."""
    return [pairs for part in packed.split("|") if (pairs := pairs_of(part))]


def paths_of(packed: str) -> list[tuple[str, ...]]:
    """``Default Category/Men/Tops,Default Category``: each path from the outside in, without the root."""
    paths = [tuple(split_escaped(path, "/")) for path in packed.split(",")]
    bare = [path[1:] if path and path[0].lower() in _ROOTS else path for path in paths]
    return [path for path in bare if path]
