"""How much real files hold, counted with nothing but csv, json, yaml and an XML parser.

Each function answers with what it can count that plainly, by the names of `real_imports.Counts`.
"""

import csv
import gzip
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from defusedxml.ElementTree import parse

Plain = dict[str, int]
G = "{http://base.google.com/ns/1.0}"


def rows_of(path: Path, **how: Any) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), **how))


def pricing2yaml(path: Path) -> Plain:
    """Plans, add-ons, and a value for each plan in each row that says anything."""
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    plans = _each(data.get("plans"))
    values = sum(_said(plan, data, part) for plan in plans for part in ("features", "usageLimits"))
    products = len(plans)
    return {
        "products": products,
        "add_ons": len(_each(data.get("addOns"))),
        "priced": products,
        "values": values,
    }


def _said(plan: Mapping[str, Any], data: Mapping[str, Any], part: str) -> int:
    """In how many rows of *part* the plan says something, itself or by the default."""
    own, rows = plan.get(part) or {}, data.get(part) or {}
    stated = 0
    for key in rows | own:
        told = own.get(key, rows.get(key, {}).get("defaultValue"))
        value = told.get("value") if isinstance(told, dict) else told
        stated += not (value is None or value == "" or (isinstance(value, float) and math.isnan(value)))
    return stated


def _each(named: Any) -> list[dict[str, Any]]:
    """The members of a mapping, or of a list of mappings."""
    members = named.values() if isinstance(named, dict) else named or ()
    return [member or {} for member in members]


def shopify(path: Path) -> Plain:
    """Handles; of each its vendor, options, tags, one weight that all variants share, and bar code."""
    handles: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(path):
        handles.setdefault(row["Handle"], []).append(row)
    values = sum(_shopify_values(rows) for rows in handles.values())
    priced = sum(any(row["Variant Price"] for row in rows) for rows in handles.values())
    return {"products": len(handles), "priced": priced, "values": values}


def _shopify_values(rows: list[dict[str, str]]) -> int:
    first = rows[0]
    options = 0
    if first["Option1 Value"] != "Default Title":
        options = sum(bool(first[f"Option{number} Name"]) for number in (1, 2, 3))
    weights = {row["Variant Grams"] for row in rows if row["Variant Price"]} - {"", "0"}
    texts = sum(bool(first[name]) for name in ("Vendor", "Tags", "Variant Barcode"))
    return texts + options + (len(weights) == 1)


def woocommerce(path: Path) -> Plain:
    """Rows but variations; priced are those with a price of their own or of a variation."""
    rows = [{name.lower(): text for name, text in row.items()} for row in rows_of(path)]
    own = [row for row in rows if "variation" not in row["type"].split(", ")]
    parents = {row["parent"] for row in rows if row["parent"] and _woo_price(row)}
    priced = [row for row in own if _woo_price(row) or {row["sku"], f"id:{row['id']}"} & parents]
    return {"products": len(own), "priced": len(priced)}


def _woo_price(row: Mapping[str, str]) -> str:
    return row["sale price"] or row["regular price"]


def magento(path: Path) -> Plain:
    """Rows that no configurable product names as a part of it."""
    rows = rows_of(path)
    parts = {
        pair.removeprefix("sku=")
        for row in rows
        for variation in row["configurable_variations"].split("|")
        for pair in variation.split(",")
        if pair.startswith("sku=")
    }
    own = [row for row in rows if row["sku"] not in parts]
    return {"products": len(own), "priced": len(own)}


def every_row(path: Path) -> Plain:
    """A product with a price in each row."""
    count = len(rows_of(path))
    return {"products": count, "priced": count}


def vendure(path: Path) -> Plain:
    """Rows with a name."""
    rows = rows_of(path, skipinitialspace=True)
    count = sum(bool(text) for row in rows for name, text in row.items() if name.strip() == "name")
    return {"products": count, "priced": count}


def liquid(path: Path) -> Plain:
    """The products of the shop."""
    count = len(yaml.safe_load(path.read_text("utf-8"))["products"])
    return {"products": count, "priced": count}


def merchant(path: Path) -> Plain:
    """Groups, and items that are in none."""
    items = list(parse(path).iter("item"))
    count = len({item.findtext(f"{G}item_group_id") or item.findtext(f"{G}id") for item in items})
    return {"products": count, "priced": count}


def spec_table(path: Path) -> Plain:
    """Rows, and those with a price."""
    rows = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else rows_of(path)
    names = ("price", "msrp")
    priced = sum(any(row.get(name) not in {None, ""} for name in names) for row in rows)
    return {"products": len(rows), "priced": priced}


def foods(path: Path) -> Plain:
    """Rows; nothing of it has a price."""
    rows = rows_of(path, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {"products": len(rows), "priced": 0}


def review_rows(path: Path) -> Plain:
    """Rows that differ in anything."""
    rows = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else rows_of(path)
    return {"products": 0, "reviews": len({json.dumps(row, sort_keys=True) for row in rows})}


def indonesian_reviews(path: Path) -> Plain:
    """Rows that differ in product, rating or text, in a table with semicolons."""
    said = ("Product Name", "Customer Rating", "Customer Review")
    rows = rows_of(path, delimiter=";")
    return {"products": 0, "reviews": len({tuple(row[name] for name in said) for row in rows})}


# The first folder that fits counts.
PLAIN: Mapping[str, Callable[[Path], Plain]] = {
    "pricing2yaml": pricing2yaml,
    "shop-exports/shopify/": shopify,
    "shop-exports/woocommerce": woocommerce,
    "shop-exports/magento/products_men.csv": magento,
    "shop-exports/magento": every_row,
    "shop-exports/vendure": vendure,
    "shop-exports/shopify-liquid": liquid,
    "shop-exports/google-merchant": merchant,
    "spec-tables": spec_table,
    "transparency": foods,
    "reviews/prdect-id": indonesian_reviews,
    "reviews": review_rows,
}


def plainly_counted(root: Path, places: Iterable[str]) -> dict[str, Plain]:
    """What each of *places* holds, of those that are counted here."""
    counted: dict[str, Plain] = {}
    for place in places:
        count = next((count for folder, count in PLAIN.items() if place.startswith(folder)), None)
        if count is not None:
            counted[place] = count(root / place)
    return counted
