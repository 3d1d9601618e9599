"""No page presses, tricks or asks too much: on every state of the demos, and on shops that try."""

import re
from pathlib import Path
from random import Random

import pytest
from builders_dark_patterns import (
    DEMOS,
    demo,
    demo_trees,
    fragment,
    page,
    random_publication,
    states,
    view,
)
from builders_tree import Node, tree
from examples import tried
from guards_dark_patterns import (
    GUARDS,
    Guard,
    hidden_words,
    paid_choices_made,
    personal_questions,
    pressure,
    unequal_choices,
    unequal_weighing,
    unreasoned_emphasis,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.core.check import pressing_words
from comparison.core.check.wordings import told
from comparison.core.pricing.schedule import interval_of
from comparison.words.catalogues import LOCALES, area_entries
from comparison.words.sentences import Sentence

STYLES = (Path(__file__).parents[2] / "static" / "embed" / "tier-compare.css").read_text("utf-8")
PATTERNS = [one for one in vars(pressing_words).values() if isinstance(one, re.Pattern)]
on_every_demo = pytest.mark.parametrize("name", DEMOS)
# What merchants and developers read; the rest is for shoppers.
_FOR_MERCHANTS = re.compile(r"(admin|check|cli|errors|import|publishing|tables)(_.*)?")


def faults(guard: Guard, name: str) -> list[tuple[dict[str, str], str]]:
    return [(state, fault) for state, node in demo_trees(name) for fault in guard(node, state)]


@on_every_demo
def test_nothing_that_costs_money_is_chosen_for_the_shopper(name: str):
    assert faults(paid_choices_made, name) == []


@on_every_demo
def test_equal_choices_have_equal_weight(name: str):
    assert faults(unequal_choices, name) == []


@on_every_demo
def test_for_and_against_are_two_headings_of_one_level_and_both_are_drawn(name: str):
    assert faults(unequal_weighing, name) == []


@on_every_demo
def test_nothing_is_emphasised_without_a_reason_that_can_be_read(name: str):
    assert faults(unreasoned_emphasis, name) == []


@on_every_demo
def test_nothing_counts_down_moves_or_opens_by_itself(name: str):
    assert faults(pressure, name) == []


@on_every_demo
def test_nobody_is_asked_for_a_name_or_an_address(name: str):
    assert faults(personal_questions, name) == []


@on_every_demo
def test_no_words_hide_until_a_pointer_rests_there(name: str):
    assert faults(hidden_words, name) == []


@on_every_demo
def test_a_page_of_our_own_keeps_to_the_same(name: str):
    whole = tree(page(demo(name), {}))
    assert [fault for guard in GUARDS for fault in guard(whole, {})] == []


@on_every_demo
def test_billing_begins_with_the_shortest_way_that_is_sold(name: str):
    first = view(demo(name), {})
    months = [interval_of(choice.value).months or 0 for choice in first.intervals if choice.value]
    assert not months or (interval_of(first.context.interval).months or 0) <= min(months)


@settings(max_examples=tried(20), deadline=None)
@given(st.randoms())
def test_a_shop_that_tries_gets_the_same_honest_page(dice: Random):
    of = random_publication(dice)
    for state in states(of):
        drawn = tree(fragment(of, state))
        assert [fault for guard in GUARDS for fault in guard(drawn, state)] == [], state


BASE = fragment(demo("hanui"), {"persona": demo("hanui").personas[1].key})
DOCTORED: dict[str, tuple[Guard, str, str]] = {
    "a region is chosen": (
        paid_choices_made,
        '<option value="jeju-islands"',
        '<option selected value="jeju-islands"',
    ),
    "one button is large": (unequal_choices, 'class="tc-button"', 'class="tc-button tc-large"'),
    "one tier has a ribbon": (unequal_choices, 'class="tc-tier"', 'data-ribbon class="tc-tier"'),
    "what is given up is small": (
        unequal_weighing,
        'class="tc-answer__head" role="heading" aria-level="3"',
        'class="tc-answer__head" role="heading" aria-level="6"',
    ),
    "a pick without a reason": (unreasoned_emphasis, '<p class="tc-basis">', '<p class="tc-basis tc-pick">'),
    "a clock runs": (pressure, "<section ", "<time>00:09:59</time><section "),
    "a script of its own": (pressure, "<section ", "<script>alert(1)</script><section "),
    "an address is asked for": (personal_questions, "<section ", '<input type="email" name="e"><section '),
    "a link writes a mail": (
        personal_questions,
        "<section ",
        '<a href="mailto:a@b.example">Buy</a><section ',
    ),
    "a mail is asked for by name": (
        personal_questions,
        "<section ",
        '<input type="number" name="email"><section ',
    ),
    "a price behind a pointer": (hidden_words, "<section ", '<b title="plus tax">9</b><section '),
}


@pytest.mark.parametrize("what", DOCTORED)
def test_a_guard_sees_what_it_is_for(what: str):
    guard, before, after = DOCTORED[what]
    asked = {"persona": "any"}
    assert list(guard(tree(BASE), asked)) == []
    assert before in BASE
    assert list(guard(tree(BASE.replace(before, after, 1)), asked)) != []


def test_a_tint_is_seen_where_nobody_chose_anything():
    assert next(tree(BASE).every(having="data-tinted"), None) is not None
    assert list(unreasoned_emphasis(tree(BASE), {})) != []


def test_the_style_sheet_hides_shows_and_moves_nothing_under_a_pointer():
    assert re.findall(r":hover|@keyframes|animation|transition|blink", STYLES) == []


def test_price_and_button_look_the_same_whatever_fits():
    ruled = re.findall(r"([^{}]*)\{[^{}]*\}", STYLES)
    both = [
        one for one in ruled if "data-tinted" in one and re.search(r"tc-(button|tier__price|figure)", one)
    ]
    assert both == []


AREAS = sorted({file.name for file in LOCALES.rglob("*.po") if _FOR_MERCHANTS.fullmatch(file.stem) is None})


@pytest.mark.parametrize("area", AREAS)
def test_the_page_s_own_words_hurry_nobody(area: str):
    hurrying = [
        (file.parent.name, key)
        for file in LOCALES.glob(f"*/{area}")
        for key, entry in area_entries(file, file.parent.name).items()
        if any(told(pattern, _filled(form)) for pattern in PATTERNS for form in entry.forms)
    ]
    assert hurrying == []


def _filled(sentence: Sentence) -> str:
    """A sentence of the catalogue with a 3 in each gap."""
    return "".join(part if isinstance(part, str) else "3" for part in sentence)


def test_a_tree_has_every_element_of_a_page():
    root: Node = tree('<p class="a b">one <b>two</b><input name="x"></p>')
    assert [(one.tag, one.text) for one in root.every()] == [("p", "one two"), ("b", "two"), ("input", "")]
