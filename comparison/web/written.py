"""What a template wrote, piece by piece: joined as it is sent, with a digest for its entity tag.

A piece that was written beforehand brings its digest along, so that most of a page is hashed once and not
at every answer.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class Piece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Some HTML in UTF-8, with the SHA-256 of it."""

    html: bytes
    digest: bytes


Chunk = str | Piece


class Written(NamedTuple):
    """A *body* in UTF-8. *digest* is hexadecimal, and the same wherever the same pieces were written."""

    body: bytes
    digest: str


def piece_of(chunks: Iterable[Chunk]) -> Piece:
    """All of *chunks* as one piece."""
    html = written(chunks).body
    return Piece(html, hashlib.sha256(html).digest())


def text_of(chunks: Iterable[Chunk]) -> str:
    """All of *chunks* as one text."""
    return "".join(chunk if isinstance(chunk, str) else chunk.html.decode() for chunk in chunks)


def written(chunks: Iterable[Chunk]) -> Written:
    """All of *chunks* as they are sent."""
    parts, hashed = [], []
    for chunk in chunks:
        if isinstance(chunk, str):
            part = digest = chunk.encode()
        else:
            part, digest = chunk.html, chunk.digest
        parts.append(part)
        hashed.append(digest)
    return Written(b"".join(parts), hashlib.sha256(b"".join(hashed)).hexdigest())
