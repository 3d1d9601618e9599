"""H31 to H41: each finds its own fault, alone, and leaves honest words in peace."""

import pytest
from bad_catalogues import Bad
from bad_content import (
    BAD_CONTENT,
    CLAUSE,
    MORE_CONTENT,
    RATED,
    boundless,
    described,
    discounted,
    ending,
    huge,
    in_two_languages,
    in_words,
    picked,
    rated,
    returnable,
)
from bad_fits import beside, rival
from builders_check import TODAY, edition, large, per_user, price, product, shop, small
from msgspec.structs import replace

from comparison.core import check
from comparison.core.catalogue import Product, Stock
from comparison.core.check.finding import Finding
from comparison.core.check.sayings import text_fields
from comparison.core.content import Returns
from comparison.core.publication import Publication
from comparison.core.sizes import SizeRange
from comparison.core.values import Number, Unlimited


def findings(publication: Publication, before: Publication | None = None) -> tuple[Finding, ...]:
    return check.run(publication, (), TODAY, before=lambda: before)


@pytest.mark.parametrize(
    "bad", [*BAD_CONTENT, *MORE_CONTENT], ids=lambda bad: f"{bad.rule}-{bad.fault}-{bad.level}-{bad.path}"
)
def test_exactly_one_fault_is_found_and_nothing_else_is_wrong(bad: Bad):
    found = check.run(bad.make(), (), TODAY, before=bad.before)
    assert {(one.message.key, one.level) for one in found} == {(bad.key, bad.level)}


def with_fair_use() -> Publication:
    """The clause, and the number in the same cell."""
    cells = {"storage": Unlimited(fair_use=Number(amount="50", unit="gb"))}
    return edition(small(), product("large", price("20"), cells=cells, description=CLAUSE))


HONEST: dict[str, Publication] = {
    "H31 a number in the same cell": with_fair_use(),
    "H31 a number in the same words": in_words("Unlimited, full speed up to 50 GB", "Fair use"),
    "H31 a clause about something that has a limit": edition(replace(small(), description=CLAUSE), large()),
    "H31 a reasonable price": boundless(description={"en": "Unlimited storage at a reasonable price"}),
    "H31 합리적인 가격": boundless(description={"en": "무제한 저장을 합리적인 가격에"}),
    "H31 no throttling": boundless({"en": "No throttling, ever"}),
    "H33 the same in both": in_two_languages(en="Keeps 1,000 messages", ko="대화 천 개 말고 1000개 보관"),
    "H33 nothing in either": in_two_languages(complete=("en", "ko")),
    "H33 a name in one language": in_two_languages(complete=("en", "ko"), en="For 2", ko="두 명"),
    "H37 a whole rating": rated(),
    "H37 grades that come to the average": rated(average="4.2", count=10, spread=(1, 0, 1, 2, 6)),
    "H37 the best there is": rated(average="5"),
    "H38 as many as there are": described("Only 2 left", stock=Stock(left=2)),
    "H38 few, and counted": described("Limited stock", stock=Stock(left=40)),
    "H38 it does end today": ending("Sale ends today!", "2026-11-22"),
    "H38 in three days it does": ending("Ends in 3 days", "2026-11-25"),
    "H38 soon, in a week": ending("마감 임박", "2026-11-29"),
    "H38 for a limited time": ending("기간 한정", "2027-03-01"),
    "H38 a limited edition": described("Limited edition in blue, 한정판"),
    "H38 not limited": described("No limited stock: we print on demand"),
    "H38 a restriction": described("무료 이용은 한 사람으로 한정돼요"),
    "H38 minutes of a meeting": described("Shows how many days are left in a month"),
    "H40 somebody has each": picked("large", needs=("50", "90")),
    "H40 the pick at the end": picked("huge"),
    "H40 only two": picked("large", small(), large()),
    "H40 no pick": edition(small(), large(), huge()),
    "H41 nothing can be sent back": returnable(Returns(days=0)),
    "H41 a fee with its currency": returnable(Returns(days=14, who_pays="buyer", fee="3", currency="USD")),
    "H41 plans are no goods": edition(shop=shop(returns=None), comparison={"noun": "plan"}),
    "H41 every product has its own": edition(
        *(replace(one, returns=Returns(days=0)) for one in (small(), large())), shop=shop(returns=None)
    ),
}


