"""Pain points and quizzes: edited in words, made from the needs, tried before anybody sees them."""

import pytest
from builders_admin import Browser, Office, fields_of, office
from builders_tree import tree
from builders_web import publication
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.catalogue import Category, Comparison, Feature
from comparison.core.needs import follows
from comparison.core.pains import Pain
from comparison.core.personas import Budget, Need, Persona
from comparison.core.quiz import RESERVED, Question, Quiz, QuizAnswer
from comparison.core.sizes import SizeRange
from comparison.web.admin.personas.quiz_making import MOST_MADE, made_quiz

PAINS = "/admin/acme/pains/air"
QUIZ = "/admin/acme/quiz/air"
ROOM = Question(
    key="room",
    text={"en": "How many rooms?"},
    answers=(
        QuizAnswer(key="one", label={"en": "One"}),
        QuizAnswer(
            key="four",
            label={"en": "Four"},
            needs=(Need(feature="rooms", op=">=", number="4", why={"en": "All at once"}),),
            size=SizeRange(unit="user", usual=4),
            budget=Budget(amount="30", currency="USD", per="month", hard=True),
            next="end",
        ),
    ),
)
NIGHT = Question(
    key="night", text={"en": "In a bedroom?"}, answers=(QuizAnswer(key="yes", label={"en": "Yes"}),)
)


@pytest.fixture
def at(tmp_path) -> Office:
    """A shop with two air cleaners, a buyer type, and a comparison with a quiz of two questions."""
    edition = publication()
    shown = replace(edition.comparison, quiz=Quiz(questions=(ROOM, NIGHT)))
    return office(tmp_path, edition.category, *edition.products, *edition.personas, shown)


def comparison(at: Office) -> Comparison:
    return at.store.get("acme", "comparison", "air").record


def questions(at: Office) -> tuple[Question, ...]:
    quiz = comparison(at).quiz
    return quiz.questions if quiz else ()


def pressed(browser: Browser, button: str, **more: str):
    return browser.post(QUIZ, changing(browser) | {"_do": button, **more})


def changing(browser: Browser) -> dict:
    """The form that changes the quiz; the other one only tries it."""
    return fields_of(next(one for one in browser.page(QUIZ).every("form") if one["action"] == QUIZ))


def test_a_pain_point_gets_a_key_and_the_needs_that_answer_it(at: Office, owner: Browser):
    typed = {
        "pains.0.label.en": "Too loud at night",
        "pains.0.needs.0.feature": "quiet",
        "pains.1.label.en": "It costs too much",
        "pains.1.charge": "horizon",
    }
    choices = {"needs.0.level": "must", "needs.0.op": "has"}
    typed |= {f"pains.{place}.{name}": value for place in (0, 1) for name, value in choices.items()}
    assert owner.send(PAINS, typed).status == 303
    assert comparison(at).pains == (
        Pain(key="too-loud-at-night", label={"en": "Too loud at night"}, needs=(Need(feature="quiet"),)),
        Pain(key="it-costs-too-much", label={"en": "It costs too much"}, charge="horizon"),
    )
    renamed = owner.send(PAINS, {"pains.0.label.en": "Loud", "pains.1.label.en": "Dear"})
    assert renamed.status == 303
    assert [pain.key for pain in comparison(at).pains] == ["too-loud-at-night", "it-costs-too-much"]


def test_a_question_sent_as_it_stands_changes_nothing(at: Office, owner: Browser):
    assert owner.send(f"{QUIZ}/questions/room", {}).status == 303
    assert questions(at) == (ROOM, NIGHT)


def test_a_new_question_is_the_last_one(at: Office, owner: Browser):
    typed = {
        "text.en": "Which noise?",
        "answers.0.label.en": "None",
        "answers.0.needs.0.feature": "quiet",
        "answers.0.needs.0.level": "must",
        "answers.0.needs.0.op": "has",
    }
    got = owner.send(f"{QUIZ}/questions/new", typed)
    assert got.headers["location"].startswith(QUIZ)
    assert questions(at)[2] == Question(
        key="which-noise",
        text={"en": "Which noise?"},
        answers=(QuizAnswer(key="none", label={"en": "None"}, needs=(Need(feature="quiet"),)),),
    )


