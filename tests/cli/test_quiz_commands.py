"""Quizzes on the command line: answers as options, and faults found when a file comes in."""

import json

import pytest

SHOP = """
shop: {key: lamps, name: {en: Lamps}, languages: [en], markets: [US]}
categories:
- {key: lamp, label: {en: Lamps}, features: [{key: height, label: {en: Height}, kind: number, unit: cm}, {key: dims, label: {en: Dims}}]}
products:
- key: one
  name: {en: One}
  category: lamp
  cells: [{feature: height, value: {is: number, amount: 0.3, unit: m}}, {feature: dims, value: {is: yes_no, yes: false}}]
  prices:
  - market: US
    currency: USD
    tax: excluded
    components: [{key: item, label: {en: Lamp}, kind: base, when: {is: once}, amount: {is: per_unit, value: 25}}]
- key: two
  name: {en: Two}
  category: lamp
  cells: [{feature: height, value: {is: number, amount: 1.2, unit: m}}, {feature: dims, value: {is: yes_no, yes: true}}]
  prices:
  - market: US
    currency: USD
    tax: excluded
    components: [{key: item, label: {en: Lamp}, kind: base, when: {is: once}, amount: {is: per_unit, value: 40.5}}]
comparisons:
- key: lamps
  title: {en: Lamps}
  category: lamp
  tiers: [{key: one, product: one}, {key: two, product: two}]
  pains:
  - {key: dark, label: {en: Too dark}, needs: [{feature: height, op: ">=", number: 100}]}
  quiz:
    questions:
    - key: where
      text: {en: Where?}
      answers:
      - {key: bed, label: {en: By the bed}, needs: [{feature: dims}]}
      - {key: floor, label: {en: On the floor}, needs: [{feature: height, op: ">=", number: 100}]}
      - {key: shelf, label: {en: On a shelf}, needs: [{feature: height, op: "<=", number: 40, unit: cm}], next: end}
    - {key: cord, text: {en: A cord?}, answers: [{key: fine, label: {en: Fine}}]}
"""


@pytest.fixture
def shop(run, tmp_path):
    file = tmp_path / "lamps.yaml"
    file.write_text(SHOP)
    assert run("import", str(file), "--publish").code == 0


def test_a_fit_by_answers_names_the_tier_of_the_page(run, shop) -> None:
    fits = json.loads(run("fit", "lamps/lamps", "--a.where", "bed", "--format", "json").out)
    assert (fits["persona"], fits["answers"], fits["answer"]) == ("quiz", {"where": "bed"}, "two")


def test_a_fit_by_answers_says_whose_it_is(run, shop) -> None:
    out = run("fit", "lamps/lamps", "--a.where=bed").out.splitlines()
    assert out[0] == "Based on your answers"
    assert "Two: Good fit *" in "\n".join(out)


def test_a_need_in_another_unit_is_compared_in_the_base_unit(run, shop) -> None:
    fits = json.loads(run("fit", "lamps/lamps", "--a.where", "shelf", "--format", "json").out)
    assert {tier["tier"]: tier["level"] for tier in fits["tiers"]} == {"one": "strong", "two": "no"}


def test_a_need_without_a_unit_is_in_that_of_its_row(run, shop) -> None:
    fits = json.loads(run("fit", "lamps/lamps", "--a.where", "floor", "--format", "json").out)
    assert {tier["tier"]: tier["level"] for tier in fits["tiers"]} == {"two": "strong", "one": "no"}


BROKEN = [
    ("next: end", "next: where", "Q02", "$.comparison.quiz.questions[0].answers[2].next"),
    ("key: floor", "key: not-sure", "Q01", "$.comparison.quiz.questions[0].answers[1].key"),
    ("{feature: dims}]", "{feature: dimmer}]", "Q04", "$.comparison.quiz.questions[0].answers[0].needs[0].feature"),
    ("{feature: dims}]", "{feature: dims}, {feature: dims, level: never}]", "Q04", "$.comparison.quiz.questions[0].answers[0].needs[1]"),
    ("label: {en: Too dark}", "label: {en: Too dark}, charge: now", "Q05", "$.comparison.pains[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "rule", "path"), BROKEN)
def test_a_broken_quiz_is_a_draft_with_its_fault_and_is_never_published(
    run, tmp_path, good: str, bad: str, rule: str, path: str
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(SHOP.replace(good, bad))
    stored = run("import", str(file))
    assert stored.code == 0
    assert f"{rule} error {path}: " in stored.err
    assert " → " in stored.err
    assert run("publish", "lamps").code == 1


def test_two_questions_of_one_key_are_refused_with_their_place(run, tmp_path) -> None:
    file = tmp_path / "twice.yaml"
    file.write_text(SHOP.replace("key: cord", "key: where"))
    refused = run("import", str(file))
    assert refused.code == 1
    assert "$.comparisons[0].quiz.questions[1].key" in refused.err


def test_what_is_no_quiz_at_all_is_refused_with_its_place(run, tmp_path) -> None:
    file = tmp_path / "wrong.yaml"
    questions = "".join(f"    - {{key: q{one}, text: {{en: Q}}, answers: []}}\n" for one in range(8))
    file.write_text(SHOP[: SHOP.index("    - key: where")] + questions)
    refused = run("import", str(file))
    assert refused.code == 1
    assert "$.comparisons[0].quiz.questions" in refused.err
