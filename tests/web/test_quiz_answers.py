"""The quiz and the pain points over the whole application: plain addresses, one answer everywhere."""

import json
import re
from html.parser import HTMLParser

import pytest
from builders_schema import misfits
from builders_web import client, new_store, publication, publish
from msgspec.structs import replace

from comparison.core.pains import Pain
from comparison.core.personas import Need
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.web.openapi import openapi


def answer(key, *needs):
    return QuizAnswer(key=key, label={"en": key.title(), "ko": key.title()}, needs=needs)


QUIZ = Quiz(
    questions=(
        Question(
            key="sleep",
            text={"en": "In a bedroom?", "ko": "잠자는 방인가요?"},
            answers=(answer("yes", Need(feature="quiet")), answer("no")),
        ),
        Question(
            key="pets",
            text={"en": "Any pets?", "ko": "반려동물이 있나요?"},
            answers=(answer("yes"), answer("no")),
        ),
    )
)
PAINS = (Pain(key="noise", label={"en": "Too loud", "ko": "시끄러워요"}, needs=(Need(feature="quiet"),)),)
WHOLE, FITS, FRAGMENT, SHARE = (
    f"{start}/acme/air" for start in ("/api/v1/comparisons", "/api/v1/fits", "/fragments", "/c")
)
DONE = "a.sleep=yes&a.pets=no"


@pytest.fixture
def asking(tmp_path):
    made = publication()
    comparison = replace(made.comparison, quiz=QUIZ, pains=PAINS, chooser="pains")
    store = new_store(tmp_path)
    publish(store, replace(made, comparison=comparison))
    yield client(tmp_path)
    store.close()


def text(asking, target):
    got = asking.get(target)
    assert got.status == 200, got.text
    return got.text


def data(asking, target):
    return json.loads(text(asking, target))


class Fields(HTMLParser):
    """Names and types of all fields, and where forms and links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.actions: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in {"input", "select", "textarea"}:
            self.fields.append((said.get("name", ""), said.get("type", "")))
        if tag == "form":
            self.actions.append(f"{said.get('method')} {said.get('action')}")
        if tag == "a":
            self.links.append(said.get("href", ""))


def test_fragment_whole_view_and_fits_name_the_same_tier(asking):
    fits = data(asking, f"{FITS}?{DONE}")
    whole = data(asking, f"{WHOLE}?{DONE}")
    named = fits["answer"]
    assert (fits["persona"], fits["answers"]) == ("quiz", {"sleep": "yes", "pets": "no"})
    assert whole["answer"]["tier"] == named == fits["tiers"][0]["tier"] == whole["order"][0]
    assert whole["quiz"]["result"]["text"] in text(asking, f"{FRAGMENT}?{DONE}")


def test_the_open_question_is_in_the_view(asking):
    quiz = data(asking, f"{WHOLE}?quiz=sleep&a.sleep=yes")["quiz"]
    assert (quiz["step"]["key"], quiz["step"]["place"], quiz["step"]["total"]) == ("pets", 2, 2)
    assert quiz["step"]["back"] == [["quiz", "start"]]


@pytest.mark.parametrize("query", ["quiz=start", "quiz=sleep&a.sleep=yes", DONE, "pain=noise"])
def test_every_state_is_as_its_schema_says(asking, query):
    described = openapi("https://example.com")
    schemas = described["components"]["schemas"]
    for target, name in ((WHOLE, "View"), (FITS, "Fits")):
        assert list(misfits(data(asking, f"{target}?{query}"), schemas[name], schemas)) == []


@pytest.mark.parametrize("query", ["", "quiz=start", "quiz=sleep&a.sleep=yes", DONE])
def test_every_form_is_a_plain_get_and_none_asks_for_an_address(asking, query):
    page = Fields(text(asking, f"{SHARE}?{query}"))
    assert all(action.startswith("get ") for action in page.actions)
    assert not [field for field in page.fields if "email" in field[1] or "mail" in field[0]]


def test_the_form_of_a_step_keeps_the_rest_of_the_address(asking):
    page = Fields(text(asking, f"{FRAGMENT}?quiz=sleep&a.sleep=yes&lang=ko"))
    names = {name for name, kind in page.fields if kind in {"hidden", "radio"}}
    assert {"lang", "quiz", "a.sleep", "a.pets"} <= names


def test_two_addresses_of_one_step_are_one_page(asking):
    first, second = (
        asking.get(f"{FRAGMENT}?{query}") for query in ("quiz=start&utm_source=x", "quiz=start&persona=flat")
    )
    assert first.headers["etag"] == second.headers["etag"]


def test_while_a_question_is_open_the_chips_are_not_drawn(asking):
    page = text(asking, f"{FRAGMENT}?quiz=start")
    assert 'name="pain"' not in page
    assert 'name="a.sleep"' in page
    assert "<table" in page


def test_pain_points_are_chips_with_the_quiz_as_a_link(asking):
    page = text(asking, f"{FRAGMENT}?pain=noise")
    assert re.search(r'name="pain" value="noise" checked', page)
    assert 'name="persona"' not in page
    assert "Find mine in 2 questions" in page
    assert "Too loud →" in page
    assert page.count("data-lit") == 1


def test_an_unknown_pain_point_is_refused_by_name(asking):
    got = asking.get(f"{WHOLE}?pain=smell")
    assert got.status == 400
    assert json.loads(got.text)["parameter"] == "pain"


def test_an_unknown_answer_is_refused_by_name_with_what_is_accepted(asking):
    got = asking.get(f"{WHOLE}?a.sleep=maybe")
    problem = json.loads(got.text)
    assert (got.status, problem["parameter"], problem["accepted"]) == (
        400,
        "a.sleep",
        ["yes", "no", "not-sure"],
    )
