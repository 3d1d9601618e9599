"""`publish`, `history`, `rollback`: what shoppers see, since when, and how to take it back."""

import datetime

import click

from ..core.bounds import LINE
from ..core.errors import ComparisonError, NotFound, PublishingRefused
from ..storage import publish as publishing
from ..storage.auditing import COMMAND_LINE
from ..storage.checking import checker
from ..storage.moments import moment, now
from ..storage.noted_publishing import Doing, publish_noted, roll_back_noted
from .findings import finding_lines
from .opening import (
    author,
    comparisons_of,
    database_option,
    format_option,
    markets,
    opened,
    place_of,
    settings_of,
    today_of,
)
from .preparing import all_ready
from .price_history import print_prices
from .purging import purge
from .speaking import one_line, sentence


def _short(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if len(text) > LINE:
        raise click.BadParameter(f"at most {LINE} characters, and these are {len(text)}")
    return text


def _moment(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    try:
        return text and moment(datetime.datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        forms = "2026-12-01T00:00:00Z or 2026-12-01T09:00:00+09:00"
        raise click.BadParameter(f"{text!r} is no moment with its time zone, as in {forms}") from None


@click.command()
@click.argument("place", metavar="SHOP[/COMPARISON]")
@click.option("--note", default="", callback=_short, help="What changed, for the history.")
@click.option(
    "--since",
    default=None,
    metavar="MOMENT",
    callback=_moment,
    help="Go live then (2026-12-01T09:00:00+09:00) [now].",
)
@database_option
def publish(place: str, note: str, since: str | None, database: str) -> None:
    """Make the drafts the live editions; errors of the check stop it."""
    settings_of()  # A cache that cannot be told later is said before anything goes live.
    refused = False
    published: list[tuple[str, str]] = []
    with opened(database) as store:
        for shop, comparison in comparisons_of(store, place):
            try:
                row = publish_noted(
                    store,
                    Doing(shop, comparison, author(), note, now()),
                    check=checker(store, shop, today_of(store, shop)),
                    markets=markets(),
                    seen=None,
                    since=since,
                    logged_by=COMMAND_LINE,
                )
            except ComparisonError as error:
                refused = True
                for line in (sentence(error), *finding_lines(error)):
                    click.echo(line, err=True)
                continue
            click.echo(f"{shop}/{comparison}: edition {row.number} ({row.digest[:12]})")
            published.append((shop, comparison))
        # What is live is told first, whatever becomes of the rest.
        purge(published)
        all_ready(store, database, published)
    if refused:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("place", metavar="SHOP/COMPARISON")
@click.option("--prices", is_flag=True, help="What each tier was sold for since when.")
@format_option
@database_option
def history(place: str, *, prices: bool, form: str, database: str) -> None:
    """Every edition, newest first, and what was live since when; or every price."""
    shop, comparison = place_of(place)
    if form != "text" and not prices:
        raise click.UsageError("--format needs --prices.")
    with opened(database) as store:
        if prices:
            print_prices(store, shop, comparison, form)
            return
        found = publishing.history(store, shop, comparison)
        if not found.editions and store.get(shop, "comparison", comparison) is None:
            raise NotFound("comparison", place)
    for row in found.editions:
        click.echo(
            f"edition {row.number}  {row.digest[:12]}  {row.published_at}"
            f"  {one_line(f'{row.published_by}  {row.note}')}"
        )
    for entry in found.entries:
        live = f"edition {entry.number}" if entry.number else "offline"
        click.echo(f"live since {entry.since}: {live}  {one_line(f'{entry.by}  {entry.note}')}")


@click.command()
@click.argument("place", metavar="SHOP/COMPARISON")
@click.argument("number", type=click.IntRange(1, 1_000_000_000))
@click.option("--note", default="", callback=_short, help="Why, for the history.")
@database_option
def rollback(place: str, number: int, note: str, database: str) -> None:
    """Make an earlier edition live again, byte for byte."""
    settings_of()  # As in `publish`.
    shop, comparison = place_of(place)
    with opened(database) as store:
        try:
            doing = Doing(shop, comparison, author(), note, now())
            row = roll_back_noted(store, doing, number, logged_by=COMMAND_LINE)
        except PublishingRefused as error:
            for line in (sentence(error), *finding_lines(error)):
                click.echo(line, err=True)
            raise click.exceptions.Exit(1) from error
        click.echo(f"{shop}/{comparison}: edition {row.number} ({row.digest[:12]}) is live again")
        purge([(shop, comparison)])
        all_ready(store, database, [(shop, comparison)])


commands = (publish, history, rollback)
