"""Several years of one service become an edition history with a price history."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders_goods import notes
from builders_pricing2yaml import a_pricing, imported, markets, plain, real, source, written

from comparison.core.money import major
from comparison.storage.editions import read_edition
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.price_history import price_history
from comparison.storage.store import Store

YEARS = ("2019", "2020", "2023", "2024", "2025")


def slack() -> list[Path]:
    return [real(f"v2.1/slack/{year}.yml") for year in YEARS]


def published(store: Store, files: Sequence[Path], **options: Any) -> list[Imported]:
    """Each file published at the beginning of a day of its own, the first on the second of the month."""
    wished = Options(**{"shop": "acme", "publish": True, **options})
    return [
        import_file(store, source(path), wished, markets=markets(), now=f"2026-11-{day:02}T00:00:00.000000Z")
        for day, path in enumerate(files, 2)
    ]


def test_years_that_are_published_one_after_another_are_editions_in_their_order(store: Store):
    files = slack()
    done = published(store, files)
    assert [one.comparisons[0].edition for one in done] == [1, 2, 3, 4, 5]
    rows = [store.edition("acme", "slack", number) for number in range(1, 6)]
    editions = [read_edition(row).publication for row in rows if row]
    told = [plain(path) for path in files]
    assert [one.comparison.source.as_of for one in editions if one.comparison.source] == [
        str(one["createdAt"]) for one in told
    ]
    assert [one.comparison.edition_label for one in editions] == [str(one["version"]) for one in told]


def test_the_last_year_is_live_and_the_one_before_it_was_until_then(store: Store):
    published(store, slack())
    live = store.live("acme", "slack", "2026-11-30T00:00:00.000000Z")
    before = store.live("acme", "slack", "2026-11-05T23:00:00.000000Z")
    assert live is not None
    assert before is not None
    assert (live.number, before.number) == (5, 4)
    log = store.live_log("acme", "slack")
    assert [entry.note for entry in reversed(log)] == [path.name for path in slack()]


@pytest.mark.parametrize(
    ("service", "plan"), [("tableau", "VIEWER"), ("overleaf", "PROFESSIONAL"), ("slack", "PRO")]
)
def test_the_price_history_says_what_each_year_asked_from_the_day_it_was_published(
    store: Store, service: str, plan: str
):
    files = sorted(real(f"v2.1/{service}").glob("*.yml"))
    published(store, files, comparison=service)
    lines = {(line.tier, line.identity.interval): line for line in price_history(store, "acme", service)}
    found = [
        (entry.since, major(entry.amount)) for entry in lines[plan.lower(), "month"].entries if entry.amount
    ]
    expected: list[tuple[datetime.date, Decimal]] = []
    for day, path in enumerate(files, 2):
        told = plain(path)
        monthly = "monthly" in (told.get("billing") or {"monthly": 1}) and plan in told["plans"]
        asked = Decimal(str(told["plans"][plan]["price"])) if monthly else None
        if asked is not None and (not expected or expected[-1][1] != asked):
            expected.append((datetime.date(2026, 11, day), asked))
    assert [(since, Decimal(amount)) for since, amount in found] == expected


def test_plans_that_are_gone_are_told_as_gone(store: Store):
    published(store, slack())
    row = store.edition("acme", "slack", 5)
    assert row is not None
    now = {tier.key for tier in read_edition(row).publication.comparison.tiers}
    first = store.edition("acme", "slack", 1)
    assert first is not None
    gone = {tier.key for tier in read_edition(first).publication.comparison.tiers} - now
    assert gone <= set(read_edition(row).publication.gone)


def test_the_same_year_again_is_no_edition_of_its_own(store: Store):
    files = slack()[-1:]
    published(store, files)
    (again,) = published(store, files)
    assert again.changed == 0


def test_a_service_that_changed_its_name_goes_on_under_a_key(store: Store):
    files = [real(f"v2.1/zoom/{year}.yml") for year in ("2021", "2025")]
    done = published(store, files, comparison="zoom")
    assert [(one.comparisons[0].key, one.comparisons[0].edition) for one in done] == [
        ("zoom", 1),
        ("zoom", 2),
    ]


def test_a_year_that_is_older_than_what_it_replaces_is_said(store: Store):
    years = [
        SourceFile(name=f"{year}.yml", raw=written(a_pricing(createdAt=f"{year}-03-08")))
        for year in (2025, 2019)
    ]
    first, second = (imported(store, year) for year in years)
    assert "older" not in notes(first)
    assert "older" in notes(second)


@pytest.mark.parametrize("order", [("2019", "2020"), ("2024", "2025")])
def test_years_in_their_order_are_not_remarked_on(store: Store, order: tuple[str, str]):
    done = published(store, [real(f"v2.1/slack/{year}.yml") for year in order])
    assert all("older" not in notes(one) for one in done)
