"""Tax, delivery and deposits as the market shows them."""

import pytest
from builders_pricing import (
    AMERICA,
    AUSTRALIA,
    EUROPE,
    KOREA,
    bought,
    by_region,
    day,
    excluded,
    figure,
    keys,
    label,
    line,
    market,
    once,
    part,
    price,
    quote,
    rate,
)

from comparison.core.markets import Market, Region
from comparison.core.pricing.amounts import Flat

PLAN = part("plan", "10")


def test_delivery_and_tax_stand_beside_the_headline_in_america() -> None:
    stated = bought(once("goods", "30", "base"), once("post", "5", "delivery"), where=AMERICA)
    quoted = quote(stated, AMERICA)
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("30.00", "35.00")
    assert figure(quoted.horizon_total) == "35.00"
    assert excluded(quoted) == [("tax", "tax"), ("post", "delivery")]
    assert (quoted.status, quoted.tax_included) == ("complete_ex_tax", False)


@pytest.mark.parametrize(("where", "headline"), [(EUROPE, "30.00"), (KOREA, "30"), (AUSTRALIA, "32.00")])
def test_the_market_says_whether_a_deposit_is_in_the_headline(where: Market, headline: str) -> None:
    stated = bought(once("goods", "30", "base"), once("bottle", "2", "deposit"), where=where)
    quoted = quote(stated, where)
    assert figure(quoted.headline) == headline
    assert (("bottle", "deposit") in excluded(quoted)) is (where is not AUSTRALIA)


def test_tax_that_is_not_stated_is_said_and_nothing_is_taken_for_granted() -> None:
    quoted = quote(price(PLAN, tax="unknown"))
    assert (figure(quoted.headline), quoted.tax_included) == ("10.00", None)
    assert "price.tax_unknown" in keys(quoted)
    assert (line(quoted, "plan").net, line(quoted, "plan").tax) == (None, None)


def test_a_net_list_without_a_known_rate_is_at_least_the_net_amount() -> None:
    quoted = quote(price(PLAN, tax="excluded", tax_class="odd"))
    assert (quoted.status, figure(quoted.headline)) == ("open", "10.00")
    assert "price.tax_no_rate" in keys(quoted)


def test_businesses_see_gross_prices_where_net_ones_are_not_allowed() -> None:
    stated = price(PLAN, where=AUSTRALIA, tax="excluded")
    assert figure(quote(stated, AUSTRALIA, customer_type="b2b").headline) == "11.00"


def test_the_rate_of_the_first_day_counts() -> None:
    where = market(rates=(rate("16", since="2020-07-01"), rate("19", since="2021-01-01")))
    stated = price(PLAN, where=where, tax="excluded")
    before, after = (quote(stated, where, start=day(text)) for text in ("2020-12-31", "2021-01-01"))
    assert (figure(before.headline), figure(after.headline)) == ("11.60", "11.90")


def test_a_charge_without_tax_stays_as_it_is() -> None:
    stated = price(PLAN, part("stamp", "2", "fee", taxable=False), tax="excluded")
    assert figure(quote(stated).headline) == "13.90"


def test_a_table_without_a_rest_names_every_region() -> None:
    sold = bought(
        once("goods", "30", "base"), once("post", by_region(("near", "3"), ("far", "9")), "delivery")
    )
    nowhere = quote(sold, region="elsewhere")
    assert nowhere.status == "not_available"
    assert nowhere.reason is not None
    assert nowhere.reason.key == "price.reason.not_delivered"


def test_a_flat_amount_takes_no_quantity() -> None:
    assert figure(quote(price(part("plan", Flat(value="10"))), quantities={"item": 7}).headline) == "10.00"


def test_a_business_that_owes_the_tax_itself_pays_a_gross_list_without_it() -> None:
    abroad = Region(key="eu", label=label("abroad"), reverse_charge=True)
    where = market(regions=(abroad,))
    quoted = quote(price(part("plan", "119"), where=where), where, customer_type="b2b", region="eu")
    assert (figure(quoted.headline), figure(line(quoted, "plan").tax)) == ("100.00", "0.00")
    assert quoted.status == "complete"
