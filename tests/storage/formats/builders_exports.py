"""Exports of a shop into memory, and shops that are hard on them."""

import datetime
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from builders_pricing2yaml import NOW
from builders_store import category, comparison, feature, fill, price, product, shop

from comparison.core.catalogue import Cell, Feature
from comparison.core.markets import Market
from comparison.core.values import Listing, Number, Words
from comparison.storage.formats.exporting import export_shop
from comparison.storage.formats.native import NativeShop, exported
from comparison.storage.formats.outgoing import ExportWishes
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.market_files import load_markets
from comparison.storage.store import AnyRecord, Store

CATALOG_DATA = Path(__file__).parents[3] / "catalog_data"
DEMO = ("coffee", "hanui", "shop-plans", "team-chat")
TODAY = datetime.date(2026, 11, 22)
HOSTILE = (
    '=HYPERLINK("https://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    "</item><g:price>0.01 KRW</g:price>",
    ']]></title><!DOCTYPE x [<!ENTITY a "b">]>&a;',
    "quote \" comma , semicolon ; pipe | apostrophe ' backslash \\",
    "line one\nline two\r\nline three\rline four",
    "한국어 값, 이모지 👨‍👩‍👧‍👦🏳️‍🌈",
    "#N/A",
    "0012345678905",
    "{{ 7*7 }} ${7*7} %(x)s",
    "\u2028\u2029",
)


class Export(NamedTuple):
    """What was written, and what was left behind by the end of its note's key."""

    raw: bytes
    left: dict[str, int]

    @property
    def text(self) -> str:
        return self.raw.decode("utf-8-sig")


@cache
def every_market() -> dict[str, Market]:
    """The market rows of this release."""
    return load_markets(CATALOG_DATA / "markets")


class Nowhere(io.RawIOBase):
    """Counts what is written to it."""

    count = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.count += len(data)
        return len(data)


def export(store: Store, form: str, name: str = "acme", **wishes: Any) -> Export:
    """The shop *name* in one of the formats."""
    target = io.BytesIO()
    asked = ExportWishes(**{"today": TODAY, **wishes})
    notes = export_shop(store, name, form, wishes=asked, markets=every_market(), target=target)
    return Export(target.getvalue(), {note.key.split(".")[-1]: note.arguments["count"] for note in notes})


def take_in(store: Store, raw: bytes, name: str, **options: Any) -> Imported:
    """The bytes of a file imported into the shop ``acme``."""
    given = Options(**{"shop": "acme", **options})
    return import_file(store, SourceFile(name=name, raw=raw), given, markets=every_market(), now=NOW)


def demo(store: Store, name: str) -> NativeShop:
    """A demo shop, stored under its own name."""
    take_in(store, (CATALOG_DATA / "demo" / f"{name}.yaml").read_bytes(), f"{name}.yaml", shop=None)
    return exported(store, name)


def hostile_shop(store: Store, texts: Iterable[str] = HOSTILE) -> list[str]:
    """A shop with a product for each of *texts*, which is its name, its SKU, a value and its description.

    The keys of the products, in their order.
    """
    rows = (
        Feature(key="words", kind="text", label={"en": "=Words & <b>more</b>"}),
        feature("several", kind="list"),
        feature("warm", kind="number", unit="c"),
    )
    keys = [f"p{index:02}" for index, _ in enumerate(texts)]
    products: list[AnyRecord] = [
        product(
            key,
            name={"en": text},
            sku=text,
            description={"en": text},
            offer="https://shop.example/a?b=1&c=2",
            cells=(
                Cell(feature="words", value=Words(text={"en": text})),
                Cell(feature="several", value=Listing(items=({"en": text}, {"en": "b"}))),
                Cell(feature="warm", value=Number(amount="-40", unit="c")),
            ),
            prices=(price("1000", interval="once", tax="included"),),
        )
        for key, text in zip(keys, texts, strict=True)
    ]
    fill(store, [shop(), category(*rows), *products, comparison(keys[0])])
    return keys
