"""Bad catalogues for the rules on charges, ranges and bundles, H01 to H12."""

from bad_catalogues import Bad
from builders_bad_prices import (
    bands,
    bottles,
    business_list,
    cheap_nowhere,
    dearer_way,
    delivery,
    extra,
    german,
    goods,
    in_euros,
    larger,
    left_out,
    named,
    with_extra,
    zones,
)
from builders_check import charge, edition, on_request, price, product

from comparison.core.catalogue import Tier
from comparison.core.pricing.amounts import Percent, Span
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Condition, Every, If, Once, Optional
from comparison.core.sizes import SizeRange

PRICE = "$.products[0].prices[0]"
BASE = f"{PRICE}.components[0]"
EXTRA = f"{PRICE}.components[1]"

BAD_CHARGES: tuple[Bad, ...] = (
    Bad(
        "H01",
        "called_mandatory",
        "error",
        f"{EXTRA}.obligation",
        lambda: with_extra("Mandatory insurance", obligation=Optional()),
    ),
    Bad(
        "H01",
        "left_out",
        "error",
        "$.products[0].excluded[0]",
        lambda: left_out("Compulsory service", every="year"),
    ),
    Bad("H01", "known_sum", "warning", "$.products[0].excluded[0]", lambda: left_out("Assembly")),
    Bad(
        "H01",
        "newcomers",
        "error",
        f"{EXTRA}.obligation",
        lambda: with_extra(obligation=If(condition=Condition(first_purchase=True)), when=Once()),
    ),
    Bad(
        "H04",
        "no_reason",
        "error",
        PRICE,
        lambda: edition(product("small", price(status="range", low="5", high="9", components=()))),
    ),
    Bad(
        "H04",
        "no_weight",
        "error",
        f"{EXTRA}.amount",
        lambda: edition(
            product(
                "small",
                goods("10", delivery(TableRow(value="3", below="1000"), TableRow(value="5"), by="weight")),
            )
        ),
    ),
    Bad(
        "H04",
        "never_sold",
        "error",
        PRICE,
        lambda: edition(product("small", price(min_quantity=8, quantity_step=7, max_quantity=13))),
    ),
    Bad(
        "H04",
        "no_zone",
        "warning",
        EXTRA,
        lambda: zones(TableRow(value="9", regions=("moon",)), TableRow(value="5")),
    ),
    Bad("H04", "low_alone", "error", "$.products[0].name", lambda: edition(named("Small from $5"))),
    Bad("H04", "not_reached", "error", PRICE, cheap_nowhere),
    Bad(
        "H05",
        "as_words",
        "error",
        f"{PRICE}.words",
        lambda: edition(product("small", on_request(words={"en": "$100 + 10%"}))),
    ),
    Bad(
        "H05",
        "of_nothing",
        "error",
        f"{EXTRA}.amount",
        lambda: with_extra("Card fee", amount=Percent(rate="3", of=("gone",))),
    ),
    Bad(
        "H05",
        "another_day",
        "error",
        f"{EXTRA}.amount",
        lambda: with_extra(
            "Care", amount=Percent(rate="3", of=("base",)), when=Every(n=1, unit="year"), kind="consumable"
        ),
    ),
    Bad("H06", "no_purpose", "warning", f"{EXTRA}.reason", lambda: with_extra("Service fee")),
    Bad(
        "H07",
        "paid_option",
        "error",
        f"{EXTRA}.default_selected",
        lambda: with_extra("Gift wrap", obligation=Optional(), default_selected=True),
    ),
    Bad("H07", "dearer_way", "error", f"{EXTRA}.default_selected", dearer_way),
    Bad(
        "H09",
        "net_words",
        "error",
        "$.products[0].name",
        lambda: german(named("Small, excl. VAT", in_euros(price()))),
    ),
    Bad(
        "H09",
        "net_list",
        "error",
        "$.products[0].prices[1].tax",
        lambda: german(product("small", in_euros(price()), business_list()), b2b_net=False),
    ),
    Bad(
        "H12",
        "claimed",
        "error",
        "$.products[1].prices[0]",
        lambda: edition(named("Filter", goods("1600")), larger("Filter 2+1", goods("5000"))),
    ),
    Bad(
        "H12",
        "dearer",
        "warning",
        "$.products[1].prices[0]",
        lambda: edition(named("Filter", goods("1600")), larger("Filter 3-pack", goods("5000"))),
    ),
    Bad(
        "H12",
        "many_dearer",
        "warning",
        f"{BASE}.amount",
        lambda: edition(product("small", price(bands((10, "5"), (None, "6"))))),
    ),
)
# More ways to the same faults.
MORE_CHARGES: tuple[Bad, ...] = (
    Bad(
        "H04",
        "no_reason",
        "error",
        f"{EXTRA}.amount",
        lambda: with_extra("Delivery", kind="delivery", amount=Span(low="3", high="9")),
    ),
    Bad(
        "H04",
        "no_reason",
        "warning",
        f"{EXTRA}.amount",
        lambda: edition(
            product(
                "small",
                price(
                    components=(
                        charge("10"),
                        extra("Delivery", kind="delivery", amount=Span(low="3", high="9")),
                    )
                ),
                source_key="s",
            )
        ),
    ),
    Bad(
        "H04",
        "never_sold",
        "error",
        PRICE,
        lambda: edition(product("small", price(min_quantity=10), capacity=(SizeRange(unit="item", max=5),))),
    ),
    Bad(
        "H04",
        "no_zone",
        "warning",
        EXTRA,
        lambda: with_extra(obligation=If(condition=Condition(regions=("moon",)))),
    ),
    Bad(
        "H04",
        "low_alone",
        "error",
        f"{PRICE}.words",
        lambda: edition(product("small", on_request(words={"en": "Starting at US$2,300 a month"}))),
    ),
    Bad(
        "H04",
        "low_alone",
        "error",
        "$.comparison.tiers[0].label",
        lambda: edition(
            product("small"),
            comparison={"tiers": (Tier(key="small", product="small", label={"ko": "5,000원부터"}),)},
        ),
    ),
    Bad(
        "H04",
        "low_alone",
        "warning",
        f"{PRICE}.words",
        lambda: edition(product("small", on_request(words={"en": "From $500"}), source_key="s")),
    ),
    Bad(
        "H05",
        "as_words",
        "warning",
        f"{PRICE}.words",
        lambda: edition(
            product("small", on_request(words={"en": "Ask us", "ko": "100,000원 + 10%"}), source_key="s")
        ),
    ),
    Bad(
        "H12",
        "dearer",
        "warning",
        "$.products[1].prices[0]",
        lambda: edition(named("Filter", goods("10", quantity_step=2)), larger("Filter 3-pack", goods("36"))),
    ),
    Bad(
        "H12",
        "claimed",
        "error",
        "$.products[1].prices[0]",
        lambda: edition(
            named("Beans 500 g", goods("10", measure=bottles("500", "g", "1", "kg"))),
            larger(
                "Beans 1 kg",
                goods("21", measure=bottles("1", "kg", "1", "kg")),
                description={"en": "Save with the big bag"},
            ),
        ),
    ),
)
