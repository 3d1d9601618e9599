"""Every export, read by our own importer and written once more: the same, but for what is named here.

Our own documents are byte for byte the same (test_native_format), Pricing2Yaml the same records
(test_exporting_pricing2yaml); reviews go by way of the command line (test_reviews_command).
"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
import yaml
from builders_exports import DEMO, demo, export, take_in
from builders_store import category, comparison, feature, fill, price, product, shop
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from comparison.core.catalogue import Cell
from comparison.core.values import Number, YesNo
from comparison.storage.formats.exporting import EXPORTS
from comparison.storage.formats.native import NativeShop
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store

TABLES = ("csv", "xlsx")
FEEDS = ("google-merchant", "json-ld")
ELSEWHERE = {"yaml", "json", "pricing2yaml"}
# A table has one column for a price: what is charged besides cannot be read back, so no price is.
PRICE = {"price", "currency", "interval", "tax", "per", "market", "customer_type", "status"} | {
    "checked_on",
    "further_charges",
}
GOODS = ("coffee", "hanui")

Things = dict[str, dict[str, Any]]


class Journey(NamedTuple):
    """What the first export held and what the second did, by the key of the product."""

    first: Things
    second: Things

    @property
    def changed(self) -> dict[str, set[Any]]:
        """By the name of each field that came back otherwise: what had stood there."""
        found: dict[str, set[Any]] = {}
        for key, before in self.first.items():
            for name, value in before.items():
                if self.second[key].get(name) != value:
                    found.setdefault(name, set()).add(str(value))
        return found


def journey(store: Store, second: Store, form: str, name: str, language: str, **wished: Any) -> Journey:
    """The shop *name* written, taken into a store of its own, and written again."""
    written = export(store, form, name)
    suffix = next(one.suffix for one in EXPORTS if one.name == form)
    take_in(second, written.raw, f"again{suffix}", language=language, **wished)
    return Journey(things(form, written.raw), things(form, export(second, form).raw))


def things(form: str, raw: bytes) -> Things:
    """The products of a file, read with nothing of ours; of several rows for one the first."""
    rows: list[dict[str, Any]] = _READ[form](raw)
    return {str(row.get("key") or row.get("id") or row["sku"]): row for row in reversed(rows)}


def _csv(raw: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def _xlsx(raw: bytes) -> list[dict[str, Any]]:
    sheets = (list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(raw)).worksheets)
    return [dict(zip(map(str, sheet[0]), row, strict=True)) for sheet in sheets for row in sheet[1:]]


def _feed(raw: bytes) -> list[dict[str, Any]]:
    """The items; a part with parts is all their texts, and one that may stand often a set."""
    items: list[dict[str, Any]] = []
    for item in fromstring(raw).iter("item"):
        found: dict[str, Any] = {"details": set()}
        for child in item:
            tag, text = child.tag.rpartition("}")[2], "|".join(child.itertext())
            if tag == "product_detail":
                found["details"].add(text)
            else:
                found[tag] = text
        items.append(found)
    return items


def _json_ld(raw: bytes) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(raw)["@graph"]
    return [
        thing
        | {"additionalProperty": {one["name"]: one["value"] for one in thing["additionalProperty"]}}
        | {"units": {one["name"]: one.get("unitText") for one in thing["additionalProperty"]}}
        for thing in graph
    ]


_READ: Mapping[str, Any] = {"csv": _csv, "xlsx": _xlsx, "google-merchant": _feed, "json-ld": _json_ld}


def _language(native: NativeShop) -> str:
    assert native.shop
    return native.shop.languages[0]


def _mapped(store: Store, name: str) -> dict[str, Any]:
    mapping = SourceFile(name="mapping.yaml", raw=export(store, "mapping", name).raw)
    return {"mapping": mapping, "skip_invalid": True, "currency": "KRW"}


def test_no_export_is_without_a_journey() -> None:
    assert {one.name for one in EXPORTS} == {*TABLES, *FEEDS, *ELSEWHERE, "mapping"}


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("name", DEMO)
def test_a_table_loses_prices_of_several_parts_and_what_is_no_value(
    store: Store, second: Store, form: str, name: str
) -> None:
    language = _language(demo(store, name))
    went = journey(store, second, form, name, language, **_mapped(store, name))
    assert went.second.keys() == went.first.keys()
    values = {value for field, values in went.changed.items() if field not in PRICE for value in values}
    assert [value for value in values if value != "n/a" and not value.startswith("extra: ")] == []


@pytest.mark.parametrize("form", TABLES)
def test_a_table_of_whole_prices_loses_the_day_they_were_checked_on(
    store: Store, second: Store, form: str
) -> None:
    _lamps(store)
    went = journey(store, second, form, "acme", "en", **_mapped(store, "acme"))
    assert set(went.changed) <= {"checked_on"}
    assert {row["price"] for row in went.second.values()} == {row["price"] for row in went.first.values()}


def test_a_mapping_of_a_table_that_was_read_by_it_is_the_same(store: Store, second: Store) -> None:
    _lamps(store)
    mapping = export(store, "mapping").raw
    take_in(second, export(store, "csv").raw, "again.csv", **_mapped(store, "acme"))
    assert yaml.safe_load(export(second, "mapping").raw) == yaml.safe_load(mapping)


@pytest.mark.parametrize("name", GOODS)
def test_a_feed_loses_only_how_a_yes_is_written_in_a_row_that_does_not_hold_for_all(
    store: Store, second: Store, name: str
) -> None:
    language = _language(demo(store, name))
    went = journey(store, second, "google-merchant", name, language, market="KR")
    assert set(went.changed) <= {"details"}
    lost = {text for key, one in went.first.items() for text in one["details"] - went.second[key]["details"]}
    assert lost == ({"크기|이동 바퀴|yes", "크기|이동 바퀴|no"} if name == "hanui" else set())


@pytest.mark.parametrize("name", DEMO)
def test_json_ld_loses_only_units_that_nobody_else_knows(store: Store, second: Store, name: str) -> None:
    native = demo(store, name)
    assert native.shop
    went = journey(store, second, "json-ld", name, _language(native), market=native.shop.markets[0])
    assert set(went.changed) <= {"units"}
    lost = {
        unit
        for key, one in went.first.items()
        for label, unit in one["units"].items()
        if went.second[key]["units"].get(label) != unit
    }
    assert lost <= {"won", "item", "db", "user", "location", "minute", "credit", "workflow", "percent"}


def _lamps(store: Store) -> None:
    """A shop whose every price is one amount."""
    cells = (
        Cell(feature="dims", value=YesNo(yes=True)),
        Cell(feature="height", value=Number(amount="40", unit="cm")),
    )
    lamps = [
        product(key, name={"en": f"Lamp {key}"}, cells=cells, prices=(price(amount, tax="included"),))
        for key, amount in (("one", "8.5"), ("two", "9"))
    ]
    rows = (feature("dims"), feature("height", kind="number", unit="cm"))
    fill(store, [shop(), category(*rows), *lamps, comparison("one", "two")])
