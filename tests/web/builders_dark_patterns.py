"""Every state that a comparison can be in, as a shopper's address, and pages of it."""

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from builders_tree import Node, tree
from builders_web import MARKET, price, product, publication
from msgspec.structs import replace

from comparison.assets import CATALOG_DATA
from comparison.core.asking import read_asked
from comparison.core.catalogue import Arrival, Product, Stock
from comparison.core.compare import compare
from comparison.core.overrides import Pick
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts.flat import Flat
from comparison.core.pricing.model import Component, Once, OneOf, Optional
from comparison.core.publication import Edition, Publication
from comparison.core.view import View
from comparison.storage.drafts import resolve
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.market_files import load_markets
from comparison.storage.opening import open_store
from comparison.web.render import Renderer

DEMOS = tuple(sorted(path.stem for path in (CATALOG_DATA / "demo").glob("*.yaml")))
TODAY = datetime.date(2026, 11, 22)
_NOW = "2026-11-22T00:00:00.000000Z"
State = dict[str, str]


@cache
def demo(name: str) -> Publication:
    """The demo shop of that name, as it would be published."""
    markets = load_markets(CATALOG_DATA / "markets")
    file = CATALOG_DATA / "demo" / f"{name}.yaml"
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:{Path(folder) / 'shop.db'}")
        store.migrate()
        source = SourceFile(name=file.name, raw=file.read_bytes())
        imported = import_file(store, source, Options(), markets=markets, now=_NOW)
        resolved = resolve(store, imported.shop, imported.comparisons[0].key, markets=markets)
        store.close()
    return resolved.publication


def view(of: Publication, state: State) -> View:
    edition = Edition(number=1, digest="0" * 64, published_at=_NOW, publication=of)
    return compare(edition, read_asked(state.items()), TODAY)


@cache
def _renderer() -> Renderer:
    return Renderer(own=None, address="https://compare.example", asset_url=lambda name: f"/static/0/{name}")


def fragment(of: Publication, state: State) -> str:
    return _renderer().fragment(view(of, state)).decode()


def page(of: Publication, state: State) -> str:
    return _renderer().share(view(of, state)).decode()


def states(of: Publication) -> Iterator[State]:
    """The first look; every buyer type, pain point and answer; every depth; every control moved."""
    first = view(of, {})
    people: list[State] = [{"persona": one.key} for one in of.personas]
    pains: list[State] = [{"pain": one.key} for one in of.comparison.pains]
    yield from ({}, *people, *pains, *_quiz(of))
    for depth in ("awareness", "decision"):
        yield from ({**state, "view": depth} for state in ({}, *people[:2], *pains[:1], *_quiz(of)))
    controls = {
        "interval": first.intervals,
        "region": first.regions,
        "horizon": first.horizons,
        "addons": first.add_ons,
        "against": first.references,
    }
    yield from ({name: one.value} for name, choices in controls.items() for one in choices if one.value)
    yield from (
        {"diff": "only"},
        {"lang": "ko"},
        {"lang": "en", **(people or [{}])[0]},
        {"first_purchase": "1"},
    )
    yield {"tiers": ",".join(tier.key for tier in of.comparison.tiers[:2])}
    yield from ({f"qty.{step.unit}": str(step.most)} for step in first.steppers)


def _quiz(of: Publication) -> Iterator[State]:
    """The start, each question on the way of first answers, the end of it, and the end of not being sure."""
    if of.comparison.quiz is None:
        return
    given: State = {}
    yield {"quiz": "start"}
    for question in of.comparison.quiz.questions:
        yield {**given, "quiz": question.key}
        given[f"a.{question.key}"] = question.answers[0].key
    yield given
    yield {f"a.{question.key}": "not-sure" for question in of.comparison.quiz.questions}


@cache
def demo_trees(name: str) -> tuple[tuple[State, Node], ...]:
    of = demo(name)
    return tuple((state, tree(fragment(of, state))) for state in states(of))


def random_publication(dice: Random) -> Publication:
    """A shop that tries things: a pick, paid options ticked from the start, few left, personas and none."""
    keys = [f"tier-{place}" for place in range(dice.randint(1, 5))]
    products = tuple(_product(key, dice) for key in keys)
    plain = publication()
    tiers = tuple(replace(plain.comparison.tiers[0], key=key, product=f"air-{key}") for key in keys)
    pick = Pick(tier=dice.choice(keys), reason={"en": "We use it", "ko": "저희도 써요"})
    personas = tuple(_persona(number, dice) for number in range(dice.randint(0, 3)))
    comparison = replace(
        plain.comparison,
        tiers=tiers,
        pick=pick if dice.random() < 0.5 else None,
        personas=tuple(one.key for one in personas),
        noun=dice.choice(("plan", "product")),
    )
    market = replace(MARKET, preselected=dice.choice(("warn", "counted_in")))
    return replace(plain, comparison=comparison, products=products, personas=personas, markets=(market,))


def _product(key: str, dice: Random) -> Product:
    plain = product(key, "1", rooms=str(dice.randint(1, 9)), quiet=dice.random() < 0.5)
    amounts = [str(dice.randint(0, 90)) for _ in range(2)]
    prices = [price(amounts[0], components=_charges(amounts[0], dice))]
    if dice.random() < 0.5:
        prices.append(price(amounts[1], interval="year"))
    return replace(
        plain,
        prices=tuple(prices),
        stock=Stock(
            state=dice.choice(("available", "available", "sold_out", "gone")), left=dice.randint(0, 3)
        ),
        arrival=Arrival(days_min=1, days_max=2) if dice.random() < 0.5 else None,
    )


def _charges(amount: str, dice: Random) -> tuple[Component, ...]:
    base = Component(key="base", label={"en": "Plan"}, kind="base", amount=Flat(value=amount))
    wrap = Component(
        key="wrap",
        label={"en": "Wrapping"},
        kind="fee",
        amount=Flat(value="3"),
        when=Once(),
        obligation=Optional(),
        default_selected=dice.random() < 0.5,
    )
    ways = tuple(
        Component(
            key=f"way-{number}",
            label={"en": f"Way {number}"},
            kind="delivery",
            amount=Flat(value=str(dice.randint(0, 9))),
            when=Once(),
            obligation=OneOf(group="way"),
            default_selected=number == 1 and dice.random() < 0.5,
        )
        for number in range(2)
    )
    return (base, *((wrap,) if dice.random() < 0.5 else ()), *(ways if dice.random() < 0.5 else ()))


def _persona(number: int, dice: Random) -> Persona:
    rooms = Need(feature="rooms", op=">=", number=str(dice.randint(1, 9)))
    needs = (rooms, Need(feature="quiet", level=dice.choice(("must", "should", "nice"))))
    return Persona(key=f"buyer-{number}", label={"en": f"Buyer {number}"}, needs=needs[: dice.randint(0, 2)])
