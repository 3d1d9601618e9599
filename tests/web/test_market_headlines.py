"""What each market wants in its headline, over the whole application: the same shop in all thirteen."""

import datetime
import html
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders_web import Client, client
from builders_worked import COMPARISON, FEE, ONCE, Catalogue, fact, flat, goods, markets, one, published
from msgspec.structs import replace

from comparison.core.errors import PublishingRefused
from comparison.core.markets import rate_for


class Wanted(NamedTuple):
    """What the specification's table says of a market: in the headline (True), or named beside it."""

    tax: bool
    delivery: bool
    deposit: bool
    net_for_businesses: bool = True


EU = Wanted(tax=True, delivery=True, deposit=False)
TABLE = {
    "KR": Wanted(tax=True, delivery=True, deposit=False),
    **dict.fromkeys(("EU", "DE", "FR", "NL", "ES", "IT"), EU),
    "GB": EU,
    "US": Wanted(tax=False, delivery=False, deposit=False),
    "US-CA": Wanted(tax=False, delivery=False, deposit=False),
    "JP": Wanted(tax=True, delivery=True, deposit=False),
    "AU": Wanted(tax=True, delivery=True, deposit=True, net_for_businesses=False),
    "CA": Wanted(tax=False, delivery=True, deposit=False),
}
TODAY = datetime.date(2026, 11, 22)
GOODS, FEES, DELIVERY, DEPOSIT = 1_000, 100, 50, 20
CHARGES = (
    flat(str(GOODS), "goods", when=ONCE),
    flat(str(FEES), "assembly", "fee", when=ONCE, reason=FEE),
    flat(str(DELIVERY), "sending", "delivery", when=ONCE),
    flat(str(DEPOSIT), "crate", "deposit", when=ONCE, refundable="true"),
)
EVERYWHERE = list(TABLE.items())


def shop(code: str, **stated: str) -> Catalogue:
    """Goods of 1,000, a fee of 100, delivery for 50 and a deposit of 20, as the market states tax."""
    return one(code.lower(), code, goods(*CHARGES), **stated)


CATALOGUES = [
    *(shop(code) for code in TABLE),
    shop("DE", priced_for="EU")._replace(shop="de-of-eu"),
    shop("US-CA", priced_for="US")._replace(shop="us-ca-of-us"),
    one("de-net", "DE", goods(*CHARGES, more="tax: excluded")),
    one("de-b2b", "DE", goods(*CHARGES, more="tax: excluded, customer_type: b2b")),
]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Client:
    folder = tmp_path_factory.mktemp("markets")
    published(folder, CATALOGUES)
    return client(folder)


def quoted(asking: Client, name: str, query: str = "") -> dict[str, Any]:
    got = asking.get(f"/api/v1/quotes/{name}/{COMPARISON}?{query}")
    assert got.status == 200, got.text
    return json.loads(got.text)["tiers"][0]


def units(tier: dict[str, Any], name: str) -> float:
    return float(str(fact(tier, name)))


