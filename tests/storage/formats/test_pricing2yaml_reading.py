"""What each part of a file means: versions, names, prices, units, values, references."""

from decimal import Decimal
from typing import Any

import pytest
from builders_pricing2yaml import a_pricing, read, read_plan, read_small, real, sorted_out, written

from comparison.core.errors import RefusedFile
from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.model import EachCycle, Once, PerTransaction
from comparison.core.values import Listing, NotStated, Number, Unlimited, Words, YesNo
from comparison.storage.formats import pricing2yaml
from comparison.storage.formats.documents import read_document
from comparison.storage.formats.names import joined, plain_label, proper_name, slug, split_slug, unique
from comparison.storage.formats.pricing2yaml.node import Node
from comparison.storage.formats.pricing2yaml.recognise import looks_like_pricing2yaml, version_of
from comparison.storage.formats.pricing2yaml.units import sold_by, unit_key
from comparison.storage.formats.reading import SourceFile, Wishes


def _refusal(**changes: Any) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_small(**changes)
    return refused.value


def _reason(**changes: Any) -> str:
    return _refusal(**changes).reason.key.removeprefix("import.reason.")


def _amount(unit: str | None) -> Any:
    return read_plan(price=9, unit=unit).prices[0].components[0].amount


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("useMessagesAccess", "use-messages-access"),
        ("24/7Support", "24-7-support"),
        ("99.9UptimeSLA", "99-9-uptime-sla"),
        ("boxAIQ&ASingleDoc/Image", "box-aiq-a-single-doc-image"),
        ("BUSINESS_PLUS", "business-plus"),
        ("usersManagementSCIM", "users-management-scim"),
        ("Número de usuarios", "numero-de-usuarios"),
        ("기능", "fallback"),
        ("x" * 80, "x" * 64),
    ],
)
def test_a_name_becomes_a_key(name: str, key: str):
    assert split_slug(name, fallback="fallback") == key


@pytest.mark.parametrize(
    ("name", "key"), [("GitHub", "github"), ("Zoom - One", "zoom-one"), ("OpenPhone", "openphone")]
)
def test_the_name_of_a_service_is_not_taken_apart(name: str, key: str):
    assert slug(name, fallback="x") == key


def test_names_that_collide_are_numbered_in_their_order():
    taken: set[str] = set()
    assert [unique("chat", taken) for _ in range(3)] == ["chat", "chat-2", "chat-3"]


def test_a_numbered_key_is_no_longer_than_any_other():
    taken: set[str] = set()
    assert [len(unique("x" * 64, taken)) for _ in range(12)] == [64] * 12
    assert len(taken) == 12


def test_a_joined_key_keeps_the_part_that_tells_apart():
    assert joined("a" * 70, "business-plus") == f"{'a' * 50}-business-plus"
    assert len(joined("a" * 70, "b" * 64)) == 64


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("useMessagesAccess", "Use messages access"),
        ("24/7Support", "24/7 support"),
        ("usersManagementSCIM", "Users management SCIM"),
        ("oAuthGoogle", "OAuth google"),
        ("SOC2Report", "SOC2 report"),
        ("BUSINESS_PLUS", "Business plus"),
    ],
)
def test_a_key_becomes_a_label_in_plain_words(name: str, label: str):
    assert plain_label(name) == label


@pytest.mark.parametrize(
    ("name", "called"), [("BUSINESS_PLUS", "Business Plus"), ("Bar", "Bar"), ("plan1", "plan1")]
)
def test_a_plan_keeps_its_name_unless_it_is_all_capitals(name: str, called: str):
    assert proper_name(name) == called


@pytest.mark.parametrize(
    ("changes", "version"),
    [
        ({"syntaxVersion": "3.0"}, "3.0"),
        ({"syntaxVersion": "2.1", "version": "2025"}, "2.1"),
        ({"syntaxVersion": ..., "version": "2.0"}, "2.0"),
        ({"syntaxVersion": ..., "version": 2.0}, "2.0"),
        ({"syntaxVersion": ..., "version": "1.1"}, "1.1"),
        ({"syntaxVersion": ..., "version": "1.0", "day": 8, "month": 3, "year": 2025}, "1.0"),
        ({"syntaxVersion": ..., "version": ..., "createdAt": ..., "day": 8, "month": 3, "year": 2025}, "1.0"),
    ],
)
def test_every_version_is_told_by_its_own_sign(changes: dict[str, Any], version: str):
    top = Node.top(read_document(written(a_pricing(**changes)), "a.yml"), "a.yml")
    assert version_of(top) == version


