"""Every key that the code or a template says is in a catalogue, and gets the arguments it asks for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Environment, nodes

from comparison.words.catalogues import entries
from comparison.words.sentences import slot_names

ROOT = Path(__file__).parent.parent.parent
KEYS = entries("en").keys()
AREAS = {key.partition(".")[0] for key in KEYS}
ASKED = {
    key: frozenset().union(
        *(slot_names(form) for entries_of in (entries("en"), entries("ko")) for form in entries_of[key].forms)
    )
    | ({"count"} if len(entries("en")[key].forms) > 1 else set())
    for key in KEYS & entries("ko").keys()
}
CODE = sorted((ROOT / "comparison").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
_SAYING = {"say", "text", "t", "spoken"}
_QUOTED = re.compile(r"""["']([a-z_]+(?:\.[a-z0-9_-]+)+)["']""")
_FILE_ENDINGS = (".html", ".css", ".js", ".po", ".json", ".yaml", ".svg", ".txt", ".xml")


class Said(NamedTuple):
    """A key as it is written down; *arguments* is None where they cannot be read off."""

    key: str
    arguments: frozenset[str] | None


def _said(file: Path) -> Iterator[Said]:
    """Keys in calls: say("…"), text("…"), Message(key="…"); a key put together ends in ``*``."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield from _said_in(node)


def _said_in(call: ast.Call) -> Iterator[Said]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given = {keyword.arg for keyword in call.keywords}
    arguments = None if None in given else frozenset(str(one) for one in given)
    if name in _SAYING and len(call.args) == 1:
        yield from (Said(key, arguments) for key in _constants(call.args[0]) if "." in key)
    if name == "Message":
        for keyword in call.keywords:
            if keyword.arg == "key":
                yield from (Said(key, None) for key in _constants(keyword.value))


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield f"{node.values[0].value}*"
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _said_in_template(file: Path) -> Iterator[Said]:
    tree = Environment(autoescape=True).parse(file.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", getattr(call.node, "attr", ""))
        if name in _SAYING and call.args and isinstance(call.args[0], nodes.Const):
            given = None if call.dyn_kwargs else frozenset(pair.key for pair in call.kwargs)
            yield Said(str(call.args[0].value), given)


def _is_missing(key: str) -> bool:
    """A key that is put together (``fit.none_fits.*``) must begin as some key does."""
    if key.endswith("*"):
        return not any(known.startswith(key[:-1]) for known in KEYS)
    return key not in KEYS


def _lacking(said: Said) -> list[str]:
    if said.arguments is None or said.key not in ASKED:
        return []
    return sorted(ASKED[said.key] - said.arguments)


def _looks_like_a_key(text: str) -> bool:
    return text.partition(".")[0] in AREAS and not text.endswith(_FILE_ENDINGS)


@pytest.fixture(scope="module")
def said_in_code() -> dict[str, list[Said]]:
    return {_name(file): list(_said(file)) for file in CODE}


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_every_key_said_in_code_is_in_a_catalogue(said_in_code: dict[str, list[Said]]):
    missing = {
        (file, said.key) for file, all_of in said_in_code.items() for said in all_of if _is_missing(said.key)
    }
    assert sorted(missing) == []


def test_every_message_in_code_has_the_arguments_its_sentence_asks_for(said_in_code: dict[str, list[Said]]):
    lacking = [
        (file, said.key, _lacking(said))
        for file, all_of in said_in_code.items()
        for said in all_of
        if _lacking(said)
    ]
    assert lacking == []


def test_every_message_in_a_template_has_the_arguments_its_sentence_asks_for():
    lacking = [
        (_name(file), said.key, _lacking(said))
        for file in TEMPLATES
        for said in _said_in_template(file)
        if _lacking(said)
    ]
    assert lacking == []


def test_every_key_quoted_in_a_template_or_a_table_of_the_core_is_in_a_catalogue():
    missing = [
        (_name(file), key)
        for file in [*TEMPLATES, *(file for file in CODE if "core" in file.parts)]
        for key in _QUOTED.findall(file.read_text("utf-8"))
        if _looks_like_a_key(key) and _is_missing(key) and _is_missing(f"{key}.*")
    ]
    assert missing == []


_PUT_TOGETHER = re.compile(r"""f["']([a-z_]+\.(?:[^"'{}\s]|\{[^"'{}]*\})+)["']""")


def test_every_message_is_said_somewhere():
    source = "\n".join(file.read_text("utf-8") for file in (*CODE, *TEMPLATES))
    quoted = set(re.findall(r"""["']([a-z_]+\.[a-zA-Z0-9_.-]*)["']""", source))
    patterns = [
        re.compile(".+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", pattern)))
        for pattern in _PUT_TOGETHER.findall(source)
    ]
    # A stem is quoted where a noun or another ending is put to it: "admin.level" of admin.level_must.
    silent = {
        key
        for key in KEYS
        if not {key, key.rpartition(".")[0], f"{key.rpartition('.')[0]}.", key.rpartition("_")[0]} & quoted
    }
    unsaid = {key for key in silent if not any(pattern.fullmatch(key) for pattern in patterns)}
    assert sorted(unsaid) == []


def test_every_error_has_its_sentence():
    named = [
        key
        for file in CODE
        for key in re.findall(r'^    key = "([a-z_.]+)"', file.read_text("utf-8"), re.MULTILINE)
    ]
    assert "error.bad_parameter" in named
    assert [key for key in named if key not in KEYS] == []