def test_what_a_question_cannot_be_is_said(at: Office, owner: Browser):
    assert 'id="e-text.en"' in owner.send(f"{QUIZ}/questions/room", {"text.en": ""}).text
    no_answer = {"answers.0.label.en": "", "answers.1.label.en": ""}
    assert owner.send(f"{QUIZ}/questions/night", no_answer).status == 422
    back = owner.send(f"{QUIZ}/questions/night", {"answers.0.next": "room"})
    assert (back.status, 'id="e-answers.0.next"' in back.text) == (422, True)
    many = Quiz(questions=tuple(replace(NIGHT, key=f"q{number}") for number in range(7)))
    at.store.save("acme", replace(comparison(at), quiz=many), expected=1, by="test")
    full = owner.send(f"{QUIZ}/questions/new", {"text.en": "One more?", "answers.0.label.en": "Yes"})
    assert (full.status, "At most 7 questions" in full.text) == (422, True)
    assert owner.get(f"{QUIZ}/questions/none").status == 404


def test_questions_are_reordered_and_taken_out_by_buttons(at: Office, owner: Browser):
    assert pressed(owner, "down:room").status == 303
    assert questions(at) == (NIGHT, ROOM)
    pressed(owner, "down:room")
    assert questions(at) == (NIGHT, ROOM)
    asked = pressed(owner, "drop:night")
    assert (asked.status, questions(at)) == (200, (NIGHT, ROOM))
    assert "Take out this question? “In a bedroom?”" in asked.text
    sure = fields_of(list(tree(asked.text.removeprefix("<!doctype html>")).every("form"))[-1])
    assert owner.post(QUIZ, sure).status == 303
    assert questions(at) == (ROOM,)
    pressed(owner, "drop:room", _sure="1")
    assert comparison(at).quiz is None


def test_whoever_looked_at_another_quiz_looks_again(at: Office, owner: Browser):
    form = changing(owner)
    at.store.save("acme", replace(comparison(at), quiz=Quiz(questions=(ROOM,))), expected=1, by="anna")
    assert owner.post(QUIZ, form | {"_do": "drop:room", "_sure": "1"}).status == 409
    assert questions(at) == (ROOM,)


def test_a_quiz_is_not_thrown_away_before_asking_once(at: Office, owner: Browser):
    asked = pressed(owner, "make")
    assert (asked.status, questions(at)) == (200, (ROOM, NIGHT))
    page = tree(asked.text.removeprefix("<!doctype html>"))
    assert [one.text for one in list(page.every("ul"))[-1].every("li")] == [
        "How many rooms?",
        "In a bedroom?",
    ]
    sure = fields_of(list(page.every("form"))[-1])
    assert owner.post(QUIZ, sure | {"_do": "make"}).status == 303
    assert len(questions(at)) == 1


def test_the_quiz_is_made_from_the_needs_in_one_click(at: Office, owner: Browser):
    pressed(owner, "drop:room", _sure="1")
    pressed(owner, "drop:night", _sure="1")
    assert pressed(owner, "make").status == 303
    [question] = questions(at)
    assert question.text == {"en": "Quiet mode: do you need it?", "ko": "조용한 모드: 필요하세요?"}
    assert [answer.needs for answer in question.answers] == [(Need(feature="quiet"),), ()]


def test_without_needs_there_is_nothing_to_make(at: Office, owner: Browser):
    flat = at.store.get("acme", "persona", "flat").record
    at.store.save("acme", replace(flat, needs=()), expected=1, by="test")
    got = pressed(owner, "make")
    assert got.status == 422
    assert questions(at) == (ROOM, NIGHT)