def test_day_month_and_year_are_the_date_of_the_oldest_version():
    done = read_small(syntaxVersion=..., version=..., createdAt=..., day=8, month=3, year=2025)
    assert done.comparison.source is not None
    assert done.comparison.source.as_of == "2025-03-08"


def test_a_version_that_names_the_syntax_is_no_label_of_the_pricing():
    assert read_small(syntaxVersion=..., version="2.0").comparison.edition_label == "2025"
    assert read_small(version="spring").comparison.edition_label == "spring"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"syntaxVersion": ..., "version": ...}, "no_version"),
        ({"syntaxVersion": "4.0"}, "unknown_version"),
        ({"syntaxVersion": ..., "version": "2025"}, "unknown_version"),
        ({"syntaxVersion": ..., "version": "1.0"}, "no_date"),
        ({"createdAt": "2025-02-30"}, "no_date"),
        ({"createdAt": ...}, "no_date"),
        ({"saasName": ["a"]}, "not_text"),
        ({"currency": ["USD"]}, "unknown_currency"),
        ({"currency": ...}, "no_currency"),
        ({"currency": "CHF"}, "no_market"),
        ({"url": "ftp://shop.example"}, "no_address"),
        ({"billing": {"fortnightly": 1}}, "unknown_period"),
        ({"billing": {"annual": 0.8, "annually": 0.9}}, "period_twice"),
        ({"billing": {"monthly": 0}}, "bad_factor"),
        ({"tags": "Security"}, "not_a_list"),
        ({"features": {"a": {"valueType": "COLOUR"}}}, "unknown_value_type"),
        ({"features": {"a": {"valueType": "TEXT", "defaultValue": {"b": 1}}}}, "not_text"),
        ({"features": {f"f{n}": {"valueType": "BOOLEAN"} for n in range(501)}}, "too_many"),
        ({"plans": {f"P{n}": {"price": n} for n in range(25)}}, "too_many"),
        ({"plans": [{"name": "A", "price": 1}, {"name": "A", "price": 2}]}, "bad_name"),
        ({"plans": {"A": {"price": -1}}}, "not_an_amount"),
        ({"plans": {"A": {"price": float("inf")}}}, "not_an_amount"),
        ({"plans": {"A": {"price": True}}}, "not_text"),
        ({"plans": {"A": {"price": 10**12}}}, "too_large"),
        ({"plans": {"A": {"prices": 5}}}, "misspelled"),
        ({"plans": {"A": {"price": 5, "features": {"messages": True}}}}, "no_value"),
        ({"plans": {"A": {"price": 5, "features": {"messages": {"valu": True}}}}}, "misspelled"),
        ({"plans": {"A": {"price": "#x * 2"}}, "variables": {"y": 1}}, "unknown_variable"),
        ({"addOns": {"a": {"price": 1, "subscriptionConstraints": {"minQuantity": 1.5}}}}, "not_whole"),
        ({"addOns": {"a": {"price": 1, "availableFor": "PRO"}}}, "not_a_list"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_for_its_reason(changes: dict[str, Any], reason: str):
    assert _reason(**changes) == reason


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(RefusedFile):
        pricing2yaml.read(SourceFile(name="twice.yml", raw=b"saasName: A\nsaasName: B\n"), Wishes())


def test_a_key_that_nobody_knows_is_left_out_and_noted():
    done = read_small(plans={"PRO": {"price": 5, "colour": "blue"}})
    assert [note.arguments for note in done.reading.notes] == [{"found": "colour", "place": "PRO"}]


@pytest.mark.parametrize("raw", [b"saasName: A\n", b'a: 1\n"saasName": B', b'{"syntaxVersion": "2.1"}'])
def test_the_format_is_known_by_a_key_that_only_it_has(raw: bytes):
    assert looks_like_pricing2yaml(raw)


@pytest.mark.parametrize("raw", [b"shop: {key: a}\n", b"note: the saasName of it\n", b""])
def test_other_texts_are_not_taken_for_it(raw: bytes):
    assert not looks_like_pricing2yaml(raw)


def test_json_is_read_like_yaml():
    raw = b'{"syntaxVersion":"2.1","saasName":"A","createdAt":"2025-01-02","currency":"USD","features":{"f":{"valueType":"NUMERIC","defaultValue":"inf"}},"plans":{"P":{"price":8.75}}}'
    done = pricing2yaml.read(SourceFile(name="a.json", raw=raw), Wishes())
    assert done.comparisons == ("a",)


def test_the_texts_are_in_the_language_the_reader_was_told():
    file = SourceFile(name="a.yml", raw=written(a_pricing()))
    done = sorted_out(pricing2yaml.read(file, Wishes(language="es")))
    assert done.reading.language == "es"
    assert done.category.features[0].label == {"es": "Messages"}


def test_the_wished_comparison_names_category_products_and_add_ons():
    file = SourceFile(name="a.yml", raw=written(a_pricing(addOns={"moreDays": {"price": 1}})))
    reading = pricing2yaml.read(file, Wishes(comparison="chat"))
    assert [record.key for record in reading.records] == [
        "chat",
        "chat-free",
        "chat-pro",
        "chat-more-days",
        "chat",
    ]


@pytest.mark.parametrize(
    ("currency", "market"),
    [("USD", "US"), ("EUR", "DE"), ("GBP", "GB"), ("KRW", "KR"), ("JPY", "JP"), ("CAD", "CA"), ("AUD", "AU")],
)
def test_the_currency_decides_the_market(currency: str, market: str):
    assert read_small(currency=currency).reading.markets == (market,)


def test_the_wished_market_beats_the_one_of_the_currency():
    file = SourceFile(name="a.yml", raw=written(a_pricing(currency="CHF")))
    assert pricing2yaml.read(file, Wishes(market="DE")).markets == ("DE",)


@pytest.mark.parametrize(
    ("currency", "tax"), [("USD", "excluded"), ("CAD", "excluded"), ("EUR", "unknown"), ("KRW", "unknown")]
)
def test_tax_is_left_out_in_america_and_not_known_elsewhere(currency: str, tax: str):
    (price,) = read_small(currency=currency).product("pro").prices
    assert price.tax == tax


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("user/month", PerUnit(value="9", unit="user")),
        ("site/month", PerUnit(value="9", unit="site")),
        ("per kiosk user/month", PerUnit(value="9", unit="kiosk-user")),
        ("phoneNumber/month", PerUnit(value="9", unit="phone-number")),
        ("USD/user", PerUnit(value="9", unit="user")),
        ("/month", Flat(value="9")),
        ("month", Flat(value="9")),
        (None, Flat(value="9")),
        ("500 users/month", Flat(value="9")),
    ],
)
def test_a_unit_says_what_the_amount_is_multiplied_by(unit: str | None, amount: object):
    assert _amount(unit) == amount


