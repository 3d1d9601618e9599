"""Plain tables of products: CSV, a spreadsheet or JSON, with a mapping file or with a guess.

Source: docs/importing.md, "Plain tables".
"""

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as ByName
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from ...core.bounds import WebAddress
from ...core.catalogue import Stock
from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .column_profiles import Profile, decimals_of, profiled
from .delivery_cells import DeliveryColumn
from .faults import Faults
from .goods import Good
from .goods_records import reading_of_goods
from .mapping import LONGEST_NAME, Mapping, check_against, read_mapping
from .mapping_guess import Columns, delivery_columns, guessed_mapping, headed_currency, watched_columns
from .names import joined, slug
from .once import OnlyOnce
from .plain_tables import is_list_of_objects, plain_table
from .reading import Reading, SourceFile, Wishes
from .stated_money import StatedMoney, stated_money
from .table_plan import TablePlan, planned_rows
from .tables import Row, Table, header_of, refused_at, table_of
from .tallies import MOST_NAMED, Tally
from .typed_cells import Manner, money_figure

_FEWEST_COLUMNS = 2
_OUT = frozenset(
    {"out of stock", "sold out", "unavailable", "0", "품절", "일시품절", "ausverkauft", "agotado"}
)
_IN = frozenset({"in stock", "available", "판매중", "재고있음", "auf lager", "en stock"})


def looks_like_a_table(file: SourceFile) -> bool:
    """Whether it is a table at all, or a list of objects; asked when no other format knows the file."""
    if file.plain_name.lower().endswith(".json"):
        return is_list_of_objects(file)
    return len(tuple(filter(None, header_of(file)))) >= _FEWEST_COLUMNS


