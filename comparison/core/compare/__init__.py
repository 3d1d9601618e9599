"""An edition, what was asked and a date give the view: all a template or the JSON API needs."""

import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from ..adhoc import is_ad_hoc
from ..context import Asked
from ..delivery import Clock
from ..errors import BadParameter
from ..kept import Kept
from ..languages import other_language
from ..messages import Message, say
from ..publication import Edition
from ..resolving import resolve
from ..view import Notice, PublicationRef, TierView, View
from ..view_blocks import Block
from ..view_rows import ChargeRow, RowView
from .answers import answer
from .arrivals import Promises, holds_until, promised, promises_of
from .blocks import blocks_of, rated
from .blocks.pictures import pictured
from .charges import charge_rows
from .choosing import add_ons
from .column import Bench, Part, columns_of
from .conditional import coupon_words
from .controls import all_tiers, personas, picker, product_names, regions, steppers
from .deltas import charges_against, reference_place, references
from .footnotes import footnotes
from .groups import grouped
from .horizons import horizons
from .journey import announced, journey
from .judging import answers_by_persona, judged, refitted
from .overriding import pointed_at
from .pains import lit_charges, lit_rows, pain_answer, pains, solving
from .pairs import differing_in_pair
from .periods import Periods, intervals, periods_of
from .quiz import chosen_persona, quiz_view, step_said, who
from .receipts import EMPTY, receipt
from .relief import eased, relief_for
from .remarks import remarked
from .rows import feature_rows
from .tiers import Company, narrow_pair, tier_views
from .together import arrangeable, together
from .together import notices as notices_together
from .totals import totals


def compare(
    edition: Edition,
    asked: Asked,
    today: datetime.date,
    *,
    clock: Clock | None = None,
    kept: Kept | None = None,
    unshown: frozenset[Part] = frozenset(),
) -> View:
    """The comparison of *edition* in the context asked for. *today* is the day in the shop's zone.

    Without a *clock*, deliveries are promised in working days instead of dates. *kept* is what earlier
    views of this very edition have found; it gains what this one finds. What is *unshown* is left empty.

    Raises:
        BadParameter: an unknown code among the parameters.
    """
    bench = _bench(edition, asked, today, clock, kept or Kept(), unshown)
    found = _found(bench)
    return _with_answers(_view(edition, bench, found), bench, found)


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """What several parts of the view are made from, worked out once."""

    company: Company
    periods: Periods
    promises: Promises
    tiers: tuple[TierView, ...]
    rows: tuple[RowView, ...]
    charges: tuple[ChargeRow, ...]
    blocks: tuple[Block, ...]


def _found(bench: Bench) -> _Found:
    company = _company(bench)
    columns, relief = company.columns, company.relief
    promises = promises_of(bench, columns)
    tiers = solving(promised(remarked(bench, company, tier_views(bench, company)), promises), relief)
    blocks = () if "blocks" in bench.unshown else blocks_of(bench, columns, tiers)
    return _Found(
        company=company,
        periods=periods_of(bench, columns),
        promises=promises,
        tiers=pictured(bench, columns, rated(columns, tiers, blocks)),
        rows=lit_rows(feature_rows(bench, columns, _needed(bench, company)), relief),
        charges=lit_charges(columns, charge_rows(bench, columns), relief),
        blocks=blocks,
    )


def _view(edition: Edition, bench: Bench, found: _Found) -> View:
    """The comparison with its controls; what answers a choice comes with `_with_answers`."""
    publication, columns = bench.publication, found.company.columns
    groups = grouped(bench, found.rows)
    judgement = found.company.judgement
    return View(
        publication=_reference(edition),
        context=bench.context,
        title=bench.label(publication.comparison.title),
        caption=_caption(bench, found.tiers),
        noun=publication.comparison.noun,
        shop_name=bench.label(publication.shop.name),
        home=publication.shop.home,
        languages=publication.shop.languages,
        personas=personas(bench),
        **_choices(bench, found),
        answer=answer(bench, judgement, found.company.names) if judgement else None,
        tiers=arrangeable(found.tiers, publication),
        charges=charges_against(found.charges, reference_place(bench, columns)),
        groups=groups,
        rows_total=len(found.rows),
        rows_differing=sum(row.differs for row in found.rows),
        rows_shown=sum(len(group.rows) for group in groups),
        rows_folded=sum(len(group.folded) for group in groups),
        only_differences=bench.context.diff == "only",
        receipt=EMPTY if "receipt" in bench.unshown else receipt(bench, columns),
        footnotes=footnotes(bench, columns, ordered=judgement is not None),
        notices=_notices(bench),
        announcement=_announcement(bench, found),
        checked_on=_checked_on(bench, found.company),
        pair=len(found.company.pair) < len(columns),
        pair_differing=differing_in_pair(bench, columns, found.company.pair, found.rows),
        order=judgement.order if judgement else (),
    )


