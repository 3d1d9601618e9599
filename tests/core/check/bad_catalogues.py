"""One bad catalogue for every fault the check knows: what is broken, and what it has to say."""

from collections.abc import Callable
from typing import Any, NamedTuple

from builders_bad_prices import delivery, germany, in_euros, off, reduced
from builders_check import (
    add_on,
    charge,
    edition,
    feature,
    features,
    german_market,
    large,
    on_request,
    per_user,
    persona,
    price,
    product,
    small,
    vat,
)
from msgspec.structs import replace

from comparison.core.catalogue import Tier
from comparison.core.check.finding import Level, Missing
from comparison.core.markets import TaxRate
from comparison.core.personas import Need
from comparison.core.pricing.amounts import Flat, Graduated, Stair, Unknown
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.stair import Step
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.drift import Drift
from comparison.core.pricing.model import Attestation, Condition, If, Optional, Term
from comparison.core.pricing.reduced import Announced
from comparison.core.publication import Publication
from comparison.core.values import Extra, NotStated, Number, YesNo

KIM = Attestation(by="Kim", on="2026-01-01")


class Bad(NamedTuple):
    """A catalogue, and the finding that has to name its fault, at its place."""

    rule: str
    fault: str
    level: Level
    path: str
    make: Callable[[], Publication]
    missing: tuple[Missing, ...] = ()
    drift: Drift | None = None
    announced: tuple[Announced, ...] = ()
    before: Callable[[], Publication] | None = None

    def history(self) -> tuple[Announced, ...]:
        """What the price history says of the reductions in it."""
        return self.announced

    @property
    def key(self) -> str:
        return f"check.{self.rule}.{self.fault}"


def _lacking(kind: str, path: str) -> tuple[Missing, ...]:
    return (Missing(kind=kind, key="gone", path=path),)


def _with_add_ons(*extras: object) -> Publication:
    return edition(add_ons=extras)


def _bands(*ends: int | None) -> Publication:
    bands = tuple(Band(up_to=end, value="1") for end in ends)
    return edition(product("small", price(Graduated(bands=bands))))


def _monthly_and_yearly(monthly: str, yearly: str) -> Publication:
    return edition(product("small", price(monthly), price(yearly, interval="year")))


def _for_germans(rate: TaxRate, **changes: Any) -> Publication:
    """A price without tax, where the market adds it at no other *rate*."""
    stated = replace(in_euros(price(**changes)), tax="excluded")
    return edition(product("small", stated), markets=(germany(rates=(rate,)),))


def _imported(key: str, **changes: object) -> Publication:
    rows = tuple(replace(one, **changes) if one.key == key else one for one in features())
    return edition(features=rows)


