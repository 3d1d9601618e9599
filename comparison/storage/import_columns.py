"""What the columns of a plain table mean to a shop: as somebody said, as was said of the same header before,
or as it seems."""

import hashlib
from collections.abc import Mapping as ByName
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Category, Comparison, Feature
from ..core.errors import RefusedFile
from .formats.doubts import Watched, doubts_of
from .formats.mapping import Mapping as ColumnMapping
from .formats.mapping import RowMapping, RowMappings
from .formats.mapping_guess import heading_of
from .formats.names import slug, unique
from .formats.plain_tables import plain_table
from .formats.source_file import SourceFile
from .formats.spec_tables import Understood, understood
from .import_answers import ImportWishes, Looked
from .row_names import ListedRow, fit, is_another, row_names, worded_unit
from .store import Store


def header_digest(columns: tuple[str, ...]) -> str:
    """What a header is known by: its names without regard to case, in their order."""
    return hashlib.blake2b("\x1f".join(columns).casefold().encode(), digest_size=16).hexdigest()


def columns_of(file: SourceFile) -> tuple[str, ...]:
    """The names of the columns of a plain table."""
    with plain_table(file) as table:
        return tuple(filter(None, table.columns))


def columns_found(store: Store, shop: str, file: SourceFile, wishes: ImportWishes, looked: Looked) -> Looked:
    """What the columns mean: as was said, as was said of the same header before, or as it seems."""
    kept = wishes.mapping or _remembered(store, shop, columns_of(file))
    said = SourceFile(name="mapping.json", raw=msgspec.json.encode(kept)) if kept else None
    try:
        found = understood(file, said, wishes.language, proposing=True)
    except RefusedFile:
        if wishes.mapping or kept is None:
            raise
        return _guessed(store, shop, file, wishes, looked)
    with plain_table(file) as table:
        watched = Watched(table.rows, table.columns, found.manner)
    known = _placed(found, _features(store, shop, wishes.into))
    doubts = doubts_of(known.mapping, watched, found.profiles, known.supposed)
    return replace(
        looked,
        is_table=True,
        columns=watched.columns,
        mapping=known.mapping if kept else _titled(known.mapping, wishes),
        remembered=kept is not None and wishes.mapping is None,
        doubts=tuple(one for one in doubts if one.column in known.supposed) if kept else doubts,
    )


def _guessed(store: Store, shop: str, file: SourceFile, wishes: ImportWishes, looked: Looked) -> Looked:
    """As `columns_found`, where what was remembered fits no more."""
    found = understood(file, None, wishes.language, proposing=True)
    with plain_table(file) as table:
        watched = Watched(table.rows, table.columns, found.manner)
    known = _placed(found, _features(store, shop, wishes.into))
    return replace(looked, is_table=True, columns=watched.columns, mapping=_titled(known.mapping, wishes))


def _remembered(store: Store, shop: str, columns: tuple[str, ...]) -> ColumnMapping | None:
    kept = store.kept_mapping(shop, header_digest(columns))
    try:
        # A header is known without regard to case; the page knows its columns as this file has them.
        return msgspec.json.decode(kept, type=ColumnMapping).spelled_as(columns) if kept else None
    except msgspec.MsgspecError:
        return None


def _titled(mapping: ColumnMapping, wishes: ImportWishes) -> ColumnMapping:
    if mapping.category or wishes.into or not wishes.title:
        return mapping
    return replace(mapping, title=wishes.title)


def _features(store: Store, shop: str, into: str) -> tuple[Feature, ...]:
    """The rows that the comparison *into* has already."""
    stored = store.get(shop, "comparison", into) if into else None
    if stored is None or not isinstance(stored.record, Comparison):
        return ()
    category = store.get(shop, "category", stored.record.category)
    return category.record.features if category and isinstance(category.record, Category) else ()


class Known(NamedTuple):
    """A mapping in which columns are rows that are there, the units that bare columns may be in, and the
    columns that are rows of their own."""

    mapping: ColumnMapping
    supposed: ByName[str, str]
    apart: ByName[str, ListedRow]


def _placed(found: Understood, features: tuple[Feature, ...]) -> Known:
    """As `known_rows`, where no other column gets the key of a row by chance."""
    known = known_rows(_freed(found, features), features)
    return known._replace(mapping=_apart(known.mapping, known.apart, features))


