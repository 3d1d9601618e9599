"""Our own format, written record after record: byte for byte what the whole shop at once is written as."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_any import any_of
from builders_exports import DEMO, demo, export, hostile_shop, take_in
from builders_store import NOON, category, comparison, fill, product, shop
from examples import tried
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Category, Cell, Comparison, Product, Shop
from comparison.core.content import Rating, Returns
from comparison.core.errors import BadParameter, NotFound
from comparison.core.overrides import Override, Pick
from comparison.core.pains import Pain
from comparison.core.personas import Need, Persona
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.core.sources import Source
from comparison.core.values import YesNo
from comparison.storage.formats.native import NativeShop, exported, read_native
from comparison.storage.formats.native_writing import json_of, yaml_of
from comparison.storage.opening import open_store
from comparison.storage.reviews import ReviewRow
from comparison.storage.store import Store

WHOLE: dict[str, Callable[[NativeShop], bytes]] = {"yaml": yaml_of, "json": json_of}


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:{tmp_path / 'second.db'}")
    store.migrate()
    yield store
    store.close()


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("name", DEMO)
def test_a_demo_shop_is_the_same_bytes_after_every_journey(
    store: Store, second: Store, form: str, name: str
) -> None:
    demo(store, name)
    first = export(store, form, name).raw
    take_in(second, first, f"shop.{form}", shop=None)
    assert export(second, form, name).raw == first
    assert first == WHOLE[form](exported(store, name))


def every_field_set() -> list[Any]:
    """A shop with something in every field that came after the first release."""
    needs = (Need(feature="quiet", op="<=", number="2", unit="kg"),)
    answer = QuizAnswer(key="yes", label={"en": "Yes"}, needs=needs, next="end")
    asking = Quiz(questions=(Question(key="first", text={"en": "Quiet?"}, answers=(answer,)),))
    shown = comparison(
        quiz=asking,
        chooser="pains",
        pains=(
            Pain(key="loud", label={"en": "Loud"}, needs=needs),
            Pain(key="dear", label={"en": "Dear"}, charge="now"),
        ),
        overrides=(Override(persona="home", tier="small", level="partial", reason={"en": "So"}),),
        pick=Pick(tier="small", reason={"en": "Ours"}, paid=True),
        personas=("home",),
    )
    sold = product(
        rating=Rating(average="4.5", scale=5, count=12, spread=(1, 0, 2, 3, 6)), returns=Returns(days=7)
    )
    person = Persona(key="home", label={"en": "Home"}, needs=needs)
    return [
        shop(complete_languages=("en",), returns=Returns(who_pays="shop")),
        category(),
        sold,
        person,
        shown,
    ]


@pytest.mark.parametrize("form", WHOLE)
def test_quiz_pains_remarks_ratings_and_returns_are_kept(store: Store, second: Store, form: str) -> None:
    fill(store, every_field_set())
    first = export(store, form).raw
    take_in(second, first, f"shop.{form}", shop=None)
    assert exported(second, "acme") == exported(store, "acme")
    assert export(second, form).raw == first
    assert b"base_unit" not in first


@st.composite
def any_shops(draw: st.DrawFn) -> NativeShop:
    """Any shop at all, with up to two records of each kind besides itself."""

    def some(record: type) -> tuple[Any, ...]:
        drawn = draw(st.lists(any_of(record), max_size=2))
        return tuple({one.key: one for one in drawn}.values())

    return NativeShop(
        shop=draw(any_of(Shop)),
        categories=some(Category),
        products=some(Product),
        add_ons=some(AddOn),
        personas=some(Persona),
        comparisons=some(Comparison),
    )


@given(any_shops())
@example(NativeShop(shop=shop("a"), personas=(Persona(key="a", label={"en": ""}),)))
@settings(max_examples=tried(60), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_shop_is_written_as_it_is_written_at_once(tmp_path_factory: Any, native: NativeShop) -> None:
    store = open_store(f"sqlite:{tmp_path_factory.mktemp('any') / 'shop.db'}")
    store.migrate()
    assert native.shop is not None
    name = native.shop.key
    store.save_all(name, native.records, by="import")
    for form, write in WHOLE.items():
        raw = export(store, form, name).raw
        assert raw == write(exported(store, name))
        assert read_native(raw, f"shop.{form}") == exported(store, name)
    store.close()


def test_hostile_texts_are_kept_exactly(store: Store, second: Store) -> None:
    # A tab and a line feed are text; a carriage return is a control character, which no file may hold.
    keys = hostile_shop(store, ["=1+1", "<b>", "a\tb", "한국어 👨‍👩‍👧‍👦", 'quote " \\', "\u2028"])
    for form in WHOLE:
        take_in(second, export(store, form).raw, f"shop.{form}", shop=None)
        assert exported(second, "acme") == exported(store, "acme")
    assert len(exported(second, "acme").products) == len(keys)


def test_a_shop_without_anything_is_only_itself(store: Store) -> None:
    fill(store, [shop()])
    assert export(store, "yaml").raw == yaml_of(NativeShop(shop=shop()))
    assert export(store, "json").raw == json_of(NativeShop(shop=shop()))


def test_a_market_that_nobody_knows_does_not_matter_to_our_own_format(store: Store) -> None:
    fill(store, [shop(markets=("ZZ",)), category(), product()])
    assert read_native(export(store, "yaml").raw, "shop.yaml").products
    with pytest.raises(BadParameter):
        export(store, "json-ld")


@pytest.mark.parametrize(("wish", "name"), [({"language": "ja"}, "lang"), ({"market": "ZZ"}, "market")])
def test_a_wish_that_cannot_be_met_names_itself(store: Store, wish: dict[str, str], name: str) -> None:
    fill(store, [shop(), category(), product()])
    with pytest.raises(BadParameter) as refused:
        export(store, "google-merchant", **wish)
    assert refused.value.name == name


def test_a_format_that_is_none_is_refused(store: Store) -> None:
    fill(store, [shop()])
    with pytest.raises(BadParameter) as refused:
        export(store, "parquet")
    assert "csv" in refused.value.accepted


def test_a_shop_that_is_not_there_has_no_export(store: Store) -> None:
    with pytest.raises(NotFound):
        export(store, "csv")


def test_what_is_read_together_is_of_one_moment(store: Store, other: Store) -> None:
    fill(store, [shop(), product("a")])
    with store.reading():
        assert [one.record.key for one in store.scan("acme", "product")] == ["a"]
        fill(other, [product("b")])
        assert [one.record.key for one in store.scan("acme", "product")] == ["a"]
    assert [one.record.key for one in store.scan("acme", "product")] == ["a", "b"]


def test_reading_holds_up_no_writer(store: Store, other: Store) -> None:
    fill(store, [shop(), product("a")])
    with store.reading():
        store.shops()
        writer = threading.Thread(target=lambda: fill(other, [product("b")]))
        writer.start()
        writer.join(5)
        assert not writer.is_alive()


def test_reading_inside_a_transaction_is_part_of_it(store: Store) -> None:
    with store.writing():
        fill(store, [shop(), product("a")])
        with store.reading():
            assert store.get("acme", "product", "a") is not None
    assert store.get("acme", "product", "a") is not None


@pytest.mark.parametrize("keys", [("a",), ("a", "b")])
def test_a_text_that_ends_in_empty_lines_ends_nothing_else(store: Store, keys: tuple[str, ...]) -> None:
    source = Source(title={"en": "so\n\n"})
    cells = (Cell(feature="quiet", value=YesNo(yes=True), source=source),)
    fill(store, [shop(), *(product(key, cells=cells, prices=()) for key in keys)])
    raw = export(store, "yaml").raw
    assert raw == yaml_of(exported(store, "acme"))
    assert read_native(raw, "shop.yaml") == exported(store, "acme")


def test_reviews_stay_behind_and_are_counted(store: Store) -> None:
    fill(store, [shop(), category(), product()])
    words = dict.fromkeys(("title", "text", "author", "language", "verified", "day"), "")
    row = ReviewRow(
        shop="acme", id="1", product="small", reference="small", grade="4", scale=5, entered_at=NOON, **words
    )
    store.save_reviews([row])
    assert export(store, "yaml").left == {"reviews": 1}
