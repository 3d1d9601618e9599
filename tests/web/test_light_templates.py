"""The light templates write what stock Jinja2 writes, byte for byte, and leave to it what they cannot."""

import jinja2
import pytest
from builders_demo_views import contexts_of, demo_editions, seen
from builders_web import product, publication
from jinja2 import UndefinedError
from jinja2.compiler import CodeGenerator
from msgspec.structs import replace

from comparison import words
from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.publication import Edition
from comparison.web import light
from comparison.web.render import Renderer
from comparison.web.written import text_of

HOSTILE = "</td><script>alert('1' & \"2\")</script>"
PAGES = ("shop/_comparison.html", "shop/share.html")


@pytest.fixture
def own(tmp_path):
    (tmp_path / "shop").mkdir()
    return tmp_path


@pytest.fixture
def renderer(own):
    return made(own)


def made(own=None):
    return Renderer(own=own, address="https://compare.example", asset_url=lambda name: f"/static/0/{name}")


def lightly(renderer, page, view):
    """*page* without any way out to the stock environment."""
    speaker = words.speaker(view.context.lang)
    template = renderer.light.get_template(page)
    return text_of(template.generate(speaker=speaker, spoken=speaker.text, view=view))


def stock(renderer, page, view):
    speaker = words.speaker(view.context.lang)
    return renderer.environment.get_template(page).render(speaker=speaker, view=view)


def test_every_demo_page_is_the_one_that_stock_jinja_writes(renderer):
    for edition in demo_editions():
        for query in contexts_of(edition):
            view = seen(edition, query)
            share = "shop/share.html"  # It includes the fragment.
            assert lightly(renderer, share, view) == stock(renderer, share, view), query


@pytest.mark.parametrize("page", PAGES)
def test_hostile_words_are_escaped_as_stock_jinja_escapes_them(renderer, page):
    names = {"en": HOSTILE, "ko": HOSTILE}
    plain = publication(products=(product("lite", "10.00", rooms="1", quiet=False, name=names),) * 1)
    shown = replace(plain.comparison, title=names, tiers=plain.comparison.tiers[:1])
    features = tuple(replace(one, label=names, help=names) for one in plain.category.features)
    hostile = replace(plain, comparison=shown, category=replace(plain.category, features=features))
    edition = Edition(number=1, digest="d", published_at="2026-01-01T00:00:00.000000Z", publication=hostile)
    view = compare(edition, read_asked([]), seen(demo_editions()[0], "").context.today)
    html = lightly(renderer, page, view)
    assert "<script>alert" not in html
    assert html.count("&lt;/td&gt;&lt;script&gt;") >= 4
    assert html == stock(renderer, page, view)


@pytest.mark.parametrize(
    "value",
    [
        "<b>",
        "",
        14,
        None,
        True,
        words.speaker("en"),
        jinja2.utils.markupsafe.Markup("<b>"),
        type("S", (str,), {})("<i>"),
    ],
)
def test_a_value_of_any_kind_is_written_as_stock_jinja_writes_it(own, renderer, value):
    (own / "any.html").write_text("{{ value }}{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}")
    plain = renderer.environment.get_template("any.html").render(value=value)
    assert renderer.light.get_template("any.html").render(value=value) == plain