def head(asking: Client, name: str, query: str = "") -> str:
    """The text of the column's head, where a shopper meets the first figure."""
    page = asking.get(f"/fragments/{name}/{COMPARISON}?lang=en&{query}").text
    [cell] = re.findall(r'<th [^>]*class="tc-tier".*?</th>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def test_the_table_has_every_market_there_is() -> None:
    assert set(TABLE) == {code for code in markets() if not re.fullmatch(r"(DE|JP|US)-[A-Z]|KW", code)}


@pytest.mark.parametrize(("code", "wanted"), EVERYWHERE)
def test_the_headline_is_the_sum_of_what_the_market_wants_in_it(
    asking: Client, code: str, wanted: Wanted
) -> None:
    tier = quoted(asking, code.lower())
    inside = GOODS + FEES + DELIVERY * wanted.delivery + DEPOSIT * wanted.deposit
    assert units(tier, "headline_total") == inside
    assert units(tier, "due_today") == GOODS + FEES + DELIVERY + DEPOSIT
    assert tier["tax_included"] is wanted.tax
    assert tier["status"] == ("complete" if wanted.tax else "complete_ex_tax")


@pytest.mark.parametrize(("code", "wanted"), EVERYWHERE)
def test_what_is_left_out_is_named_with_its_amount(asking: Client, code: str, wanted: Wanted) -> None:
    tier = quoted(asking, code.lower())
    named = {one["kind"]: one["estimate"] and one["estimate"]["minor"] for one in tier["excluded"]}
    left_out = {kind for kind in ("tax", "delivery", "deposit") if not getattr(wanted, kind)}
    assert set(named) == left_out
    amounts = {
        "delivery": tier["lines"][2]["amount"]["minor"],
        "deposit": tier["lines"][3]["amount"]["minor"],
    }
    assert {kind: named[kind] for kind in left_out & amounts.keys()} == {
        kind: amounts[kind] for kind in left_out & amounts.keys()
    }


@pytest.mark.parametrize(("code", "wanted"), EVERYWHERE)
def test_the_first_screen_says_so_beside_the_figure(asking: Client, code: str, wanted: Wanted) -> None:
    said = head(asking, code.lower())
    assert ("tax not included" in said) is not wanted.tax
    assert bool(re.search(r"delivery \S+ extra", said)) is not wanted.delivery
    assert bool(re.search(r"deposit \S+ extra, refunded", said)) is not wanted.deposit
    assert bool(re.search(r"includes \S+ deposit, refunded", said)) is wanted.deposit


@pytest.mark.parametrize(("code", "wanted"), EVERYWHERE)
def test_businesses_see_net_amounts_only_where_the_market_allows_it_and_only_if_they_say_so(
    asking: Client, code: str, wanted: Wanted
) -> None:
    plain = quoted(asking, code.lower())
    net = quoted(asking, code.lower(), "customer_type=b2b")
    rate = rate_for(markets()[code], "standard", TODAY)
    shown_net = wanted.tax and wanted.net_for_businesses and rate is not None
    assert (units(net, "headline_total") < units(plain, "headline_total")) is shown_net
    if shown_net:
        assert ("tax not included" in head(asking, code.lower(), "customer_type=b2b")) is True
        assert net["tax_included"] is False


def test_a_list_for_businesses_is_out_of_reach_of_who_has_not_said_to_be_one(asking: Client) -> None:
    plain = quoted(asking, "de-b2b")
    assert (plain["status"], plain["headline_total"], plain["due_today"]) == ("not_available", None, None)
    assert "€" not in head(asking, "de-b2b")
    chosen = quoted(asking, "de-b2b", "customer_type=b2b")
    assert chosen["headline_total"] == {"minor": 115_000, "currency": "EUR", "text": "€1,150.00"}


@pytest.mark.parametrize(
    ("name", "like"), [("de-of-eu", "de"), ("us-ca-of-us", "us-ca")], ids=["DE of EU", "US-CA of US"]
)
def test_a_price_for_the_market_above_holds_by_the_rules_of_the_one_below(
    asking: Client, name: str, like: str
) -> None:
    one, other = quoted(asking, name), quoted(asking, like)
    assert (one["headline_total"], one["excluded"]) == (other["headline_total"], other["excluded"])
    assert [line["tax_rate"] for line in one["lines"]] == [line["tax_rate"] for line in other["lines"]]


def test_a_net_list_gets_the_rate_of_the_member_state_on_top(asking: Client) -> None:
    tier = quoted(asking, "de-net")
    assert units(tier, "headline_total") == pytest.approx((GOODS + FEES + DELIVERY) * 1.19)
    assert fact(tier, "goods.tax_rate") == "19"


@pytest.mark.parametrize(
    ("start", "gross", "rate"), [("2026-12-31", "119.00", "19"), ("2027-01-01", "121.00", "21")]
)
def test_a_change_of_rate_applies_from_its_own_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, gross: str, rate: str
) -> None:
    germany = markets()["DE"]
    later = replace(germany.rates[0], rate="21", since="2027-01-01")
    monkeypatch.setitem(markets(), "DE", replace(germany, rates=(*germany.rates, later)))
    published(tmp_path, [one("dated", "DE", goods(flat("100", "goods", when=ONCE), more="tax: excluded"))])
    tier = quoted(client(tmp_path), "dated", f"start={start}")
    assert (fact(tier, "headline_total"), fact(tier, "goods.tax_rate")) == (gross, rate)


PRESELECTED = {
    **dict.fromkeys(("KR", "EU", "DE", "FR", "NL", "ES", "IT", "GB"), "refused"),
    **dict.fromkeys(("US", "US-CA", "JP", "AU", "CA"), "counted in"),
}


@pytest.mark.parametrize(("code", "answer"), PRESELECTED.items())
def test_a_paid_option_that_is_ticked_already_is_refused_or_counted_in(
    tmp_path: Path, code: str, answer: str
) -> None:
    ticked = flat(
        "7", "wrapping", "fee", when=ONCE, obligation="{is: optional}", default_selected="true", reason=FEE
    )
    catalogue = one("ticked", code, goods(flat("100", "goods", when=ONCE), ticked))
    if answer == "refused":
        with pytest.raises(PublishingRefused) as refusal:
            published(tmp_path, [catalogue])
        assert "H07" in {getattr(one, "rule", None) for one in refusal.value.findings}
        return
    published(tmp_path, [catalogue])
    assert units(quoted(client(tmp_path), "ticked"), "headline_total") == 107