BAD: tuple[Bad, ...] = (
    Bad(
        "S01",
        "missing_category",
        "error",
        "$.comparison.category",
        edition,
        _lacking("category", "$.comparison.category"),
    ),
    Bad(
        "S01",
        "missing_product",
        "error",
        "$.comparison.tiers[2].product",
        edition,
        _lacking("product", "$.comparison.tiers[2].product"),
    ),
    Bad(
        "S01",
        "missing_add_on",
        "error",
        "$.comparison.add_ons[0]",
        edition,
        _lacking("add_on", "$.comparison.add_ons[0]"),
    ),
    Bad(
        "S01",
        "missing_persona",
        "error",
        "$.comparison.personas[0]",
        edition,
        _lacking("persona", "$.comparison.personas[0]"),
    ),
    Bad(
        "S01",
        "missing_feature",
        "error",
        "$.comparison.features[1]",
        lambda: edition(comparison={"features": ("chat", "gone")}),
    ),
    Bad("S02", "no_tiers", "error", "$.comparison.tiers", lambda: edition(comparison={"tiers": ()})),
    Bad(
        "S03",
        "price_twice",
        "error",
        "$.products[0].prices[1]",
        lambda: edition(product("small", price("10"), price("12"))),
    ),
    Bad(
        "S03",
        "tier_twice",
        "error",
        "$.comparison.tiers[1].key",
        lambda: edition(
            comparison={"tiers": (Tier(key="a", product="small"), Tier(key="a", product="large"))}
        ),
    ),
    Bad(
        "H02",
        "unattested",
        "warning",
        "$.products[0].prices",
        lambda: edition(product("small", price(closed=None))),
    ),
    Bad(
        "H02",
        "old",
        "warning",
        "$.products[0].prices",
        lambda: edition(product("small", price(checked_on="2026-01-01", closed=None))),
    ),
    Bad(
        "H03",
        "no_charge",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price(components=()))),
    ),
    Bad(
        "H03",
        "for_some_only",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price(components=(charge("10", obligation=Optional()),)))),
    ),
    Bad(
        "H03",
        "not_free",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price(Unknown(how={"en": "by use"}), status="free"))),
    ),
    Bad(
        "H03",
        "no_ends",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price(status="range", low="5"))),
    ),
    Bad(
        "H03",
        "no_words",
        "information",
        "$.products[0].prices[0]",
        lambda: edition(product("small", on_request(words=None))),
    ),
    Bad(
        "H08",
        "unknown",
        "warning",
        "$.products[0].prices",
        lambda: edition(product("small", price(tax="unknown"))),
    ),
    Bad(
        "H08",
        "no_rate",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price(market="DE", currency="EUR")), markets=(german_market(),)),
    ),
    Bad("H18", "year_dearer", "error", "$.products[0].prices[1]", lambda: _monthly_and_yearly("10", "240")),
    Bad(
        "H18", "saves_too_much", "warning", "$.products[0].prices[1]", lambda: _monthly_and_yearly("10", "12")
    ),
    Bad(
        "H19",
        "open_in_between",
        "error",
        "$.products[0].prices[0].components[0].amount",
        lambda: _bands(None, 20, None),
    ),
    Bad(
        "H19",
        "not_rising",
        "error",
        "$.products[0].prices[0].components[0].amount",
        lambda: _bands(20, 10, None),
    ),
    Bad("H19", "not_open", "error", "$.products[0].prices[0].components[0].amount", lambda: _bands(10, 20)),
    Bad(
        "H23",
        "no_such_day",
        "error",
        "$.products[0].prices[0].valid_to",
        lambda: edition(product("small", price(valid_to="2026-13-40"))),
    ),
    Bad(
        "H23",
        "ends_before_start",
        "error",
        "$.comparison.operates_to",
        lambda: edition(comparison={"operates_from": "2027-02-02", "operates_to": "2027-02-01"}),
    ),
    Bad(
        "H23",
        "over",
        "error",
        "$.comparison.operates_to",
        lambda: edition(comparison={"operates_to": "2026-11-21"}),
    ),
    Bad(
        "H23",
        "expired",
        "error",
        "$.products[0].prices",
        lambda: edition(product("small", price(valid_to="2026-11-21"))),
    ),
    Bad(
        "H23",
        "partly_over",
        "warning",
        "$.products[0].prices",
        lambda: edition(product("small", price(valid_to="2026-11-21"), price("100", interval="year"))),
    ),
    Bad(
        "H23",
        "promotion_over",
        "information",
        "$.products[0].prices[0].discounts[0].valid_to",
        lambda: reduced(off("sale", "Sale", valid_from="2026-10-01", valid_to="2026-11-21")),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].components[0].amount",
        lambda: edition(product("small", price("9900.50", currency="KRW", market="KR"))),
    ),
    Bad(
        "H24",
        "mixed",
        "error",
        "$.products[1].prices[0]",
        lambda: edition(small(), product("large", price("20", currency="EUR"))),
    ),
    Bad(
        "H24",
        "foreign",
        "warning",
        "$.products[0].prices[0].currency",
        lambda: edition(product("small", price(currency="EUR"))),
    ),
    Bad(
        "H27",
        "no_price",
        "error",
        "$.products[0].prices[0].components[1]",
        lambda: edition(
            product(
                "small",
                price(
                    components=(charge("10"), charge(Unknown(how={"en": "ask"}), key="help", kind="addon"))
                ),
            )
        ),
    ),
    Bad(
        "H27",
        "on_request",
        "warning",
        "$.add_ons[0].requires",
        lambda: _with_add_ons(add_on("ai", requires=("keys",)), add_on("keys", on_request())),
    ),
    Bad(
        "H28",
        "missing_product",
        "error",
        "$.add_ons[0].available_for[1]",
        edition,
        _lacking("product", "$.add_ons[0].available_for[1]"),
    ),
    Bad(
        "H28",
        "missing_add_on",
        "error",
        "$.add_ons[0].requires[0]",
        edition,
        _lacking("add_on", "$.add_ons[0].requires[0]"),
    ),
    Bad(
        "H28",
        "requires_itself",
        "error",
        "$.add_ons[0].requires",
        lambda: _with_add_ons(add_on("ai", requires=("ai",))),
    ),
    Bad(
        "H28",
        "excludes_itself",
        "error",
        "$.add_ons[0].excludes",
        lambda: _with_add_ons(add_on("ai", excludes=("ai",))),
    ),
    Bad(
        "H28",
        "circle",
        "error",
        "$.add_ons[0].requires",
        lambda: _with_add_ons(add_on("ai", requires=("keys",)), add_on("keys", requires=("ai",))),
    ),
    Bad(
        "H28",
        "contradiction",
        "error",
        "$.add_ons[0].excludes",
        lambda: _with_add_ons(add_on("ai", requires=("keys",), excludes=("keys",)), add_on("keys")),
    ),
    Bad(
        "H28",
        "for_no_tier",
        "error",
        "$.add_ons[0].available_for",
        lambda: _with_add_ons(add_on("ai", available_for=("gone",))),
    ),
    Bad(
        "H28",
        "no_common_tier",
        "error",
        "$.add_ons[0].requires",
        lambda: _with_add_ons(
            add_on("ai", available_for=("small",), requires=("keys",)),
            add_on("keys", available_for=("large",)),
        ),
    ),
    Bad(
        "H28",
        "gives_unknown",
        "error",
        "$.add_ons[0].cells[0]",
        lambda: _with_add_ons(add_on("ai", gives={"gone": YesNo(yes=True)})),
    ),
    Bad(
        "H28",
        "same_as_tier",
        "error",
        "$.add_ons[0].cells",
        lambda: _with_add_ons(add_on("ai", gives={"chat": YesNo(yes=True)})),
    ),
    Bad(
        "H28",
        "same_as_tier",
        "warning",
        "$.add_ons[0].cells",
        lambda: _with_add_ons(add_on("ai", on_request(), gives={"chat": YesNo(yes=True)})),
    ),
    Bad(
        "H28",
        "extra_not_to_be_had",
        "error",
        "$.products[0].cells[2]",
        lambda: edition(product("small", cells={"sso": Extra(add_on="gone")})),
    ),
    Bad(
        "H29", "identical", "warning", "$.products[1]", lambda: edition(small(), product("twin", price("10")))
    ),
    Bad(
        "H29", "dominated", "warning", "$.products[1]", lambda: edition(small(), product("dear", price("20")))
    ),
    Bad(
        "H29",
        "dearer_for_less",
        "error",
        "$.products[1]",
        lambda: edition(small(), product("dear", price("20"), cells={"storage": Number(amount="5")})),
    ),
    Bad(
        "H30",
        "no_row",
        "error",
        "$.products[0].cells[2]",
        lambda: edition(product("small", cells={"gone": YesNo(yes=True)})),
    ),
    Bad(
        "H30",
        "no_feature",
        "error",
        "$.category.features[1].linked",
        lambda: _imported("storage", linked=("gone",)),
    ),
    Bad(
        "H30",
        "no_feature",
        "warning",
        "$.category.features[1].linked",
        lambda: _imported("storage", linked=("gone",), source_key="store"),
    ),
    Bad(
        "H30",
        "limit_zero",
        "error",
        "$.products[0].cells[1]",
        lambda: edition(product("small", cells={"storage": Number(amount="0")})),
    ),
    Bad(
        "H32",
        "not_stated",
        "warning",
        "$.category.features[1]",
        lambda: edition(small(), large(storage=NotStated())),
    ),
    Bad(
        "H34",
        "no_feature",
        "warning",
        "$.personas[0].needs[0]",
        lambda: edition(personas=(persona(Need(feature="gone")),)),
    ),
    Bad(
        "H34",
        "no_value",
        "warning",
        "$.personas[0].needs[0]",
        lambda: edition(
            features=(*features(), feature("export")), personas=(persona(Need(feature="export")),)
        ),
    ),
    Bad(
        "H34",
        "no_fit",
        "information",
        "$.personas[0]",
        lambda: edition(
            comparison={"personas": ("teams",)},
            personas=(persona(Need(feature="storage", op=">=", number="9000")),),
        ),
    ),
)
# More ways to the same faults.
MORE: tuple[Bad, ...] = (
    *(
        Bad(
            "H03",
            "for_some_only",
            "error",
            "$.products[0].prices[0]",
            lambda condition=condition: edition(
                product("small", price(components=(charge("10", obligation=If(condition=condition)),)))
            ),
        )
        for condition in (Condition(member=True), Condition(customer_type="b2b"))
    ),
    Bad(
        "H02",
        "old",
        "warning",
        "$.products[0].prices",
        lambda: edition(
            product("small", price(), price("100", interval="year", checked_on="2026-01-01", closed=KIM))
        ),
    ),
    Bad(
        "H23",
        "no_such_day",
        "error",
        "$.products[0].prices[0].discounts[0].valid_to",
        lambda: reduced(off("sale", "Sale", valid_to="2026-06-31")),
    ),
    Bad(
        "H23",
        "ends_before_start",
        "error",
        "$.products[0].prices[0].discounts[0].valid_to",
        lambda: reduced(off("sale", "Sale", valid_from="2027-02-02", valid_to="2027-02-01")),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].components[1].amount",
        lambda: edition(
            product("small", price(components=(charge("10"), delivery(TableRow(value="3.905")))))
        ),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].discounts[0].value",
        lambda: reduced(off("sale", "Sale", "amount", "1.005")),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].term.exit_fee",
        lambda: edition(product("small", price(term=Term(min_months=12, exit_fee="5.005")))),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].low",
        lambda: edition(
            product(
                "small",
                price(components=(), status="range", low="5.005", high="9", words={"en": "By the yard"}),
            )
        ),
    ),
    Bad(
        "H08",
        "no_rate",
        "error",
        "$.products[0].prices[0]",
        lambda: _for_germans(vat(), components=(charge("10", tax_class="books"),)),
    ),
    Bad(
        "H08",
        "no_rate",
        "error",
        "$.products[0].prices[0]",
        lambda: _for_germans(replace(vat(), since="2027-01-01")),
    ),
    Bad(
        "H03",
        "not_free",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(product("small", price("3", status="free"))),
    ),
    Bad(
        "H19",
        "not_rising",
        "error",
        "$.products[0].prices[0].components[0].amount",
        lambda: edition(
            product(
                "small",
                price(Stair(steps=(Step(value="1", up_to=5), Step(value="2", up_to=5), Step(value="3")))),
            )
        ),
    ),
    Bad(
        "H23",
        "ends_before_start",
        "error",
        "$.products[0].offered_to",
        lambda: edition(product("small", offered_from="2027-02-02", offered_to="2027-02-01")),
    ),
    Bad(
        "H23",
        "ends_before_start",
        "error",
        "$.products[0].prices[0].valid_to",
        lambda: edition(product("small", price(valid_from="2027-02-02", valid_to="2027-02-01"))),
    ),
    Bad(
        "H28",
        "circle",
        "error",
        "$.add_ons[2].requires",
        lambda: _with_add_ons(
            add_on("a", requires=("b",)), add_on("b", requires=("c",)), add_on("c", requires=("a",))
        ),
    ),
    Bad(
        "H28",
        "contradiction",
        "error",
        "$.add_ons[0].excludes",
        lambda: _with_add_ons(add_on("a", requires=("b", "c")), add_on("b"), add_on("c", excludes=("b",))),
    ),
    Bad(
        "H08",
        "no_rate",
        "error",
        "$.products[0].prices[0]",
        lambda: edition(
            product("small", price(market="EU", currency="EUR")),
            markets=(replace(german_market(), inherits="EU"),),
        ),
    ),
    Bad(
        "H24",
        "places",
        "error",
        "$.products[0].prices[0].components[0].amount",
        lambda: edition(product("small", price(Flat(value="0.005")))),
    ),
    Bad(
        "H29",
        "dominated",
        "warning",
        "$.products[1]",
        lambda: edition(product("a", price(per_user("10"))), product("b", price(per_user("12")))),
    ),
)
