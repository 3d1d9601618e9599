"""Goods as records: a product for each, a category for each kind of them, and comparisons.

Source: docs/importing.md, "What becomes what". The file is walked twice and never held: first for
the rows of every category, then for the products.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from ...core.bounds import LINE, LONG, MOST_TIERS, SHORT
from ...core.catalogue import Cell, Comparison, Product, Tier
from ...core.messages import Message, say
from ...core.values import Listing, NotStated, Number, Value, Words, YesNo
from ..store import AnyRecord
from .decency import Decency
from .faults import Faults
from .goods import Fact, Good
from .goods_prices import currency_and_market, prices_of
from .goods_survey import FoundCategory, FoundRow, Survey, category_path, surveyed
from .html_text import text_of_html
from .names import joined, slug, unique
from .reading import Ending, Reading, SourceFile, Wishes

Walk = Callable[[Faults], AbstractContextManager[Iterator[Good]]]
_COMPARED = 2


def reading_of_goods(
    file: SourceFile,
    wishes: Wishes,
    walk: Walk,
    notes: tuple[Message, ...] = (),
    *,
    said_later: Callable[[], tuple[Message, ...]] = tuple,
    states: tuple[str, ...] = ("stock",),
) -> Reading:
    """The records of the goods that *walk* goes through, each time from the beginning.

    Every category with two goods or more becomes a comparison of its first ones. Prices are in the
    wished currency where the file states none. *said_later* answers with further notes once the goods
    were walked, *states* are fields of products that the file states.

    Raises:
        RefusedFile: no currency is stated and none wished, or the file cannot be taken; some of it
            only while the records are walked.
    """
    faults, fallback = Faults(), slug(_stem(file), fallback="goods")
    first, decency = Decency(file.name), Decency(file.name)
    with walk(faults) as goods:
        decent = faults.each(goods, first.of)
        survey = surveyed(decent, comparison=wishes.comparison, fallback=fallback)
    if not wishes.skip_invalid:
        faults.raise_any()
    currency, market = currency_and_market(file, survey.currencies, priced=survey.priced, wishes=wishes)
    writer = _Writer(wishes, survey, market, currency, None if first.all_plain else decency)
    return Reading(
        records=writer.records(walk),
        ending=lambda: Ending(
            comparisons=tuple(writer.compared),
            markets=tuple(writer.markets) or (market,),
            notes=(*notes, *said_later(), *decency.notes, *writer.notes()),
            refusals=tuple(faults.first),
            skipped=faults.count,
        ),
        language=wishes.language,
        partial=True,
        states=states,
        total=survey.goods,
    )


class _Writer:
    """Makes the records in the second walk, and knows at its end what there is to say."""

    def __init__(
        self, wishes: Wishes, survey: Survey, market: str, currency: str, decency: Decency | None
    ) -> None:
        self._wishes, self._survey, self._decency = wishes, survey, decency
        self._market, self._currency = market, currency
        self._keys: set[str] = set()
        self._tiers: dict[tuple[str, ...], list[Tier]] = {}
        self._cut = 0
        self._priceless = 0
        self._typed_sales = 0
        self.compared: list[str] = []
        self.markets: dict[str, None] = {}

    def records(self, walk: Walk) -> Iterator[AnyRecord]:
        with walk(faults := Faults()) as goods:
            decent = faults.each(goods, self._decency.of) if self._decency else goods
            for good in decent:
                yield self._product(good)
        for path, found in self._survey.categories.items():
            yield found.record(self._wishes.language)
            tiers = self._tiers.get(path, [])
            if len(tiers) >= _COMPARED:
                self.compared.append(found.key)
                yield self._comparison(found, tiers)

    def notes(self) -> Iterator[Message]:
        categories = self._survey.categories.values()
        for found in categories:
            if found.goods > MOST_TIERS:
                yield say(
                    "import.note.not_all_compared", category=found.key, count=found.goods, most=MOST_TIERS
                )
            if found.left_out:
                yield say("import.note.rows_left_out", category=found.key, count=found.left_out)
        for key, count in (
            ("text_cut", self._cut),
            ("without_price", self._priceless),
            ("typed_sale", self._typed_sales),
        ):
            if count:
                yield say(f"import.note.{key}", count=count)

    def _product(self, good: Good) -> Product:
        path = category_path(good, self._wishes.comparison)
        found = self._survey.categories[path]
        own = slug(good.source_key, fallback="product")
        key = unique(joined(self._wishes.comparison, own) if self._wishes.comparison else own, self._keys)
        if not good.private:
            self._keep_tier(path, key, own)
        prices = prices_of(good, self._market, self._currency)
        self.markets.update((price.market, None) for price in prices)
        self._priceless += not prices
        self._typed_sales += any(offer.sale is not None for offer in good.all_offers)
        self._cut += len(good.name) > SHORT
        return Product(
            key=key,
            name={self._wishes.language: good.name[:SHORT]},
            category=found.key,
            description=self._description(good),
            sku=good.sku[:SHORT] if good.sku else None,
            source_key=good.source_key[:SHORT],
            cells=self._cells(good, found),
            prices=prices,
            stock=good.stock,
            offer=good.address,
            private=good.private,
            arrival=good.arrival,
            rating=good.rating,
            returns=good.returns,
        )

    def _keep_tier(self, path: tuple[str, ...], key: str, own: str) -> None:
        tiers = self._tiers.setdefault(path, [])
        if len(tiers) < MOST_TIERS:
            tiers.append(Tier(key=unique(own, {tier.key for tier in tiers}), product=key))

    def _description(self, good: Good) -> dict[str, str] | None:
        text = text_of_html(good.description or "").strip()
        self._cut += len(text) > LONG
        return {self._wishes.language: text[:LONG]} if text else None

    def _cells(self, good: Good, found: FoundCategory) -> tuple[Cell, ...]:
        stated: dict[str, Fact] = {}
        for fact in good.facts:
            stated.setdefault(fact.label, fact)
        return tuple(self._cell(row, stated.get(row.label)) for row in found.rows.values())

    def _cell(self, row: FoundRow, fact: Fact | None) -> Cell:
        if fact is None:
            return Cell(feature=row.key, value=NotStated())
        value = self._bounded(_in_kind(fact.value, row, self._wishes.language))
        note = {self._wishes.language: fact.note[:LINE]} if fact.note else None
        return Cell(feature=row.key, value=value, note=note, claim=fact.claim, evidence=fact.evidence)

    def _bounded(self, value: Value) -> Value:
        """*value* with words of at most the length that a cell may have."""
        if not isinstance(value, Words) or all(len(text) <= LINE for text in value.text.values()):
            return value
        self._cut += 1
        return Words(text={language: text[:LINE] for language, text in value.text.items()})

    def _comparison(self, found: FoundCategory, tiers: list[Tier]) -> Comparison:
        return Comparison(
            key=found.key,
            title={self._wishes.language: (found.path[-1] or found.key)[:SHORT]},
            category=found.key,
            tiers=tuple(tiers),
        )


def _in_kind(value: Value, row: FoundRow, language: str) -> Value:
    """*value* as its row says values, where rows of several kinds had to become one of text."""
    if row.kind == "text" and isinstance(value, Number | YesNo | Listing):
        return Words(text={language: _said(value, language)})
    if row.kind == "list" and isinstance(value, Words):
        return Listing(items=(value.text,))
    return value


def _said(value: Number | YesNo | Listing, language: str) -> str:
    if isinstance(value, Number):
        return f"{value.amount} {value.unit or ''}".strip()
    if isinstance(value, Listing):
        return ", ".join(item.get(language, "") for item in value.items)
    return "✓" if value.yes else "–"


def _stem(file: SourceFile) -> str:
    return file.plain_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
