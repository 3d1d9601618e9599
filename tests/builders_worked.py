"""The worked examples of the specification as small catalogues, and what is asked of each.

An example is written as a merchant would write it, imported and published by the real check, and then
asked for as a shopper's page or a command would ask.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from comparison.assets import CATALOG_DATA
from comparison.core.markets import Market, Region
from comparison.core.money import exponent
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.market_files import load_markets
from comparison.storage.opening import open_store

COMPARISON = "prices"
PUBLISHED = "2026-01-01T00:00:00.000000Z"
START = "2026-01-01"
REGIONS = (
    Region(key="near", label={"en": "Near", "ko": "가까운 곳"}),
    Region(key="far", label={"en": "Far", "ko": "먼 곳"}),
    Region(key="abroad", label={"en": "Another EU state", "ko": "다른 나라"}, reverse_charge=True),
)


class Worked(NamedTuple):
    """One row of the examples: *asked* of the catalogue *shop*, and the figures of one of its tiers.

    *expected* are facts by the names that `fact` knows. *says* must stand in the shopper's page and in the
    text of the command.
    """

    shop: str
    asked: str
    expected: Mapping[str, object]
    says: tuple[str, ...] = ()
    tier: str = "tier"

    @property
    def query(self) -> str:
        """The address's parameters. Examples that begin on another day say so."""
        pairs = [self.asked] if self.asked else []
        return "&".join(pairs if "start=" in self.asked else [*pairs, f"start={START}"])

    @property
    def options(self) -> list[str]:
        """The same, as options of the command."""
        pairs = (pair.partition("=") for pair in self.query.split("&"))
        return [text for name, _, value in pairs for text in (f"--{name}", value)]


class Catalogue(NamedTuple):
    """A shop in one *market*; *tiers* hold the YAML of each tier's product besides its name.

    *priced_for* is the market that its prices are stated for, where that is another one.
    """

    shop: str
    market: str
    tiers: Mapping[str, str]
    more: str = ""
    comparison: str = ""
    priced_for: str = ""


@cache
def markets() -> dict[str, Market]:
    """The rows of the release, and some that an example needs and no market has."""
    rows = load_markets(CATALOG_DATA / "markets")
    germany, america, japan = rows["DE"], rows["US"], rows["JP"]
    made = (
        replace(germany, code="KW", currency="KWD", rates=(), inherits=None),
        replace(germany, code="DE-T", total_rounding="total"),
        replace(germany, code="DE-R", regions=REGIONS),
        replace(japan, code="JP-H", rounding="half_up"),
        *(
            replace(america, code=f"US-{code}", rounding=rounding)
            for code, rounding in (("E", "half_even"), ("D", "down"), ("U", "up"))
        ),
    )
    return {**rows, **{row.code: row for row in made}}


def one(shop: str, market: str, *prices: str, product: str = "", **parts: Any) -> Catalogue:
    """A shop with one tier, sold for *prices*; *product* is what else its YAML says."""
    return Catalogue(shop, market, {"tier": product + priced(*prices)}, **parts)


def priced(*prices: str) -> str:
    """The prices of a product: each the YAML of one, without market, currency and who confirmed it."""
    return "".join(["prices:\n", *(f"- {{MARKET, {price.strip()}}}\n" for price in prices)])


def flat(value: str, key: str = "plan", kind: str = "base", **more: str) -> str:
    """The YAML of a component with one amount."""
    return part(key, kind, f"{{is: flat, value: {value}}}", **more)


def each(value: str, key: str = "seats", unit: str = "user", kind: str = "seat", **more: str) -> str:
    """The YAML of a component with an amount for each *unit*."""
    return part(key, kind, f"{{is: per_unit, value: {value}, unit: {unit}}}", **more)


def part(key: str, kind: str, amount: str, **more: str) -> str:
    """The YAML of a component."""
    rest = "".join(f", {name}: {text}" for name, text in more.items())
    return f"{{key: {key}, label: {{en: {key}, ko: {key}}}, kind: {kind}, amount: {amount}{rest}}}"


ONCE = "{is: once}"
FEE = "{en: for the work it takes, ko: 드는 일의 값이에요}"
MONTHLY = "interval: month"
BOUGHT = "interval: once"


def sold(*components: str, by: str = MONTHLY, more: str = "") -> str:
    """The YAML of a price: its rhythm, its components, and what *more* there is to it."""
    rest = f", {more}" if more else ""
    return f"{by}, components: [{', '.join(components)}]{rest}"


def goods(*components: str, more: str = "") -> str:
    """The YAML of a price for what is bought once."""
    return sold(*components, by=BOUGHT, more=more)


def off(kind: str, value: str, key: str = "off", **more: object) -> str:
    """A discount by coupon, so that no earlier price has to be known."""
    rest = "".join(f", {name}: {text}" for name, text in more.items())
    return (
        f"{{key: {key}, label: {{en: {key}, ko: {key}}}, kind: {kind}, value: {value}, "
        f"needs: coupon, coupon: CODE{rest}}}"
    )


