"""What the columns of a plain table mean to a shop: as somebody said, as was said of the same header before,
or as it seems."""

import hashlib

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Category, Comparison, Feature
from ..core.errors import RefusedFile
from .formats.doubts import Watched, doubts_of
from .formats.mapping import Mapping as ColumnMapping
from .formats.mapping import RowMapping
from .formats.mapping_guess import heading_of
from .formats.plain_tables import plain_table
from .formats.source_file import SourceFile
from .formats.spec_tables import understood
from .import_answers import ImportWishes, Looked
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
    mapping = found.mapping
    with plain_table(file) as table:
        watched = Watched(table.rows, table.columns, found.manner)
    if kept is None:
        mapping = _titled(_known(mapping, _features(store, shop, wishes.into)), wishes)
    return replace(
        looked,
        is_table=True,
        columns=watched.columns,
        mapping=mapping,
        remembered=kept is not None and wishes.mapping is None,
        doubts=() if kept else doubts_of(mapping, watched, found.profiles),
    )


def _guessed(store: Store, shop: str, file: SourceFile, wishes: ImportWishes, looked: Looked) -> Looked:
    """As `columns_found`, where what was remembered fits no more."""
    found = understood(file, None, wishes.language, proposing=True)
    with plain_table(file) as table:
        watched = Watched(table.rows, table.columns, found.manner)
    mapping = _titled(_known(found.mapping, _features(store, shop, wishes.into)), wishes)
    return replace(looked, is_table=True, columns=watched.columns, mapping=mapping)


def _remembered(store: Store, shop: str, columns: tuple[str, ...]) -> ColumnMapping | None:
    kept = store.kept_mapping(shop, header_digest(columns))
    try:
        return msgspec.json.decode(kept, type=ColumnMapping) if kept else None
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


def _known(mapping: ColumnMapping, features: tuple[Feature, ...]) -> ColumnMapping:
    """*mapping* with columns that are called as a row is called as that row."""
    rows = dict(mapping.columns)
    taken: set[str] = set()
    for column, row in mapping.columns.items():
        feature = _called(column, features)
        if feature is not None and isinstance(row, RowMapping) and feature.key not in taken:
            rows[column] = _as_row(row, feature)
            taken.add(feature.key)
    return replace(mapping, columns=rows)


def _called(column: str, features: tuple[Feature, ...]) -> Feature | None:
    """The row that is called as *column* is, or the only one whose name ends with that word."""
    heading = heading_of(column).label
    labels = [(text, one) for one in features for text in one.label.values()]
    same = next((one for text, one in labels if _folded(text) in {_folded(heading), _folded(column)}), None)
    if same is not None:
        return same
    ending = {one.key: one for text, one in labels if text.casefold().endswith(f" {heading.casefold()}")}
    return next(iter(ending.values())) if len(ending) == 1 else None


def _as_row(row: RowMapping, feature: Feature) -> RowMapping:
    """Where the cells are numbers, or what else the row holds, they are of its kind."""
    fits = feature.kind in {row.kind, "text"}
    number = feature.kind == "number"
    return replace(
        row,
        key=feature.key,
        label={language: text[:200] for language, text in feature.label.items()},
        kind=feature.kind if fits else row.kind,
        unit=(row.unit or feature.unit) if number else row.unit,
        direction=feature.direction if number else "none",
    )


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
