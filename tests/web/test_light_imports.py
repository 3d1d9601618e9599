"""Macros are made once for a language, unless something of the page has a say in them."""

import pytest

from comparison import words
from comparison.web.render import Renderer
from comparison.web.written import text_of

TITLE = "{% macro m() %}{{ title }}{% endmacro %}"
ACROSS = "{% macro m() %}{{ marks }}{% endmacro %}"


@pytest.fixture
def own(tmp_path):
    return tmp_path


@pytest.fixture
def renderer(own):
    return Renderer(own=own, address="https://compare.example", asset_url=lambda name: name)


def written(renderer, lang="en", **values):
    """The page in both environments, which must agree."""
    speaker = words.speaker(lang)
    known = {"speaker": speaker, **values}
    stock = renderer.environment.get_template("page.html").render(spoken=speaker.text, **known)
    template = renderer.light.get_template("page.html")
    light = text_of(template.generate(spoken=speaker.text, **known))
    assert light == stock
    return light


def put(own, **templates):
    for name, source in templates.items():
        (own / f"{name}.html").write_text(source)


def test_a_macro_that_names_something_of_the_page_sees_each_page(own, renderer):
    put(own, macros=TITLE, page='{% from "macros.html" import m with context %}{{ m() }}')
    assert [written(renderer, title=title) for title in "ab"] == ["a", "b"]


def test_so_does_one_that_imports_such_a_macro(own, renderer):
    put(
        own,
        macros=TITLE,
        between='{% from "macros.html" import m with context %}{% macro n() %}{{ m() }}{% endmacro %}',
        page='{% from "between.html" import n with context %}{{ n() }}',
    )
    assert [written(renderer, title=title) for title in "ab"] == ["a", "b"]


def test_a_macro_speaks_the_language_of_its_page(own, renderer):
    source = '{% macro m() %}{{ spoken("control.apply") }}{% endmacro %}'
    put(own, macros=source, page='{% from "macros.html" import m with context %}{{ m() }}')
    found = [written(renderer, lang) for lang in ("en", "ko", "en")]
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    "page",
    [
        '{% set marks = title %}{% from "macros.html" import m with context %}{{ m() }}',
        '{% for marks in [title] %}{% from "macros.html" import m with context %}{{ m() }}{% endfor %}',
        '{% with marks = title %}{% include "inner.html" %}{% endwith %}',
    ],
)
def test_a_macro_sees_what_a_page_puts_in_the_place_of_a_name_that_all_know(own, renderer, page):
    inner = '{% from "macros.html" import m with context %}{{ m() }}'
    put(own, macros=ACROSS, inner=inner, page=page)
    assert [written(renderer, title=title) for title in "ab"] == ["a", "b"]


def test_macros_may_import_each_other(own, renderer):
    put(
        own,
        one='{% macro a(n) %}{% from "two.html" import b with context %}{{ n }}{% if n %}{{ b(n - 1) }}{% endif %}{% endmacro %}',
        two='{% macro b(n) %}{% from "one.html" import a with context %}<{{ a(n) }}>{% endmacro %}',
        page='{% from "one.html" import a with context %}{{ a(2) }}',
    )
    assert written(renderer) == "2<1<0>>"


def test_macros_that_see_nothing_of_the_page_are_made_once(own, renderer, monkeypatch):
    put(
        own,
        macros='{% macro m() %}{{ spoken("control.apply") }}{% endmacro %}',
        page='{% from "macros.html" import m with context %}{{ m() }}',
    )
    written(renderer)
    made = []
    kind = renderer.light.template_class
    monkeypatch.setattr(kind, "make_module", lambda *_: made.append(1))
    speaker = words.speaker("en")
    page = renderer.light.get_template("page.html")
    assert page.render(speaker=speaker, spoken=speaker.text, title="b")
    assert made == []
