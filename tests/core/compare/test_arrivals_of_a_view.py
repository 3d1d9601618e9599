"""What a view says of arrivals: dates by the clock given, working days without one."""

import datetime

import pytest
from builders_compare import TODAY, bought, edition, product
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Arrival, RegionArrival, Stock
from comparison.core.compare import compare
from comparison.core.delivery import Clock
from comparison.core.markets import Region
from comparison.core.pricing.amounts import Table
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Component, Once, Price
from comparison.core.view import View
from comparison.words import speaker

MONDAY = datetime.date(2026, 11, 23)
ISLAND = Region(key="island", label={"en": "Islands", "ko": "섬"})
NEXT_DAY = Arrival(days_min=1, days_max=2, cutoff="14:00", country="KR")


def no_holidays(country: str, year: int) -> frozenset[datetime.date] | None:
    return frozenset()


def christmas_only(country: str, year: int) -> frozenset[datetime.date] | None:
    return frozenset({datetime.date(year, 12, 25)}) if (country, year) == ("KR", 2026) else None


def sent(key: str, arrival: Arrival | None, price: Price | None = None, **more):
    return replace(product(key, price or bought("10.00"), **more), arrival=arrival)


def with_delivery(main: str, island: str | None) -> Price:
    rows = (TableRow(regions=("island",), value=island), TableRow(value=main))
    part = Component(
        key="delivery",
        label={"en": "Delivery"},
        kind="delivery",
        amount=Table(by="region", rows=rows),
        when=Once(),
    )
    price = bought("10.00")
    return replace(price, components=(*price.components, part))


def view(*products, at="10:00", day=MONDAY, holidays=no_holidays, regions=(), **asked) -> View:
    of = edition(products)
    market = replace(of.publication.markets[0], regions=regions)
    of = replace(of, publication=replace(of.publication, markets=(market,)))
    clock = Clock(time=datetime.time.fromisoformat(at), holidays=holidays) if at else None
    return compare(of, read_asked(asked.items()), day, clock=clock)


def arrivals(of: View, language: str = "en") -> list[str | None]:
    return [speaker(language).say(tier.arrival) if tier.arrival else None for tier in of.tiers]


def notes(of: View, language: str = "en") -> list[list[str]]:
    return [[speaker(language).say(note) for note in tier.arrival_notes] for tier in of.tiers]


def test_an_order_in_time_is_told_until_when_and_the_days():
    of = view(sent("a", NEXT_DAY))
    assert arrivals(of) == ["Order by 2:00 PM: arrives Tue, Nov 24 – Wed, Nov 25"]
    assert arrivals(of, "ko") == ["오후 2:00까지 주문하면 11월 24일\u00a0(화)~25일\u00a0(수) 도착 예정"]
    assert of.holds_until == datetime.datetime.fromisoformat("2026-11-23T14:01")


def test_after_the_cut_off_only_the_days_are_told():
    of = view(sent("a", NEXT_DAY), at="14:01")
    assert arrivals(of) == ["Arrives Wed, Nov 25 – Thu, Nov 26"]
    assert arrivals(of, "ko") == ["11월 25일\u00a0(수)~26일\u00a0(목) 도착 예정"]
    assert of.holds_until == datetime.datetime.fromisoformat("2026-11-24T00:00")


def test_a_slow_delivery_says_so():
    of = view(sent("a", replace(NEXT_DAY, slow=True)))
    assert arrivals(of, "ko") == ["배송이 느린 편이에요: 11월 24일\u00a0(화)~25일\u00a0(수) 도착 예정"]


def test_the_view_holds_up_to_the_first_of_all_cut_offs():
    of = view(sent("a", NEXT_DAY), sent("b", replace(NEXT_DAY, cutoff="11:30")))
    assert of.holds_until == datetime.datetime.fromisoformat("2026-11-23T11:31")


def test_a_tier_that_states_none_is_asked_about_only_where_another_states_it():
    assert arrivals(view(sent("a", None), sent("b", NEXT_DAY)))[0] == "Arrival not stated, ask the shop"
    assert arrivals(view(sent("a", None), sent("b", None))) == [None, None]


def test_what_cannot_be_bought_now_promises_nothing():
    gone = sent("a", NEXT_DAY, stock=Stock(state="sold_out"))
    assert arrivals(view(gone, sent("b", NEXT_DAY)))[0] is None
    assert arrivals(view(gone, sent("b", None))) == [None, None]


