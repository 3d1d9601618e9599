"""Products put aside until the whole file is known: packed, and on disk where they are many."""

import weakref
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

import msgspec

from ...core.catalogue import Product

_MOST_IN_MEMORY = 4_000_000
_packed = msgspec.msgpack.Encoder()
_unpacked = msgspec.msgpack.Decoder(Product)


class _Named(msgspec.Struct):
    """All that is read of a product that breaks a bound of its own type."""

    key: str


class Draft(NamedTuple):
    """The *number* of a product's category, its *key*, and the *product*; None where it breaks a bound."""

    number: int
    key: str
    product: Product | None


class Drafts:
    """The drafts of one walk, given back in its order, as often as asked."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_MOST_IN_MEMORY)  # noqa: SIM115  It lives as long as the drafts.
        weakref.finalize(self, self._file.close)

    def add(self, number: int, product: Product) -> None:
        """Put *product*, which is of the category *number*, behind those that are there."""
        document = _packed.encode(product)
        self._file.write(len(document).to_bytes(4, "big") + number.to_bytes(4, "big") + document)

    def __iter__(self) -> Iterator[Draft]:
        self._file.seek(0)
        while head := self._file.read(8):
            document = self._file.read(int.from_bytes(head[:4], "big"))
            yield _draft(int.from_bytes(head[4:], "big"), document)


def _draft(number: int, document: bytes) -> Draft:
    try:
        product = _unpacked.decode(document)
    except msgspec.ValidationError:
        return Draft(number, msgspec.msgpack.decode(document, type=_Named).key, None)
    return Draft(number, product.key, product)
