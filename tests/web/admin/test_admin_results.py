"""Results: what was counted, shown with plots and tables; numbers of a few people are never told."""

import csv
import io
from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import air_office, at_the_desk, main_of, published
from builders_web import shop

from comparison.core.check.finding import Finding
from comparison.core.messages import say
from comparison.storage.checkouts import CheckoutRow
from comparison.storage.counts import CountKind, CountRow
from comparison.storage.moments import moment
from comparison.storage.publish import publish
from comparison.web.admin.guesses import markets as market_rows
from comparison.web.admin.results.plots import HIGH, WIDE, columns, lines, stacks

HERE = "/admin/acme/results"


def row(kind: CountKind, count: int, key: str = "", *, day: str = "2026-11-20", to: str = "air") -> CountRow:
    return CountRow(shop="acme", comparison=to, day=day, kind=kind, key=key, count=count)


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def merchant(at: Office) -> Browser:
    return at_the_desk(at)


def words_of(merchant: Browser, part: str, query: str = "") -> str:
    main = main_of(merchant.get(f"{HERE}{query}"))
    [section] = [one for one in main.every("section") if one["id"] == part]
    return " ".join(section.text.split())


def test_a_shop_that_counts_nothing_is_told_where_to_switch_it_on(at: Office, merchant: Browser):
    assert "/admin/acme/settings#f-counting" in merchant.get(HERE).text
    merchant.send("/admin/acme/settings", {"counting": "1"})
    assert "/admin/acme/settings#f-counting" not in merchant.get(HERE).text


def test_shares_are_presses_among_views(at: Office, merchant: Browser):
    at.store.add_counts([row("view", 150), row("view", 50, day="2026-11-22"), row("select", 30, "max")])
    said = words_of(merchant, "tiers")
    assert "Max 30 15%" in said
    assert "Lite 0 0%" in said


def test_a_number_of_a_few_people_is_not_told(at: Office, merchant: Browser):
    at.store.add_counts([row("view", 60), row("select", 4, "max"), row("persona", 1, "flat")])
    assert "Max <5 –" in words_of(merchant, "tiers")
    assert "Small flat <5" in words_of(merchant, "personas")
    text = merchant.get(f"{HERE}/counts.csv").text
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["2026-11-20", "air", "persona", "flat", "<5"],
        ["2026-11-20", "air", "select", "max", "<5"],
        ["2026-11-20", "air", "view", "", "60"],
    ]


def test_one_and_four_are_drawn_alike():
    one, four = (columns(["a", "b"], {"a": 1, "b": 90}), columns(["a", "b"], {"a": 4, "b": 90}))
    assert [bar.height for bar in one.bars] == [bar.height for bar in four.bars]
    assert (
        lines([("x", "X", 1), ("y", "Y", 90)])[0].length == lines([("x", "X", 4), ("y", "Y", 90)])[0].length
    )


@pytest.mark.parametrize("days", [30, 90])
def test_every_day_has_its_place_in_the_box(days: int):
    names = [str(day) for day in range(days)]
    plot = columns(names, {name: int(name) * 7 for name in names})
    assert len(plot.bars) == days
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDE for bar in plot.bars)
    assert all(bar.y + bar.height == HIGH for bar in plot.bars)
    assert plot.bars[-1].height == HIGH


def test_the_table_behind_the_plot_names_every_day(at: Office, merchant: Browser):
    at.store.add_counts([row("view", 12, day="2026-10-24"), row("view", 7, day="2026-10-23")])
    said = words_of(merchant, "views")
    assert "2026-10-24 12" in said
    assert "2026-10-23" not in said
    assert "2026-10-23 7" in words_of(merchant, "views", "?days=90")


def test_what_held_people_back_is_said_in_their_words(at: Office, merchant: Browser):
    at.store.add_counts([row("why", 9, "delivery"), row("helped", 31, "yes")])
    assert "Delivery 9" in words_of(merchant, "reasons")
    assert "31" in merchant.get(HERE).text