@pytest.mark.parametrize(
    ("arrival", "text"),
    [
        (NEXT_DAY, "Arrives in 1–2 working days"),
        (replace(NEXT_DAY, days_min=2), "Arrives in 2 working days"),
        (replace(NEXT_DAY, days_max=1), "Arrives in 1 working day"),
        (replace(NEXT_DAY, slow=True), "Slower than usual: arrives in 1–2 working days"),
        (replace(NEXT_DAY, days_min=0, days_max=0), "Arrives the same working day"),
    ],
)
def test_without_a_clock_working_days_are_told_and_nothing_changes_by_itself(arrival: Arrival, text: str):
    of = view(sent("a", arrival), at="")
    assert (arrivals(of), of.holds_until) == ([text], None)


def test_a_year_beyond_the_calendar_gives_working_days_instead_of_wrong_dates():
    parcel = sent("a", NEXT_DAY)
    known = view(parcel, day=datetime.date(2026, 12, 24), holidays=christmas_only)
    beyond = view(parcel, day=datetime.date(2026, 12, 31), holidays=christmas_only)
    assert arrivals(known) == ["Order by 2:00 PM: arrives Mon, Dec 28 – Tue, Dec 29"]
    assert arrivals(beyond) == ["Arrives in 1–2 working days"]


def test_holidays_are_those_of_the_market_where_no_country_is_named():
    asked = []

    def recorded(country: str, year: int) -> frozenset[datetime.date]:
        asked.append((country, year))
        return frozenset()

    view(sent("a", replace(NEXT_DAY, country=None)), holidays=recorded)
    assert asked == [("US", 2026)]


def test_the_calendar_is_not_asked_where_nothing_is_promised():
    def refusing(country: str, year: int) -> frozenset[datetime.date]:
        raise AssertionError(country)

    assert arrivals(view(sent("a", None), holidays=refusing)) == [None]


@pytest.mark.parametrize(
    ("price", "arrival", "told"),
    [
        (with_delivery("0", "5.00"), NEXT_DAY, ["Islands: $5.00 more"]),
        (with_delivery("3.00", "3.00"), NEXT_DAY, []),
        (with_delivery("3.00", None), NEXT_DAY, ["Islands: no delivery"]),
        (
            with_delivery("3.00", "6.00"),
            replace(NEXT_DAY, regions=(RegionArrival(region="island", more_days=2),)),
            ["Islands: $3.00 more, 2 days longer"],
        ),
        (
            bought("10.00"),
            replace(NEXT_DAY, regions=(RegionArrival(region="island", more_days=1),)),
            ["Islands: 1 day longer"],
        ),
        (
            bought("10.00"),
            replace(NEXT_DAY, regions=(RegionArrival(region="island", delivers=False),)),
            ["Islands: no delivery"],
        ),
        (bought("10.00"), replace(NEXT_DAY, note={"en": "At your door"}), ["At your door"]),
    ],
)
def test_what_differs_elsewhere_is_noted_while_no_region_is_chosen(price, arrival, told):
    assert notes(view(sent("a", arrival, price), regions=(ISLAND,))) == [told]


def test_the_region_chosen_has_its_own_days_and_no_note():
    farther = replace(NEXT_DAY, regions=(RegionArrival(region="island", more_days=2),))
    of = view(sent("a", farther), regions=(ISLAND,), region="island")
    assert arrivals(of) == ["Order by 2:00 PM: arrives Thu, Nov 26 – Fri, Nov 27"]
    assert notes(of) == [[]]


@pytest.mark.parametrize(
    ("price", "arrival"),
    [
        (with_delivery("0", None), NEXT_DAY),
        (bought("10.00"), replace(NEXT_DAY, regions=(RegionArrival(region="island", delivers=False),))),
    ],
)
def test_a_region_that_is_not_delivered_to_says_so(price: Price, arrival: Arrival):
    of = view(sent("a", arrival, price), regions=(ISLAND,), region="island")
    assert (arrivals(of), of.holds_until) == (["Islands: no delivery"], None)


def test_regions_can_be_chosen_where_only_the_arrival_depends_on_them():
    farther = replace(NEXT_DAY, regions=(RegionArrival(region="island", more_days=2),))
    assert [one.value for one in view(sent("a", farther), regions=(ISLAND,)).regions] == ["", "island"]


def test_every_call_without_a_clock_still_answers():
    assert compare(edition([product("a", bought("10.00"))]), read_asked([]), TODAY).holds_until is None
