"""Feature rows: a cell in words for each tier, and whether the row differs."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..bounds import MOST_TIERS
from ..catalogue import Cell, Feature
from ..diff import best_in_row, cells_differ
from ..kept import Kept
from ..languages import one_other_language, other_language
from ..messages import Message, Quantified, say
from ..money import rounded_text
from ..pricing.amounts import Flat, PerUnit
from ..pricing.model import Price
from ..values import Extra, Listing, NotApplicable, NotStated, Number, Unlimited, Value, Words, YesNo
from ..view_rows import CellView, RowView, State
from .amounts import per_interval
from .brevity import is_long
from .column import Bench, Column
from .deltas import reference_place, row_deltas
from .labels import add_on_named
from .norms import against_norm, usual

# Whole tables of rows in words that are kept for an edition.
_MOST_TABLES = 6
Rows = tuple[RowView, ...]
_STATES: dict[type, State] = {
    Number: "number",
    Words: "text",
    Listing: "list",
    Unlimited: "unlimited",
    Extra: "extra",
    NotStated: "not_stated",
    NotApplicable: "not_applicable",
}


class RowQuestion(NamedTuple):
    """All that rows depend on but for the edition. *place* is the column that numbers are held against."""

    languages: tuple[str, ...]
    market: str
    interval: str
    today: datetime.date
    tiers: tuple[str, ...]
    place: int | None


def feature_rows(bench: Bench, columns: Sequence[Column], needed: frozenset[str]) -> tuple[RowView, ...]:
    """Every row of the comparison, in its own order; *needed* are the chosen persona's features."""
    tiers = tuple(column.tier.key for column in columns)
    place = reference_place(bench, columns)
    question = RowQuestion(
        bench.languages, bench.market.code, bench.context.interval, bench.today, tiers, place
    )
    rows = keep_rows(bench.kept, question, lambda: _table(bench, columns, place))
    return _marked(bench, rows, needed) if needed else rows


def keep_rows(kept: Kept, question: RowQuestion, made: Callable[[], Rows]) -> Rows:
    """The rows that *question* asks for: those *kept*, or else *made*."""
    return kept.once("rows", question, made, most=_MOST_TABLES)


def _marked(bench: Bench, rows: Rows, needed: frozenset[str]) -> Rows:
    """*rows* with the *needed* ones marked: the very same ones for the same needs, while they are kept."""
    answer = bench.kept.once(
        "needed rows",
        (id(rows), needed),
        # Its identity stands for *rows* only as long as they are held.
        lambda: (rows, tuple(replace(row, needed=True) if row.feature in needed else row for row in rows)),
    )
    return answer[1]


def shown_features(bench: Bench) -> list[Feature]:
    """The features that are rows here, in the order of the comparison, else of the category."""
    features = bench.publication.category.features
    chosen = bench.publication.comparison.features
    if not chosen:
        return list(features)
    by_key = {feature.key: feature for feature in features}
    return [by_key[key] for key in chosen if key in by_key]


def _table(bench: Bench, columns: Sequence[Column], place: int | None) -> Rows:
    said = [cells_of(bench, column) for column in columns]
    features = shown_features(bench)
    rows = ([cells.get(one.key) or _not_stated(one.key) for cells in said] for one in features)
    return tuple(_row(bench, cells, feature, place) for feature, cells in zip(features, rows, strict=True))


def _row(bench: Bench, cells: Sequence[Cell], feature: Feature, place: int | None) -> RowView:
    values: list[Value] = [cell.value for cell in cells]
    marks = _marks(bench, feature, values)
    norms = [against_norm(feature, value) for value in values]
    deltas = row_deltas(feature, values, marks, place)
    views = tuple(
        _cell_view(bench, cell, best, delta, norm)
        for cell, best, delta, norm in zip(cells, marks, deltas, norms, strict=True)
    )
    return RowView(
        feature=feature.key,
        label=bench.label(feature.label),
        help=bench.optional_label(feature.help),
        unit=feature.unit,
        cells=views,
        differs=len(cells) > 1 and cells_differ(cells, bench.today),
        needed=False,
        norm=usual(bench, feature),
        long=is_long(views),
        lang=other_language(feature.label, bench.languages),
    )


