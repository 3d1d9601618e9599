"""The price history of a comparison, as text or JSON (``history --prices``)."""

import click
import msgspec

from .. import words
from ..core.messages import say
from ..storage.price_history import PriceEntry, price_history
from ..storage.store import Store
from .speaking import language, said


def print_prices(store: Store, shop: str, comparison: str, form: str) -> None:
    """Print since when each price of each tier stood; *form* is ``text`` or ``json``.

    Raises:
        NotFound: the comparison was never published.
    """
    lines = price_history(store, shop, comparison)
    if form == "json":
        plain = words.with_text(lines, language())
        click.echo(msgspec.json.format(msgspec.json.encode(plain), indent=2))
        return
    for line in lines:
        one = line.identity
        click.echo(f"{line.tier}: {one.market} {one.currency} {one.interval} {one.customer_type}")
        for entry in line.entries:
            click.echo(f"  {entry.since}  {_stood(entry)}")


def _stood(entry: PriceEntry) -> str:
    if entry.amount is None:
        return said(say("prior.no_figure" if entry.for_sale else "prior.not_for_sale"))
    amount = words.speaker(language()).money(entry.amount)
    return f"{amount}  {said(say('prior.reduced'))}" if entry.reduced else amount