def _choices(bench: Bench, found: _Found) -> dict[str, Any]:
    """What a shopper can set, by the names of the view's own fields; nothing where none of it is shown."""
    columns = found.company.columns
    if "choices" in bench.unshown:
        return dict.fromkeys(("intervals", "steppers", "regions", "add_ons", "picker"), ())
    return {
        "intervals": intervals(bench, columns, found.periods),
        "steppers": steppers(bench, columns),
        "regions": regions(bench),
        "add_ons": add_ons(bench, columns),
        "picker": picker(bench),
        "horizons": horizons(bench, columns),
        "references": references(bench, columns),
    }


def _with_answers(view: View, bench: Bench, found: _Found) -> View:
    """*view* with what may be missing from it: pains, the quiz, sums, blocks."""
    publication, company = bench.publication, found.company
    quiz = quiz_view(bench, company.judgement, company.names)
    relieved = pain_answer(bench, company.relief, found.charges, company.names)
    return replace(
        view,
        announcement=step_said(quiz) or relieved or announced(bench, view.announcement),
        coupon=coupon_words(bench, company.columns),
        totals=() if "totals" in bench.unshown else totals(bench, company.columns, found.periods),
        pains=pains(bench),
        pain_answer=relieved,
        quiz=quiz,
        journey=journey(bench),
        contact=publication.shop.contact,
        blocks=found.blocks,
        holds_until=holds_until(found.promises),
        together=together(publication, product_names(bench)),
        theme=publication.shop.theme,
        all_tiers=all_tiers(bench),
        title_lang=other_language(publication.comparison.title, bench.languages),
        shop_lang=other_language(publication.shop.name, bench.languages),
    )


def _bench(
    edition: Edition,
    asked: Asked,
    today: datetime.date,
    clock: Clock | None,
    kept: Kept,
    unshown: frozenset[Part],
) -> Bench:
    publication = edition.publication
    if asked.products and not is_ad_hoc(publication):
        raise BadParameter("products", ",".join(asked.products), ("tiers",))
    context = resolve(asked, publication, today)
    market = next(market for market in publication.markets if market.code == context.market)
    languages = (context.lang, *publication.shop.languages)
    return Bench(
        publication=publication,
        context=context,
        market=market,
        languages=languages,
        today=today,
        clock=clock,
        kept=kept,
        unshown=unshown,
    )


def _company(bench: Bench) -> Company:
    columns = columns_of(bench, bench.context.tiers)
    persona = chosen_persona(bench)
    judgement = judged(bench, columns, persona) if persona else None
    relief = relief_for(bench, columns)
    columns = refitted(columns, judgement) if judgement else eased(columns, relief)
    solver = relief.tier if relief else None
    spoken_of = judgement.spoken_of if judgement else solver
    return Company(
        columns=columns,
        judgement=judgement,
        answers={} if judgement or "first_for" in bench.unshown else answers_by_persona(bench, columns),
        pair=narrow_pair(columns, spoken_of),
        relief=relief,
    )


def _needed(bench: Bench, company: Company) -> frozenset[str]:
    if company.judgement is None:
        return frozenset()
    persona = company.judgement.persona
    return frozenset(need.feature for need in persona.needs) | pointed_at(bench, persona.key)


def _reference(edition: Edition) -> PublicationRef:
    return PublicationRef(
        shop=edition.publication.shop.key,
        comparison=edition.publication.comparison.key,
        number=edition.number,
        digest=edition.digest,
        published_at=edition.published_at,
    )


def _caption(bench: Bench, tiers: tuple[TierView, ...]) -> Message:
    title = bench.label(bench.publication.comparison.title)
    return say("page.caption", title=title, tiers=tuple(tier.name for tier in tiers))


def _notices(bench: Bench) -> tuple[Notice, ...]:
    together = notices_together(bench.publication)
    if not bench.context.gone:
        return together
    called = bench.publication.gone_names
    names = tuple(bench.label(called[key]) if key in called else key for key in bench.context.gone)
    return (Notice(text=say("page.gone_keys", names=names)), *together)


def _announcement(bench: Bench, found: _Found) -> Message:
    """What a screen reader is told after a change."""
    company, tiers = found.company, found.tiers
    shown = len(found.rows) if bench.context.diff is None else sum(row.differs for row in found.rows)
    if company.judgement is None:
        return say(f"page.live_no_persona.{bench.publication.comparison.noun}", tiers=len(tiers), count=shown)
    persona = who(bench, company.judgement.persona)
    named = next((tier for tier in tiers if tier.answer), None)
    if named is None:
        statement = answer(bench, company.judgement, company.names).statement
        return say("page.live_no_answer", persona=persona, statement=statement, count=shown)
    return say(
        "page.live",
        persona=persona,
        tier=named.name,
        label=named.fit_label,
        headline=named.headline.figure,
        count=shown,
    )


def _checked_on(bench: Bench, company: Company) -> datetime.date | None:
    """The oldest day on which a shown price was checked."""
    dates = [column.quote.checked_on for column in company.columns if column.quote.checked_on]
    return bench.day(min(dates)) if dates else None
