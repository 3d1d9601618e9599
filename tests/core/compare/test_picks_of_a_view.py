"""The shop's own pick: its view, with its reason, while nothing is chosen."""

import pytest
from builders_compare import view
from builders_shops_word import line_up, plans, rival
from msgspec.structs import replace

from comparison.core.overrides import Pick
from comparison.core.pains import Pain
from comparison.core.personas import Need
from comparison.core.publication import Edition
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.words import speaker

PICK = Pick(tier="max", reason={"en": "We use it ourselves", "ko": "저희도 써요"})


def badges(of: Edition, **asked: str) -> dict[str, str]:
    said = speaker(asked.get("lang", "en"))
    return {tier.key: said.say(tier.pick) for tier in view(of, asked).tiers if tier.pick}


def with_ways_to_choose() -> Edition:
    plain = line_up(pick=PICK)
    yes = QuizAnswer(key="yes", label={"en": "Yes"}, needs=(Need(feature="sso"),))
    quiz = Quiz(questions=(Question(key="sso", text={"en": "Single sign-on?"}, answers=(yes,)),))
    pain = Pain(key="passwords", label={"en": "Too many passwords"}, needs=(Need(feature="sso"),))
    comparison = replace(plain.publication.comparison, quiz=quiz, pains=(pain,))
    return replace(plain, publication=replace(plain.publication, comparison=comparison))


@pytest.mark.parametrize(
    ("lang", "badge"),
    [("en", "Shop's pick: We use it ourselves"), ("ko", "판매자 추천: 저희도 써요")],
)
def test_the_pick_is_marked_as_the_shop_s_view(lang: str, badge: str):
    assert badges(line_up(pick=PICK), lang=lang) == {"max": badge}


@pytest.mark.parametrize(
    ("lang", "badge"),
    [
        ("en", "Shop's pick (paid placement): We use it ourselves"),
        ("ko", "판매자 추천 (돈을 받은 광고): 저희도 써요"),
    ],
)
def test_a_paid_pick_says_that_it_is_paid_for(lang: str, badge: str):
    assert badges(line_up(pick=replace(PICK, paid=True)), lang=lang) == {"max": badge}


@pytest.mark.parametrize("chosen", [{"persona": "team"}, {"pain": "passwords"}, {"a.sso": "yes"}])
def test_the_pick_is_gone_once_anything_is_chosen(chosen: dict[str, str]):
    assert badges(with_ways_to_choose()) == {"max": "Shop's pick: We use it ourselves"}
    assert badges(with_ways_to_choose(), **chosen) == {}


@pytest.mark.parametrize("asked", [{}, {"persona": "team"}])
def test_a_pick_changes_nothing_but_its_badge(asked: dict[str, str]):
    plain, picked = view(line_up(), asked), view(line_up(pick=replace(PICK, paid=True)), asked)
    assert replace(picked, tiers=tuple(replace(tier, pick=None) for tier in picked.tiers)) == plain


def test_another_seller_s_product_is_never_picked():
    shown = line_up(*plans(), rival(), pick=Pick(tier="rival", reason={"en": "It pays us"}, paid=True))
    assert badges(shown) == {}
