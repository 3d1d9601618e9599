"""`import`, `export` and `check`: catalogues in, catalogues out, and what is wrong with them."""

import sys
from pathlib import Path

import click
import msgspec

from .. import words
from ..core.bounds import Result
from ..core.check.finding import Finding
from ..core.errors import BadParameter, ComparisonError, RefusedFile, RefusedRows
from ..core.messages import say
from ..storage.applying import Difference
from ..storage.checking import findings_on
from ..storage.formats.native import exported
from ..storage.formats.native_writing import json_of, yaml_of
from ..storage.formats.reading import SourceFile
from ..storage.formats.registry import FORMATS
from ..storage.importing import Imported, ImportedComparison, Options, import_file
from ..storage.moments import now
from ..storage.store import Store
from .opening import comparisons_of, database_option, format_option, markets, opened, today_of
from .progress import progress_of
from .speaking import finding_lines, language, lines_of, said, sentence


class CheckedComparison(Result, frozen=True, kw_only=True):
    """The findings of one draft."""

    shop: str
    comparison: str
    findings: tuple[Finding, ...]


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--shop", default=None, help="The shop it goes to; made if there is none.")
@click.option("--comparison", default=None, help="Key of the comparison [from the file's own name].")
@click.option("--market", default=None, help="Market of the prices [from the currency].")
@click.option("--currency", default=None, help="Currency, where the file does not say.")
@click.option("--lang", "text_language", default="en", help="Language of the file's texts [en].")
@click.option(
    "--format", "form", type=click.Choice([one.name for one in FORMATS]), default=None, help="[recognised]"
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--publish", is_flag=True, help="Make it live; if the check finds an error, store nothing.")
@click.option("--skip-invalid", is_flag=True, help="Leave out single records that are wrong, and list them.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), default=None, help="What the columns of a plain table mean."
)
@database_option
def import_(  # noqa: PLR0913  One argument for each option.
    *,
    files: tuple[Path, ...],
    shop: str | None,
    comparison: str | None,
    market: str | None,
    currency: str | None,
    text_language: str,
    form: str | None,
    dry_run: bool,
    publish: bool,
    skip_invalid: bool,
    mapping: Path | None,
    database: str,
) -> None:
    """Take in catalogues: each file whole or not at all."""
    options = Options(
        shop=shop,
        comparison=comparison,
        market=market,
        currency=currency,
        language=text_language,
        format=form,
        dry_run=dry_run,
        publish=publish,
        skip_invalid=skip_invalid,
        mapping=_source(mapping) if mapping else None,
    )
    refused = False
    with opened(database) as store:
        for path in files:
            try:
                with progress_of(path) as progress:
                    imported = import_file(
                        store, _source(path), options, markets=markets(), now=now(), progress=progress
                    )
            except ComparisonError as error:
                refused = True
                _report_refusal(path, error)
                continue
            _report(path, imported)
    if refused:
        raise click.exceptions.Exit(1)


@click.command()
@click.option("--shop", required=True, help="Which shop.")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", help="[yaml]")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="[standard output]")
@database_option
def export(shop: str, form: str, output: Path | None, database: str) -> None:
    """Write a whole shop as one document, which reads back without loss."""
    with opened(database) as store:
        native = exported(store, shop)
    document = yaml_of(native) if form == "yaml" else json_of(native)
    if output is None:
        sys.stdout.buffer.write(document)
        return
    try:
        output.write_bytes(document)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error


@click.command()
@click.option("--shop", default=None, help="Only this shop.")
@click.option("--market", default=None, help="Only what counts in this market.")
@format_option
@database_option
def check(shop: str | None, market: str | None, form: str, database: str) -> None:
    """Say what the catalogue check finds in the drafts; exit 1 if anything is an error."""
    if market is not None and market not in markets():
        raise BadParameter("market", market, tuple(sorted(markets())))
    with opened(database) as store:
        checked = [one for key in _shops(store, shop) for one in _checked(store, key, market)]
    if form == "json":
        plain = words.with_text(checked, language())
        click.echo(msgspec.json.format(msgspec.json.encode(plain), indent=2))
    else:
        for one in checked:
            click.echo(f"{one.shop}/{one.comparison}: {_counts(one.findings)}")
            for line in lines_of(one.findings):
                click.echo(line)
    if any(finding.level == "error" for one in checked for finding in one.findings):
        raise click.exceptions.Exit(1)


def _shops(store: Store, shop: str | None) -> list[str]:
    return [shop] if shop else store.shops()


def _checked(store: Store, shop: str, market: str | None) -> list[CheckedComparison]:
    today = today_of(store, shop)
    return [
        CheckedComparison(
            shop=shop,
            comparison=comparison,
            findings=tuple(
                finding
                for finding in findings_on(store, shop, comparison, markets=markets(), today=today)
                if market is None or finding.market in {None, market}
            ),
        )
        for _, comparison in comparisons_of(store, shop)
    ]


def _source(path: Path) -> SourceFile:
    """The file, which is opened when it is read.

    Raises:
        RefusedFile: it is not there, or it is no file (a device has no size, and no end).
    """
    if not path.is_file():
        why = "No such file" if not path.exists() else "Not a file"
        reason = say("import.reason.unreadable", why=why)
        raise RefusedFile(str(path), 0, "", reason, say("import.accepted.readable"))
    return SourceFile(name=str(path), path=path)


def _report_refusal(path: Path, error: ComparisonError) -> None:
    """Every fault that was found, each with its place."""
    if isinstance(error, RefusedRows):
        for fault in error.faults:
            click.echo(sentence(fault), err=True)
        if error.rest:
            click.echo(f"{path}: {error.rest} more like these", err=True)
        return
    names_file = isinstance(error, RefusedFile)
    for line in (sentence(error), *finding_lines(error)):
        click.echo(line if names_file else f"{path}: {line}", err=True)


def _report(path: Path, imported: Imported) -> None:
    """What was done on standard output; what is open or wrong on standard error."""
    records = ", ".join(f"{one.total} {kind.replace('_', '-')}" for kind, one in imported.differences.items())
    dry = " (dry run: nothing stored)" if imported.dry_run else ""
    click.echo(f"{path}: {imported.format}, shop {imported.shop}: {records}; {imported.changed} changed{dry}")
    for note in imported.notes:
        click.echo(f"{path}: {said(note)}", err=True)
    for refusal in imported.refusals:
        click.echo(sentence(refusal), err=True)
    if imported.refused:
        rest = imported.refused - len(imported.refusals)
        more = f", {rest} more not listed" if rest else ""
        click.echo(f"{path}: {imported.refused} left out{more}", err=True)
    for one in imported.comparisons:
        _report_comparison(path, imported.shop, one)


def _split(one: Difference) -> str:
    """How many of the records are new and how many changed, where there is something to tell apart."""
    said_of = [f"{count} {name}" for name, count in (("new", one.new), ("changed", one.changed)) if count]
    return f" ({', '.join(said_of)})" if said_of and one.new != one.total else ""


def _report_comparison(path: Path, shop: str, one: ImportedComparison) -> None:
    state = f"edition {one.edition} is live" if one.edition else "draft"
    click.echo(f"  {shop}/{one.key}: {state}; {_counts(one.findings)}")
    for line in lines_of(one.findings):
        click.echo(f"{path}:{line}", err=True)


def _counts(findings: tuple[Finding, ...]) -> str:
    levels: list[str] = [finding.level for finding in findings]
    named = {"error": "errors", "warning": "warnings", "information": "notes"}
    return ", ".join(f"{levels.count(level)} {name}" for level, name in named.items())


commands = (import_, export, check)
