"""The command line: `tier-compare …`, the commands of docs/commands.md."""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from ..core.errors import ComparisonError
from .speaking import sentence

# Where each command is. One half imports what reads every kind of file, which `serve` must not wait for.
_HOMES = {
    "asking": ("quote", "fit"),
    "backing_up": ("backup", "restore"),
    "building": ("build",),
    "catalogue": ("check",),
    "demo": ("demo",),
    "doctoring": ("doctor",),
    "exporting": ("export",),
    "importing": ("import",),
    "keys": ("keys",),
    "mapping": ("mapping",),
    "people": ("user",),
    "pictures": ("picture", "sweep-pictures"),
    "preparing": ("prepare",),
    "publishing": ("publish", "history", "rollback"),
    "reviews": ("reviews",),
    "serving": ("serve", "migrate"),
    "snippets": ("snippet",),
    "tokens": ("token",),
    "watching": ("watch",),
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_WHOLE = 1_000
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


class _Commands(click.Group):
    """Imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  The library's own.
        return sorted(_HOME_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        home = _HOME_OF.get(cmd_name)
        if home is None:
            return None
        found: Sequence[click.Command] = import_module(f".{home}", __name__).commands
        return next(command for command in found if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its whole first sentence; the library's own list cuts it off."""
        rows = [(name, _first_sentence(self.get_command(ctx, name))) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _first_sentence(command: click.Command | None) -> str:
    return command.get_short_help_str(_WHOLE) if command else ""


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.version_option(package_name="tier-compare", message="%(version)s")
def cli() -> None:
    """Side-by-side tiers with the whole price and an honest fit."""


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 findings or refused input, 2 wrong usage."""
    try:
        # Without its own mode, click hands back the exit code that a command asked for.
        sys.exit(cli(standalone_mode=False) or 0)
    except click.ClickException as usage:
        usage.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except ComparisonError as error:
        click.echo(sentence(error), err=True)
        sys.exit(1)
    except UnicodeEncodeError as error:
        # Bytes of an argument that are no UTF-8 arrive as halves of surrogate pairs, which no store takes.
        click.UsageError(f"This is no text in UTF-8: {error.object[:80]!a}").show()
        sys.exit(2)
