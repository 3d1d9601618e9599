"""Bad catalogues for the rules on measures, deposits, terms, discounts and delivery, H13 to H26."""

from bad_catalogues import Bad
from builders_bad_prices import (
    TRIAL_TERM,
    UNIT_PRICES,
    bands,
    bottles,
    called,
    delivered,
    drained,
    extra,
    free_from_two,
    german,
    goods,
    in_euros,
    larger,
    named,
    off,
    paid_on_arrival,
    reduced,
    trial,
    two_bases,
)
from builders_check import add_on, charge, edition, price, product
from msgspec.structs import replace

from comparison.core.catalogue import Arrival
from comparison.core.pricing.amounts import Stair
from comparison.core.pricing.amounts.stair import Step
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import EachCycle, Once, Phase, Term

PRICE = "$.products[0].prices[0]"
BASE = f"{PRICE}.components[0]"
EXTRA = f"{PRICE}.components[1]"

BAD_OFFERS: tuple[Bad, ...] = (
    Bad(
        "H13",
        "no_measure",
        "error",
        f"{PRICE}.measure",
        lambda: german(named("Olive oil 700 ml", in_euros(goods())), **UNIT_PRICES),
    ),
    Bad("H13", "bases_differ", "error", "$.products[1].prices[0].measure", two_bases),
    Bad(
        "H13",
        "other_size",
        "warning",
        f"{PRICE}.measure",
        lambda: german(named("Olive oil 700 ml", in_euros(goods(), measure=bottles("7"))), **UNIT_PRICES),
    ),
    Bad(
        "H13",
        "other_base",
        "warning",
        f"{PRICE}.measure",
        lambda: german(
            product("small", in_euros(goods(), measure=bottles(per="100", per_unit="ml"))), **UNIT_PRICES
        ),
    ),
    Bad(
        "H14",
        "other_kind",
        "error",
        f"{EXTRA}.kind",
        lambda: german(
            product("small", in_euros(goods("10", extra("Bottle deposit", when=Once())))), deposit="separate"
        ),
    ),
    Bad(
        "H14",
        "inside",
        "error",
        f"{BASE}.label",
        lambda: german(
            product(
                "small",
                in_euros(
                    price(
                        components=(
                            charge("10", label={"en": "Bottle incl. deposit"}, kind="deposit"),
                            charge("10", key="more"),
                        )
                    )
                ),
            ),
            deposit="separate",
        ),
    ),
    Bad("H15", "gross", "warning", f"{PRICE}.measure", drained),
    Bad("H16", "no_end", "error", f"{PRICE}.phases[0]", lambda: trial(Phase(kind="trial"))),
    Bad("H16", "no_amount", "error", f"{PRICE}.phases[0]", lambda: trial(Phase(kind="intro", cycles=3))),
    Bad(
        "H16",
        "no_later_amount",
        "error",
        f"{PRICE}.phases",
        lambda: trial(Phase(kind="trial", days=14), components=(charge("10", when=EachCycle(to_cycle=3)),)),
    ),
    Bad(
        "H16",
        "no_renewal",
        "error",
        f"{PRICE}.term",
        lambda: trial(Phase(kind="trial", days=14), term=replace(TRIAL_TERM, min_months=12)),
    ),
    Bad(
        "H16",
        "no_cancelling",
        "error",
        f"{PRICE}.term",
        lambda: trial(Phase(kind="trial", days=14), term=Term()),
    ),
    Bad(
        "H17",
        "no_term",
        "error",
        f"{PRICE}.term.exit_fee",
        lambda: edition(product("small", price(term=Term(exit_fee="50")))),
    ),
    Bad(
        "H17",
        "free",
        "error",
        f"{PRICE}.term.exit_fee",
        lambda: edition(
            product("small", price(status="free", components=(), term=Term(min_months=12, exit_fee="50")))
        ),
    ),
    Bad(
        "H17",
        "add_on",
        "error",
        "$.add_ons[0].prices[0].term",
        lambda: edition(add_ons=(add_on("ai", price("5", term=Term(min_months=12))),)),
    ),
    Bad(
        "H20",
        "cliff",
        "warning",
        f"{BASE}.amount",
        lambda: edition(product("small", price(bands((9, "10"), (None, "8"))))),
    ),
    Bad(
        "H21",
        "no_order",
        "error",
        f"{PRICE}.discounts[1].order",
        lambda: reduced(off("a", "Autumn"), off("b", "Winter", "amount", "2")),
    ),
    Bad(
        "H21",
        "over_whole",
        "error",
        f"{PRICE}.discounts[0].value",
        lambda: reduced(off("a", "Autumn", value="120")),
    ),
    Bad(
        "H21",
        "below_nothing",
        "warning",
        f"{PRICE}.discounts",
        lambda: reduced(off("a", "Voucher", "amount", "12", needs="coupon")),
    ),
    Bad("H22", "discount", "error", f"{PRICE}.discounts[0].needs", lambda: reduced(off("a", "First order"))),
    Bad("H22", "price", "error", f"{BASE}.label", lambda: called("Member price")),
    Bad(
        "H25",
        "threshold",
        "error",
        "$.products[0].description",
        lambda: delivered("Free delivery", TableRow(value="3", below="50"), TableRow(value="0")),
    ),
    Bad(
        "H25",
        "regions",
        "error",
        "$.products[0].description",
        lambda: delivered("Free delivery", TableRow(regions=("north",)), TableRow(value="0"), by="region"),
    ),
    Bad(
        "H25",
        "charged",
        "error",
        "$.products[0].description",
        lambda: delivered("Free delivery", TableRow(value="3"), by="region"),
    ),
    Bad("H25", "on_arrival", "error", "$.products[0].description", paid_on_arrival),
    Bad(
        "H26",
        "no_days",
        "warning",
        "$.products[0].description",
        lambda: delivered("Next-day delivery", TableRow(value="3"), by="region"),
    ),
    Bad(
        "H26",
        "no_cutoff",
        "warning",
        "$.products[0].arrival",
        lambda: edition(product("small", arrival=Arrival(days_min=1, days_max=2))),
    ),
    Bad(
        "H26",
        "turned_round",
        "error",
        "$.products[0].arrival",
        lambda: edition(product("small", arrival=Arrival(days_min=5, days_max=2, cutoff="14:00"))),
    ),
)
# More ways to the same faults.
MORE_OFFERS: tuple[Bad, ...] = (
    Bad(
        "H13",
        "no_measure",
        "error",
        f"{PRICE}.measure",
        lambda: german(named("Olive oil", in_euros(goods(), measure=bottles("-700"))), **UNIT_PRICES),
    ),
    Bad(
        "H13",
        "no_measure",
        "warning",
        f"{PRICE}.measure",
        lambda: german(named("Olive oil 700 ml", in_euros(goods()), source_key="s"), **UNIT_PRICES),
    ),
    Bad(
        "H13",
        "no_measure",
        "warning",
        "$.products[1].prices[0].measure",
        lambda: german(
            product("small", in_euros(goods(), measure=bottles())),
            larger("Grinder", in_euros(goods("30"))),
            **UNIT_PRICES,
        ),
    ),
    Bad(
        "H13",
        "no_measure",
        "warning",
        f"{PRICE}.measure",
        lambda: german(named("Olive oil 700 ml", in_euros(goods()))),
    ),
    Bad(
        "H14",
        "other_kind",
        "warning",
        f"{EXTRA}.kind",
        lambda: edition(product("small", goods("10", extra("Bottle", when=Once(), refundable=True)))),
    ),
    Bad(
        "H16",
        "no_cancelling",
        "warning",
        f"{PRICE}.term",
        lambda: reduced(off("a", "Half price", value="50", cycles=3)),
    ),
    Bad(
        "H20",
        "cliff",
        "warning",
        f"{BASE}.amount",
        lambda: edition(
            product(
                "small",
                price(Stair(steps=(Step(value="60", up_to=5), Step(value="50", up_to=20), Step(value="90")))),
            )
        ),
    ),
    Bad("H20", "cliff", "warning", f"{EXTRA}.amount", free_from_two),
    Bad(
        "H21",
        "no_order",
        "error",
        f"{PRICE}.discounts[1].order",
        lambda: reduced(off("a", "Autumn", exclusive=True), off("b", "Winter", exclusive=True)),
    ),
    Bad(
        "H22",
        "price",
        "error",
        "$.products[0].name",
        lambda: edition(product("small", price(), name={"ko": "스몰 (쿠폰 적용가)"})),
    ),
    Bad(
        "H25",
        "threshold",
        "error",
        "$.products[0].description",
        lambda: delivered("무료배송", TableRow(value="3", below="50"), TableRow(value="0")),
    ),
    Bad(
        "H25",
        "regions",
        "warning",
        "$.products[0].description",
        lambda: delivered(
            "Free shipping", TableRow(regions=("north",)), TableRow(value="0"), by="region", source_key="s"
        ),
    ),
    Bad(
        "H26",
        "no_days",
        "warning",
        "$.products[0].description",
        lambda: delivered("내일 도착", TableRow(value="3"), by="region"),
    ),
)
