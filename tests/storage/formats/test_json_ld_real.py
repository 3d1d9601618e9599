"""schema.org's own examples and real pages: every product and every amount of them."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders_feeds import cell, charges, notes, product, products, sold_in, value
from builders_tables import CATALOGS, real_file

from comparison.core.content import Rating, Returns
from comparison.core.errors import RefusedFile
from comparison.core.pricing.amounts import Flat
from comparison.core.values import Words
from comparison.storage.store import Store

FOLDER = "json-ld/schema-org"
# Why these files of the real collection are refused; docs/importing.md says it too.
REFUSED = {
    "issue-1253-examples--eg-0235-12": "nothing_for_sale",
    "issue-3230-examples--eg-0487-22": "no_field",
}
PRODUCTS = {
    "examples--eg-0010-0": 1,
    "examples--eg-0029-2": 1,
    "examples--eg-0031-4": 1,
    "examples--eg-0461-6": 1,
    "issue-2405-examples--eg-0291-14": 2,
    "issue-2405-examples--eg-0293-16": 2,
    "issue-3135-examples--eg-0475-18": 1,
    "issue-3230-examples--eg-0484-20": 1,
    "issue-3563-examples--eg-0489-24": 1,
    "issue-3617-examples--eg-3617-26": 1,
    "issue-4505-examples--eg-4505-8": 1,
    "issue-4658-examples--x-10": 3,
    "sdo-automobile-examples--eg-0328-28": 1,
    "sdo-fibo-examples--eg-0350-30": 1,
    "sdo-fibo-examples--eg-0355-32": 4,
    "sdo-invoice-examples--eg-0376-34": 2,
    "sdo-menu-examples--eg-0386-36": 2,
    "sdo-offeredby-examples--eg-0394-38": 1,
    "sdo-offeredby-examples--eg-0396-40": 6,
}


def real(stem: str) -> Path:
    return real_file(f"{FOLDER}/{stem}.jsonld")


def objects(data: Any) -> list[dict[str, Any]]:
    """Every object in *data*, by plain walking."""
    if isinstance(data, list):
        return [one for part in data for one in objects(part)]
    if isinstance(data, dict):
        return [data, *(one for part in data.values() for one in objects(part))]
    return []


def test_every_real_file_is_spoken_for():
    folder = CATALOGS / FOLDER
    if not folder.exists():
        pytest.skip("21 files of the real catalogues are not here: json-ld/schema-org")
    assert {path.stem for path in folder.glob("*.jsonld")} == PRODUCTS.keys() | REFUSED.keys()


@pytest.mark.parametrize("stem", sorted(PRODUCTS))
def test_a_real_file_gives_its_products_by_their_names(store: Store, stem: str):
    path = real(stem)
    data = json.loads(path.read_text("utf-8"))
    names = {one["name"] for one in objects(data) if isinstance(one.get("name"), str)}
    done = sold_in(store, path, market="US")
    found = [one.name["en"] for one in products(store)]
    assert (done.format, len(found)) == ("json-ld", PRODUCTS[stem])
    assert set(found) <= names


@pytest.mark.parametrize("stem", sorted(PRODUCTS))
def test_every_amount_that_a_product_costs_stands_in_its_real_file(store: Store, stem: str):
    path = real(stem)
    stated = {
        Decimal(str(one[name]).strip("$"))
        for one in objects(json.loads(path.read_text("utf-8")))
        for name in ("price", "value")
        if re.fullmatch(r"\$?[0-9.]+", str(one.get(name, "")))
    }
    sold_in(store, path, market="US")
    parts = [part for one in products(store) for price in one.prices for part in price.components]
    assert {Decimal(part.amount.value) for part in parts} <= stated


@pytest.mark.parametrize("stem", sorted(PRODUCTS))
def test_a_second_import_of_a_real_file_changes_nothing(store: Store, stem: str):
    sold_in(store, real(stem), market="US")
    assert sold_in(store, real(stem), market="US").changed == 0


@pytest.mark.parametrize(("stem", "reason"), sorted(REFUSED.items()))
def test_a_real_file_without_a_product_is_refused_with_the_reason(store: Store, stem: str, reason: str):
    with pytest.raises(RefusedFile) as refused:
        sold_in(store, real(stem), market="US")
    assert refused.value.reason.key == f"import.reason.{reason}"
    assert store.shops() == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("product.html", "microdata_only"),
        ("product_microdata.html", "microdata_only"),
        ("JSONLD_with_JS_comment.html", "nothing_for_sale"),
        ("JSONLD_with_control_characters_comment.html", "nothing_for_sale"),
    ],
)
def test_a_real_page_without_products_in_scripts_says_why(store: Store, name: str, reason: str):
    with pytest.raises(RefusedFile) as refused:
        sold_in(store, real_file(f"json-ld/extruct/{name}"))
    assert refused.value.reason.key == f"import.reason.{reason}"


def test_exact_cells_of_the_real_files(store: Store):
    sold_in(store, real("examples--eg-0010-0"))
    assert charges(store, "kenmore-white-17-microwave") == {"price": Flat(value="55")}
    assert product(store, "kenmore-white-17-microwave").rating == Rating(average="3.5", scale=5, count=11)


def test_a_wine_with_claims_in_two_languages(store: Store):
    sold_in(store, real("issue-4505-examples--eg-4505-8"), language="fr")
    wine = product(store, "chateau-snotty-2020")
    assert wine.description == {"fr": "Le vin le plus prétentieux du marché."}
    assert wine.rating == Rating(average="4.7", scale=5, count=33)
    assert wine.returns == Returns(days=0)
    (price,) = wine.prices
    assert (price.market, price.valid_to) == ("DE", "2026-01-01")
    assert [part.amount for part in price.components] == [Flat(value="999"), Flat(value="0")]
    assert (wine.arrival.days_min, wine.arrival.days_max) == (2, 7)
    medal = cell(store, "chateau-snotty-2020", "certified-pretentious-wine")
    assert (medal.value, medal.claim) == (Words(text={"fr": "Pichet d'Or"}), True)
    weight = value(store, "chateau-snotty-2020", "weight")
    assert (weight.amount, weight.unit, weight.base) == ("0.75", "kg", "750")


def test_an_energy_label_is_a_claim_with_its_number(store: Store):
    sold_in(store, real("issue-3230-examples--eg-0484-20"))
    label = cell(store, "1234-5678", "eprel")
    assert (label.value, label.claim, label.evidence) == (Words(text={"en": "1779994"}), True, None)


def test_a_price_for_members_is_never_the_price(store: Store):
    done = sold_in(store, real("issue-3563-examples--eg-0489-24"))
    assert charges(store, "44e01-x1100000") == {"price": Flat(value="15")}
    assert notes(done)["member_prices"] == 1


def test_one_end_alone_is_said_and_no_price(store: Store):
    sold_in(store, real("examples--eg-0461-6"))
    (price,) = products(store)[0].prices
    assert (price.status, price.words["en"]) == ("on_request", "≥ 35 USD")


def test_a_price_per_transaction_is_said_and_not_summed(store: Store):
    sold_in(store, real("sdo-fibo-examples--eg-0355-32"))
    (price,) = product(store, "card-reader").prices
    assert (price.status, price.words["en"]) == ("on_request", "0.3 USD per transaction")
