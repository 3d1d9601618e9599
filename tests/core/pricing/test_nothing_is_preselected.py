"""Random publications: nobody's page opens with a paid choice made, and looking at it otherwise costs nothing."""

import datetime
from collections.abc import Mapping

from builders_pricing import label
from examples import tried
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies_pricing import REGIONS, Case, cases

from comparison.core.asking import read_asked
from comparison.core.catalogue import Category, Cell, Comparison, Feature, Product, Shop, Tier
from comparison.core.compare import compare
from comparison.core.markets import Region
from comparison.core.personas import Need, Persona
from comparison.core.pricing.model import OneOf, Optional, Price
from comparison.core.publication import FORMAT, Edition, Publication
from comparison.core.values import YesNo
from comparison.core.view import View

TODAY = datetime.date(2026, 11, 22)
PRESENTATION: tuple[Mapping[str, str], ...] = (
    {"diff": "only"},
    {"view": "awareness"},
    {"view": "decision"},
    {"against": "one"},
    {"persona": "quiet"},
    {"lang": "en"},
)
often = settings(max_examples=tried(60), deadline=None)


def edition(case: Case, second: Price) -> Edition:
    stated, _, where = case
    market = replace(where, regions=tuple(Region(key=key, label=label(key)) for key in REGIONS))
    prices = {"one": stated, "two": replace(second, market=stated.market, currency=stated.currency)}
    products = tuple(
        Product(
            key=key,
            name=label(key),
            category="things",
            prices=(price,),
            cells=(Cell(feature="quiet", value=YesNo(yes=key == "two")),),
        )
        for key, price in prices.items()
    )
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=Shop(key="shop", name=label("shop"), languages=("ko", "en"), markets=(market.code,)),
        comparison=Comparison(
            key="things",
            title=label("things"),
            category="things",
            tiers=tuple(Tier(key=key, product=key) for key in prices),
            personas=("quiet",),
        ),
        category=Category(
            key="things", label=label("things"), features=(Feature(key="quiet", label=label("quiet")),)
        ),
        products=products,
        personas=(Persona(key="quiet", label=label("quiet"), needs=(Need(feature="quiet"),)),),
        markets=(market,),
    )
    return Edition(number=1, digest="0" * 64, published_at="2026-11-22T00:00:00Z", publication=publication)


def seen(of: Edition, **asked: str) -> View:
    return compare(of, read_asked(asked.items()), TODAY)


def optional_keys(of: Edition) -> set[str]:
    """Charges that are the shopper's choice alone, in every price they are in."""
    components = [
        component for one in of.publication.products for price in one.prices for component in price.components
    ]
    chosen = {component.key for component in components if isinstance(component.obligation, Optional)}
    counted = {
        component.key
        for component in components
        if component.default_selected or not isinstance(component.obligation, Optional)
    }
    return chosen - counted


@often
@given(cases(), cases())
def test_no_choice_is_made_for_the_shopper(case: Case, other: Case) -> None:
    of = edition(case, other[0])
    shown = seen(of)
    assert [choice.value for choice in shown.add_ons if choice.selected] == []
    assert shown.context.addons == ()
    charged = {line.component for tier in shown.tiers for line in tier.quote.lines}
    assert charged & optional_keys(of) == set()


@often
@given(cases(), cases())
def test_an_open_choice_is_never_said_as_one_figure_that_leaves_it_out(case: Case, other: Case) -> None:
    shown = seen(edition(case, other[0]))
    for tier in shown.tiers:
        if tier.quote.open_choices:
            assert tier.quote.status in {"bounded", "open", "complete", "complete_ex_tax"}
            if tier.quote.headline_low not in {None, tier.quote.headline}:
                assert tier.quote.status == "bounded"


@often
@given(cases(), cases(), st.sampled_from(PRESENTATION))
def test_a_quote_never_changes_with_how_it_is_looked_at(
    case: Case, other: Case, presentation: Mapping[str, str]
) -> None:
    of = edition(case, other[0])
    plain, looked_at = seen(of), seen(of, **presentation)
    words = {"lang"} & presentation.keys()
    for before, after in zip(plain.tiers, looked_at.tiers, strict=True):
        if words:
            assert (before.quote.headline, before.quote.horizon_total, before.quote.then) == (
                after.quote.headline,
                after.quote.horizon_total,
                after.quote.then,
            )
        else:
            assert before.quote == after.quote


@often
@given(cases(), cases())
def test_taking_a_charge_and_leaving_it_again_is_the_first_price(case: Case, other: Case) -> None:
    of = edition(case, other[0])
    shown = seen(of)
    assume(shown.add_ons)
    taken = seen(of, addons=shown.add_ons[0].value)
    assert taken.context.addons == (shown.add_ons[0].value,)
    assert [tier.quote for tier in seen(of, addons="").tiers] == [tier.quote for tier in shown.tiers]


@often
@given(cases(), cases())
def test_every_choice_can_be_named_and_none_breaks_the_page(case: Case, other: Case) -> None:
    of = edition(case, other[0])
    for choice in seen(of).add_ons:
        assert [
            one.selected for one in seen(of, addons=choice.value).add_ons if one.value == choice.value
        ] in (
            [True],
            [],
        )
    groups = {
        component.obligation.group
        for one in of.publication.products
        for price in one.prices
        for component in price.components
        if isinstance(component.obligation, OneOf)
    }
    assert {choice.group for choice in seen(of).add_ons if choice.group} <= groups
