"""`quote` and `fit`: what a shopper would be told, on the command line."""

from collections.abc import Sequence

import click
import msgspec
from msgspec.structs import replace

from .. import words
from ..core.asking import read_asked
from ..core.compare import compare
from ..core.errors import NotFound
from ..core.view import TierView, View
from ..storage.editions import read_edition
from ..storage.moments import now
from ..web.shapes import fits_of, quotes_of
from .opening import database_option, format_option, opened, place_of, today_of

CONTEXT_NAMES = frozenset(
    "lang market region currency customer_type interval horizon start addons coupon first_purchase "
    "member persona pain quiz against tiers diff view edition".split()
)
CONTEXT_SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": False}


@click.command(context_settings=CONTEXT_SETTINGS)
@click.argument("place", metavar="SHOP/COMPARISON")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[--qty.UNIT N --interval I …]")
@click.option("--tier", default=None, help="Only this tier.")
@format_option
@database_option
def quote(place: str, options: Sequence[str], tier: str | None, form: str, database: str) -> None:
    """What each tier costs in a context, with every line of its receipt."""
    view = _view(place, options, database)
    if form == "json":
        quotes = quotes_of(view)
        keys = {one.key for one in _chosen(view, tier)}
        _print_json(view, replace(quotes, tiers=tuple(one for one in quotes.tiers if one.tier in keys)))
        return
    for one in _chosen(view, tier):
        _print_quote(view, one)


@click.command(context_settings=CONTEXT_SETTINGS)
@click.argument("place", metavar="SHOP/COMPARISON")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[--persona P --qty.UNIT N …]")
@format_option
@database_option
def fit(place: str, options: Sequence[str], form: str, database: str) -> None:
    """Whom each tier fits and why; every persona, or the one that --persona names."""
    views = [_view(place, options, database)]
    if views[0].context.persona is None:
        keys = [choice.value for choice in views[0].personas if choice.value]
        views = [_view(place, (*options, "--persona", key), database) for key in keys]
    if form == "json":
        results = [fits_of(view) for view in views]
        _print_json(views[0], results[0] if len(results) == 1 else results)
        return
    for view in views:
        _print_fit(view)


def _view(place: str, options: Sequence[str], database: str) -> View:
    shop, comparison = place_of(place)
    asked = read_asked(context_pairs(options))
    with opened(database) as store:
        row = store.live(shop, comparison, now())
        if asked.edition is not None:
            row = store.edition(shop, comparison, asked.edition)
        if row is None:
            raise NotFound("comparison", place)
        return compare(read_edition(row), asked, today_of(store, shop))


def context_pairs(options: Sequence[str]) -> list[tuple[str, str]]:
    """Context options (``--qty.user 14``, ``--interval=month``) as the parameters of an address.

    Raises:
        click.UsageError: an option that is no context parameter, or one without a value.
    """
    pairs: list[tuple[str, str]] = []
    waiting = list(options)
    while waiting:
        option = waiting.pop(0)
        name, equals, value = option.removeprefix("--").partition("=")
        known = name in CONTEXT_NAMES or name.startswith(("qty.", "a."))
        if not option.startswith("--") or not known:
            raise click.UsageError(f"No such option: {option}")
        if not equals:
            if not waiting:
                raise click.UsageError(f"Option {option} needs a value.")
            value = waiting.pop(0)
        pairs.append((name, value))
    return pairs


def _chosen(view: View, tier: str | None) -> list[TierView]:
    chosen = [one for one in view.tiers if tier in {None, one.key}]
    if not chosen:
        raise NotFound("tier", tier or "")
    return chosen


def _print_json(view: View, result: object) -> None:
    plain = words.with_text(result, view.context.lang)
    click.echo(msgspec.json.format(msgspec.json.encode(plain), indent=2))


def _print_quote(view: View, tier: TierView) -> None:
    speaker = words.speaker(view.context.lang)
    headline = tier.headline
    lead = f"{speaker.say(headline.lead)} " if headline.lead else ""
    click.echo(f"{tier.name} ({tier.key}): {lead}{speaker.say(headline.figure)}  [{tier.quote.status}]")
    if headline.second:
        click.echo(f"  {speaker.say(headline.second)}")
    column = [one.key for one in view.tiers].index(tier.key)
    for row in view.receipt.rows:
        cell = row.cells[column]
        amount = speaker.money(cell.amount) if cell.amount else ""
        working = speaker.say(cell.text) if cell.text else ""
        click.echo(f"  {speaker.say(row.label)}: {working}{' = ' if amount and working else ''}{amount}")


def _print_fit(view: View) -> None:
    speaker = words.speaker(view.context.lang)
    persona = view.answer.persona if view.answer else ""
    click.echo(persona)
    for tier in view.tiers:
        level = speaker.say(tier.fit_label) if tier.fit_label else ""
        first = " *" if tier.answer else ""
        click.echo(f"  {tier.name}: {level}{first}  {speaker.say(tier.headline.figure)}")
        for sign, messages in (("+", tier.why), ("-", tier.give_up)):
            for message in messages:
                click.echo(f"    {sign} {speaker.say(message)}")


commands = (quote, fit)
