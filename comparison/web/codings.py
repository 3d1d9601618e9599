"""The content coding of an answer: which one a client takes, and bytes in it."""

import gzip
import re
from collections.abc import Callable
from typing import Literal

import brotli

Coding = Literal["br", "gzip", "identity"]
CODINGS: tuple[Coding, ...] = ("br", "gzip", "identity")
_COMPRESSED: tuple[Coding, ...] = ("br", "gzip")

# Quality 5 takes about 1 ms for a fragment of 25 kB; 11 takes 50 ms and would hold up everybody.
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
_MOST_HEADER = 400
_NO_WEIGHT = re.compile(r"0(\.0{0,3})?")

_PACK: dict[Coding, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=_BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0),
    "identity": lambda body: body,
}
_UNPACK: dict[Coding, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": lambda body: body,
}


def packed(body: bytes, coding: Coding) -> bytes:
    """*body* in *coding*: the same bytes on every machine with the same libraries."""
    return _PACK[coding](body)


def unpacked(body: bytes, coding: Coding) -> bytes:
    """The plain bytes of *body*, which is in *coding*."""
    return _UNPACK[coding](body)


def chosen_coding(accepted: str) -> Coding:
    """The best coding that an ``Accept-Encoding`` header takes (RFC 9110 §12.5.3).

    Weights above nothing count alike: brotli is the smaller one for everybody. What cannot be
    understood, and a client that says no to everything, gets the plain bytes.
    """
    weights = _weights(accepted[:_MOST_HEADER])
    for coding in _COMPRESSED:
        weight = weights.get(coding, weights.get("*", "0"))
        if _NO_WEIGHT.fullmatch(weight) is None:
            return coding
    return "identity"


def _weights(accepted: str) -> dict[str, str]:
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = parameters.strip().removeprefix("q=") or "1"
    return weights
