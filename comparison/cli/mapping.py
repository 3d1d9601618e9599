"""`mapping`: what the columns of a plain table seem to mean, as a file to change."""

from pathlib import Path

import click

from ..assets import CATALOG_DATA
from ..core.catalogue import Feature
from ..core.errors import BadParameter
from ..storage.formats.mapping_text import mapping_text
from ..storage.formats.spec_tables import understood
from ..storage.import_columns import known_rows
from ..storage.kits import kits_in
from .import_options import file_at
from .opening import no_database_option


@click.command("mapping")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), default=None, help="Begin with this one.")
@click.option("--lang", "text_language", default="en", help="Language of the file's texts [en].")
@click.option("--kit", default=None, help="Columns that evidently are rows of that kit, as its rows.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="[standard output]")
@no_database_option
def mapping_(
    *, file: Path, mapping: Path | None, text_language: str, kit: str | None, output: Path | None
) -> None:
    """Print a mapping file for a plain table: what its columns seem to mean, ready to change."""
    begun = file_at(mapping) if mapping else None
    found = understood(file_at(file), begun, text_language, proposing=True)
    meant = known_rows(found, _rows_of(kit)).mapping if kit else found.mapping
    text = mapping_text(meant, str(file))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error


def _rows_of(kit: str) -> tuple[Feature, ...]:
    kits = {one.key: one for one in kits_in(CATALOG_DATA / "kits")}
    if kit not in kits:
        raise BadParameter("kit", kit, tuple(kits))
    return kits[kit].category.features


commands = (mapping_,)
