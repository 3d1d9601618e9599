"""Goods as records: a product for each, a category for each kind of them, and comparisons.

Source: docs/importing.md, "What becomes what". The file is walked once and never held: products are put
aside, packed, until the rows of their categories and the currency of their prices are known.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

from msgspec.structs import replace

from ...core.bounds import LINE, LONG, MOST_TIERS, SHORT
from ...core.catalogue import Cell, Comparison, Product, Tier
from ...core.messages import Message, say
from ...core.values import Listing, Number, Value, Words, YesNo
from ..store import AnyRecord
from .decency import Decency
from .faults import Faults
from .goods import Fact, Good
from .goods_drafts import Drafts
from .goods_prices import currency_and_market, placed, prices_of
from .goods_survey import FoundCategory, FoundRow, Survey
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
    faults, decency = Faults(), Decency(file.name)
    survey = Survey(comparison=wishes.comparison, fallback=slug(_stem(file), fallback="goods"))
    writer = _Writer(file, wishes, survey, walk)
    with walk(faults) as goods:
        for good in faults.each(goods, decency.of):
            writer.take(good)
    if not wishes.skip_invalid:
        faults.raise_any()
    currencies = tuple(survey.currencies)
    currency, market = currency_and_market(file, currencies, priced=survey.priced, wishes=wishes)
    return Reading(
        records=_Records(writer, market, currency),
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


class _Records:
    """The records of one file, made anew in each walk, of which there may be several."""

    def __init__(self, writer: "_Writer", market: str, currency: str) -> None:
        self._writer, self._market, self._currency = writer, market, currency

    def __iter__(self) -> Iterator[AnyRecord]:
        return self._writer.records(self._market, self._currency)


class _Writer:
    """Takes the goods of one walk, makes records of them after it, and knows at its end what to say."""

    def __init__(self, file: SourceFile, wishes: Wishes, survey: Survey, walk: Walk) -> None:
        self._file, self._wishes, self._survey, self._walk = file, wishes, survey, walk
        self._drafts = Drafts()
        self._keys: set[str] = set()
        self._tiers: dict[tuple[str, ...], list[Tier]] = {}
        self._cut = self._cut_cells = 0
        self._priceless = 0
        self._typed_sales = 0
        self.compared: list[str] = []
        self.markets: dict[str, None] = {}

    def take(self, good: Good) -> None:
        """Put *good* aside as a product, as far as it is known by now."""
        found = self._survey.saw(good)
        own = slug(good.source_key, fallback="product")
        wished = self._wishes.comparison
        key = unique(joined(wished, own) if wished else own, self._keys)
        if not good.private:
            self._keep_tier(found.path, key, own)
        description = text_of_html(good.description or "").strip()
        product = self._draft(good, found, key, description)
        self._drafts.add(found.number, product)
        self._priceless += not product.prices
        self._typed_sales += any(offer.sale is not None for offer in good.all_offers)
        self._cut += (len(good.name) > SHORT) + (len(description) > LONG)

    def records(self, market: str, currency: str) -> Iterator[AnyRecord]:
        """All records. Prices that name neither are in *market* and in *currency*."""
        categories = list(self._survey.categories.values())
        self._keys.clear()  # Of a million they are 100 MB, and none is made any more.
        self.compared, self._cut_cells = [], 0
        with ExitStack() as stack:
            again = self._again(stack)
            for place, draft in enumerate(self._drafts):
                found = categories[draft.number]
                product = draft.product or self._drafted_again(again, place, found, draft.key)
                made = self._finished(product, found, market, currency)
                self.markets.update((price.market, None) for price in made.prices)
                yield made
        for found in categories:
            yield found.record(self._wishes.language)
            tiers = self._tiers.get(found.path, [])
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
            ("text_cut", self._cut + self._cut_cells),
            ("without_price", self._priceless),
            ("typed_sale", self._typed_sales),
        ):
            if count:
                yield say(f"import.note.{key}", count=count)

    def _again(self, stack: ExitStack) -> Iterator[tuple[int, Good]]:
        """The goods and their places, walked only when asked for one.

        A product that breaks a bound of its own type cannot be unpacked. It is made again, so that
        whoever stores it refuses it and says why.
        """
        faults = Faults()
        goods = stack.enter_context(self._walk(faults))
        yield from enumerate(faults.each(goods, Decency(self._file.name).of))

    def _drafted_again(
        self, again: Iterator[tuple[int, Good]], place: int, found: FoundCategory, key: str
    ) -> Product:
        good = next(good for number, good in again if number == place)
        return self._draft(good, found, key, text_of_html(good.description or "").strip())

    def _draft(self, good: Good, found: FoundCategory, key: str, description: str) -> Product:
        """*good* as a product with the rows that it states, and the prices of `prices_of`."""
        language = self._wishes.language
        return Product(
            key=key,
            name={language: good.name[:SHORT]},
            category=found.key,
            description={language: description[:LONG]} if description else None,
            sku=good.sku[:SHORT] if good.sku else None,
            source_key=good.source_key[:SHORT],
            cells=tuple(self._stated(good, found)),
            prices=prices_of(good),
            stock=good.stock,
            offer=good.address,
            private=good.private,
            arrival=good.arrival,
            rating=good.rating,
            returns=good.returns,
        )

    def _stated(self, good: Good, found: FoundCategory) -> Iterator[Cell]:
        """The cells of the rows that *good* states, of two of one name the first."""
        stated: dict[str, Fact] = {}
        for fact in good.facts:
            stated.setdefault(fact.label, fact)
        for label, fact in stated.items():
            row = found.rows.get(label)
            if row is not None:
                note = {self._wishes.language: fact.note[:LINE]} if fact.note else None
                yield Cell(
                    feature=row.key, value=fact.value, note=note, claim=fact.claim, evidence=fact.evidence
                )

    def _keep_tier(self, path: tuple[str, ...], key: str, own: str) -> None:
        tiers = self._tiers.setdefault(path, [])
        if len(tiers) < MOST_TIERS:
            tiers.append(Tier(key=unique(own, {tier.key for tier in tiers}), product=key))

    def _finished(self, draft: Product, found: FoundCategory, market: str, currency: str) -> Product:
        prices = tuple([placed(price, market, currency) for price in draft.prices])
        stated = {cell.feature: cell for cell in draft.cells}
        cells = tuple([self._cell(row, stated.get(row.key)) for row in found.rows.values()])
        return replace(draft, cells=cells, prices=prices)

    def _cell(self, row: FoundRow, stated: Cell | None) -> Cell:
        if stated is None:
            return row.unstated
        value = self._bounded(_in_kind(stated.value, row, self._wishes.language))
        return stated if value is stated.value else replace(stated, value=value)

    def _bounded(self, value: Value) -> Value:
        """*value* with words of at most the length that a cell may have."""
        if not isinstance(value, Words) or all(len(text) <= LINE for text in value.text.values()):
            return value
        self._cut_cells += 1
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
