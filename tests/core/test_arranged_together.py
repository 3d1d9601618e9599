"""What a shopper can change in products put together: their order, what goes, what is swapped or added."""

import pytest
from builders_together import single, together, view
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.compare.together import found
from comparison.core.context import Asked
from comparison.core.errors import BadParameter
from comparison.core.publication import Edition
from comparison.core.view import View


def bounded(edition: Edition, most: int) -> Edition:
    shop = replace(edition.publication.shop, most_compared=most)
    return replace(edition, publication=replace(edition.publication, shop=shop))


def shown(*keys: str, most: int = 5) -> View:
    return view(bounded(together(*(single(key) for key in keys)), most))


def test_each_can_take_the_place_of_its_neighbour() -> None:
    moves = [(tier.earlier_place, tier.later_place) for tier in shown("a", "b", "c").tiers]
    assert moves == [(None, "b,a,c"), ("b,a,c", "a,c,b"), ("a,c,b", None)]


def test_of_two_none_can_be_taken_away() -> None:
    assert [tier.drop for tier in shown("a", "b").tiers] == [None, None]
    assert [tier.drop for tier in shown("a", "b", "c").tiers] == ["b,c", "a,c", "a,b"]


def test_past_the_shop_s_bound_the_first_ones_are_shown_and_the_next_one_waits() -> None:
    seen = shown("a", "b", "c", "d", most=2)
    assert [tier.key for tier in seen.tiers] == ["a", "b"]
    assert seen.together is not None
    assert (seen.together.waiting, seen.together.has_room) == ("C", False)
    assert [swap.value for swap in seen.together.swaps] == ["c,b", "a,c"]


def test_nobody_moves_into_a_place_that_is_not_shown() -> None:
    assert shown("a", "b", "c", most=2).tiers[-1].later_place is None


def test_what_waits_is_in_no_picker() -> None:
    assert [choice.value for choice in shown("a", "b", "c", most=2).picker] == ["a", "b"]


def test_within_the_bound_nothing_waits() -> None:
    seen = shown("a", "b", most=2)
    assert seen.together is not None
    assert (seen.together.waiting, seen.together.swaps) == (None, ())


def test_a_hit_leads_to_the_list_with_it_and_one_compared_already_is_left_out() -> None:
    there = shown("a", "b").together
    assert there is not None
    hits = found(there, ("a", "b"), [("b", "B", "Cups"), ("c", "C", "Pots")], "c")
    assert [(one.value, one.label.arguments) for one in hits.found] == [
        ("a,b,c", {"text": "C", "note": "Pots"})
    ]
    assert hits.nothing_found is None


def test_no_hit_says_what_was_looked_for() -> None:
    there = shown("a", "b").together
    assert there is not None
    nothing = found(there, ("a", "b"), [], "teapot").nothing_found
    assert nothing is not None
    assert nothing.arguments == {"words": "teapot"}


@pytest.mark.parametrize("words", ["x" * 61, "a\nb", "a\x00"])
def test_words_of_wrong_form_are_refused(words: str) -> None:
    with pytest.raises(BadParameter, match="find"):
        read_asked([("find", words)])


def test_words_lose_the_white_space_around_them() -> None:
    assert read_asked([("find", "  tea pot ")]) == Asked(find="tea pot")
