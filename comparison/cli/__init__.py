"""The command line: `tier-compare …`, the commands of docs/commands.md."""

import sys

import click

from ..core.errors import ComparisonError
from .asking import commands as asking
from .building import commands as building
from .catalogue import commands as catalogue
from .doctoring import commands as doctoring
from .exporting import commands as exporting
from .importing import commands as importing
from .keys import commands as keys
from .mapping import commands as mapping
from .people import commands as people
from .pictures import commands as pictures
from .preparing import commands as preparing
from .publishing import commands as publishing
from .reviews import commands as reviews
from .serving import commands as serving
from .speaking import sentence
from .tokens import commands as tokens
from .watching import commands as watching


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tier-compare", message="%(version)s")
def cli() -> None:
    """Side-by-side tiers with the whole price and an honest fit."""


_MERCHANTS = (*importing, *mapping, *reviews, *exporting, *watching, *catalogue, *pictures, *publishing)
for command in (*_MERCHANTS, *preparing, *asking, *serving, *doctoring, *building, *keys, *tokens, *people):
    cli.add_command(command)


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
