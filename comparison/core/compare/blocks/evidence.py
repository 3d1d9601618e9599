"""Transparency claims: what is claimed, of what, who checked it, until when; else whose word it is."""

from collections.abc import Sequence

from ...catalogue import Cell, Feature
from ...messages import say
from ...sources import Source
from ...view_blocks import Block, Fact, FactRow, Link, Told
from ..column import Bench, Column
from ..rows import cell_of, claim_basis, shown_features, value_language, value_words
from .telling import row, said, told


def evidence(bench: Bench, columns: Sequence[Column]) -> Block | None:
    """A row for each feature of which any tier claims something; None where none does."""
    tiers = tuple(column.tier.key for column in columns)
    return bench.kept.once(
        "evidence",
        (bench.languages, bench.market.code, bench.context.interval, bench.today, tiers),
        lambda: _evidence(bench, columns),
    )


def _evidence(bench: Bench, columns: Sequence[Column]) -> Block | None:
    cells = [(one, [cell_of(bench, column, one.key) for column in columns]) for one in shown_features(bench)]
    rows = tuple(found for feature, of in cells if (found := _row(bench, feature, of)) is not None)
    if not rows:
        return None
    claims = sum(claim_basis(bench, cell) is not None for _, of in cells for cell in of)
    return Block(
        key="evidence",
        heading=say("page.evidence_heading"),
        rows=rows,
        opens=say("evidence.see_all", count=claims),
    )


def _row(bench: Bench, feature: Feature, cells: Sequence[Cell]) -> FactRow | None:
    if all(claim_basis(bench, cell) is None for cell in cells):
        return None
    return row(told(bench, feature.label), [[_fact(bench, cell)] for cell in cells])


def _fact(bench: Bench, cell: Cell) -> Fact:
    basis = claim_basis(bench, cell)
    text = Told(text=value_words(bench, cell.value), lang=value_language(bench, cell.value))
    if basis is None:
        return Fact(text=text)
    own = [told(bench, text) for text in (cell.note, cell.scope) if text]
    source = [_source(bench, cell.source)] if cell.source else []
    return Fact(text=text, notes=(said(basis), *own, *source), link=_link(cell))


def _source(bench: Bench, source: Source) -> Told:
    title = told(bench, source.title)
    known: tuple[object, ...] = (title.text, *([bench.day(source.as_of)] if source.as_of else []))
    return Told(text=say("page.source", known=known), lang=title.lang)


def _link(cell: Cell) -> Link | None:
    places = (cell.evidence.address if cell.evidence else None, cell.source.address if cell.source else None)
    address = next((place for place in places if place), None)
    return Link(label=say("evidence.see"), href=address) if address else None
