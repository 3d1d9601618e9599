"""Reviews as CSV, a spreadsheet or JSON: grades on any scale, days in any form, each review once.

Source: docs/importing.md, "Reviews". The file is walked three times in a stream: for its scale, the order of
its dates and the products it names; for what is wrong with it; and to be stored.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from ...core.bounds import LONG, SHORT
from ...core.errors import RefusedFile
from ...core.messages import Message, say
from ..reviews import Knowledge, Review, ReviewBatch, folded
from .cells import NO, YES
from .columns import LeftOut
from .faults import Faults
from .html_text import text_of_html
from .plain_tables import is_list_of_objects, plain_table
from .pricing2yaml import MARKETS_OF_CURRENCIES
from .reading import Ending, Reading, SourceFile, Wishes
from .review_cells import DateEvidence, DateOrder, day_in, grade_in, scale_for
from .review_columns import ReviewColumns, columns_of, found_columns, is_known, rating_code
from .tables import Row, header_of, refused_at
from .tallies import Tally

_TAG = re.compile(r"<(?:br|p|div|span|b|i|em|strong|a|ul|li)\b", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WORST = 1


def looks_like_reviews(file: SourceFile) -> bool:
    """Whether the columns are those of reviews: a rating, a text and a product."""
    if not file.plain_name.lower().endswith(".json"):
        return found_columns(header_of(file)) is not None
    if not is_list_of_objects(file):
        return False
    try:
        with plain_table(file) as table:
            return found_columns(table.columns) is not None
    except RefusedFile:
        return False


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The reviews of *file*.

    Raises:
        RefusedFile: a grade, a day or a product is missing or none, unless such rows are to be left out;
            or the columns cannot be told.
    """
    found = _surveyed(file, wishes)
    faults, tally = Faults(), Tally()
    with plain_table(file) as table:
        for _ in faults.each(found.rows(table.rows), _Reader(file.name, found, Tally()).review):
            pass
    if not wishes.skip_invalid:
        faults.raise_any()

    def each() -> Iterator[Review]:
        with _walked(file, found, tally) as reviews:
            yield from reviews

    market = wishes.market or MARKETS_OF_CURRENCIES.get(wishes.currency or "")
    return Reading(
        records=(),
        markets=(market,) if market else (),
        reviews=ReviewBatch(wanted=found.wanted, each=each()),
        language=wishes.language,
        notes=found.notes,
        ending=lambda: Ending(notes=tally.notes, refusals=tuple(faults.first), skipped=faults.count),
    )


@contextmanager
def _walked(file: SourceFile, found: "_Survey", tally: Tally) -> Iterator[Iterator[Review]]:
    with plain_table(file) as table:
        reader = _Reader(file.name, found, tally)
        every = Faults().each(found.rows(table.rows), reader.review)
        yield (review for review in every if review is not None)