def document(catalogue: Catalogue) -> bytes:
    """The catalogue as a merchant's file. Its tax is stated as the market shows it unless a price says else."""
    row = markets()[catalogue.market]
    tax = "included" if row.tax == "included" else "excluded"
    stated = catalogue.priced_for or catalogue.market
    usual = f"market: {stated}, currency: {row.currency}, closed: {{by: test, on: 2026-01-01}}"
    products = "".join(_product(key, body) for key, body in catalogue.tiers.items())
    tiers = ", ".join(f"{{key: {key}, product: {key}}}" for key in catalogue.tiers)
    text = textwrap.dedent(f"""\
        format: tier-compare/1
        shop: {{key: {catalogue.shop}, name: {{en: Shop, ko: 가게}}, languages: [en, ko], markets: [{catalogue.market}]}}
        categories:
        - {{key: things, label: {{en: Things, ko: 물건}}, features: [{{key: there, label: {{en: There, ko: 있음}}}}]}}
        comparisons:
        - {{key: {COMPARISON}, title: {{en: Prices, ko: 가격}}, category: things, tiers: [{tiers}] {catalogue.comparison}}}
        """)
    written = text + "products:\n" + products + textwrap.dedent(catalogue.more)
    lines = (
        line.replace("MARKET", usual if ", tax: " in line else f"{usual}, tax: {tax}")
        for line in written.splitlines()
    )
    return "\n".join(lines).encode()


def _product(key: str, body: str) -> str:
    head = f"- key: {key}\n  name: {{en: {key}, ko: {key}}}\n  category: things\n"
    cells = "  cells: [{feature: there, value: {is: yes_no, yes: true}}]\n"
    return head + cells + textwrap.indent(body, "  ")


def published(folder: Path, catalogues: Sequence[Catalogue]) -> Path:
    """A database with every catalogue live; what the check calls an error is published nowhere."""
    file = folder / "shop.db"
    store = open_store(f"sqlite:{file}")
    store.migrate()
    for catalogue in catalogues:
        publish(store, catalogue)
    store.close()
    return file


def publish(store: Any, catalogue: Catalogue, now: str = PUBLISHED) -> None:
    """Import *catalogue* and make it live at the moment *now*."""
    source = SourceFile(name=f"{catalogue.shop}.yaml", raw=document(catalogue))
    import_file(store, source, Options(publish=True), markets=markets(), now=now)


def facts(quotes: Mapping[str, Any], worked: Worked) -> dict[str, object]:
    """What a JSON answer says of everything that *worked* expects."""
    [tier] = [one for one in quotes["tiers"] if one["tier"] == worked.tier]
    return {name: fact(tier, name) for name in worked.expected}


def fact(tier: Mapping[str, Any], name: str) -> object:
    """One fact of a quote: a field of it, a field of a line (``goods.net``, ``plan#1.first``), or a sum.

    ``net`` and ``tax`` are those of everything due today; ``then``, ``excluded`` and ``notes`` are put in
    short. Money is decimal text in major units.
    """
    if name in _SHORT:
        return _SHORT[name](tier)
    component, dot, field = name.partition(".")
    if not dot:
        return plain(tier[name])
    key, _, place = component.partition("#")
    line = [one for one in tier["lines"] if one["component"] == key][int(place or 0)]
    return plain(line["reductions"][0]["amount"] if field == "off" else line[field])


def plain(value: Any) -> object:
    """Money as people write it: ``122.50``, ``32700``; anything else as it is."""
    if not isinstance(value, dict) or "minor" not in value:
        return value
    places = exponent(value["currency"])
    return f"{Decimal(value['minor']).scaleb(-places):.{places}f}"


def _sum(field: str, tier: Mapping[str, Any]) -> object:
    stated = [line[field] for line in tier["lines"] if line["due_today"]]
    return plain({"minor": sum(one["minor"] for one in stated), "currency": stated[0]["currency"]})


def _then(tier: Mapping[str, Any]) -> list[str]:
    return [f"{plain(one['amount'])} {one['every']} {one['first']} x{one['times']}" for one in tier["then"]]


def _unit_price(tier: Mapping[str, Any]) -> str:
    found = tier["unit_price"]
    return f"{plain(found['price'])}/{found['amount']} {found['unit']}"


def _notes(tier: Mapping[str, Any]) -> list[str]:
    return [note["text"] for note in tier["assumptions"]]


def _excluded(tier: Mapping[str, Any]) -> list[str]:
    return [f"{one['kind']} {one['item']} {plain(one['estimate'])}" for one in tier["excluded"]]


_SHORT: Mapping[str, Any] = {
    "net": lambda tier: _sum("net", tier),
    "tax": lambda tier: _sum("tax", tier),
    "then": _then,
    "unit_price": _unit_price,
    "notes": _notes,
    "excluded": _excluded,
    "components": lambda tier: [line["component"] for line in tier["lines"]],
}


def named(rows: Sequence[Worked]) -> Iterator[str]:
    """A name for each row of a table of tests."""
    return (f"{row.shop} {row.asked}".strip() for row in rows)
