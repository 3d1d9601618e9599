"""What the documentation says to type is there: commands with their options, requests, the two lines."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest
from builders_web import client, new_store, publication, publish

from comparison.cli import cli
from comparison.web.events import read_lines
from comparison.web.snippet import snippet
from comparison.web.verifying import read_verification

ROOT = Path(__file__).parents[2]
PAGES = {path.name: path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))}
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"(?:tier-compare|\./dev run) (\S.*?)(?:   |$)")
_FORM = re.compile(r"[\[\]]|\.\.\.|\|")


def blocks(page: str, kind: str = "") -> list[str]:
    return [text for one, text in _BLOCK.findall(PAGES[page]) if one == kind]


def typed() -> list[str]:
    """Every command that stands in a block, without what is said about it; forms with brackets are no commands."""
    lines = (line for page in PAGES for block in blocks(page) for line in block.splitlines())
    found = (match[1].strip() for line in lines if (match := _TYPED.search(line)))
    return sorted({one for one in found if not _FORM.search(one)})


def parsed(words: list[str]) -> None:
    """Read *words* as the command line does, and run nothing."""
    command: click.Command | None = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        command = command.get_command(context, words.pop(0))
    assert command is not None
    context = click.Context(command, **command.context_settings)
    said, _, _ = command.make_parser(context).parse_args(words)
    needed = [one.name for one in command.params if isinstance(one, click.Argument) and one.required]
    assert [name for name in needed if not said.get(name)] == []


@pytest.mark.parametrize("line", typed())
def test_a_command_of_the_docs_is_one(line: str) -> None:
    parsed(shlex.split(line))


def test_every_way_to_call_dev_is_one() -> None:
    script = (ROOT / "dev").read_text("utf-8")
    called = {name for text in PAGES.values() for name in re.findall(r"\./dev ([a-z]+)", text)}
    assert {name for name in called if f"\n  {name})" not in script} == set()


@pytest.mark.parametrize(("page", "title"), [("README.md", "the tiers"), ("embedding.md", "the three tiers")])
def test_the_two_lines_are_those_that_snippet_prints(page: str, title: str) -> None:
    assert blocks(page, "html")[0].strip() == snippet("https://HOST", "SHOP/COMPARISON", f"Compare {title}")


def test_the_request_of_the_api_is_answered(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    publish(store, publication())
    store.close()
    [target] = re.findall(r"curl 'https://compare\.example\.com(.+)'", blocks("api.md")[0])
    asked = target.replace("SHOP/COMPARISON", "acme/air")
    assert client(tmp_path).get(asked).status == 200


def test_the_body_that_a_checkout_sends_is_one() -> None:
    [body] = re.findall(r"-d '(.+)'$", "".join(blocks("proof.md")), re.MULTILINE)
    sent = json.dumps({**json.loads(body), "signed": "x.y.z"})
    assert read_verification(sent.encode()).order == "A-1042"


def test_the_line_that_is_counted_is_one() -> None:
    [counted] = [text for text in blocks("embedding.md") if text.startswith("POST /api/v1/events")]
    named = counted.replace("SHOP/COMPARISON", "acme/air").encode()
    [line] = read_lines(named)
    assert (line.shop, line.comparison) == ("acme", "air")
    assert [(deed.kind, deed.key) for deed in line.deeds] == [("select", "max")]
