"""Whatever stands in a file: it is read into records that can be stored, or refused by its line."""

from contextlib import suppress
from typing import Any

from builders_pricing2yaml import a_pricing, written
from examples import tried
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.core.errors import RefusedFile
from comparison.storage.formats import pricing2yaml
from comparison.storage.formats.names import joined, split_slug, unique
from comparison.storage.formats.reading import SourceFile, Wishes
from comparison.storage.records import stored_document

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=True)
    | st.sampled_from(
        ["", "2.1", "Contact us", "#x * 2", "user/month", "/", "2025-02-30", "EUR", ".inf", "-"]
    )
    | st.text(max_size=12)
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6) | st.just("value"), inner, max_size=3)
    ),
    max_leaves=6,
)
_FULL = a_pricing(
    url="https://shop.example",
    tags=["Chat"],
    variables={"x": 3},
    starts="2025-01-01",
    ends="2026-01-01",
    hasAnnualPayment=True,
    features={
        "messages": {"valueType": "BOOLEAN", "defaultValue": True, "tag": "Chat", "description": "Talk"}
    },
    plans={
        "PRO": {
            "price": 5,
            "monthlyPrice": 5,
            "annualPrice": 4,
            "unit": "user/month",
            "private": False,
            "features": {"messages": {"value": True}},
            "usageLimits": {"messageDays": {"value": 7}},
        }
    },
    addOns={
        "more": {
            "price": 1,
            "unit": "/month",
            "availableFor": ["PRO"],
            "dependsOn": ["other"],
            "excludes": ["third"],
            "usageLimitsExtensions": {"messageDays": {"value": 30}},
            "subscriptionConstraints": {"minQuantity": 1, "maxQuantity": 5, "quantityStep": 1},
        }
    },
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in steps for place in _places(inner, (*path, key)))]


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    step, *rest = path
    inner = _with(value[step], tuple(rest), new)
    if isinstance(value, dict):
        return {**value, step: inner}
    return [inner if place == step else one for place, one in enumerate(value)]


@settings(max_examples=tried(400), deadline=None)
@given(place=st.sampled_from(_places(_FULL)), value=_ANYTHING)
def test_a_file_with_anything_anywhere_is_read_or_refused(place: tuple[Any, ...], value: Any):
    raw = written(_with(_FULL, place, value))
    # Any other error than a refusal fails the test.
    with suppress(RefusedFile):
        reading = pricing2yaml.read(SourceFile(name="any.yml", raw=raw), Wishes())
        assert all(stored_document("acme", record) for record in reading.records)


def test_the_file_that_is_broken_above_is_whole_itself():
    assert pricing2yaml.read(SourceFile(name="any.yml", raw=written(_FULL)), Wishes()).comparisons == (
        "team-chat",
    )


@given(names=st.lists(st.text(max_size=90), max_size=30))
def test_keys_of_any_names_are_all_different_and_all_keys(names: list[str]):
    taken: set[str] = set()
    keys = [unique(split_slug(name, fallback="plan"), taken) for name in names]
    assert len(set(keys)) == len(keys)
    assert all(
        1 <= len(key) <= 64 and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for key in keys
    )


@given(first=st.text("abc-", min_size=1, max_size=64), second=st.text("abc-", min_size=1, max_size=64))
def test_two_keys_joined_are_a_key(first: str, second: str):
    assert len(joined(first, second)) <= 64
    assert joined(first, second).endswith(second)
