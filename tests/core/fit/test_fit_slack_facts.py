"""The plans of the golden table state what the published file of 2025-03-08 does."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from builders_fit import NO, YES, number, unlimited
from builders_fit_slack import FEATURES, PLANS, PRICES, plan

from comparison.core.diff import same, value_of

FILE = Path("../shared/catalogs/pricing2yaml/v2.1/slack/2025.yml")

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="1 catalogue of the shared folder is missing")


@cache
def published():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def slug(key: str) -> str:
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", key).replace("/", "-")
    return words.lower()


def stated(place: int) -> dict[str, object]:
    """A plan's values by feature key: the file's defaults, and what the plan overrides."""
    made = {}
    own = list(published()["plans"].values())[place]
    for section in ("features", "usageLimits"):
        for key, row in published()[section].items():
            override = (own[section] or {}).get(key, {})
            made[slug(key)] = override.get("value", row["defaultValue"])
    return made


def as_value(found: object) -> object:
    if isinstance(found, bool):
        return YES if found else NO
    return unlimited() if found == float("inf") else number(str(found))


@pytest.mark.parametrize("key", PLANS)
def test_every_cell_says_what_the_file_says(key):
    found = stated(PLANS.index(key))
    wrong = [
        feature.key
        for feature in FEATURES
        if not same(value_of(plan(key, 1).product, feature.key), as_value(found[feature.key]))
    ]
    assert wrong == []


def test_every_price_is_the_file_s():
    listed = [plan["price"] for plan in published()["plans"].values()]
    assert [0 if price == "Contact Sales" else price for price in listed] == [
        float(PRICES[key] or 0) for key in PLANS
    ]