def test_a_counted_unit_is_a_seat_and_the_quantity_of_the_price():
    (price,) = read_plan(price=9, unit="editor/month").prices
    assert (price.components[0].kind, price.quantity_unit) == ("seat", "editor")


def test_a_number_in_the_unit_is_kept_as_a_note():
    (price,) = read_plan(price=9, unit="500 users/month").prices
    assert price.components[0].reason == {"en": "500 users/month"}


@pytest.mark.parametrize("unit", ["forever", "one time purchase", "one-time payment"])
def test_what_is_paid_once_is_due_once(unit: str):
    (price,) = read_plan(price=9, unit=unit).prices
    assert price.components[0].when == Once()
    assert price.interval == "once"


def test_a_plan_paid_once_has_its_price_in_the_rhythm_of_the_others():
    done = read_small(plans={"A": {"price": 9, "unit": "forever"}, "B": {"price": 5, "unit": "/month"}})
    assert [(price.interval, price.components[0].when) for price in done.product("a").prices] == [
        ("month", Once())
    ]


def test_an_add_on_for_each_message_is_paid_by_use():
    done = read_small(addOns={"sms": {"price": 0.01, "unit": "message"}})
    (price,) = done.add_ons["team-chat-sms"].prices
    assert price.components[0].when == PerTransaction()
    assert price.components[0].kind == "usage"