def _freed(found: Understood, features: tuple[Feature, ...]) -> Understood:
    """*found* without the keys of rows that measure something else here: what is remembered of a header was
    said when it went to another comparison."""
    there = {feature.key: feature for feature in features}
    freed = {
        column: replace(row, key=None)
        for column, row in found.mapping.columns.items()
        if isinstance(row, RowMapping) and not row.ignore and row.key in there
        if fit(_listed(column, row, found), there[row.key]) is None
    }
    return found._replace(mapping=replace(found.mapping, columns={**found.mapping.columns, **freed}))


def known_rows(found: Understood, features: tuple[Feature, ...]) -> Known:
    """What was understood, with columns that evidently are one of *features* as that row.

    A column that is called as a row is in the row's unit where it states none; one that only kits know for
    the row stays apart until somebody says its unit. Both are asked about.
    """
    rows = {
        column: row
        for column, row in found.mapping.columns.items()
        if features and isinstance(row, RowMapping) and not row.ignore and row.key is None
    }
    listed = {column: _listed(column, row, found) for column, row in rows.items()}
    left = [feature for feature in features if feature.key not in _keys_of(found.mapping)]
    met = row_names().meetings(listed, left) if rows else {}
    sure = {column: one for column, one in met.items() if one.by_name or one.certainty == "same"}
    meant: dict[str, RowMappings] = {
        column: _as_row(row, sure[column].feature, listed[column]) if column in sure else row
        for column, row in rows.items()
    }
    mapping = replace(found.mapping, columns={**found.mapping.columns, **meant})
    asked = {column: one.feature.unit for column, one in met.items() if one.certainty == "unit"}
    supposed = {column: unit for column, unit in asked.items() if unit}
    return Known(mapping, supposed, {column: one for column, one in listed.items() if column not in sure})


def _listed(column: str, row: RowMapping, found: Understood) -> ListedRow:
    """*column* as its name, what was said of it, and its cells describe it."""
    profile, heading, said = found.profiles[column.casefold()], heading_of(column), _label_of(row, column)
    kind = row.stated_kind or profile.kind
    worded = worded_unit(column) if heading.unit is None and kind == "number" else None
    unit = row.unit or heading.unit or (worded[1] if worded else None)
    own = (heading.label, column, *(worded[:1] if worded else ()))
    return ListedRow(
        names=own if said in own else (said,),
        kind=kind,
        units=profile.units | ({unit} if unit else set()),
        bare=unit is None and not profile.is_measured,
    )


def _label_of(row: RowMapping, column: str) -> str:
    labels = (row.label,) if isinstance(row.label, str) else (row.label or {}).values()
    return next(iter(labels), column)


def _apart(
    mapping: ColumnMapping, listed: ByName[str, ListedRow], features: tuple[Feature, ...]
) -> ColumnMapping:
    """*mapping* in which no column of *listed* gets the key of one of *features* by chance."""
    known = {feature.key: feature for feature in features}
    met, rows = _keys_of(mapping), dict(mapping.columns)
    taken = met.union(known)
    for column, one in listed.items():
        row = rows[column]
        own = slug(one.names[0], fallback="")
        by_chance = not own or (own in known and (own in met or is_another(one, known[own])))
        if by_chance and isinstance(row, RowMapping):
            rows[column] = replace(row, key=unique(own or "row", taken))
    return replace(mapping, columns=rows)


def _keys_of(mapping: ColumnMapping) -> set[str]:
    return {row.key for row in mapping.columns.values() if isinstance(row, RowMapping) and row.key}


def _as_row(row: RowMapping, feature: Feature, listed: ListedRow) -> RowMapping:
    """Where the cells are numbers, or what else the row holds, they are of its kind."""
    fits = feature.kind in {row.kind, "text"}
    number = feature.kind == "number"
    stated = next(iter(listed.units), None) if not listed.bare and len(listed.units) == 1 else None
    return replace(
        row,
        key=feature.key,
        label={language: text[:200] for language, text in feature.label.items()},
        kind=feature.kind if fits else row.kind,
        unit=(row.unit or stated or feature.unit) if number else row.unit,
        direction=feature.direction if number else "none",
    )
