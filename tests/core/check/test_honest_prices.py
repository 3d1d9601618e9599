"""Honest prices that stand close to a fault of H01 to H26, and are left in peace."""

import pytest
from builders_bad_prices import (
    TRIAL_TERM,
    UNIT_PRICES,
    bands,
    bottles,
    delivered,
    extra,
    german,
    goods,
    in_euros,
    larger,
    left_out,
    named,
    off,
    reduced,
    trial,
    with_extra,
    zones,
)
from builders_check import TODAY, charge, edition, on_request, price, product

from comparison.core import check
from comparison.core.catalogue import Arrival
from comparison.core.pricing.amounts import Flat, Graduated, Percent, Span, Stair
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.stair import Step
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import (
    Attestation,
    Condition,
    If,
    Once,
    OneOf,
    Optional,
    PerTransaction,
    Phase,
    Term,
)
from comparison.core.publication import Publication

SPLIT = (TableRow(value="9", regions=("north",)), TableRow(value="5", regions=("south",)))
LONG_AGO = Attestation(by="Kim", on="2025-01-01")
HONEST: dict[str, Publication] = {
    "H13 the measure of one piece of a pack": german(
        named("Olive oil 3 x 700 ml", in_euros(goods(), measure=bottles("700"))), **UNIT_PRICES
    ),
    "H13 the measure of a whole pack": german(
        named("Oil 700 ml, 3-pack", in_euros(goods(), measure=bottles("2100"))), **UNIT_PRICES
    ),
    "H03 a price for consumers and one for businesses": edition(
        product(
            "small",
            price(
                components=tuple(
                    charge("10", key=kind, obligation=If(condition=Condition(customer_type=kind)))
                    for kind in ("b2c", "b2b")
                )
            ),
        )
    ),
    "H03 a price by the sale alone": edition(
        product(
            "small",
            price(components=(charge("1", when=PerTransaction(), obligation=If(condition=Condition())),)),
        )
    ),
    "H03 an option beside what everybody pays": with_extra("Insurance", obligation=Optional()),
    "H05 a percentage of what begins together with it": with_extra(
        "Set-up", amount=Percent(rate="10", of=("base",)), when=Once()
    ),
    "S03 and H23 one price list after another": edition(
        product("small", price("9", valid_to="2026-10-31"), price("10", valid_from="2026-11-01"))
    ),
    "H02 an old price list that is over": edition(
        product(
            "small",
            price("9", valid_to="2025-12-31", checked_on="2025-01-01", closed=LONG_AGO),
            price("10", valid_from="2026-01-01"),
        )
    ),
    "S03 an offer before the usual price": edition(
        product("small", price("9", valid_to="2026-12-31"), price("10"))
    ),
    "H23 a coupon that has ended": reduced(off("spring", "Spring", needs="coupon", valid_to="2026-05-31")),
    "H01 an option that is called optional": with_extra("Insurance, not mandatory", obligation=Optional()),
    "H01 a mandatory charge that counts": with_extra("Mandatory insurance"),
    "H01 a running cost that nobody can know": left_out("Electricity", every="year"),
    "H01 a charge for those who come back": with_extra(
        obligation=If(condition=Condition(first_purchase=False))
    ),
    "H04 a range that says on what it depends": with_extra(
        amount=Span(low="3", high="9", depends_on={"en": "Your address"})
    ),
    "H04 both zones are named, and people live in both": zones(*SPLIT),
    "H04 a choice whose cheap way can be taken": edition(
        product(
            "small",
            price(
                components=(
                    charge("10"),
                    extra("Express", obligation=OneOf(group="way")),
                    extra("Slow", key="slow", amount=Flat(value="1"), obligation=OneOf(group="way")),
                )
            ),
        )
    ),
    "H04 a whole span in words": edition(
        product("small", on_request(words={"en": "From $5 to $9", "ko": "5,000원~9,000원"}))
    ),
    "H04 a number of people is no price": edition(named("From 10 people")),
    "H05 a fee that is computed may say how": with_extra(
        "Card fee ($0.30 + 2.9%)", amount=Percent(rate="2.9", plus="0.30", of=("base",))
    ),
    "H05 a share of the price it is part of": with_extra("Card", amount=Percent(rate="2.9", of=("extra",))),
    "H06 a fee that says what it is for": with_extra("Service fee", reason={"en": "For repairs on site"}),
    "H07 a free option that is chosen": with_extra(
        "Gift card", obligation=Optional(), default_selected=True, amount=Flat(value="0.00")
    ),
    "H07 the cheapest way is chosen": edition(
        product(
            "small",
            price(
                components=(
                    charge("10"),
                    extra("Express", obligation=OneOf(group="way")),
                    extra(
                        "Slow",
                        key="slow",
                        amount=Flat(value="1"),
                        obligation=OneOf(group="way"),
                        default_selected=True,
                    ),
                )
            ),
        )
    ),
    "H07 businesses may be offered more": edition(
        product(
            "small",
            price(
                customer_type="b2b",
                components=(charge("10"), extra("Wrap", obligation=Optional(), default_selected=True)),
            ),
        )
    ),
    "H09 tax on top, where prices are shown without": edition(named("Small, plus tax")),
    "H12 a bundle that saves": edition(named("Filter", goods("1600")), larger("Filter 2+1", goods("4800"))),
    "H12 another good": edition(named("Filter", goods("16")), larger("Fan 3-pack", goods("90"))),
    "H12 many for less": edition(product("small", price(bands((10, "6"), (None, "5.90"))))),
    "H13 a litre is what a unit price is said for": german(
        named("Olive oil 1 l", in_euros(goods())), **UNIT_PRICES
    ),
    "H13 a network is no weight": german(named("Telephone 5G", in_euros(goods())), **UNIT_PRICES),
    "H13 weights and volumes side by side": german(
        named("Oil", in_euros(goods(), measure=bottles())),
        larger("Olives", in_euros(goods("12"), measure=bottles("370", "g", "1", "kg"))),
        **UNIT_PRICES,
    ),
    "H14 a deposit of its own": german(
        product("small", in_euros(goods("10", extra("Bottle deposit", kind="deposit", when=Once())))),
        deposit="separate",
    ),
    "H14 none at all": with_extra("Installation, no deposit"),
    "H16 a trial that says everything": trial(Phase(kind="trial", days=14)),
    "H16 a discount that runs out and can be left": reduced(
        off("a", "Half price", value="50", cycles=3), term=TRIAL_TERM
    ),
    "H17 a term with a fee": edition(product("small", price(term=Term(min_months=12, exit_fee="50")))),
    "H20 graduated bands": edition(
        product("small", price(Graduated(bands=(Band(up_to=9, value="10"), Band(value="8")))))
    ),
    "H20 steps that rise": edition(
        product("small", price(Stair(steps=(Step(value="10", up_to=5), Step(value="20")))))
    ),
    "H21 percentages in one place": reduced(off("a", "Autumn"), off("b", "Winter", value="5")),
    "H21 an order": reduced(off("a", "Autumn"), off("b", "Winter", "amount", "2", order=1)),
    "H21 two coupons, and one shopper has one": reduced(
        off("a", "Autumn", needs="coupon"), off("b", "Winter", "amount", "2", needs="coupon")
    ),
    "H21 one ends before the other begins": reduced(
        off("a", "Autumn", valid_to="2026-12-01"), off("b", "Winter", "amount", "2", valid_from="2026-12-02")
    ),
    "H21 different charges": edition(
        product(
            "small",
            price(
                components=(charge("10"), extra("Set-up")),
                discounts=(off("a", "A", scope=("base",)), off("b", "B", "amount", "2", scope=("extra",))),
            ),
        )
    ),
    "H22 a coupon that asks for one": reduced(off("a", "With the coupon", needs="coupon")),
    "H25 the sum is in the words": delivered(
        "Free delivery over $50", TableRow(value="3", below="50"), TableRow(value="0")
    ),
    "H25 the exception is in the words": delivered(
        "Free delivery except in the north", TableRow(regions=("north",)), TableRow(value="0"), by="region"
    ),
    "H25 it is free": delivered("Free delivery", TableRow(value="0"), by="region"),
    "H26 days, and until when": edition(
        product(
            "small",
            description={"en": "Next-day delivery"},
            arrival=Arrival(days_min=1, days_max=1, cutoff="14:00"),
        )
    ),
}


@pytest.mark.parametrize("what", HONEST)
def test_an_honest_price_is_left_in_peace(what: str):
    assert check.run(HONEST[what], (), TODAY) == ()
