import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.words import speaker
from comparison.words.particles import PAIRS, with_particle

READ_ALOUD = [
    # name, 은/는, 으로/로
    ("라이트", "라이트는", "라이트로"),
    ("매일", "매일은", "매일로"),
    ("서울", "서울은", "서울로"),
    ("상품", "상품은", "상품으로"),
    ("341,000원", "341,000원은", "341,000원으로"),
    ("플러스 (구형)", "플러스 (구형)은", "플러스 (구형)으로"),
    ("'맥스'", "'맥스'는", "'맥스'로"),
    ("Pro", "Pro는", "Pro로"),
    ("Lite", "Lite는", "Lite로"),
    ("Business+", "Business+는", "Business+로"),
    ("Enterprise", "Enterprise는", "Enterprise로"),
    ("Standard", "Standard는", "Standard로"),
    ("Starter", "Starter는", "Starter로"),
    ("Max", "Max는", "Max로"),
    ("Plant", "Plant는", "Plant로"),
    ("Slack", "Slack은", "Slack으로"),
    ("Basic", "Basic은", "Basic으로"),
    ("Mac", "Mac은", "Mac으로"),
    ("GitHub", "GitHub는", "GitHub로"),
    ("Starter Kit", "Starter Kit는", "Starter Kit로"),
    ("Fintech", "Fintech는", "Fintech로"),
    ("Team", "Team은", "Team으로"),
    ("Premium", "Premium은", "Premium으로"),
    ("Plan", "Plan은", "Plan으로"),
    ("Shop", "Shop은", "Shop으로"),
    ("Market", "Market은", "Market으로"),
    ("Home", "Home은", "Home으로"),
    ("Scale", "Scale은", "Scale로"),
    ("Small", "Small은", "Small로"),
    ("HTML", "HTML은", "HTML로"),
    ("SSO", "SSO는", "SSO로"),
    ("LTE", "LTE는", "LTE로"),
    ("SCIM", "SCIM은", "SCIM으로"),
    ("R", "R은", "R로"),
    ("X", "X는", "X로"),
    ("1", "1은", "1로"),
    ("2", "2는", "2로"),
    ("3", "3은", "3으로"),
    ("4", "4는", "4로"),
    ("5", "5는", "5로"),
    ("6", "6은", "6으로"),
    ("7", "7은", "7로"),
    ("8", "8은", "8로"),
    ("9", "9는", "9로"),
    ("0", "0은", "0으로"),
    ("10", "10은", "10으로"),
    ("1,000", "1,000은", "1,000으로"),
    ("100,000,000", "100,000,000은", "100,000,000으로"),
    ("1,000,000,000,000", "1,000,000,000,000는", "1,000,000,000,000로"),
    ("3.5", "3.5는", "3.5로"),
    ("3.0", "3.0은", "3.0으로"),
    ("500g", "500g은", "500g으로"),
    ("20dB", "20dB은", "20dB로"),
    ("50GB", "50GB는", "50GB로"),
    ("47m²", "47m²는", "47m²로"),
    ("100%", "100%는", "100%로"),
    ("US$122.50", "US$122.50는", "US$122.50로"),
    ("JP¥900", "JP¥900은", "JP¥900으로"),
    ("★", "★는", "★로"),
    ("", "는", "로"),
]


@pytest.mark.parametrize(("name", "topic", "means"), READ_ALOUD)
def test_a_particle_follows_the_sound_of_the_name(name: str, topic: str, means: str):
    assert with_particle(name, "은/는") == topic
    assert with_particle(name, "으로/로") == means


@given(name=st.text(), pair=st.sampled_from(sorted(PAIRS)))
def test_any_name_gets_exactly_one_ending(name: str, pair: str):
    first, second = pair.split("/")
    assert with_particle(name, pair) in {name + first, name + second}


def test_a_pair_may_be_written_in_either_order():
    assert with_particle("플러스", "와/과") == with_particle("플러스", "과/와") == "플러스와"
    assert with_particle("매일", "와/과") == with_particle("매일", "과/와") == "매일과"


def test_a_sentence_takes_the_particle_after_its_argument_is_said():
    korean = speaker("ko")
    assert korean.text("page.only_in_language", language="en") == "이 내용은 영어로만 있어요"
    assert korean.text("error.not_found", what="상점", key="acme-market").endswith("acme-market이 없어요")
