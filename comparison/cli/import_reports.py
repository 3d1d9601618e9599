"""What an import says of a file: what was done on standard output, what is open on standard error."""

import click

from ..core.check.finding import Finding
from ..core.errors import ComparisonError, RefusedFile, RefusedRows
from ..storage.applying import Difference
from ..storage.importing import Imported, ImportedComparison
from .findings import finding_lines, lines_of
from .speaking import said, sentence


def report_refusal(place: str, error: ComparisonError) -> None:
    """Every fault that was found, each with its place."""
    if isinstance(error, RefusedRows):
        for fault in error.faults:
            click.echo(sentence(fault), err=True)
        if error.rest:
            click.echo(f"{place}: {error.rest} more like these", err=True)
        return
    names_file = isinstance(error, RefusedFile)
    for line in (sentence(error), *finding_lines(error)):
        click.echo(line if names_file else f"{place}: {line}", err=True)


def report(place: str, imported: Imported) -> None:
    """What became of the file at *place*."""
    records = ", ".join(
        f"{_counted(one.total, kind.replace('_', '-'))}{_split(one)}"
        for kind, one in imported.differences.items()
    )
    if imported.reviewed:
        reviewed = imported.reviewed
        reviews = f"{_counted(reviewed.reviews.total, 'review')}{_split(reviewed.reviews)}"
        records = f"{reviews}, {_counted(reviewed.products, 'product')}"
    dry = " (dry run: nothing stored)" if imported.dry_run else ""
    click.echo(
        f"{place}: {imported.format}, shop {imported.shop}: {records}; {imported.changed} changed{dry}"
    )
    for note in imported.notes:
        click.echo(f"{place}: {said(note)}", err=True)
    for refusal in imported.refusals:
        click.echo(sentence(refusal), err=True)
    if imported.refused:
        rest = imported.refused - len(imported.refusals)
        more = f", {rest} more not listed" if rest else ""
        click.echo(f"{place}: {imported.refused} left out{more}", err=True)
    for one in imported.comparisons:
        _report_comparison(place, imported.shop, one)


def counts(findings: tuple[Finding, ...]) -> str:
    """How many findings there are of each level."""
    levels: list[str] = [finding.level for finding in findings]
    named = {"error": "error", "warning": "warning", "information": "note"}
    return ", ".join(_counted(levels.count(level), name) for level, name in named.items())


def _counted(count: int, name: str) -> str:
    """``1 category``, ``2 categories``."""
    if count == 1:
        return f"1 {name}"
    return f"{count} {name.removesuffix('y')}ies" if name.endswith("y") else f"{count} {name}s"


def _split(one: Difference) -> str:
    """How many of the records are new and how many changed, where there is something to tell apart."""
    said_of = [f"{count} {name}" for name, count in (("new", one.new), ("changed", one.changed)) if count]
    return f" ({', '.join(said_of)})" if said_of and one.new != one.total else ""


def _report_comparison(place: str, shop: str, one: ImportedComparison) -> None:
    state = f"edition {one.edition} is live" if one.edition else "draft"
    click.echo(f"  {shop}/{one.key}: {state}; {counts(one.findings)}")
    for line in lines_of(one.findings):
        click.echo(f"{place}:{line}", err=True)