def test_answers_are_tried_before_anybody_sees_the_quiz(owner: Browser):
    assert "Choose answers" in owner.page(QUIZ).text
    whole = owner.page(f"{QUIZ}?a.room=four").text
    assert "Your match: Max" in whole
    part = owner.get(f"{QUIZ}?_part=result&a.room=four", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "Your match: Max" in part
    assert owner.get(f"{QUIZ}?a.room=none").status == 200


def test_what_the_check_says_of_the_quiz_stands_beside_it(at: Office, owner: Browser):
    lost = replace(NIGHT, answers=(QuizAnswer(key="yes", label={"en": "Yes"}, next="nowhere"),))
    at.store.save("acme", replace(comparison(at), quiz=Quiz(questions=(lost,))), expected=1, by="test")
    page = owner.page(QUIZ)
    assert [one for one in page.every("li") if one["data-level"] == "error"]


def test_the_slower_one_chooses_between_both_versions_of_a_question(at: Office, owner: Browser):
    address = f"{QUIZ}/questions/room"
    mine = owner.filled(address) | {"answers.0.label.en": "Mine"}
    theirs = replace(ROOM, text={"en": "Rooms?"})
    at.store.save(
        "acme", replace(comparison(at), quiz=Quiz(questions=(theirs, NIGHT))), expected=1, by="anna"
    )
    got = owner.post(address, mine)
    assert got.status == 409
    chosen = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
    assert sorted(name for name in chosen if name.startswith("_mine")) == [
        "_mine.answers.0.label.en",
        "_mine.text.en",
    ]
    assert owner.post(address, chosen | {"_pick.text.en": "theirs"}).status == 303
    saved = questions(at)[0]
    assert (saved.text, saved.answers[0].label) == ({"en": "Rooms?"}, {"en": "Mine"})
    assert saved.answers[1] == ROOM.answers[1]


FEATURES = tuple(
    Feature(key=key, label={"en": key.title(), "ko": key}, kind=kind)
    for key, kind in (
        ("area", "number"),
        ("lock", "yes_no"),
        ("app", "yes_no"),
        ("noise", "number"),
        ("wheels", "yes_no"),
        ("mark", "text"),
    )
)
NEEDS = st.one_of(
    st.builds(
        Need,
        feature=st.sampled_from(["area", "noise"]),
        op=st.sampled_from([">=", "<="]),
        number=st.integers(1, 4).map(str),
        level=st.sampled_from(["must", "should", "nice", "never"]),
    ),
    st.builds(
        Need,
        feature=st.sampled_from(["lock", "app", "wheels"]),
        level=st.sampled_from(["must", "should", "nice", "never"]),
    ),
    st.builds(Need, feature=st.just("mark"), op=st.just("in"), texts=st.just(("CA", "KC"))),
)
PERSONAS = st.lists(
    st.builds(
        Persona,
        key=st.integers(1, 99).map(str),
        label=st.just({"en": "Somebody"}),
        needs=st.lists(NEEDS, max_size=5).map(tuple),
        size=st.one_of(st.none(), st.builds(SizeRange, unit=st.just("user"), usual=st.integers(1, 50))),
        budget=st.one_of(
            st.none(), st.builds(Budget, amount=st.integers(0, 99).map(str), currency=st.just("USD"))
        ),
    ),
    max_size=5,
)


@given(PERSONAS)
def test_a_quiz_that_is_made_is_sound_and_asks_only_what_somebody_needs(personas):
    quiz = made_quiz(personas, Category(key="air", label={"en": "Air"}, features=FEATURES), ("en", "ko"))
    if quiz is None:
        return
    stated = [need for persona in personas for need in persona.needs]
    assert 1 <= len(quiz.questions) <= MOST_MADE
    keys = [question.key for question in quiz.questions]
    assert len(set(keys)) == len(keys)
    for question in quiz.questions:
        answers = [answer.key for answer in question.answers]
        assert not {question.key, *answers} & RESERVED
        assert len(set(answers)) == len(answers) <= 8
        assert all(
            set(one) == {"en", "ko"}
            for one in (question.text, *(answer.label for answer in question.answers))
        )
        for answer in question.answers:
            assert all(any(follows(need, other) for other in stated) for need in answer.needs)