def check_header(file: SourceFile) -> None:
    """Raise RefusedFile for what makes *file* no table at all."""
    with table_of(file) as table:
        names = tuple(filter(None, table.columns))
    if len(names) < _FEWEST_COLUMNS:
        reason = say("import.reason.one_column", column=names[0][:60])
        raise RefusedFile(file.name, table.header_line, "", reason, say("import.accepted.one_column"))


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*, as the wished mapping says, else as its header and its cells let it be guessed.

    Raises:
        RefusedFile: as `reading_of_goods` does; the mapping is wrong or does not fit the table, or there is
            none and no column can be the name.
    """
    found = understood(file, wishes.mapping, wishes.language)
    repeated = _repeated(file, found.mapping)
    delivery = _delivery(file, found, wishes.currency or found.mapping.currency)
    tallies = [Tally()]

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        tallies.append(Tally())
        with plain_table(file) as table:
            walker = _Walker(file.name, found, repeated, delivery, tallies[-1])
            yield faults.each(table.rows, walker.good)

    states = ("stock",) if found.mapping.stock else ()
    wished = msgspec.structs.replace(wishes, currency=wishes.currency or found.mapping.currency)
    return reading_of_goods(
        file, wished, walk, found.notes, said_later=lambda: tallies[-1].notes, states=states
    )


class Understood(NamedTuple):
    """A table as it was understood: what its columns mean and how each row is read."""

    mapping: Mapping
    plan: TablePlan
    manner: Manner
    notes: tuple[Message, ...]
    profiles: ByName[str, Profile] = {}


def understood(
    file: SourceFile, mapping_file: SourceFile | None, language: str, *, proposing: bool = False
) -> Understood:
    """What the columns of *file* mean; *proposing* guesses where a wrong guess would harm an import.

    Raises:
        RefusedFile: as `read` does.
    """
    mapping = read_mapping(mapping_file) if mapping_file else None
    with plain_table(file) as table:
        columns, notes = table.columns, table.notes
        _check_names(table)
        decimal = (mapping.decimal if mapping else None) or decimals_of(table.rows)
    if mapping and mapping_file:
        check_against(mapping, mapping_file.name, columns)
    words = (mapping.yes, mapping.no, mapping.missing) if mapping else ((), (), ())
    manner = Manner.of(decimal, *words)
    with plain_table(file) as table:
        profiles = profiled(table.rows, columns, manner, watched_columns(columns), delivery_columns(columns))
        notes = (*notes, *_left_out(table))
    if mapping is None:
        mapping = guessed_mapping(file.name, Columns(columns, profiles), decimal, proposing=proposing)
        notes = (*notes, *_guessed(mapping))
    plan = TablePlan(file.name, planned_rows(mapping, columns, profiles, language), manner, language)
    return Understood(mapping, plan, manner, notes, profiles)


def _check_names(table: Table) -> None:
    """Raise RefusedFile for a name that no mapping could hold."""
    longest = max(table.columns, key=len, default="")
    if len(longest) > LONGEST_NAME:
        reason = say("import.reason.column_too_long", most=LONGEST_NAME)
        raise RefusedFile(table.file, table.header_line, longest[:60], reason, say("import.accepted.header"))


def _left_out(table: Table) -> Iterator[Message]:
    """That columns hold something and have no name, once the rows of *table* were walked."""
    if table.unnamed:
        places = tuple(map(str, sorted(table.unnamed)[:MOST_NAMED]))
        yield say("import.note.unnamed_columns", names=places, count=len(table.unnamed))


def _guessed(mapping: Mapping) -> Iterator[Message]:
    price = mapping.price or "–"
    yield say("import.note.guessed_mapping", name=" + ".join(mapping.names), price=price)
    if mapping.delivery:
        yield say("import.note.guessed_delivery", column=mapping.delivery[:60])


def _repeated(file: SourceFile, mapping: Mapping) -> frozenset[int]:
    """The names that are there more than once, as their hashes; none where a key tells rows apart."""
    if mapping.keys:
        return frozenset()
    seen: set[int] = set()
    repeated: set[int] = set()
    with plain_table(file) as table:
        for row in table.rows:
            place = hash(slug(_joined(row, mapping.names), fallback="product"))
            (repeated if place in seen else seen).add(place)
    return frozenset(repeated)


def _delivery(file: SourceFile, found: Understood, currency: str | None) -> DeliveryColumn | None:
    """The column of delivery, beside prices in *currency* where they name none."""
    column, price = found.mapping.delivery, found.mapping.price
    if column is None:
        return None
    currencies = {currency} if currency else set()
    if currency is None and price is not None:
        with plain_table(file) as table:
            stated = (stated_money(money_figure(row.get(price), found.manner)) for row in table.rows)
            currencies = {money.currency for money in stated if money and money.currency}
    return DeliveryColumn(file.name, column, found.manner, headed_currency(column), frozenset(currencies))


class _Walker:
    """Makes a good of every row."""

    def __init__(
        self,
        file: str,
        found: Understood,
        repeated: frozenset[int],
        delivery: DeliveryColumn | None,
        tally: Tally,
    ) -> None:
        self._file, self._mapping, self._delivery = file, found.mapping, delivery
        self._plan, self._manner = found.plan, found.manner
        self._repeated, self._tally = repeated, tally
        self._once = OnlyOnce(file)

    def good(self, row: Row) -> Good:
        mapping = self._mapping
        name = _joined(row, mapping.names)
        if not name:
            reason = say("import.reason.no_key")
            raise refused_at(self._file, row.line, mapping.names[0], reason, say("import.accepted.no_key"))
        money = self._money(row)
        category = self._text(row, mapping.category) or mapping.title
        return Good(
            line=row.line,
            source_key=self._key(row, name),
            name=name,
            category=(category,) if category else (),
            description=self._text(row, mapping.description),
            facts=tuple(self._plan.facts(row, self._tally)),
            amount=money.amount if money else None,
            currency=money.currency if money else None,
            interval=mapping.interval,
            tax=mapping.tax,
            charges=self._delivery.charges(row, money, mapping.interval, self._tally)
            if self._delivery
            else (),
            sku=self._text(row, mapping.sku),
            address=self._address(row),
            stock=self._stock(row),
        )

    def _text(self, row: Row, column: str | None) -> str | None:
        text = row.get(column) if column else ""
        return None if self._manner.is_missing(text) else text

    def _key(self, row: Row, name: str) -> str:
        """What tells the row from all others.

        A name that is there more than once gets a few letters made of all else that the row says but
        price, delivery and stock, so that its key stays when rows move and prices change.
        """
        if self._mapping.keys:
            return self._once.take(row, self._mapping.keys[0], _joined(row, self._mapping.keys))
        own = slug(name, fallback="product")
        if hash(own) not in self._repeated:
            return own
        said = "\x1f".join((name, *(row.get(planned.column) for planned in self._plan.rows)))
        return joined(own, hashlib.blake2b(said.encode(), digest_size=4).hexdigest())

    def _money(self, row: Row) -> StatedMoney | None:
        text = self._text(row, self._mapping.price)
        if text is None or self._mapping.price is None:
            return None
        money = stated_money(money_figure(text, self._manner))
        if money is None:
            reason = say("import.reason.no_amount", text=text[:60])
            raise refused_at(self._file, row.line, self._mapping.price, reason, say("import.accepted.amount"))
        if money.amount == "0" and self._mapping.zero_price == "not_stated":
            return None
        return money._replace(currency=money.currency or self._mapping.currency)

    def _address(self, row: Row) -> str | None:
        text = self._text(row, self._mapping.address)
        try:
            return msgspec.convert(text, WebAddress) if text else None
        except msgspec.ValidationError:
            self._tally.count("addresses_left_out")
            return None

    def _stock(self, row: Row) -> Stock:
        text = self._text(row, self._mapping.stock)
        if text is None or self._mapping.stock is None:
            return Stock()
        truth = self._manner.truth(text)
        if text.casefold() in _OUT or (truth and not truth.yes):
            return Stock(state="sold_out")
        if truth or text.casefold() in _IN:
            return Stock()
        left = self._manner.plain(text)
        if left is None or not left.isdigit() or len(left) > 9:
            reason = say("import.reason.no_stock", text=text[:60])
            raise refused_at(
                self._file, row.line, self._mapping.stock, reason, say("import.accepted.no_stock")
            )
        return Stock(left=int(left)) if int(left) else Stock(state="sold_out")


def _joined(row: Row, columns: tuple[str, ...]) -> str:
    return " ".join(filter(None, (row.get(column) for column in columns)))
