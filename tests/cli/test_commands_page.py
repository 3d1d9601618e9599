"""docs/commands.md names every command and every option it has, and none that is not there."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from comparison.cli import cli
from comparison.cli.asking import CONTEXT_NAMES
from comparison.core.context import Asked

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
ROWS = {row.split()[0]: row for row in re.findall(r"^\| `(.+?)` \|", PAGE, re.MULTILINE)}


def test_every_command_is_on_the_page() -> None:
    assert ROWS.keys() == set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_option_on_the_page_is_one_of_the_command(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    parts = [command, *getattr(command, "commands", {}).values()]
    options = [one for part in parts for one in part.params if isinstance(one, click.Option)]
    known = {text for option in options for text in option.opts}
    context = {f"--{one}" for one in CONTEXT_NAMES}
    said = set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*", ROWS[name]))
    assert said <= known | (context if name in {"quote", "fit"} else set())


def test_context_options_are_the_parameters_of_an_address() -> None:
    # Quantities and answers are written qty.UNIT and a.QUESTION; ad-hoc products have no comparison.
    assert set(Asked.__struct_fields__) - {"quantities", "answers", "products", "find"} == CONTEXT_NAMES


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_command_takes_a_database(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    ends = command.commands.values() if isinstance(command, click.Group) else [command]
    assert all(any("--db" in option.opts for option in one.params) for one in ends)


def test_the_list_of_commands_cuts_no_sentence_off() -> None:
    said = CliRunner().invoke(cli, ["--help"]).output.partition("Commands:")[2]
    assert "serve and all other commands" in " ".join(said.split())
    assert "..." not in said


@pytest.mark.parametrize("typed", ["2999-12-01T00:00:00Z", "2999-12-01T09:00+09:00"])
def test_a_moment_may_be_of_any_zone_and_as_short_as_people_write_it(typed: str) -> None:
    command = cli.get_command(click.Context(cli), "publish")
    assert command is not None
    given = command.make_context("publish", ["lamps", "--since", typed]).params
    assert given["since"] == "2999-12-01T00:00:00.000000Z"