@pytest.mark.parametrize(
    "source",
    [
        "{{ view.context.answers.size }}",
        "{% for k in view.context.quantities %}{{ view.context.quantities[k] }}{% endfor %}",
        "{% autoescape false %}{{ view.title }}{% endautoescape %}{{ view.title }}",
        "{{ view.nothing is defined }}",
        "{{ view.nothing | default('-') }}",
        "{{ nothing | default('-') }}",
        "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}{{ m(1, 2, 3, c=4) }}",
        "{% macro m() %}{{ caller('<') }}{% endmacro %}{% call(x) m() %}{{ x }}{{ view.title }}{% endcall %}",
        "{% set x = view.title ~ '<' %}{{ x }}{% set y %}<b>{{ x }}</b>{% endset %}{{ y }}",
        "{% include 'shop/nothing.html' ignore missing %}{% include 'shop/_journey.html' without context %}",
        "{% for tier in view.tiers if tier.name %}{{ loop.index }}{{ loop.last }}{{ tier['name'] }}{% endfor %}",
        "{{ view.tiers | map(attribute='name') | join('<') }}{{ view.tiers[-1:] | length }}",
    ],
)
def test_an_owners_template_may_use_all_of_jinja(own, renderer, source):
    (own / "shop" / "_comparison.html").write_text(source)
    view = seen(demo_editions()[0], "quiz=start")
    try:
        plain = stock(renderer, "shop/_comparison.html", view)
    except UndefinedError:
        with pytest.raises(UndefinedError):
            renderer.fragment(view)
    else:
        assert renderer.fragment(view).decode() == plain


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("{% set x = 1 %}{% include 'part.html' %}{{ x }}", "{{ x }}{% set x = 2 %}{{ x }}"),
        (
            "{% for x in (1, 2) %}{{ loop.index }}{% include 'part.html' %}{% endfor %}",
            "{{ x }}{{ loop.last }}",
        ),
        (
            "{% include 'part.html' %}{{ x is defined }}",
            "{% for x in (1, 2) %}{{ x }}{% endfor %}{% set x = 3 %}",
        ),
        (
            "{% set n = 3 %}{% include 'part.html' %}",
            "{{ n }}{% if n %}{% set n = n - 1 %}{% include 'part.html' %}{% endif %}",
        ),
        ("{% include 'part.html' %}", "{% macro m(v) %}<{{ v }}>{% endmacro %}{{ m(view.title) }}"),
        ("  {% include 'part.html' %}\n  x", "{#- c -#}\n  {% if view %}\n  y\n  {% endif %}\n\n"),
        (
            "{% include 'part.html' %}",
            "{% extends 'whole.html' %}{% block b %}{{ view.title }}{% endblock %}",
        ),
        ("{% macro m(view) %}{% include 'part.html' %}{% endmacro %}{{ m(view) }}", "{{ view.title }}"),
        ("{% include 'part.html' %}{% set view = 1 %}", "{{ view.title }}"),
        (
            "{% for x in (1, 2) %}{% include 'part.html' %}{% set link = x %}{% endfor %}",
            "{{ link is defined }}",
        ),
    ],
)
def test_an_included_template_writes_what_it_does_with_stock_jinja(own, renderer, page, part):
    (own / "shop" / "_comparison.html").write_text(page)
    (own / "part.html").write_text(part)
    (own / "whole.html").write_text("<b>{% block b %}{% endblock %}</b>")
    view = seen(demo_editions()[0], "")
    plain = stock(renderer, "shop/_comparison.html", view)
    assert lightly(renderer, "shop/_comparison.html", view) == plain


@pytest.mark.parametrize(
    "page",
    [
        "a{% include 'part' ~ '.html' %}b{{ view.title }}",
        "{% for x in (1, 2) %}{{ x }}{% include 'part' ~ '.html' %}{{ loop.index }}{% endfor %}",
        "{% set y %}a{% include 'part' ~ '.html' %}{% endset %}{{ y }}{{ y }}",
        "{% filter upper %}a{% include 'part' ~ '.html' %}b{% endfilter %}",
        "{% macro m() %}a{% include 'part' ~ '.html' %}{% endmacro %}{{ m() }}{{ m() }}",
        "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}a{% include 'part' ~ '.html' %}{% endcall %}",
        "{% for x in [[1]] recursive %}a{% include 'part' ~ '.html' %}{% if x != 1 %}{{ loop(x) }}{% endif %}{% endfor %}",
        "a{% block b %}b{% include 'part' ~ '.html' %}{% endblock %}c{{ self.b() }}",
        "{% extends 'whole.html' %}{% block b %}a{% include 'part' ~ '.html' %}{{ super() }}{% endblock %}",
        "{% if view %}a{% include 'part' ~ '.html' %}{% endif %}{% with v = 1 %}{% include 'part' ~ '.html' %}{% endwith %}",
    ],
)
@pytest.mark.parametrize("part", ["<i>{{ view.title }}</i>", "{% include 'shop/_group.html' %}"])
def test_a_template_that_is_named_as_the_page_is_made_stands_in_its_place(own, renderer, page, part):
    (own / "shop" / "_comparison.html").write_text(
        "{% set group = view.groups[0] %}" * ("extends" not in page) + page
    )
    (own / "shop" / "_group.html").write_text("<b>{{ group.key }}</b>")
    (own / "part.html").write_text(part)
    (own / "whole.html").write_text(
        "{% set group = view.groups[0] %}<b>{% block b %}{{ view.title }}{% endblock %}</b>"
    )
    view = seen(demo_editions()[0], "")
    try:
        plain = stock(made(own), "shop/_comparison.html", view)
    except UndefinedError:
        with pytest.raises(UndefinedError):
            made(own).fragment(view)
    else:
        assert made(own).fragment(view).decode() == plain


@pytest.mark.parametrize(
    "source", ["{{ nothing }}", "{{ view.nothing }}", "{% if view.nothing %}{% endif %}"]
)
def test_what_is_not_there_is_an_error_and_never_empty(own, renderer, source):
    (own / "shop" / "_comparison.html").write_text(source)
    with pytest.raises(UndefinedError):
        renderer.fragment(seen(demo_editions()[0], ""))


def test_without_the_private_names_stock_jinja_writes_the_page(monkeypatch):
    view = seen(demo_editions()[0], "")
    usual = made().fragment(view)
    with monkeypatch.context() as gone:
        gone.delattr(CodeGenerator, "visit_Call")
        assert made().light is None
    with monkeypatch.context() as gone:
        gone.setattr(light, "_SPEEDUPS", "markupsafe.not_there_any_more")
        assert made().light is None
        assert made().fragment(view) == usual