class _Survey(NamedTuple):
    """What a whole file says before any of its rows is read."""

    columns: ReviewColumns
    scale: int | None
    order: DateOrder
    wanted: frozenset[str]
    notes: tuple[Message, ...]
    code_column: str | None
    code: str
    language: str

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows that say the rating of a whole product, and not of one side of it."""
        if self.code_column is None:
            return rows
        column, code = self.code_column, self.code
        return (row for row in rows if row.get(column) == code)


def _surveyed(file: SourceFile, wishes: Wishes) -> _Survey:
    with plain_table(file) as table:
        columns = columns_of(table.columns, file, wishes.mapping)
        left_out = LeftOut(table.columns, lambda column: is_known(column, columns))
        evidence = _Evidence(columns, rating_code(table.columns))
        for row in left_out.watched(table.rows):
            evidence.saw(row)
        scale = columns.scale or scale_for(evidence.highest)
        order = evidence.order(wishes.language)
        notes = (*table.notes, *left_out.notes, *evidence.notes(scale, order))
    return _Survey(
        columns=columns,
        scale=scale,
        order=order,
        wanted=frozenset(evidence.wanted),
        notes=notes,
        code_column=evidence.code_column,
        code=evidence.code,
        language=wishes.language,
    )


class _Evidence:
    """What is gathered in the first walk."""

    def __init__(self, columns: ReviewColumns, code_column: str | None) -> None:
        self._columns = columns
        self.code_column, self.code = code_column, ""
        self.highest = Decimal()
        self.bare = False
        self.wanted: set[str] = set()
        self._dates = DateEvidence()
        self._others = 0

    def saw(self, row: Row) -> None:
        """Take note of one more row."""
        self.wanted.update(folded(row.get(name)) for name in self._columns.products)
        if self.code_column:
            self.code = self.code or row.get(self.code_column)
            self._others += row.get(self.code_column) != self.code
        grade = grade_in(row.get(self._columns.rating))
        if grade is not None and grade.scale is None:
            self.bare = True
            self.highest = max(self.highest, Decimal(grade.grade))
        self._dates.saw(row.get(self._columns.date or ""))

    def order(self, language: str) -> DateOrder:
        """The order of its dates in bare figures."""
        return self._columns.dates or self._dates.order(language)

    def notes(self, scale: int | None, order: DateOrder) -> Iterator[Message]:
        """What was chosen where the file does not say, and what was left out."""
        if self._others:
            yield say("import.note.other_ratings", count=self._others)
        if scale and self.bare and self._columns.scale is None:
            yield say("import.note.scale", scale=scale)
        if self._dates.is_doubtful and self._columns.dates is None:
            yield say(f"import.note.dates_{order}")


class _Reader:
    """Makes a review of every row, and None of one that says what an earlier one says."""

    def __init__(self, file: str, found: _Survey, tally: Tally) -> None:
        self._file, self._found, self._columns, self._tally = file, found, found.columns, tally
        self._seen: dict[bytes, bytes] = {}

    def review(self, row: Row) -> Review | None:
        references = tuple(filter(None, (row.get(name) for name in self._columns.products)))
        if not references:
            raise self._refused(row, self._columns.products[0], "no_reviewed_product")
        grade, scale = self._grade(row)
        review = Review(
            id="",
            references=tuple(reference[:SHORT] for reference in references),
            grade=grade,
            scale=scale,
            day=self._day(row),
            title=self._text(row, self._columns.title, SHORT),
            text=self._text(row, self._columns.text, LONG),
            author=self._text(row, self._columns.author, SHORT),
            language=self._text(row, self._columns.language, 35) or self._found.language,
            verified=_knowledge(row.get(self._columns.verified or "")) or self._columns.knows or "",
        )
        return self._once(row, review)

    def _once(self, row: Row, review: Review) -> Review | None:
        """*review* with its id; None where all of it was there before.

        Raises:
            RefusedFile: another review of the file has its id.
        """
        said = _digest(*(str(getattr(review, name)) for name in Review.__struct_fields__[1:]))
        own = row.get(self._columns.id or "")
        identity = _digest("id", review.references[0], own) if own else said
        known = self._seen.get(identity)
        if known is None:
            self._seen[identity] = said
            return replace(review, id=identity.hex())
        if known != said:
            raise self._refused(row, self._columns.id or "", "review_twice", name=own[:60])
        self._tally.count("duplicate_reviews")
        return None

    def _grade(self, row: Row) -> tuple[str, int]:
        found = grade_in(row.get(self._columns.rating))
        scale = (found.scale or self._found.scale) if found else None
        if found is None or scale is None or not _WORST <= Decimal(found.grade) <= scale or scale > 100:
            raise self._refused(
                row, self._columns.rating, "no_grade", text=row.get(self._columns.rating)[:60]
            )
        return found.grade, scale

    def _day(self, row: Row) -> str:
        text = row.get(self._columns.date or "")
        day = day_in(text, self._found.order) if text else ""
        if day is None:
            raise self._refused(row, self._columns.date or "", "cell_no_date", text=text[:60])
        return day

    def _text(self, row: Row, column: str | None, most: int) -> str:
        text = row.get(column or "")
        if _CONTROLS.search(text):
            raise self._refused(row, column or "", "control_character")
        plain = text_of_html(text) if _TAG.search(text) else text
        self._tally.count("text_cut", int(len(plain) > most))
        return plain[:most]

    def _refused(self, row: Row, column: str, fault: str, **facts: object) -> RefusedFile:
        reason = say(f"import.reason.{fault}", **facts)
        return refused_at(self._file, row.line, column, reason, _ACCEPTED[fault])


_ACCEPTED = {
    "no_reviewed_product": say("import.accepted.no_reviewed_product"),
    "no_grade": say("import.accepted.no_grade"),
    "cell_no_date": say("import.accepted.review_date"),
    "control_character": say("accepted.printable"),
    "review_twice": say("import.accepted.review_twice"),
}


def _knowledge(text: str) -> Knowledge:
    word = text.casefold()
    if word in YES or word == "1" or word.startswith("verified"):
        return "purchase"
    if word == "account":
        return "account"
    return "not_verified" if word in NO or word in {"0", "not verified", "unverified"} else ""


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).digest()
