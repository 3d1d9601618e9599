"""`quote` and `fit`: what a shopper would be told, on the command line."""

from collections.abc import Sequence

import click
import msgspec
from msgspec.structs import replace

from .. import words
from ..core.asking import read_asked
from ..core.compare import compare
from ..core.delivery import Clock
from ..core.errors import NotFound
from ..core.view import TierView, View
from ..storage.editions import read_edition
from ..storage.holidays import holidays_of
from ..storage.moments import now
from ..storage.zones import zone_of
from ..web.shapes import fits_of
from ..web.signed_quotes import Offered
from .keys import signed_quotes
from .opening import database_option, format_option, now_of, opened, place_of

CONTEXT_NAMES = frozenset(
    "lang market region currency customer_type interval horizon start addons coupon first_purchase "
    "member persona pain quiz against tiers current diff view edition".split()
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
    offered = _offered(place, options, database)
    view = offered.view
    if form == "json":
        quotes = signed_quotes(offered, database)
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
    """Whom each tier fits and why; every persona, the one of --persona, or the answers of --a.QUESTION."""
    views = [_view(place, options, database)]
    context = views[0].context
    if context.persona is None and not context.answers and context.quiz is None:
        keys = [choice.value for choice in views[0].personas if choice.value]
        if not keys:
            click.echo(f"{place} has no personas: nobody's needs are stated yet", err=True)
        views = [_view(place, (*options, "--persona", key), database) for key in keys]
    if form == "json":
        results = [fits_of(view) for view in views]
        _print_json(views[0], results[0] if len(results) == 1 else results)
        return
    for view in views:
        _print_fit(view)


def _view(place: str, options: Sequence[str], database: str) -> View:
    return _offered(place, options, database).view


def _offered(place: str, options: Sequence[str], database: str) -> Offered:
    shop, comparison = place_of(place)
    asked = read_asked(context_pairs(options))
    with opened(database) as store:
        live = row = store.live(shop, comparison, now())
        if asked.edition is not None:
            row = store.edition(shop, comparison, asked.edition)
        if row is None:
            raise NotFound("comparison", place)
        moment = now_of(store, shop)
        clock = Clock(time=moment.time(), holidays=holidays_of)
        edition = read_edition(row)
        view = compare(edition, asked, moment.date(), clock=clock)
    return Offered(
        view=view,
        publication=edition.publication,
        document=row.document,
        zone=zone_of(edition.publication.shop.time_zone),
        current=live is not None and live.number == row.number,
    )


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
    for message in (*(one.figure for one in headline.beside), headline.second, *tier.conditional):
        if message is not None:
            click.echo(f"  {speaker.say(message)}")
    for message in (tier.competitor, tier.pick, tier.prior, tier.arrival, *tier.arrival_notes):
        if message is not None:
            click.echo(f"  {speaker.say(message)}")
    column = [one.key for one in view.tiers].index(tier.key)
    for row in view.receipt.rows:
        cell = row.cells[column]
        amount = speaker.money(cell.amount) if cell.amount else ""
        working = speaker.say(cell.text) if cell.text else ""
        click.echo(f"  {speaker.say(row.label)}: {working}{' = ' if amount and working else ''}{amount}")


def _print_fit(view: View) -> None:
    speaker = words.speaker(view.context.lang)
    persona = view.answer.persona if view.answer else ""
    basis = speaker.say(view.answer.basis) if view.answer and view.answer.basis else ""
    click.echo(persona or basis)
    for tier in view.tiers:
        level = speaker.say(tier.fit_label) if tier.fit_label else ""
        first = " *" if tier.answer else ""
        click.echo(f"  {tier.name}: {level}{first}  {speaker.say(tier.headline.figure)}")
        for sign, messages in (("+", tier.why), ("-", tier.give_up)):
            for message in messages:
                click.echo(f"    {sign} {speaker.say(message)}")
        for remark in (tier.lowered, tier.competitor):
            if remark is not None:
                click.echo(f"    {speaker.say(remark)}")


commands = (quote, fit)
