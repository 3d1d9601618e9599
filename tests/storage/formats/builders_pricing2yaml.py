"""The real catalogues beside the checkout, and short ways to write a small one."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
import yaml

from comparison.core.catalogue import AddOn, Category, Comparison, Product
from comparison.core.markets import Market
from comparison.storage.formats import pricing2yaml
from comparison.storage.formats.reading import Reading, SourceFile, Wishes
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.store import Store

NOW = "2026-11-22T04:10:05.000000Z"
_FOLDER = Path(__file__).parents[4] / "shared" / "catalogs" / "pricing2yaml"
# How many files each folder holds; a corpus that has shrunk would prove less than it says.
VERSIONS = {"v1.0": 27, "v2.0": 73, "v2.0-list": 13, "v2.1": 105, "v3.0": 4}
FIXTURES = {"positive": 16, "negative": 30, "synthetic": 8}


def corpus(folder: str, count: int) -> list[Path]:
    """The *count* files of *folder*; the test is skipped where they are not here."""
    files = sorted((_FOLDER / folder).rglob("*.yml"))
    if not files:
        pytest.skip(f"{count} files of pricing2yaml/{folder} are not here")
    assert len(files) == count
    return files


def fixture(name: str) -> Path:
    """One of the small made-up files."""
    path = _FOLDER / "fixtures" / name
    if not path.exists():
        pytest.skip(f"1 file of pricing2yaml/fixtures is not here: {name}")
    return path


def real(name: str) -> Path:
    """One of the real files, by version and name."""
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"1 file of pricing2yaml is not here: {name}")
    return path


def source(path: Path) -> SourceFile:
    return SourceFile(name=path.name, raw=path.read_bytes())


class Read(NamedTuple):
    """What became of a file, by kind of record."""

    reading: Reading
    category: Category
    products: dict[str, Product]
    add_ons: dict[str, AddOn]
    comparison: Comparison

    def product(self, tier: str) -> Product:
        return self.products[f"{self.comparison.key}-{tier}"]

    def values(self, tier: str) -> dict[str, Any]:
        return {cell.feature: cell.value for cell in self.product(tier).cells}


def sorted_out(reading: Reading) -> Read:
    (category,) = (one for one in reading.records if isinstance(one, Category))
    (comparison,) = (one for one in reading.records if isinstance(one, Comparison))
    products = {one.key: one for one in reading.records if isinstance(one, Product)}
    add_ons = {one.key: one for one in reading.records if isinstance(one, AddOn)}
    return Read(reading, category, products, add_ons, comparison)


@cache
def read(path: Path) -> Read:
    return sorted_out(pricing2yaml.read(source(path), Wishes()))


@cache
def plain(path: Path) -> dict[str, Any]:
    """The file as another reader has it, for counts that owe nothing to ours."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def named(part: Any) -> dict[str, Any]:
    """Plans or add-ons by name, be they a mapping or a list."""
    if isinstance(part, list):
        return {item["name"]: item for item in part}
    return part or {}


def a_pricing(**changes: Any) -> dict[str, Any]:
    """A small file of version 2.1: one feature, one limit, a free plan and one for five a month."""
    usual: dict[str, Any] = {
        "syntaxVersion": "2.1",
        "saasName": "Team Chat",
        "version": "2025",
        "createdAt": "2025-03-08",
        "currency": "USD",
        "billing": {"monthly": 1},
        "features": {"messages": {"valueType": "BOOLEAN", "defaultValue": True}},
        "usageLimits": {
            "messageDays": {
                "valueType": "NUMERIC",
                "defaultValue": 90,
                "unit": "day",
                "linkedFeatures": ["messages"],
            }
        },
        "plans": {
            "FREE": {"price": 0, "unit": "user/month"},
            "PRO": {
                "price": 5,
                "unit": "user/month",
                "usageLimits": {"messageDays": {"value": float("inf")}},
            },
        },
    }
    whole = {**usual, **changes}
    return {key: value for key, value in whole.items() if value is not ...}


def written(pricing: dict[str, Any]) -> bytes:
    return yaml.safe_dump(pricing, allow_unicode=True, sort_keys=False).encode()


def read_small(**changes: Any) -> Read:
    file = SourceFile(name="small.yml", raw=written(a_pricing(**changes)))
    return sorted_out(pricing2yaml.read(file, Wishes()))


def read_plan(**plan: Any) -> Product:
    """A file whose only plan is *plan*."""
    top = {key: plan.pop(key) for key in ("billing", "hasAnnualPayment", "variables") if key in plan}
    return read_small(plans={"PRO": plan}, **top).product("pro")


def markets() -> dict[str, Market]:
    return {"US": _market("US", "USD", "separate"), "DE": _market("DE", "EUR", "included")}


def _market(code: str, currency: str, tax: Any) -> Market:
    return Market(
        code=code,
        name={"en": code},
        currency=currency,
        tax=tax,
        delivery="included",
        deposit="own_line",
        preselected="forbidden",
        b2b_net=True,
        sources=("the law of the place",),
        as_of="2026-01-01",
    )


def imported(store: Store, file: SourceFile, *, now: str = NOW, **options: Any) -> Imported:
    chosen = msgspec.structs.replace(Options(shop="acme"), **options)
    return import_file(store, file, chosen, markets=markets(), now=now)
