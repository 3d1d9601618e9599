"""An edition, what was asked and a date give the view: all a template or the JSON API needs."""

import datetime

from ..context import Asked
from ..errors import BadParameter
from ..messages import Message, say
from ..publication import Edition
from ..resolving import resolve
from ..view import Notice, PublicationRef, RowView, TierView, View
from .answers import answer
from .charges import charge_rows, receipt
from .column import Bench, columns_of
from .controls import add_ons, intervals, personas, picker, regions, steppers
from .footnotes import footnotes
from .judging import answers_by_persona, judged, refitted
from .rows import feature_rows, grouped
from .tiers import Company, narrow_pair, tier_views


def compare(edition: Edition, asked: Asked, today: datetime.date) -> View:
    """The comparison of *edition* in the context asked for. *today* is the day in the shop's zone.

    Raises:
        BadParameter: an unknown code among the parameters.
    """
    bench = _bench(edition, asked, today)
    company = _company(bench)
    tiers = tier_views(bench, company)
    needed = _needed(company)
    rows = feature_rows(bench, company.columns, needed)
    groups = grouped(bench, rows)
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
        intervals=intervals(bench, company.columns),
        steppers=steppers(bench, company.columns),
        regions=regions(bench),
        add_ons=add_ons(bench, company.columns),
        picker=picker(bench),
        answer=answer(bench, company.judgement, company.names) if company.judgement else None,
        tiers=tiers,
        charges=charge_rows(bench, company.columns),
        groups=groups,
        rows_total=len(rows),
        rows_differing=sum(row.differs for row in rows),
        rows_shown=sum(len(group.rows) for group in groups),
        rows_folded=sum(len(group.folded) for group in groups),
        only_differences=context.diff == "only",
        receipt=receipt(bench, company.columns),
        footnotes=footnotes(bench, company.columns),
        notices=_notices(bench),
        announcement=_announcement(bench, company, tiers, rows),
        checked_on=_checked_on(company),
        pair=len(company.pair) < len(company.columns),
        order=company.judgement.order if company.judgement else (),
    )


def _bench(edition: Edition, asked: Asked, today: datetime.date) -> Bench:
    publication = edition.publication
    if asked.products:
        raise BadParameter("products", ",".join(asked.products), ("tiers",))
    context = resolve(asked, publication, today)
    market = next(market for market in publication.markets if market.code == context.market)
    languages = (context.lang, *publication.shop.languages)
    return Bench(publication=publication, context=context, market=market, languages=languages, today=today)


def _company(bench: Bench) -> Company:
    columns = columns_of(bench, bench.context.tiers)
    persona = next((one for one in bench.publication.personas if one.key == bench.context.persona), None)
    judgement = judged(bench, columns, persona) if persona else None
    if judgement is not None:
        columns = refitted(columns, judgement)
    return Company(
        columns=columns,
        judgement=judgement,
        answers={} if judgement else answers_by_persona(bench, columns),
        pair=narrow_pair(columns, judgement),
    )


def _needed(company: Company) -> frozenset[str]:
    if company.judgement is None:
        return frozenset()
    return frozenset(need.feature for need in company.judgement.persona.needs)


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
    if not bench.context.gone:
        return ()
    return (Notice(text=say("page.gone_keys", names=bench.context.gone)),)


def _announcement(
    bench: Bench, company: Company, tiers: tuple[TierView, ...], rows: tuple[RowView, ...]
) -> Message:
    """What a screen reader is told after a change."""
    shown = len(rows) if bench.context.diff is None else sum(row.differs for row in rows)
    if company.judgement is None:
        return say(f"page.live_no_persona.{bench.publication.comparison.noun}", tiers=len(tiers), count=shown)
    persona = bench.label(company.judgement.persona.label)
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
