"""Our own format, record after record: the same bytes as `native_writing` makes of the whole shop at once."""

import itertools
from collections.abc import Iterator
from typing import IO

import msgspec
from msgspec.structs import replace

from ...core.catalogue import AddOn, Category, Comparison, Product
from ...core.personas import Persona
from ..store import AnyRecord
from .native import NativeShop
from .native_writing import json_of, yaml_of
from .outgoing import Outgoing

_LISTS: tuple[tuple[str, type[AnyRecord]], ...] = (
    ("categories", Category),
    ("products", Product),
    ("add_ons", AddOn),
    ("personas", Persona),
    ("comparisons", Comparison),
)


def write_yaml(shop: Outgoing, target: IO[bytes]) -> None:
    """YAML that people like to read."""
    target.write(yaml_of(NativeShop(shop=shop.shop)))
    lines_before = len(yaml_of(NativeShop()).splitlines(keepends=True))
    for name, records in _lists(shop):
        target.write(f"{name}:\n".encode())
        for record in records:
            alone = yaml_of(replace(NativeShop(), **{name: (record,)})).split(b"\n", lines_before + 1)
            target.write(alone[-1])


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