@pytest.mark.parametrize("what", HONEST)
def test_honest_words_are_left_in_peace(what: str):
    assert findings(HONEST[what]) == ()


def test_a_shop_that_declares_no_language_complete_is_only_warned():
    assert [one.level for one in findings(in_two_languages(en="Chats"))] == ["warning"]


def test_a_record_is_named_once_for_each_language_that_it_lacks():
    plain = in_two_languages()
    monolingual = replace(
        plain,
        products=edition().products,
        shop=shop(languages=("en", "ko", "ja"), complete_languages=("ko",)),
    )
    lacking = [
        (one.path, one.level, one.message.arguments["language"], one.message.arguments["count"])
        for one in findings(monolingual)
        if one.path.startswith("$.products[0]")
    ]
    label = "$.products[0].prices[0].components[0].label"
    assert lacking == [(label, "error", "ko", 1), (label, "warning", "ja", 1)]


def test_a_text_in_a_language_that_the_shop_does_not_speak_is_missing():
    [finding] = findings(described("Nur auf Deutsch", "de"))
    assert (finding.rule, finding.level, finding.message.arguments["language"]) == ("H33", "warning", "en")


def test_every_part_of_an_edition_that_holds_words_of_the_merchant_is_read():
    assert set(text_fields(Publication)) - {"markets", "priors", "gone_names"} == {
        "shop",
        "comparison",
        "category",
        "products",
        "add_ons",
        "personas",
    }


def test_a_countdown_to_the_same_end_as_before_has_not_started_again():
    assert findings(discounted("2026-11-28"), before=discounted("2026-11-28")) == ()


def test_a_sale_a_month_after_the_last_one_is_a_new_sale():
    assert findings(discounted("2026-11-28"), before=discounted("2026-10-20")) == ()


def test_an_end_that_moves_is_no_fault_where_nobody_was_hurried():
    calm = edition(product("small", price("10", valid_to="2026-11-28")), large())
    earlier = edition(product("small", price("10", valid_to="2026-11-23")), large())
    assert findings(calm, before=earlier) == ()


def test_a_tier_that_one_quantity_makes_the_first_is_no_decoy():
    """For one user the flat price costs most, for a hundred it costs least."""
    flat = product("flat", price("300"), cells={"storage": Number(amount="60")})
    by_user = [
        product(key, price(per_user(value), quantity_unit="user"), cells={"storage": Number(amount=amount)})
        for key, value, amount in (("small", "4", "10"), ("large", "6", "50"))
    ]
    assert findings(picked("large", *by_user, flat)) == ()


def _by_user(one: Product, amount: str) -> Product:
    return replace(one, prices=(price(per_user(amount), quantity_unit="user"),))


def test_a_tier_that_a_buyer_type_has_first_only_at_its_largest_is_no_decoy():
    """Only the tier at the end holds 50 users, and none holds 100."""
    capacities = [SizeRange(unit="user", max=most) for most in (10, 40, 60)]
    sold = (_by_user(small(), "1"), _by_user(large(), "2"), _by_user(huge(), "9"))
    tiers = [replace(one, capacity=(capacity,)) for one, capacity in zip(sold, capacities, strict=True)]
    shown = picked("large", *tiers)
    usual = replace(shown.personas[0], size=SizeRange(unit="user", min=1, usual=5))
    growing = replace(shown.personas[0], size=SizeRange(unit="user", min=1, usual=5, max=50))
    assert [one.rule for one in findings(replace(shown, personas=(usual,)))] == ["H40"]
    assert findings(replace(shown, personas=(growing,))) == ()


def test_a_rating_is_asked_of_a_competitor_s_product_too():
    [finding] = findings(beside(rival(rating=replace(RATED, count=None))))
    assert (finding.rule, finding.path) == ("H37", "$.products[2].rating.count")
