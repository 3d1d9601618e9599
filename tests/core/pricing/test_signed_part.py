"""Which quotes may be signed, and what is in them then."""

import datetime
from typing import Any

import msgspec
import pytest
from builders_pricing import AMERICA, add_on, context, off, once, part, price, quote
from msgspec.structs import replace

from comparison.core.pricing.amounts import Amount, Span, Unknown
from comparison.core.pricing.model import Phase
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.signed import (
    Promise,
    SignedQuote,
    payload_of,
    read_payload,
    signable,
    to_be_signed,
)
from comparison.core.view import PublicationRef

MIDNIGHT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
PROMISE = Promise(
    edition=PublicationRef(
        shop="acme", comparison="air", number=3, digest="d" * 64, published_at="2026-01-01T00:00:00.000000Z"
    ),
    policy_version="2026-01-01",
    issued=MIDNIGHT,
    expires=MIDNIGHT + datetime.timedelta(days=2),
)


def promised(quoted: Quote, **told: Any) -> SignedQuote | None:
    return to_be_signed(quoted, context(**told), PROMISE)


def yearly_with_setup() -> Quote:
    return quote(price(part("base", "10"), once("set-up", "5")))


def test_the_promise_has_the_sums_and_every_line_in_minor_units() -> None:
    signed = promised(yearly_with_setup(), canonical=(("qty.user", "14"),))
    assert signed is not None
    assert (signed.headline, signed.due_today, signed.currency) == (1_500, 1_500, "EUR")
    assert [(one.component, one.amount, one.times, one.due_today) for one in signed.lines] == [
        ("base", 1_000, 12, True),
        ("set-up", 500, 1, True),
    ]
    assert signed.context == {"qty.user": "14"}
    assert (signed.shop, signed.number, signed.tier, signed.policy_version) == (
        "acme",
        3,
        "tier",
        "2026-01-01",
    )


def test_the_lines_due_today_add_up_to_what_is_due_today() -> None:
    trial = price(
        part("base", "10"), once("deposit", "50", "deposit"), phases=(Phase(kind="trial", days=14),)
    )
    signed = promised(quote(trial, add_ons=(add_on("ai", price(part("ai", "3"))),), addons=("ai",)))
    assert signed is not None
    assert sum(one.amount or 0 for one in signed.lines if one.due_today) == signed.due_today == 5_300


def test_a_promise_without_tax_is_one_where_the_market_shows_prices_so() -> None:
    assert promised(quote(price(part("base", "10"), where=AMERICA), AMERICA)) is not None


@pytest.mark.parametrize(
    "amount", [Span(low="3", high="9", depends_on={"en": "your address"}), Unknown(how={"en": "ask"})]
)
def test_what_is_not_settled_is_not_promised(amount: Amount) -> None:
    assert promised(quote(price(part("base", "10"), once("fee", amount)))) is None


def test_what_is_on_request_is_not_promised() -> None:
    assert promised(quote(price(status="on_request"))) is None


def test_what_is_not_sold_like_this_is_not_promised() -> None:
    assert promised(quote(price(part("base", "10")), currency="USD")) is None


def test_a_receipt_that_lacks_a_mandatory_line_is_not_promised() -> None:
    whole = yearly_with_setup()
    assert signable(whole)
    for left_out in whole.lines:
        lines = tuple(one for one in whole.lines if one is not left_out)
        assert not signable(replace(whole, lines=lines))


@pytest.mark.parametrize("start", [datetime.date(2025, 12, 31), datetime.date(2026, 1, 2)])
def test_the_price_of_another_day_is_not_promised(start: datetime.date) -> None:
    assert promised(yearly_with_setup(), start=start) is None


def test_a_payload_reads_back_as_it_was() -> None:
    signed = promised(quote(price(part("base", "10"), discounts=(off("percent", "10"),))))
    assert signed is not None
    assert read_payload(payload_of(signed)) == signed


def test_a_payload_holds_no_word_of_any_language() -> None:
    signed = promised(yearly_with_setup())
    assert signed is not None
    assert b"en " not in payload_of(signed)
    assert b"ko " not in payload_of(signed)


def test_a_field_of_a_later_release_is_passed_over() -> None:
    signed = promised(yearly_with_setup())
    assert signed is not None
    later = msgspec.json.decode(payload_of(signed)) | {"carrier": "owl"}
    assert read_payload(msgspec.json.encode(later)) == signed
