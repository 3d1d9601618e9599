"""`export`: a whole shop as a file, in our own format or in one of others'."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from .. import words
from ..assets import CATALOG_DATA
from ..storage.formats.exporting import EXPORTS, export_shop
from ..storage.formats.outgoing import ExportWishes
from ..storage.formats.template import template as written_template
from .opening import database_option, markets, opened, today_of
from .speaking import said


@click.command()
@click.option("--shop", default=None, help="Which shop.")
@click.option(
    "--format", "form", type=click.Choice([one.name for one in EXPORTS]), default="yaml", help="[yaml]"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="[standard output]")
@click.option("--lang", "text_language", default=None, help="Language of the texts [the shop's first].")
@click.option("--market", default=None, help="Whose prices, by whose rules [the shop's first].")
@click.option("--comparison", default=None, help="Which one, where a format holds only one [the only one].")
@click.option("--no-bom", is_flag=True, help="CSV without the mark that spreadsheets know UTF-8 by.")
@click.option("--template", is_flag=True, help="Our own format with a word about every key, in --lang.")
@database_option
def export(  # noqa: PLR0913  One argument for each option.
    *,
    shop: str | None,
    form: str,
    output: Path | None,
    text_language: str | None,
    market: str | None,
    comparison: str | None,
    no_bom: bool,
    template: bool,
    database: str,
) -> None:
    """Write a whole shop as one file; our own format (yaml, json) reads back without loss."""
    if template:
        with written(output) as target:
            target.write(_template(text_language or "en"))
        return
    if shop is None:
        raise click.UsageError("Missing option '--shop'.")
    with opened(database) as store, written(output) as target:
        wishes = ExportWishes(
            today=today_of(store, shop),
            language=text_language,
            market=market,
            comparison=comparison,
            byte_order_mark=not no_bom,
        )
        notes = export_shop(store, shop, form, wishes=wishes, markets=markets(), target=target)
    for note in notes:
        click.echo(f"{shop}: {said(note)}", err=True)


def _template(text_language: str) -> bytes:
    """The template with its words in that language, English where we do not speak it."""
    spoken = [one for one in words.LANGUAGES if words.speaker(one).knows("template.head_1")]
    speaker = words.speaker(words.lookup(text_language, spoken) or "en")
    guide = (CATALOG_DATA / "README.md").read_text("utf-8")
    return written_template(
        guide, lambda message: speaker.say(message) if speaker.knows(message.key) else None
    )


@contextmanager
def written(output: Path | None) -> Iterator[IO[bytes]]:
    """Something to write to, which reaches *output* only when it is whole.

    Raises:
        click.FileError: *output* cannot be written.
    """
    if output is None:
        with tempfile.TemporaryFile() as draft:
            yield draft
            draft.seek(0)
            shutil.copyfileobj(draft, sys.stdout.buffer)
        return
    try:
        with _replacing(output) as draft:
            yield draft
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error


@contextmanager
def _replacing(output: Path) -> Iterator[IO[bytes]]:
    """A draft beside *output* that takes its place at the end; a device or a pipe is written to."""
    if output.exists() and not output.is_file():
        with output.open("wb") as device:
            yield device
        return
    with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as draft:
        try:
            yield draft
            draft.flush()
            Path(draft.name).chmod(_usual_mode())
            Path(draft.name).replace(output)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _usual_mode() -> int:
    """The mode of a file that this user makes; a temporary one is for its owner only."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


commands = (export,)
