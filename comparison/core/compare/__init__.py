"""An edition, what was asked and a date give the view: all a template or the JSON API needs."""

import datetime

from ..adhoc import is_ad_hoc
from ..context import Asked
from ..delivery import Clock
from ..errors import BadParameter
from ..kept import Kept
from ..messages import Message, say
from ..publication import Edition
from ..resolving import resolve
from ..view import Notice, PublicationRef, TierView, View
from ..view_rows import RowView
from .answers import answer
from .arrivals import holds_until, promised, promises_of
from .blocks import blocks_of, rated
from .blocks.pictures import pictured
from .charges import charge_rows
from .choosing import add_ons
from .column import Bench, Part, columns_of
from .conditional import coupon_words
from .controls import personas, picker, product_names, regions, steppers
from .deltas import charges_against, reference_place, references
from .footnotes import footnotes
from .horizons import horizons
from .journey import announced, journey
from .judging import answers_by_persona, judged, refitted
from .overriding import pointed_at
from .pains import lit_charges, lit_rows, pain_answer, pains, solving
from .periods import intervals, periods_of
from .quiz import chosen_persona, quiz_view, step_said, who
from .receipts import EMPTY, receipt
from .relief import eased, relief_for
from .remarks import remarked
from .rows import feature_rows, grouped
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
    company = _company(bench)
    periods = periods_of(bench, company.columns)
    promises = promises_of(bench, company.columns)
    tiers = solving(promised(remarked(bench, company, tier_views(bench, company)), promises), company.relief)
    needed = _needed(bench, company)
    rows = lit_rows(feature_rows(bench, company.columns, needed), company.relief)
    charges = lit_charges(company.columns, charge_rows(bench, company.columns), company.relief)
    relieved = pain_answer(bench, company.relief, charges, company.names)
    quiz = quiz_view(bench, company.judgement, company.names)
    groups = grouped(bench, rows)
    blocks = () if "blocks" in unshown else blocks_of(bench, company.columns, tiers)
    tiers = pictured(bench, company.columns, rated(company.columns, tiers, blocks))
    publication, context = bench.publication, bench.context
    return View(
        publication=_reference(edition),
        context=context,
        title=bench.label(publication.comparison.title),
        caption=_caption(bench, tiers),
        noun=publication.comparison.noun,
        shop_name=bench.label(publication.shop.name),
        home=publication.shop.home,
        languages=publication.shop.languages,
        personas=personas(bench),
        intervals=intervals(bench, company.columns, periods),
        steppers=steppers(bench, company.columns),
        regions=regions(bench),
        horizons=horizons(bench, company.columns),
        add_ons=add_ons(bench, company.columns),
        picker=picker(bench),
        answer=answer(bench, company.judgement, company.names) if company.judgement else None,
        tiers=arrangeable(tiers, publication),
        charges=charges_against(charges, reference_place(bench, company.columns)),
        references=references(bench, company.columns),
        groups=groups,
        rows_total=len(rows),
        rows_differing=sum(row.differs for row in rows),
        rows_shown=sum(len(group.rows) for group in groups),
        rows_folded=sum(len(group.folded) for group in groups),
        only_differences=context.diff == "only",
        receipt=EMPTY if "receipt" in unshown else receipt(bench, company.columns),
        coupon=coupon_words(bench, company.columns),
        totals=totals(bench, company.columns, periods),
        footnotes=footnotes(bench, company.columns, ordered=company.judgement is not None),
        notices=_notices(bench),
        announcement=step_said(quiz)
        or relieved
        or announced(bench, _announcement(bench, company, tiers, rows)),
        pains=pains(bench),
        pain_answer=relieved,
        quiz=quiz,
        checked_on=_checked_on(company),
        pair=len(company.pair) < len(company.columns),
        order=company.judgement.order if company.judgement else (),
        journey=journey(bench),
        contact=publication.shop.contact,
        blocks=blocks,
        holds_until=holds_until(promises),
        together=together(publication, product_names(bench)),
        theme=publication.shop.theme,
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
    return (Notice(text=say("page.gone_keys", names=bench.context.gone)), *together)


def _announcement(
    bench: Bench, company: Company, tiers: tuple[TierView, ...], rows: tuple[RowView, ...]
) -> Message:
    """What a screen reader is told after a change."""
    shown = len(rows) if bench.context.diff is None else sum(row.differs for row in rows)
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


def _checked_on(company: Company) -> datetime.date | None:
    """The oldest day on which a shown price was checked."""
    dates = [column.quote.checked_on for column in company.columns if column.quote.checked_on]
    return datetime.date.fromisoformat(min(dates)) if dates else None