def test_a_thing_without_a_period_is_paid_in_the_rhythm_of_the_file():
    done = read_small(addOns={"pos": {"price": 89, "unit": "location"}})
    (price,) = done.add_ons["team-chat-pos"].prices
    assert (price.interval, price.components[0].when) == ("month", EachCycle())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("calls", "call"),
        ("people", "person"),
        ("Brand Kit", "brand-kit"),
        ("GB", "gb"),
        ("4 guests", None),
        ("", None),
    ],
)
def test_a_counted_thing_is_said_of_one(text: str, key: str | None):
    assert unit_key(text) == key


def test_a_unit_of_currency_counts_nothing():
    assert sold_by("USD/execution").counted == "execution"
    assert sold_by("USD").counted is None


def test_a_price_of_zero_is_free():
    (price,) = read_plan(price="0.00", unit="user/month").prices
    assert (price.status, price.components) == ("free", ())


@pytest.mark.parametrize("words", ["Contact Sales", "See Rates", "1% up to $99", "Let's Talk"])
def test_a_price_in_words_is_on_request_with_its_words(words: str):
    (price,) = read_plan(price=words, unit="user/month").prices
    assert (price.status, price.words, price.components) == ("on_request", {"en": words}, ())


def test_a_price_that_is_not_there_is_on_request_and_noted():
    done = read_small(plans={"PRO": {"unit": "/month"}})
    (price,) = done.product("pro").prices
    assert (price.status, price.words) == ("on_request", None)
    assert [note.key for note in done.reading.notes] == ["import.note.no_price"]


@pytest.mark.parametrize("price", ["#x * 2", "#vip ? #x : 0.0", "Math.floor(#x / 5) < 1 ? #x * 10 : 100.0"])
def test_an_expression_is_never_worked_out(price: str):
    done = read_small(plans={"PRO": {"price": price}}, variables={"x": 15, "vip": True})
    (found,) = done.product("pro").prices
    assert found.status == "on_request"
    assert found.words is not None
    assert found.words["en"].startswith("Varies with ")
    assert [note.key for note in done.reading.notes] == ["import.note.expression"]


@pytest.mark.parametrize(
    ("billing", "found"),
    [
        ({"monthly": 1}, [("month", "5", "cycle")]),
        ({"monthly": 1, "annual": 0.83}, [("month", "5", "cycle"), ("year", "4.15", "month")]),
        ({"monthly": 1, "annually": 0.8}, [("month", "5", "cycle"), ("year", "4", "month")]),
        ({"monthly": 1, "semester": 0.9}, [("month", "5", "cycle"), ("6-month", "4.5", "month")]),
        ({"annual": 1}, [("year", "5", "month")]),
        (None, [("month", "5", "cycle")]),
    ],
)
def test_a_coefficient_makes_a_price_of_its_own_rhythm(billing: Any, found: list[tuple[str, str, str]]):
    prices = read_plan(price=5, unit="user/month", billing=billing).prices
    assert [
        (one.interval, one.components[0].amount.value, one.components[0].stated_per) for one in prices
    ] == found


def test_a_coefficient_is_multiplied_exactly():
    prices = read_plan(price="8.75", unit="user/month", billing={"annual": 0.7792}).prices
    assert Decimal(prices[0].components[0].amount.value) == Decimal("6.818")


@pytest.mark.parametrize(
    ("monthly", "annual", "found"),
    [
        (8, 6, [("month", "8", "cycle"), ("year", "6", "month")]),
        (8, 8, [("month", "8", "cycle"), ("year", "8", "month")]),
        (4, 48, [("month", "4", "cycle"), ("year", "48", "cycle")]),
        (None, 6, [("year", "6", "month")]),
        (8, None, [("month", "8", "cycle")]),
    ],
)
def test_an_annual_price_keeps_its_meaning(monthly: Any, annual: Any, found: list[tuple[str, str, str]]):
    prices = read_plan(monthlyPrice=monthly, annualPrice=annual, unit="user/month").prices
    assert [
        (one.interval, one.components[0].amount.value, one.components[0].stated_per) for one in prices
    ] == found


def test_an_annual_price_that_nobody_can_pay_is_left_out():
    prices = read_plan(monthlyPrice=10, annualPrice=15, hasAnnualPayment=False).prices
    assert [price.interval for price in prices] == ["month"]


