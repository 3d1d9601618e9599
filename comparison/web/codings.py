"""The content coding of an answer: which one a client takes, and bytes in it."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import brotli

Coding = Literal["br", "gzip", "identity"]
Effort = Literal["quick", "best"]
CODINGS: tuple[Coding, ...] = ("br", "gzip", "identity")
_COMPRESSED: tuple[Coding, ...] = ("br", "gzip")

# Quality 5 takes half a millisecond for a fragment of 50 kB, 11 takes 36 ms: that is for a thread beside.
_BROTLI_QUALITY: dict["Effort", int] = {"quick": 5, "best": 11}
_GZIP_LEVEL: dict["Effort", int] = {"quick": 6, "best": 9}
# A window of at least the whole body loses nothing, and a smaller table is faster to set up.
_LEAST_WINDOW, _MOST_WINDOW = 16, 22
# Of two to the power of its window brotli leaves sixteen bytes unused.
_BESIDE = 16
_MOST_HEADER = 400
_TAKEN = re.compile(r"q=(1(\.0{0,3})?|0\.(?=0*[1-9])[0-9]{1,3})")

_PACK: dict[Coding, Callable[[bytes, Effort], bytes]] = {
    "br": lambda body, effort: _brotli(body, _BROTLI_QUALITY[effort]),
    "gzip": lambda body, effort: gzip.compress(body, compresslevel=_GZIP_LEVEL[effort], mtime=0),
    "identity": lambda body, _: body,
}
_UNPACK: dict[Coding, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": lambda body: body,
}


def packed(body: bytes, coding: Coding, effort: Effort = "quick") -> bytes:
    """*body* in *coding*: the same bytes on every machine with the same libraries.

    Both ways let go of the interpreter's lock, so a thread may pack while others answer.
    """
    return _PACK[coding](body, effort)


def unpacked(body: bytes, coding: Coding) -> bytes:
    """The plain bytes of *body*, which is in *coding*."""
    return _UNPACK[coding](body)


def chosen_coding(accepted: str) -> Coding:
    """The best coding that an ``Accept-Encoding`` header takes (RFC 9110 §12.5.3).

    Weights above nothing count alike: brotli is the smaller one for everybody. What cannot be
    understood, and a client that says no to everything, gets the plain bytes.
    """
    return _chosen(accepted[:_MOST_HEADER])


# Browsers and caches send a few dozen forms of it.
@lru_cache(256)
def _chosen(accepted: str) -> Coding:
    weights = _weights(accepted)
    for coding in _COMPRESSED:
        if _TAKEN.fullmatch(weights.get(coding, weights.get("*", ""))):
            return coding
    return "identity"


def _brotli(body: bytes, quality: int) -> bytes:
    window = min(_MOST_WINDOW, max(_LEAST_WINDOW, (len(body) + _BESIDE).bit_length()))
    found: bytes = brotli.compress(body, quality=quality, lgwin=window)
    return found


def _weights(accepted: str) -> dict[str, str]:
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, semicolon, weight = part.partition(";")
        weights[name.strip()] = weight.strip() if semicolon else "q=1"
    return weights
