"""Our own format, record after record: the same bytes as `native_writing` makes of the whole shop at once."""

import itertools
from collections.abc import Iterator
from typing import IO

import msgspec

from ...core.catalogue import AddOn, Category, Comparison, Product
from ...core.personas import Persona
from ..store import AnyRecord
from .native import NativeShop
from .native_writing import json_of, plain_yaml, yaml_of
from .outgoing import Outgoing

_END = b"...\n"
_LISTS: tuple[tuple[str, type[AnyRecord]], ...] = (
    ("categories", Category),
    ("products", Product),
    ("add_ons", AddOn),
    ("personas", Persona),
    ("comparisons", Comparison),
)


def write_yaml(shop: Outgoing, target: IO[bytes]) -> None:
    """YAML that people like to read."""
    ended = b""
    for part in _yaml_parts(shop):
        # A text that ends in empty lines makes the document end here. In its middle that must not stand.
        body = part.removesuffix(_END)
        ended = part[len(body) :]
        target.write(body)
    target.write(ended)


def _yaml_parts(shop: Outgoing) -> Iterator[bytes]:
    yield yaml_of(NativeShop(shop=shop.shop))
    for name, records in _lists(shop):
        yield f"{name}:\n".encode()
        for record in records:
            # A list of one, so that the record stands as far to the right as in the whole shop.
            alone = plain_yaml({name: [msgspec.to_builtins(record, order="deterministic")]})
            yield alone.partition(b"\n")[2]


def write_json(shop: Outgoing, target: IO[bytes]) -> None:
    """JSON, indented by two."""
    target.write(json_of(NativeShop(shop=shop.shop)).removesuffix(b"\n}\n"))
    for name, records in _lists(shop):
        target.write(f',\n  "{name}": [\n'.encode())
        for index, record in enumerate(records):
            plain = msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2)
            target.write(b",\n" if index else b"")
            target.write(b"    " + plain.replace(b"\n", b"\n    "))
        target.write(b"\n  ]")
    target.write(b"\n}\n")


def _lists(shop: Outgoing) -> Iterator[tuple[str, Iterator[AnyRecord]]]:
    """The lists that are not empty; each is walked before the next is asked for."""
    for name, kind in _LISTS:
        records = shop.records(kind)
        first = next(records, None)
        if first is not None:
            yield name, itertools.chain((first,), records)