def test_a_plan_per_year_that_is_billed_by_the_year_is_a_years_total():
    (price,) = read_plan(price=60, unit="channel/year", billing={"annual": 1}).prices
    assert (price.interval, price.components[0].stated_per) == ("year", "cycle")


def test_a_plan_per_year_that_is_billed_monthly_is_read_as_the_dearer_and_noted():
    done = read_small(plans={"PRO": {"price": 6, "unit": "channel/year"}})
    assert [price.interval for price in done.product("pro").prices] == ["month"]
    assert [note.key for note in done.reading.notes] == ["import.note.rhythms_differ"]


@pytest.mark.parametrize(
    ("value_type", "said", "value"),
    [
        ("BOOLEAN", True, YesNo(yes=True)),
        ("BOOLEAN", "LIMITED", Words(text={"en": "LIMITED"})),
        ("NUMERIC", 2.5, Number(amount="2.5")),
        ("NUMERIC", "10_000", Number(amount="10000")),
        ("NUMERIC", float("inf"), Unlimited()),
        ("NUMERIC", 1_000_000_000, Unlimited()),
        ("NUMERIC", 1_500_000_000, Number(amount="1500000000")),
        ("NUMERIC", float("nan"), NotStated()),
        ("NUMERIC", False, YesNo(yes=False)),
        ("NUMERIC", "4 guests billed as 1 seat", Words(text={"en": "4 guests billed as 1 seat"})),
        ("TEXT", "24/7", Words(text={"en": "24/7"})),
        ("TEXT", 90, Words(text={"en": "90"})),
        ("TEXT", ["CARD", "INVOICE"], Listing(items=({"en": "CARD"}, {"en": "INVOICE"}))),
        ("TEXT", [], NotStated()),
        ("TEXT", None, NotStated()),
        ("TEXT", "", NotStated()),
    ],
)
def test_a_cell_says_what_the_file_said(value_type: str, said: Any, value: object):
    done = read_small(features={"row": {"valueType": value_type, "defaultValue": said}}, usageLimits=None)
    assert done.values("free")["row"] == value


def test_a_text_row_is_a_list_as_soon_as_one_plan_says_a_list():
    done = read_small(
        features={"pay": {"valueType": "TEXT", "defaultValue": "CARD"}},
        usageLimits=None,
        plans={"A": {"price": 1}, "B": {"price": 2, "features": {"pay": {"value": ["CARD", "WIRE"]}}}},
    )
    assert done.category.features[0].kind == "list"
    assert done.values("a")["pay"] == Listing(items=({"en": "CARD"},))


def test_a_limit_is_a_row_of_its_own_right_after_its_feature():
    done = read_small(features={"messages": {"valueType": "BOOLEAN"}, "calls": {"valueType": "BOOLEAN"}})
    assert [row.key for row in done.category.features] == ["messages", "message-days", "calls"]
    limit = done.category.features[1]
    assert (limit.kind, limit.linked, limit.direction, limit.unit) == (
        "number",
        ("messages",),
        "higher",
        "day",
    )


def test_a_limit_of_a_feature_that_is_off_stays_a_value_of_its_own():
    done = read_small(plans={"A": {"price": 1, "features": {"messages": {"value": False}}}})
    assert done.values("a") == {"messages": YesNo(yes=False), "message-days": Number(amount="90", unit="day")}


def test_more_of_a_minimum_is_not_better():
    limits = {
        "minimumUsersRequired": {"valueType": "NUMERIC", "defaultValue": 3, "linkedFeatures": ["messages"]}
    }
    assert read_small(usageLimits=limits).category.features[1].direction == "lower"


def test_what_a_limit_is_measured_by_stands_in_its_label():
    limits = {"apiCalls": {"valueType": "NUMERIC", "defaultValue": 3, "unit": "call/user/month"}}
    row = read_small(usageLimits=limits).category.features[1]
    assert (row.unit, row.label) == ("call", {"en": "Api calls (per user per month)"})


def test_a_feature_and_a_limit_of_one_name_are_two_rows():
    limits = {"messages": {"valueType": "NUMERIC", "defaultValue": 5, "linkedFeatures": ["messages"]}}
    done = read_small(usageLimits=limits, plans={"A": {"price": 1}})
    assert done.values("a") == {"messages": YesNo(yes=True), "messages-2": Number(amount="5")}


