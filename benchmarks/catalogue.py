"""A made-up shop: as many tiers, rows and components as a benchmark asks for, the same each time."""

from collections.abc import Iterator, Sequence
from functools import cache

from comparison.assets import CATALOG_DATA
from comparison.core.catalogue import Category, Cell, Comparison, Feature, Group, Product, Shop, Tier
from comparison.core.markets import Market
from comparison.core.personas import Level, Need, Persona
from comparison.core.pricing.amounts import Amount, Flat, PerUnit
from comparison.core.pricing.model import Component, ComponentKind, EachCycle, Every, Once, Price, When
from comparison.core.sizes import SizeRange
from comparison.core.values import NotStated, Number, Value, Words, YesNo
from comparison.storage.market_files import load_markets
from comparison.storage.store import AnyRecord

SHOP = "made"
NOW = "2026-11-22T00:00:00.000000Z"
LANGUAGES = ("en", "ko")
GROUPS = ("basics", "people", "storage", "security", "support", "terms")
_LEVELS: tuple[Level, ...] = ("must", "should", "nice")
_NEEDS_OF_A_PERSONA = 6
_EACH_CYCLE = EachCycle()
_KINDS: dict[str, ComponentKind] = {"seat": "seat", "fee": "fee", "refill": "consumable"}


@cache
def markets() -> dict[str, Market]:
    """The market rows of this release."""
    return load_markets(CATALOG_DATA / "markets")


def text(words: str) -> dict[str, str]:
    """A label in both languages."""
    return {"en": words, "ko": f"{words} 이름"}


def shop() -> Shop:
    return Shop(key=SHOP, name=text("Made-up shop"), languages=LANGUAGES, markets=("KR",))


def category(key: str, rows: int) -> Category:
    """*rows* features in six groups: of every four, two are yes or no, one a number, one a text."""
    groups = tuple(Group(key=name, label=text(name)) for name in GROUPS)
    return Category(key=key, label=text("plans"), groups=groups, features=features(rows))


def features(rows: int) -> tuple[Feature, ...]:
    return tuple(_feature(number) for number in range(rows))


def product(key: str, category: str, place: int, rows: int, price: Price) -> Product:
    """The product in column *place*: each further column has more of everything."""
    cells = (Cell(feature=f"row-{number}", value=_value(number, place)) for number in range(rows))
    return Product(
        key=key,
        name=text(f"Plan {place + 1}"),
        category=category,
        cells=tuple(cells),
        prices=(price,),
        offer=f"https://made.example/buy/{key}",
    )


def plain_price(place: int) -> Price:
    """A fee at the start and an amount for each user every month."""
    seat = Component(
        key="seat", label=text("seat"), kind="seat", amount=PerUnit(value=str(4_000 + place * 3_000))
    )
    fee = Component(key="setup", label=text("set-up"), kind="fee", amount=Flat(value="20000"), when=Once())
    return _price((seat, fee))


def rich_price(place: int) -> Price:
    """Ten components: one base, four for each user, three once, two every six months."""
    base = Component(
        key="base", label=text("base"), kind="base", amount=Flat(value=str(9_900 + place * 10_000))
    )
    seats = _several("seat", [PerUnit(value=str(1_110 + number)) for number in range(4)])
    fees = _several("fee", [Flat(value=str(5_055 + number)) for number in range(3)], Once())
    refills = _several("refill", [Flat(value=str(7_070 + number)) for number in range(2)], Every(n=6))
    return _price((base, *seats, *fees, *refills))


def _several(name: str, amounts: Sequence[Amount], when: When = _EACH_CYCLE) -> Iterator[Component]:
    """Components that differ in their number and in what they cost."""
    for number, amount in enumerate(amounts):
        yield Component(
            key=f"{name}-{number}",
            label=text(f"{name} {number}"),
            kind=_KINDS[name],
            amount=amount,
            when=when,
        )


def persona(key: str, needs: int, first: int = 0) -> Persona:
    """A persona of 14 users with *needs*, from the row *first* on, every third one a must."""
    wanted = tuple(_need(first + number, _LEVELS[number % 3]) for number in range(needs))
    return Persona(key=key, label=text(f"team {key}"), size=SizeRange(unit="user", usual=14), needs=wanted)


def comparison(key: str, category: str, products: Sequence[str], personas: Sequence[str]) -> Comparison:
    """The products named as tiers, with a horizon of three years."""
    return Comparison(
        key=key,
        title=text("Plans"),
        category=category,
        tiers=tuple(Tier(key=f"tier-{place}", product=one) for place, one in enumerate(products)),
        personas=tuple(personas),
        noun="plan",
        horizon=36,
    )


def table(key: str, tiers: int, rows: int) -> list[AnyRecord]:
    """The records of a comparison of *tiers* × *rows* with three personas, its category among them."""
    products = [product(f"{key}-{place}", key, place, rows, plain_price(place)) for place in range(tiers)]
    personas = [persona(f"{key}-{number}", _NEEDS_OF_A_PERSONA, number) for number in range(3)]
    shown = comparison(key, key, [one.key for one in products], [one.key for one in personas])
    return [category(key, rows), *products, *personas, shown]


def _price(components: tuple[Component, ...]) -> Price:
    return Price(
        market="KR",
        currency="KRW",
        interval="month",
        tax="excluded",
        components=components,
        quantity_unit="user",
    )


def _feature(number: int) -> Feature:
    label, group = text(f"Row number {number}"), GROUPS[number % len(GROUPS)]
    key = f"row-{number}"
    if number % 4 == 1:
        return Feature(key=key, label=label, group=group, kind="number", unit="gb", direction="higher")
    if number % 4 == 3:
        return Feature(key=key, label=label, group=group, kind="text")
    return Feature(key=key, label=label, group=group, help=text("What this row is about, in one sentence."))


def _value(number: int, place: int) -> Value:
    if number % 4 == 1:
        return Number(amount=str((place + 1) * (number + 3)), unit="gb")
    if number % 4 == 3:
        return Words(text=text(f"words of plan {place + 1}" if number % 8 == 3 else "the same words"))
    return NotStated() if number % 16 == place * 4 else YesNo(yes=number % 5 <= place)


def _need(number: int, level: Level) -> Need:
    key = f"row-{number}"
    if number % 4 == 1:
        return Need(feature=key, op=">=", number=str(2 * (number + 3)), unit="gb", level=level)
    if number % 4 == 3:
        return Need(feature=key, op="in", texts=("the same words",), level=level)
    return Need(feature=key, level=level)
