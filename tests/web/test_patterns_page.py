"""The pattern page: every partial of the comparison in every state, drawn from the demo catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_web import Clock, Got, client, new_store
from jinja2 import Environment

from comparison.assets import CATALOG_DATA, TEMPLATES
from comparison.cli.demo import load_demo
from comparison.web.patterns import STATES
from comparison.web.reading import this_moment


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database is the demo's."""
    folder = tmp_path_factory.mktemp("patterns")
    store = new_store(folder)
    for file in sorted((CATALOG_DATA / "demo").glob("*.yaml")):
        load_demo(store, file)
    store.close()
    return folder


@pytest.fixture(scope="module")
def drawn() -> Iterator[set[str]]:
    """The templates that are rendered while a test of this module runs, by stock Jinja2: ours lays what is
    included into the code of a page."""
    names: set[str] = set()
    plain = Environment.get_template

    def noted(self, name, parent=None, globals=None):  # noqa: A002  The library's name.
        names.add(name)
        return plain(self, name, parent, globals)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comparison.web.render.light_environment", lambda *_: None)
        patch.setattr(Environment, "get_template", noted)
        yield names


@pytest.fixture(scope="module")
def patterns(folder: Path, drawn: set[str]) -> Got:
    # The demo is published at the moment it is loaded, so it is looked at after that.
    return client(folder, clock=Clock(this_moment()), patterns="on").get("/-/patterns?lang=ko")


def test_every_state_of_the_demo_catalogue_is_drawn(patterns: Got) -> None:
    assert patterns.status == 200
    assert "Not in this database" not in patterns.text
    assert patterns.text.count('<section class="tc" part="base"') == len(STATES) + 3


def test_every_partial_is_drawn_in_some_state(patterns: Got, drawn: set[str]) -> None:
    partials = {path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "shop").rglob("_*.html")}
    assert partials - drawn == set()


def test_what_needs_a_past_is_drawn_as_if_there_were_one(patterns: Got) -> None:
    assert '<div class="tc-notice tc-changes">' in patterns.text
    assert "1,204" in patterns.text[patterns.text.index('<p class="tc-proof">') :]


def test_no_key_is_left_untranslated(patterns: Got) -> None:
    assert re.findall(r">(?:[a-z]+\.[a-z_]+(?:\.[a-z]+)?)<", patterns.text) == []


def test_it_sets_no_cookie_and_is_not_kept_or_found_by_search_engines(patterns: Got) -> None:
    assert "set-cookie" not in patterns.headers
    assert patterns.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in patterns.text


def test_it_is_served_only_where_the_settings_say_so(folder: Path) -> None:
    assert client(folder).get("/-/patterns").status == 404


def test_without_the_demo_catalogue_it_says_what_is_missing(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    got = client(tmp_path, patterns="on").get("/-/patterns")
    assert got.status == 200
    assert got.text.count("Not in this database") == len(STATES) + 3