def test_tags_are_groups_and_a_limit_is_in_the_group_of_its_feature():
    done = read_small(
        tags=["Support", "Chat"],
        features={"messages": {"valueType": "BOOLEAN", "defaultValue": True, "tag": "Chat"}},
    )
    assert [group.key for group in done.category.groups] == ["support", "chat"]
    assert [row.group for row in done.category.features] == ["chat", "chat"]


def test_a_description_becomes_the_help_of_a_row():
    done = read_small(features={"messages": {"valueType": "BOOLEAN", "description": "Talk to each other"}})
    assert done.category.features[0].help == {"en": "Talk to each other"}


def test_a_private_plan_is_kept_and_is_no_tier():
    done = read_small(plans={"A": {"price": 1}, "VIP": {"price": 2, "private": True}})
    assert [tier.key for tier in done.comparison.tiers] == ["a"]
    assert done.products["team-chat-vip"].private


def test_an_add_on_for_private_plans_only_is_not_offered():
    plans = {"A": {"price": 1}, "VIP": {"price": 2, "private": True}}
    done = read_small(plans=plans, addOns={"a": {"price": 1, "availableFor": ["VIP"]}, "b": {"price": 1}})
    assert done.comparison.add_ons == ("team-chat-b",)
    assert set(done.add_ons) == {"team-chat-a", "team-chat-b"}


def test_an_add_on_keeps_what_it_gives_raises_and_asks_for():
    done = read_small(
        addOns={
            "moreDays": {
                "price": 2,
                "unit": "/month",
                "availableFor": ["PRO"],
                "dependsOn": ["base"],
                "excludes": ["less"],
                "features": {"messages": {"value": True}},
                "usageLimitsExtensions": {"messageDays": {"value": 30}},
            }
        }
    )
    add_on = done.add_ons["team-chat-more-days"]
    assert [(cell.feature, cell.value) for cell in add_on.cells] == [("messages", YesNo(yes=True))]
    assert [(one.feature, one.amount) for one in add_on.extensions] == [("message-days", "30")]
    assert (add_on.available_for, add_on.requires, add_on.excludes) == (
        ("team-chat-pro",),
        ("team-chat-base",),
        ("team-chat-less",),
    )


def test_an_endless_extension_makes_the_limit_unlimited():
    done = read_small(
        addOns={"all": {"price": 2, "usageLimitsExtensions": {"messageDays": {"value": float("inf")}}}}
    )
    add_on = done.add_ons["team-chat-all"]
    assert [(cell.feature, cell.value) for cell in add_on.cells] == [("message-days", Unlimited())]
    assert add_on.extensions == ()


def test_shorthand_values_are_of_version_3():
    changes = {"syntaxVersion": "3.0", "plans": {"A": {"price": 1, "features": {"messages": False}}}}
    assert read_small(**changes).values("a")["messages"] == YesNo(yes=False)


def test_names_that_lead_nowhere_are_kept_for_the_check():
    done = read_small(plans={"A": {"price": 1, "usageLimits": {"goneLimit": {"value": 3}}}})
    assert [cell.feature for cell in done.product("a").cells] == ["messages", "message-days", "gone-limit"]


def test_the_misspelling_that_real_files_have_is_understood():
    done = read_small(plans={"A": {"price": 1, "usaeLimits": {"messageDays": {"value": 7}}}})
    assert done.values("a")["message-days"] == Number(amount="7", unit="day")


def test_start_and_end_are_kept_as_days():
    done = read_small(starts="2024-11-20 12:00", ends="2024-11-19 12:00")
    assert (done.comparison.operates_from, done.comparison.operates_to) == ("2024-11-20", "2024-11-19")


def test_a_list_of_plans_is_read_by_the_names_in_it():
    slack = read(real("v2.0-list/slack-2024.yml"))
    assert [tier.key for tier in slack.comparison.tiers] == [
        "free",
        "pro",
        "business-plus",
        "enterprise-grid",
    ]


def test_hidden_characters_are_refused():
    assert _refusal(features={"mess\u202eages": {"valueType": "BOOLEAN"}}).reason.key == "refused.character"
