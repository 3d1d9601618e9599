"""What an address may name in an edition; the rest is taken away before a page is looked for."""

import pytest

from comparison.core.context import Asked
from comparison.core.known_names import KnownNames, without_unknown

KNOWN = KnownNames(
    languages=("en", "ko"),
    units=("user", "site"),
    questions=("team", "use"),
    gone=frozenset({"gold", "team"}),
    columns={"lite": "lite", "air-lite": "lite"},
    searched=False,
)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"quantities": {"user": 3, "junk": 4}}, {"quantities": {"user": 3}}),
        ({"answers": {"team": "small", "junk": "x"}}, {"answers": {"team": "small"}}),
        ({"answers": {"junk": "gold"}}, {"answers": {"gold": "gold"}}),
        ({"answers": {"junk": "team"}}, {}),
        ({"lang": "ko-Kore-KR"}, {"lang": "ko"}),
        ({"lang": "fr"}, {}),
        ({"lang": "en-GB"}, {}),
        ({"current": "air-lite"}, {"current": "lite"}),
        ({"current": "another-product"}, {}),
        ({"find": "air"}, {}),
        ({"persona": "nobody", "horizon": 12}, {"persona": "nobody", "horizon": 12}),
    ],
)
def test_only_what_the_edition_knows_is_left(asked, left):
    assert without_unknown(Asked(**asked), KNOWN) == Asked(**left)


def test_the_order_of_the_address_is_not_kept():
    one = without_unknown(Asked(quantities={"site": 1, "user": 2}, answers={"use": "a", "team": "b"}), KNOWN)
    assert list(one.quantities) == ["user", "site"]
    assert list(one.answers) == ["team", "use"]


def test_two_answers_that_are_gone_make_one_key_whatever_they_answer():
    one = without_unknown(Asked(answers={"x1": "gold", "x2": "gold"}), KNOWN)
    assert one == without_unknown(Asked(answers={"y": "gold"}), KNOWN)
