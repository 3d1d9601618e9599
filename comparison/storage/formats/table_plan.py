"""How each row of a plain table is read: by its mapping, and by its own cells where that says nothing."""

from collections.abc import Iterator
from collections.abc import Mapping as ByName
from typing import NamedTuple

import msgspec

from ...core.bounds import SHORT
from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.values import NotStated, Number, ValueKind, Words
from .column_profiles import Profile
from .goods import Fact, RowTraits
from .mapping import Mapping, RowMapping, Texts
from .mapping_guess import guessed_row, heading_of
from .tables import Row, refused_at
from .tallies import Tally
from .typed_cells import Manner, Stated, listing, product_of


class PlannedRow(NamedTuple):
    """One row of the comparison: from which column, under which label, read how."""

    column: str
    label: str
    shape: RowMapping
    kind: ValueKind | None
    unit: str | None
    traits: RowTraits


class TablePlan:
    """All rows of one table. *language* is that of labels which name none."""

    def __init__(self, file: str, rows: tuple[PlannedRow, ...], manner: Manner, language: str) -> None:
        self.rows = rows
        self._file, self._manner, self._language = file, manner, language

    def facts(self, row: Row, tally: Tally) -> Iterator[Fact]:
        """What *row* states. A cell with fewer parts than its row takes states nothing; it is kept as a
        note, and counted.

        Raises:
            RefusedFile: a cell cannot be read as its row is.
        """
        for planned in self.rows:
            text = row.get(planned.column)
            if self._manner.is_missing(text):
                continue
            stated = self._stated(row, planned, text, tally)
            yield Fact(
                label=planned.label,
                value=stated.value,
                key=planned.shape.key,
                group=planned.shape.group,
                note=stated.note,
                traits=planned.traits,
            )

    def _stated(self, row: Row, planned: PlannedRow, text: str, tally: Tally) -> Stated:
        shape = planned.shape
        parts = [part.strip() for part in text.split(shape.split)] if shape.split else [text]
        written = shape.written(parts) if shape.text else None
        if (shape.text and written is None) or (shape.part or 1) > len(parts):
            tally.count("too_few_parts")
            return Stated(NotStated(), text)
        if shape.total:
            return self._total(row, planned, parts, written)
        one = parts[shape.part - 1] if shape.part else text
        return self._typed(row, planned, one, parts, written)

    def _typed(
        self, row: Row, planned: PlannedRow, text: str, parts: list[str], written: str | None
    ) -> Stated:
        """The cell's *text*, or one of its *parts*, in the kind of its row."""
        if planned.kind == "list":
            return Stated(listing(filter(None, parts), self._language), written)
        if planned.kind == "yes_no":
            truth = self._manner.truth(text)
            if truth is None:
                raise self._misfit(row, planned, "no_truth", text)
            return Stated(truth, written)
        if planned.kind == "text":
            return Stated(Words(text={self._language: written or text}))
        number = self._manner.number(text, planned.unit, planned.shape.direction)
        if number is None and planned.kind is None:
            return Stated(Words(text={self._language: text}), written)
        if number is None:
            raise self._misfit(row, planned, "no_number", text)
        return number._replace(note=written or number.note)

    def _total(self, row: Row, planned: PlannedRow, parts: list[str], written: str | None) -> Stated:
        factors = [number for part in parts if (number := self._manner.plain(part, measured=True))]
        total = product_of(factors) if len(factors) == len(parts) else None
        if total is None:
            raise self._misfit(row, planned, "no_number", " ".join(parts))
        note = written or (" × ".join(parts) if len(parts) > 1 else None)
        return Stated(Number(amount=total, unit=planned.unit), note)

    def _misfit(self, row: Row, planned: PlannedRow, fault: str, text: str) -> RefusedFile:
        reason = say(f"import.reason.{fault}", text=text[:60])
        return refused_at(self._file, row.line, planned.column, reason, _ACCEPTED[fault])


_ACCEPTED = {
    "no_number": say("import.accepted.cell_number"),
    "no_truth": say("import.accepted.no_truth"),
}


def planned_rows(
    mapping: Mapping, columns: tuple[str, ...], profiles: ByName[str, Profile], language: str
) -> tuple[PlannedRow, ...]:
    """The rows of the table in the order of its columns; a label that is taken gets its column beside it."""
    rows: list[PlannedRow] = []
    labels: set[str] = set()
    for column in columns:
        for shape in _shapes(mapping, column, profiles):
            row = _planned(column, shape, profiles.get(column.casefold()), language)
            if row.label in labels:
                row = _relabelled(
                    row, column if column not in labels else f"{row.label} ({column})", language
                )
            labels.add(row.label)
            rows.append(row)
    return tuple(rows)


def _relabelled(row: PlannedRow, label: str, language: str) -> PlannedRow:
    labels = {**row.traits.labels, language: label[:SHORT]}
    return row._replace(label=label[:SHORT], traits=msgspec.structs.replace(row.traits, labels=labels))


def _shapes(mapping: Mapping, column: str, profiles: ByName[str, Profile]) -> tuple[RowMapping, ...]:
    stated = mapping.rows_of(column)
    if stated is not None:
        return tuple(shape for shape in stated if not shape.ignore)
    if mapping.brand and column.casefold() == mapping.brand.casefold():
        return (RowMapping(label="Brand", key="brand", kind="text"),)
    left = mapping.others == "ignore" or not column or column.casefold() in mapping.taken
    return () if left else (guessed_row(column, profiles[column.casefold()]),)


def _planned(column: str, shape: RowMapping, profile: Profile | None, language: str) -> PlannedRow:
    heading = heading_of(column)
    labels = _by_language(shape.label, language) or {language: heading.label}
    kind = shape.stated_kind or (profile.kind if profile and not shape.split else None)
    unit = shape.unit or ((heading.unit or (profile.unit if profile else None)) if kind == "number" else None)
    label = labels.get(language) or next(iter(labels.values()))
    traits = RowTraits(
        labels=labels, help=_by_language(shape.help, language), unit=unit, direction=shape.direction
    )
    return PlannedRow(column, label, shape, kind, unit, traits)


def _by_language(texts: Texts | None, language: str) -> dict[str, str]:
    if texts is None:
        return {}
    return {language: texts} if isinstance(texts, str) else dict(texts)