def _marks(bench: Bench, feature: Feature, values: Sequence[Value]) -> list[Message | None]:
    """The word for the best at the values that are it, unless they are more than half."""
    best = best_in_row(values, feature.direction)
    if not best or 2 * len(best) > len(values):
        return [None] * len(values)
    word = bench.optional_label(feature.best)
    mark = say("cell.best_word", word=word) if word else say("cell.best")
    return [mark if index in best else None for index in range(len(values))]


def cells_of(bench: Bench, column: Column) -> Mapping[str, Cell]:
    """What the product of *column* says, by feature; of two cells the first counts."""
    product = column.product
    return bench.kept.once(
        "cells",
        product.key,
        lambda: {cell.feature: cell for cell in reversed(product.cells)},
        most=MOST_TIERS,
    )


def cell_of(bench: Bench, column: Column, feature: str) -> Cell:
    """What the product of *column* says of *feature*: what it leaves out is not stated."""
    return cells_of(bench, column).get(feature) or _not_stated(feature)


def _not_stated(feature: str) -> Cell:
    return Cell(feature=feature, value=NotStated())


def _cell_view(
    bench: Bench, cell: Cell, best: Message | None, delta: Message | None, norm: Message | None
) -> CellView:
    value = cell.value
    state: State = ("yes" if value.yes else "no") if isinstance(value, YesNo) else _STATES[type(value)]
    return CellView(
        state=state,
        text=value_words(bench, value),
        note=bench.optional_label(cell.note),
        best=best,
        delta=delta,
        against_norm=norm,
        evidence=claim_basis(bench, cell),
        lang=value_language(bench, value),
        note_lang=other_language(cell.note, bench.languages) if cell.note else None,
    )


def value_language(bench: Bench, value: Value) -> str | None:
    """That of the merchant's words in *value*, where it is not the reader's."""
    texts = value.items if isinstance(value, Listing) else [value.text] if isinstance(value, Words) else []
    return one_other_language(texts, bench.languages)


def value_words(bench: Bench, value: Value) -> Message:
    """The value in words: never empty, never a bare dash."""
    if isinstance(value, YesNo):
        return say("cell.yes" if value.yes else "cell.no")
    if isinstance(value, Extra):
        return _extra_words(bench, value.add_on)
    if isinstance(value, Words | Listing):
        return _text_words(bench, value)
    return _limit_words(value)


def _text_words(bench: Bench, value: Words | Listing) -> Message:
    if isinstance(value, Words):
        return say("cell.text", value=bench.label(value.text))
    return say("page.commas", items=tuple(bench.label(item) for item in value.items))


def _limit_words(value: Number | Unlimited | NotStated | NotApplicable) -> Message:
    match value:
        case Number():
            return say("cell.text", value=_quantified(value))
        case Unlimited(fair_use=Number()):
            # Whether it slows down or ends past that depends on the unit, which `words` knows.
            return say("cell.text", value=value)
        case Unlimited():
            return say("cell.unlimited")
        case NotStated():
            return say("cell.not_stated")
        case NotApplicable():
            return say("cell.not_applicable")


def _quantified(number: Number) -> Quantified:
    return Quantified(amount=number.amount, unit=number.unit or "")


def _extra_words(bench: Bench, key: str) -> Message:
    add_on = add_on_named(bench, key)
    prices = [one for one in add_on.prices if bench.is_sold_here(one)] if add_on else []
    prices.sort(key=lambda one: one.interval != bench.context.interval)
    if not prices or prices[0].status == "on_request":
        return say("cell.extra_on_request")
    words = _simple_price(prices[0])
    return say("cell.extra", price=words) if words else say("cell.extra_plain")


def _simple_price(price: Price) -> Message | None:
    """The price of an add-on in one figure, where it has one."""
    if len(price.components) != 1:
        return None
    amount = price.components[0].amount
    if not isinstance(amount, Flat | PerUnit):
        return None
    return per_interval(rounded_text(amount.value, price.currency), price.interval)


def claim_basis(bench: Bench, cell: Cell) -> Message | None:
    """What a transparency claim rests on; past its date it is the seller's own statement again."""
    if not cell.claim or isinstance(cell.value, NotStated | NotApplicable):
        return None
    if isinstance(cell.value, YesNo) and not cell.value.yes:
        return None
    if cell.evidence is None:
        return say("evidence.own_statement")
    until = bench.day(cell.evidence.valid_to)
    if until < bench.today:
        return say("evidence.expired", date=until)
    return say("evidence.checked", body=cell.evidence.body, number=cell.evidence.number, date=until)
