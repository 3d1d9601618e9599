"""The columns of the view: head, fit, headline, button, and what is given up."""

from collections.abc import Mapping, Sequence

import msgspec

from ..catalogue import Product
from ..fit import FirstAnswer
from ..fitting import give_up_lines, personas_by_tier
from ..languages import one_other_language, other_language
from ..messages import Message, say
from ..money import Money, exponent
from ..view import Action, TierView
from .answers import cheaper, fit_label, gives_up, mark, why
from .column import Bench, Column, written_name
from .competitors import ours, rivals
from .conditional import conditional
from .headlines import UNSAID, headline
from .judging import Judged, basis_of, candidates_of
from .priors import earlier_price
from .relief import Relief
from .seconds import is_this_year

PHONE_COLUMNS = 3
_FIGURE_LETTERS = 11


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """All shown columns with what was found about them together."""

    columns: tuple[Column, ...]
    judgement: Judged | None
    answers: Mapping[str, FirstAnswer]
    pair: tuple[str, ...]
    relief: Relief | None = None

    @property
    def names(self) -> dict[str, str]:
        """Tier names by key."""
        return {column.tier.key: column.name for column in self.columns}

    @property
    def named(self) -> str | None:
        """The tier that is the answer."""
        return self.judgement.first.tier if self.judgement else None


def tier_views(bench: Bench, company: Company) -> tuple[TierView, ...]:
    """The view of every column."""
    given_up = {} if "give_up" in bench.unshown else _given_up(bench, company)
    labels = {one.key: one.label for one in bench.publication.personas}
    first_for = {
        tier: tuple(labels[key] for key in keys) for tier, keys in personas_by_tier(company.answers).items()
    }
    return tuple(
        _tier_view(
            bench, company, column, given_up.get(column.tier.key, ()), first_for.get(column.tier.key, ())
        )
        for column in company.columns
    )


def _given_up(bench: Bench, company: Company) -> Mapping[str, tuple[Message, ...]]:
    """What each tier gives up, in words, by its key."""
    judgement = company.judgement
    own = judgement.candidates if judgement else candidates_of(bench, company.columns)
    candidates = (*own, *rivals(company.columns))
    fits = (*judgement.fits, *judgement.rivals) if judgement else ()
    lines = give_up_lines(
        candidates,
        basis_of(bench),
        fits=fits,
        persona=judgement.persona if judgement else None,
        personas=() if judgement else bench.publication.personas,
    )
    return {line.tier: gives_up(bench, judgement, line, company.names) for line in lines}


def narrow_pair(columns: Sequence[Column], named: str | None) -> tuple[str, ...]:
    """What a phone shows where not all fit: the named tier and the next cheaper, else the first two."""
    keys = [column.tier.key for column in columns]
    if len(keys) <= PHONE_COLUMNS and not any(_is_wide(column) for column in columns):
        return tuple(keys)
    if named is None or len(keys) < 2:
        return tuple(keys[:2])
    other = _next_cheaper(ours(columns), named) or next(key for key in keys if key != named)
    return tuple(key for key in keys if key in {named, other})


def _is_wide(column: Column) -> bool:
    """Whether the headline figure has eleven characters or more, too many for a third of a phone."""
    quote = column.quote
    if quote.headline is None or quote.free:
        return False
    return quote.status in {"bounded", "open"} or _letters(quote.headline) >= _FIGURE_LETTERS


def _letters(amount: Money) -> int:
    """How many characters *amount* has with a sign of one: ``12,345,678원`` has eleven."""
    places = exponent(amount.currency)
    whole = f"{amount.minor // 10**places:,}"
    return len(whole) + (1 + places if places else 0) + 1


def _next_cheaper(columns: Sequence[Column], named: str) -> str | None:
    totals = {
        column.tier.key: column.quote.horizon_total.minor
        for column in columns
        if column.quote.horizon_total is not None
    }
    if named not in totals:
        return None
    below = [(total, key) for key, total in totals.items() if total < totals[named]]
    return max(below)[1] if below else None


def _tier_view(
    bench: Bench,
    company: Company,
    column: Column,
    given_up: tuple[Message, ...],
    first_for: tuple[Mapping[str, str], ...],
) -> TierView:
    key, judgement, unshown = column.tier.key, company.judgement, bench.unshown
    is_answer = company.named == key
    strong = column.fit is not None and column.fit.level == "strong"
    earlier = earlier_price(bench, column)
    return TierView(
        key=key,
        product=column.product.key,
        name=column.name,
        description=bench.optional_label(column.product.description),
        quote=column.quote,
        fit=column.fit,
        fit_label=fit_label(column.fit) if column.fit else None,
        mark=mark(judgement, bench.publication.comparison.noun) if judgement and is_answer else None,
        headline=UNSAID if "headline" in unshown else headline(bench, column),
        conditional=() if "conditional" in unshown else conditional(bench, column),
        action=_action(bench, column),
        stock=_stock(bench, column),
        answer=is_answer,
        tinted=is_answer and strong,
        why=why(bench, judgement, column) if judgement and column.fit else (),
        give_up=given_up,
        cheaper=cheaper(bench, judgement, company.names, key) if judgement and is_answer else None,
        first_for=tuple(bench.label(label) for label in first_for),
        in_pair=key in company.pair,
        current=key == bench.context.current,
        prior=earlier.words if earlier else None,
        earlier=earlier,
        name_lang=other_language(written_name(column.tier, column.product), bench.languages),
        first_for_lang=one_other_language(first_for, bench.languages),
    )


def _action(bench: Bench, column: Column) -> Action | None:
    """The one button: to the offer, or to a person where the price is on request."""
    product, shop = column.product, bench.publication.shop
    if product.stock.state != "available":
        return None
    if column.quote.status == "on_request":
        address = shop.contact or product.offer
        return _button("price.ask_quote", "price.ask_quote_spoken", column, address)
    noun = bench.publication.comparison.noun
    return _button(f"control.buy.{noun}", f"control.buy_spoken.{noun}", column, product.offer)


def _button(label: str, spoken: str, column: Column, address: str | None) -> Action | None:
    if address is None:
        return None
    return Action(label=say(label), spoken=say(spoken, tier=column.name), href=address)


def _stock(bench: Bench, column: Column) -> Message | None:
    product: Product = column.product
    if product.stock.state == "available":
        return None
    if product.stock.state == "gone":
        return say("delivery.gone_plain")
    back_on = bench.day(product.stock.back_on) if product.stock.back_on else None
    if back_on is None or back_on < bench.today:
        return say("delivery.sold_out_unknown")
    near = is_this_year(bench, back_on)
    return say("delivery.sold_out_back" if near else "delivery.sold_out_back_far", date=back_on)
