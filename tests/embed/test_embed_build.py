"""The script as it is built: always the same bytes, and few of them."""

import re
from pathlib import Path

import brotli
import pytest

from comparison.assets import TEMPLATES
from comparison.web import embed_build
from comparison.web.embed_build import BUTTON, ELEMENT, FOLDER, SourceUnfit, script, style, version

MANUAL = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text()


def brotli_bytes(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def test_the_committed_release_is_what_the_sources_give():
    built = script(FOLDER, style(FOLDER))
    assert (FOLDER / f"embed-{version(FOLDER)}.js").read_text() == built


def test_the_runtime_stays_within_its_budget():
    assert brotli_bytes(script(FOLDER, "")) <= 3_150


def test_the_style_sheet_stays_within_its_budget():
    assert brotli_bytes(style(FOLDER)) <= 3_200


def test_the_whole_script_stays_within_its_budget():
    """Why more than 4,800: docs/decisions/0009-element-weight.md."""
    assert brotli_bytes(script(FOLDER, style(FOLDER))) <= 6_300


def test_the_button_of_listing_pages_stays_within_its_budget():
    assert brotli_bytes(script(FOLDER, style(FOLDER, BUTTON), BUTTON)) <= 2_000


def test_the_committed_release_of_the_button_is_what_its_sources_give():
    built = script(FOLDER, style(FOLDER, BUTTON), BUTTON)
    assert (FOLDER / f"button-{version(FOLDER, BUTTON)}.js").read_text() == built


@pytest.mark.parametrize("name", ["product", "name", "host", "most", "to"])
def test_every_attribute_of_the_button_is_in_the_manual(name):
    assert f'"{name}"' in (FOLDER / "button.js").read_text()
    assert f"`{name}`" in MANUAL[MANUAL.index("## Add to compare") :]


def test_the_script_is_ascii_and_makes_no_code_of_text():
    built = script(FOLDER, style(FOLDER))
    assert built.isascii()
    assert "eval(" not in built
    assert "Function(" not in built


def test_container_queries_are_minified_and_kept():
    assert "@container tc (max-width:" in style(FOLDER)
    assert "\n" not in style(FOLDER)


@pytest.fixture
def sources(tmp_path):
    """A folder of sources that a test may spoil."""
    for path in FOLDER.glob("*.[jc]s*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_a_release_has_the_version_that_the_element_states(sources):
    path = sources / "tier-compare.js"
    path.write_text(path.read_text().replace('static version = "1.0.0"', 'static version = "1.2.3"'))
    assert version(sources) == "1.2.3"


def test_an_element_without_a_version_is_refused(sources):
    (sources / "tier-compare.js").write_text("class TierCompare {}")
    with pytest.raises(SourceUnfit, match="no version"):
        version(sources)


def test_a_source_that_imports_a_later_one_is_refused(sources):
    (sources / "words.js").write_text('import { said } from "./address.js";\n')
    with pytest.raises(SourceUnfit, match="imports address"):
        script(sources, "")


def test_an_order_that_the_minifier_would_turn_round_is_refused(sources):
    (sources / "words.js").write_text(
        "export function f() {\n  const a = g();\n  const { b } = h();\n  return a + b;\n}\n"
    )
    with pytest.raises(SourceUnfit, match="unpacked"):
        script(sources, "")


def test_a_style_sheet_survives_being_written_into_a_script(sources):
    sheet = 'a::before{content:"\\2713 ✓ ` ${x}"}'
    assert 'replaceSync(`a::before{content:"\\\\2713 \\u2713 \\` \\${x}"}`)' in script(sources, sheet)


def test_building_writes_the_release_of_the_sources(sources, monkeypatch):
    monkeypatch.setattr(embed_build, "FOLDER", sources)
    (sources / "embed-1.0.0.js").unlink()
    embed_build.main()
    assert (sources / "embed-1.0.0.js").read_text() == script(FOLDER, style(FOLDER))


def test_every_attribute_event_and_member_is_in_the_manual():
    source = "".join((FOLDER / f"{name}.js").read_text() for name in ELEMENT.sources)
    named = set(re.findall(r'"(tc-[a-z]+)", \{', source)) | {"tc-change", "tc-load"}
    named |= {"tc-share"}
    named |= set(re.findall(r'(?:said\((?:this|element), |hasAttribute\()"([a-z-]+)"', source))
    named |= set(
        re.search(r"NAMED = (\[[^\]]+\])", source)[1].translate(str.maketrans("", "", '[],"')).split()
    )
    missing = sorted(name for name in named if f"`{name}`" not in MANUAL)
    assert missing == []


def test_every_custom_property_of_the_style_sheet_is_in_the_manual():
    used = set(re.findall(r"var\((--tc-[a-z-]+)", (FOLDER / "tier-compare.css").read_text()))
    assert set(re.findall(r"`(--tc-[a-z-]+)`", MANUAL)) == used


def test_every_part_of_the_templates_is_in_the_manual():
    templates = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    plain = re.sub(r"\{%.*?%\}", "", templates)
    used = {name for parts in re.findall(r' part="([^"]+)"', plain) for name in parts.split()}
    listed = set(re.findall(r"`([a-z-]+)`", re.search(r"^Parts: (.+)$", MANUAL, re.MULTILINE)[1]))
    # The error box is made by the script.
    assert listed == used | {"error"}
