"""`check`: what is wrong with the catalogues."""

from collections.abc import Iterator

import click
import msgspec

from .. import words
from ..core.bounds import Result
from ..core.check.finding import Finding
from ..core.errors import BadParameter
from ..storage.checking import findings_on
from ..storage.store import Store
from .findings import lines_of
from .import_reports import counts
from .opening import comparisons_of, database_option, format_option, markets, opened, today_of
from .speaking import language


class CheckedComparison(Result, frozen=True, kw_only=True):
    """The findings of one draft."""

    shop: str
    comparison: str
    findings: tuple[Finding, ...]


@click.command()
@click.option("--shop", default=None, help="Only this shop.")
@click.option("--market", default=None, help="Only what counts in this market.")
@format_option
@database_option
def check(shop: str | None, market: str | None, form: str, database: str) -> None:
    """Say what the catalogue check finds in the drafts; exit 1 if anything is an error."""
    if market is not None and market not in markets():
        raise BadParameter("market", market, tuple(sorted(markets())))
    told = _told_as_json if form == "json" else _told
    refused = False
    with opened(database) as store:
        every = (one for key in _shops(store, shop) for one in _checked(store, key, market))
        for one in told(every):
            refused = refused or any(finding.level == "error" for finding in one.findings)
    if refused:
        raise click.exceptions.Exit(1)


def _told(every: Iterator[CheckedComparison]) -> Iterator[CheckedComparison]:
    """Each comparison, said as soon as it is checked: no more than one is held."""
    for one in every:
        click.echo(f"{one.shop}/{one.comparison}: {counts(one.findings)}")
        for line in lines_of(one.findings):
            click.echo(line)
        yield one


def _told_as_json(every: Iterator[CheckedComparison]) -> Iterator[CheckedComparison]:
    """As `_told`, as one list of JSON."""
    between = "["
    for one in every:
        plain = words.with_text(one, language())
        click.echo(between + msgspec.json.format(msgspec.json.encode(plain), indent=2).decode())
        between = ","
        yield one
    click.echo("[]" if between == "[" else "]")


def _shops(store: Store, shop: str | None) -> list[str]:
    return [shop] if shop else store.shops()


def _checked(store: Store, shop: str, market: str | None) -> Iterator[CheckedComparison]:
    today = today_of(store, shop)
    for _, comparison in comparisons_of(store, shop):
        findings = findings_on(store, shop, comparison, markets=markets(), today=today)
        counted = tuple(one for one in findings if market is None or one.market in {None, market})
        yield CheckedComparison(shop=shop, comparison=comparison, findings=counted)


commands = (check,)
