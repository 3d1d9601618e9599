"""Pricing2Yaml 2.1: a comparison as that format says it, and read back what was said."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from builders_exports import DEMO, HOSTILE, demo, export, take_in
from builders_store import category, comparison, feature, fill, price, product, shop
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Cell, Feature, Group, Product
from comparison.core.errors import BadParameter, NotFound
from comparison.core.pricing.amounts import Flat, Graduated, PerUnit
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.model import Component, Once, Price
from comparison.core.values import Listing, NotStated, Number, Unlimited, Value, Words, YesNo
from comparison.storage.formats import pricing2yaml
from comparison.storage.formats.native import NativeShop, exported
from comparison.storage.formats.reading import SourceFile, Wishes
from comparison.storage.store import AnyRecord, Store

CORPUS = Path(__file__).parents[4] / "shared" / "catalogs" / "pricing2yaml"
FILES = sorted(CORPUS.glob("v*/**/*.yml"))
TENTH = sorted({*FILES[::10], *CORPUS.glob("v3.0/zoom.yml")})


def written(store: Store, **wishes: Any) -> dict[str, Any]:
    """The file as a plain YAML parser reads it."""
    loaded: dict[str, Any] = yaml.safe_load(export(store, "pricing2yaml", **wishes).raw)
    return loaded


def again(store: Store, second: Store, **wishes: Any) -> NativeShop:
    """What our own reader makes of the file."""
    take_in(second, export(store, "pricing2yaml", **wishes).raw, "again.yaml")
    return exported(second, "acme")


def seat(value: str, **fields: Any) -> Component:
    usual: dict[str, Any] = {"kind": "seat", "amount": PerUnit(value=value, unit="user")}
    return Component(**{"key": "seat", "label": {"en": "Seat"}, **usual, **fields})


def by(interval: str, *components: Component, **fields: Any) -> Price:
    asked: dict[str, Any] = {"market": "US", "currency": "USD", "interval": interval, "tax": "excluded"}
    return price(**(asked | ({"components": components} if components else {}) | fields))


def plans(store: Store, *products: Product, rows: tuple[Feature, ...] = (), **fields: Any) -> None:
    records: list[AnyRecord] = [shop(markets=("US",)), category(*rows), *products]
    fill(store, [*records, comparison(*(one.key for one in products), noun="plan", **fields)])


def plan(key: str, *prices: Price, **fields: Any) -> Product:
    return product(key, prices=prices, **fields)


@pytest.mark.skipif(not FILES, reason="222 files skipped: the folder of real catalogues is not here")
@pytest.mark.parametrize(
    "files", [TENTH, pytest.param(FILES, marks=pytest.mark.slow)], ids=["every tenth", "all"]
)
def test_every_real_file_comes_back_with_the_same_content(store: Store, files: list[Path]) -> None:
    differing = {}
    for index, file in enumerate(files):
        given = pricing2yaml.read(SourceFile(name=file.name, path=file), Wishes())
        records, name = tuple(given.records), f"shop-{index}"
        fill(store, [shop(name, markets=given.markets), *records], into=name)
        written = export(store, "pricing2yaml", name, comparison=given.comparisons[0])
        took = pricing2yaml.read(SourceFile(name="again.yaml", raw=written.raw), Wishes())
        if tuple(took.records) != records:
            differing[str(file.relative_to(CORPUS))] = written.left
    # Three of its add-ons can be bought once only: 2.1 has no word for that.
    assert differing == {"v3.0/zoom.yml": {"quantities": 3}}


@pytest.mark.parametrize("name", [name for name in DEMO if name != "hanui"])
def test_a_demo_comparison_can_be_read_back(store: Store, second: Store, name: str) -> None:
    before = demo(store, name)
    take_in(second, export(store, "pricing2yaml", name).raw, "again.yaml", currency=None)
    tiers = [tier.key for one in before.comparisons for tier in one.tiers]
    assert [tier.key for one in exported(second, "acme").comparisons for tier in one.tiers] == tiers


def test_the_head_says_what_it_is(store: Store) -> None:
    plans(store, plan("pro", by("month", seat("8.75"))), edition_label="2026")
    told = written(store)
    assert (
        told["syntaxVersion"],
        told["saasName"],
        told["version"],
        told["createdAt"],
        told["currency"],
    ) == (
        "2.1",
        "Air",
        "2026",
        "2026-11-22",
        "USD",
    )


def test_amounts_are_written_digit_for_digit(store: Store) -> None:
    plans(store, plan("pro", by("month", seat("0.100000000001"))))
    assert "price: 0.100000000001\n" in export(store, "pricing2yaml").text


@pytest.mark.parametrize(
    "prices",
    [
        (by("month", seat("8.75")),),
        (by("month", seat("10")), by("year", seat("8", stated_per="month"))),
        (by("month", seat("10")), by("year", seat("96"))),
        (by("year", seat("8", stated_per="month")),),
        (by("month", status="free", components=()),),
        (by("month", status="on_request", components=(), words={"en": "Ask us"}),),
        (
            by("month", status="on_request", components=(), words={"en": "Ask us"}),
            by("year", seat("8", stated_per="month")),
        ),
        (
            by(
                "once",
                Component(key="base", label={"en": "x"}, kind="base", amount=Flat(value="5"), when=Once()),
            ),
        ),
    ],
)
def test_a_price_comes_back_as_it_was(store: Store, second: Store, prices: tuple[Price, ...]) -> None:
    plans(store, plan("pro", *prices))
    found = again(store, second).products[0].prices
    assert [_said(one) for one in found] == [_said(one) for one in prices]
    assert "prices_in_words" not in export(store, "pricing2yaml").left


def _said(one: Price) -> tuple[object, ...]:
    parts = tuple((part.amount, part.when, part.stated_per) for part in one.components)
    return one.interval, one.status, one.currency, parts, one.words


@pytest.mark.parametrize(
    "components",
    [
        (seat("5"), Component(key="fee", label={"en": "Fee"}, kind="fee", amount=Flat(value="2"))),
        (seat("5", included=3),),
        (seat("5", amount=Graduated(bands=(Band(up_to=10, value="5"), Band(value="4")))),),
    ],
)
def test_a_price_of_more_than_one_amount_is_said_in_words_and_never_cut_down(
    store: Store, second: Store, components: tuple[Component, ...]
) -> None:
    plans(store, plan("pro", by("month", *components)))
    [found] = again(store, second).products[0].prices
    assert (found.status, found.words) == ("on_request", {"en": "Several charges"})
    assert export(store, "pricing2yaml").left["prices_in_words"] == 1


def test_one_share_of_all_monthly_prices_is_a_coefficient(store: Store) -> None:
    pairs = (("a", "10", "8"), ("b", "25", "20"))
    plans(
        store,
        *(
            plan(key, by("month", seat(month)), by("year", seat(year, stated_per="month")))
            for key, month, year in pairs
        ),
    )
    assert written(store)["billing"] == {"monthly": 1, "annual": 0.8}
    assert "annualPrice" not in export(store, "pricing2yaml").text


def test_shares_that_differ_are_yearly_prices(store: Store) -> None:
    pairs = (("a", "10", "8"), ("b", "25", "19"))
    plans(
        store,
        *(
            plan(key, by("month", seat(month)), by("year", seat(year, stated_per="month")))
            for key, month, year in pairs
        ),
    )
    told = written(store)
    assert told["billing"] == {"monthly": 1}
    assert [(one["monthlyPrice"], one["annualPrice"]) for one in told["plans"].values()] == [
        (10, 8),
        (25, 19),
    ]


ROWS = (
    Feature(key="sso", label={"en": "Sso"}, group="safe"),
    Feature(
        key="seats", label={"en": "Seats"}, kind="number", unit="user", direction="higher", linked=("sso",)
    ),
    Feature(key="support", label={"en": "Support"}, kind="text"),
    Feature(key="places", label={"en": "Places"}, kind="list"),
)


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("sso", YesNo(yes=True)),
        ("sso", NotStated()),
        ("seats", Number(amount="12.5", unit="user")),
        ("seats", Number(amount="10000000000", unit="user")),
        ("seats", Unlimited()),
        ("seats", NotStated()),
        ("support", Words(text={"en": "by mail: 24/7 #now"})),
        ("support", Words(text={"en": "two\nlines"})),
        ("places", Listing(items=({"en": "Seoul"}, {"en": "no"}))),
    ],
)
def test_a_value_comes_back_as_it_was(store: Store, second: Store, row: str, value: Value) -> None:
    others = {
        "sso": YesNo(yes=False),
        "seats": Number(amount="1", unit="user"),
        "support": Words(text={"en": "-"}),
    }
    others["places"] = Listing(items=({"en": "Busan"},))
    cells = tuple(Cell(feature=key, value=value if key == row else other) for key, other in others.items())
    usual = tuple(Cell(feature=key, value=other) for key, other in others.items())
    group = Group(key="safe", label={"en": "Safe"})
    records = [
        replace(category(*ROWS), groups=(group,)),
        plan("a", by("month", seat("1")), cells=usual),
        plan("b", by("month", seat("2")), cells=cells),
    ]
    fill(store, [shop(markets=("US",)), *records, comparison("a", "b")])
    found = again(store, second)
    named = {one.source_key: one for one in found.products}
    assert {cell.feature: cell.value for cell in named["B"].cells}[row] == value
    assert [(one.key, one.kind, one.unit, one.linked, one.group) for one in found.categories[0].features] == [
        ("sso", "yes_no", None, (), "safe"),
        ("seats", "number", "user", ("sso",), "safe"),
        ("support", "text", None, (), None),
        ("places", "list", None, (), None),
    ]


def test_add_ons_keep_whom_they_are_for(store: Store, second: Store) -> None:
    ai = AddOn(key="air-ai", name={"en": "Ai"}, available_for=("a",), prices=(by("month", seat("3")),))
    more = AddOn(key="air-more", name={"en": "More"}, requires=("air-ai",), excludes=("air-other",))
    other = AddOn(
        key="air-other", name={"en": "Other"}, cells=(Cell(feature="quiet", value=YesNo(yes=True)),)
    )
    fill(store, [ai, more, other])
    keys = (ai.key, more.key, other.key)
    plans(store, plan("a", by("month", seat("1"))), plan("b", by("month", seat("2"))), add_ons=keys)
    found = {one.key: one for one in again(store, second).add_ons}
    assert found["air-ai"].available_for == ("air-a",)
    assert (found["air-more"].requires, found["air-more"].excludes) == (("air-ai",), ("air-other",))
    assert found["air-other"].cells == (Cell(feature="quiet", value=YesNo(yes=True)),)


def test_an_add_on_for_what_is_not_here_is_for_nothing_here(store: Store, second: Store) -> None:
    elsewhere = AddOn(key="air-ai", name={"en": "Ai"}, available_for=("other-pro",))
    fill(store, [elsewhere])
    plans(store, plan("a", by("month", seat("1"))), add_ons=("air-ai",))
    assert export(store, "pricing2yaml").left["outside_names"] == 1
    [found] = again(store, second).add_ons
    assert found.available_for == ("air-other-pro",)


def test_a_private_product_is_a_private_plan(store: Store, second: Store) -> None:
    fill(store, [plan("air-secret", by("month", seat("1")), private=True, name={"en": "Secret"})])
    plans(store, plan("a", by("month", seat("1"))))
    found = again(store, second)
    assert {one.key: one.private for one in found.products} == {"air-a": False, "air-secret": True}
    assert [tier.key for tier in found.comparisons[0].tiers] == ["a"]


def test_hostile_texts_come_back_as_they_were(store: Store, second: Store) -> None:
    texts = [text for text in HOSTILE if "\t" not in text and "\r" not in text]
    row = Feature(key="words", label={"en": "Words"}, kind="text")
    cells = [(Cell(feature="words", value=Words(text={"en": text})),) for text in texts]
    sold = [plan(f"p{index}", by("month", seat("1")), cells=one) for index, one in enumerate(cells)]
    plans(store, *sold, rows=(row,))
    said = {one.key: one.cells[0].value for one in again(store, second).products}
    assert [said[f"air-p{index}"] for index, _ in enumerate(texts)] == [
        Words(text={"en": text}) for text in texts
    ]


def test_one_of_several_comparisons_has_to_be_named(store: Store) -> None:
    demo(store, "hanui")
    with pytest.raises(BadParameter) as refused:
        export(store, "pricing2yaml", "hanui")
    assert refused.value.accepted == ("air-purifiers", "air-purifiers-sold-out")
    assert export(store, "pricing2yaml", "hanui", comparison="air-purifiers").raw


def test_a_comparison_that_is_not_there_is_said_so(store: Store) -> None:
    fill(store, [shop(), category(feature()), product()])
    for wish in ({}, {"comparison": "nothing"}):
        with pytest.raises(NotFound):
            export(store, "pricing2yaml", **wish)
