import datetime
import re
from pathlib import Path

import msgspec
import pytest
from builders_web import publication
from jinja2 import UndefinedError

from comparison import words
from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.messages import say
from comparison.core.money import Money
from comparison.core.publication import Edition
from comparison.web.render import Renderer, fragment_path, marks, pair_of

ROOT = Path(__file__).parents[2]
HOUSE = "https://compare.example"


def view(query="", **changes):
    pairs = [tuple(pair.split("=")) for pair in query.split("&") if pair]
    edition = Edition(
        number=1, digest="d", published_at="2026-01-01T00:00:00.000000Z", publication=publication(**changes)
    )
    return compare(edition, read_asked(pairs), datetime.date(2026, 11, 22))


@pytest.fixture
def own(tmp_path):
    (tmp_path / "shop").mkdir()
    return tmp_path


@pytest.fixture
def renderer(own):
    return Renderer(own=own, address=HOUSE, asset_url=lambda name: f"/static/0/{name}")


def rendered(renderer, source, lang="en", **values):
    return renderer.environment.from_string(source).render(speaker=words.speaker(lang), **values)


def test_a_template_of_the_owner_takes_the_place_of_ours(own, renderer):
    (own / "shop" / "_comparison.html").write_text("<p>{{ view.title }}</p>")
    assert renderer.fragment(view()).decode() == "<p>Air &lt;cleaners&gt;</p>"


def test_what_the_owner_leaves_alone_is_ours(renderer):
    assert renderer.fragment(view()).startswith(b'<section class="tc"')


def test_a_template_of_the_owner_may_include_ours(own, renderer):
    (own / "shop" / "share.html").write_text('<main>{% include "shop/_comparison.html" %}</main>')
    assert renderer.share(view()) == b"<main>%b</main>" % renderer.fragment(view())


@pytest.mark.parametrize("name", ["note.html", "note.txt", "note"])
def test_every_template_escapes_whatever_its_name(own, renderer, name):
    (own / name).write_text("{{ text }}")
    assert renderer.environment.get_template(name).render(text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ view.nothing }}", "{% if nothing %}{% endif %}"])
def test_a_name_that_is_not_there_is_an_error_and_never_empty(renderer, source):
    with pytest.raises(UndefinedError):
        rendered(renderer, source, view=view())


@pytest.mark.parametrize(
    ("source", "lang", "text"),
    [
        ('{{ spoken("control.apply") }}', "en", words.speaker("en").text("control.apply")),
        ('{{ spoken("control.apply") }}', "ko", words.speaker("ko").text("control.apply")),
        ("{{ message | say }}", "ko", words.speaker("ko").text("control.apply")),
        ("{{ amount | money }}", "en", "$12.99"),
        ("{{ date | day }}", "ko", "2026년 11월 25일"),
        ('{{ "1234567.5" | number }}', "en", "1,234,567.5"),
        ("{{ 14 | number }}", "ko", "14"),
        ('{{ "ko" | language_name }}', "en", "한국어"),
    ],
)
def test_the_filters_speak_the_language_of_the_page(renderer, source, lang, text):
    values = {
        "message": say("control.apply"),
        "amount": Money(minor=1299, currency="USD"),
        "date": datetime.date(2026, 11, 25),
    }
    assert rendered(renderer, source, lang, **values) == text


def test_a_macro_speaks_the_language_of_the_page_too(renderer):
    source = '{% from "ui/form.html" import apply_button with context %}{{ apply_button() }}'
    assert words.speaker("ko").text("control.apply") in rendered(renderer, source, "ko")


def test_a_link_leads_to_the_share_page_of_the_house(renderer):
    assert renderer.share_url(view()) == f"{HOUSE}/c/acme/air"
    assert renderer.share_url(view("persona=flat")) == f"{HOUSE}/c/acme/air?persona=flat"


def test_a_link_carries_the_changes_it_makes(renderer):
    changed = renderer.share_url(view("persona=flat&lang=ko"), {"persona": None, "qty.user": "14"})
    assert changed == f"{HOUSE}/c/acme/air?lang=ko&qty.user=14"
    assert renderer.link(view("persona=flat&lang=ko"), persona=None, qty__user="14") == changed


def test_a_fragment_s_path_has_no_host(renderer):
    assert fragment_path(view("lang=ko"), {"diff": "only"}) == "/fragments/acme/air?diff=only&lang=ko"


def test_what_a_link_carries_is_encoded(renderer):
    assert renderer.share_url(view(), {"coupon": 'a&b="<'}) == f"{HOUSE}/c/acme/air?coupon=a%26b%3D%22%3C"


def test_the_pair_is_the_two_tiers_that_a_phone_shows():
    assert pair_of(view()) == ("lite", "max")
    assert pair_of(view("tiers=max")) == ("max", "max")


def test_the_marks_of_a_column_are_attributes():
    lite, most = view("persona=flat").tiers
    assert [marks(lite), marks(most)] == ["", " data-tinted"]
    assert marks(msgspec.structs.replace(most, in_pair=False)) == " data-tinted data-rest"


@pytest.mark.parametrize("part", ["_fragment", "page"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_failure_is_said_in_its_language_and_escaped(renderer, part, lang):
    html = renderer.failure(part, status=400, message="<b>no</b>", lang=lang, retry=True)
    assert f'lang="{lang}"' in html
    assert "&lt;b&gt;no&lt;/b&gt;" in html
    assert "<b>no" not in html


def test_no_template_says_that_anything_is_safe():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    found = [
        path.name
        for path in templates
        if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text("utf-8"))
    ]
    assert found == []


def test_markup_is_made_in_audited_places_only():
    package = ROOT / "comparison"
    makers = {
        path.relative_to(package).as_posix(): len(
            re.findall(r"\bMarkup\(|__new__\(Markup", path.read_text("utf-8"))
        )
        for path in sorted(package.rglob("*.py"))
    }
    audited = {"web/light.py": 1, "web/render.py": 2, "web/structured.py": 1}
    assert {name: count for name, count in makers.items() if count} == audited