def test_the_file_ends_with_checkouts_and_the_share_of_views_that_pressed_each_button(
    at: Office, merchant: Browser
):
    at.store.add_counts([row("view", 200), row("select", 30, "max"), row("select", 3, "lite")])
    add_checkouts(at, "equal", "dearer")
    lines = list(csv.reader(io.StringIO(merchant.get(f"{HERE}/counts.csv").text)))
    assert lines[-3:] == [
        ["2026-11-20", "air", "checkouts", "checked", "2"],
        ["2026-11-20", "air", "checkouts", "differing", "1"],
        ["2026-10-24/2026-11-22", "air", "select_rate", "max", "15"],
    ]


def test_the_plot_of_checkouts_has_its_numbers_in_a_table(at: Office, merchant: Browser):
    add_checkouts(at, "equal", "same", "dearer")
    assert "2026-11-20 2 1" in words_of(merchant, "checkouts")


def add_checkouts(at: Office, *references: str) -> None:
    for one in references:
        at.store.add_checkout(
            CheckoutRow(
                shop="acme",
                quote="q",
                reference=one,
                checked_at="2026-11-20T10:00:00.000Z",
                day="2026-11-20",
                comparison="air",
                tier="max",
                charges="price",
                differing=one == "dearer",
                document=b"{}",
            )
        )


def test_stacked_blocks_stand_on_each_other_and_the_highest_fills_the_box():
    plot = stacks(["a", "b", "c"], ["x", "y"], {"a": {"x": 3, "y": 5}, "c": {"y": 2}})
    [first, last] = plot.told
    assert [(one.y, one.height) for one in first.blocks] == [(HIGH - 60, 60), (0, 100)]
    assert [(one.number, one.height) for one in last.blocks] == [(0, 0), (2, 40)]
    assert (plot.most, [one.label for one in plot.told]) == (8, ["a", "c"])


def test_findings_are_counted_whoever_publishes(at: Office):
    rules = market_rows()
    now = moment(at.clock())
    publish(
        at.store,
        "acme",
        "air",
        by="cli",
        note="",
        now=now,
        check=lambda edition, _: found_in(edition),
        markets=rules,
    )
    rows = [one for one in at.store.counts("acme", "2026-11-01") if one.kind == "findings"]
    assert {one.key: one.count for one in rows} == {"error": 0, "warning": 2, "information": 0}


def found_in(_: object) -> list[Finding]:
    one = Finding(rule="H01", level="warning", path="$", message=say("admin.publish"), market="")
    return [one, one]


def test_findings_are_counted_when_somebody_publishes(at: Office, merchant: Browser):
    assert published(merchant).status == 303
    [*rows] = [one for one in at.store.counts("acme", "2026-11-01") if one.kind == "findings"]
    assert [one.key for one in rows] == ["error", "information", "warning"]
    assert rows[0].count == 0
    assert "2026-11-22" in words_of(merchant, "findings")


def test_counts_of_another_shop_are_not_there(at: Office, merchant: Browser):
    at.store.save("other", shop(key="other"), expected=0, by="t")
    foreign = CountRow(shop="other", comparison="air", day="2026-11-20", kind="view", key="", count=77)
    at.store.add_counts([foreign])
    merchant.send("/admin/acme/settings", {"counting": "1"})
    assert "77" not in words_of(merchant, "views")
    assert "77" not in merchant.get(f"{HERE}/counts.csv").text
    assert merchant.get("/admin/other/results").status == 404


@pytest.mark.parametrize("query", ["?days=7", "?days=x&comparison=none", "?comparison=%00"])
def test_an_address_that_means_nothing_shows_the_first_comparison(merchant: Browser, query: str):
    assert merchant.get(f"{HERE}{query}").status == 200


def test_counts_add_up_by_day_and_key(at: Office):
    at.store.add_counts([row("view", 2), row("view", 3), row("view", 1, to="other")])
    assert [one.count for one in at.store.counts("acme", "2026-11-20", "air")] == [5]
    assert at.store.count_totals("acme", "view", "2026-11-01") == {"air": 5, "other": 1}
    assert at.store.counts("acme", "2026-11-21") == []
    at.store.set_count(row("view", 8))
    assert [one.count for one in at.store.counts("acme", "2026-11-20", "air")] == [8]
