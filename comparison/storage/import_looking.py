"""What a handed-in file is, what its columns mean, and what it would change: found out before it is stored.

Nothing here writes to the store.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Category, Comparison, Feature, Shop
from ..core.errors import BadParameter, NotFound, RefusedFile, RefusedRows
from ..core.markets import Market
from ..core.messages import Message, say
from .applying import Progress
from .formats.doubts import MOST_DOUBTS, Watched, doubts_of
from .formats.mapping import Mapping as ColumnMapping
from .formats.mapping import RowMapping
from .formats.mapping_guess import heading_of
from .formats.pasted import pasted_table
from .formats.plain_tables import plain_table
from .formats.reading import Reading
from .formats.registry import SPEC_TABLE, format_of
from .formats.source_file import SourceFile
from .formats.spec_tables import understood
from .import_answers import Change, Fault, ImportWishes, Looked, Sample, fault_of
from .import_joining import in_category, joined
from .import_rehearsal import Rehearsal
from .importing import Imported, Options, Steps, import_file
from .imports import ImportJob
from .store import Store

MOST_FAULTS = 20
_UNJOINED = frozenset({"native", "pricing2yaml", "reviews"})
_MISSING = {
    "import.reason.no_currency": "currency",
    "import.reason.no_market": "market",
    "import.reason.no_market_at_all": "market",
}


class Handed(NamedTuple):
    """A file as it is read: its format, what was said and found out, and what it is for."""

    file: SourceFile
    format: str
    wishes: ImportWishes
    looked: Looked


def handed_in(store: Store, job: ImportJob, content: bytes, wishes: ImportWishes) -> Handed:
    """The file of *job* as *wishes* want it read, or as it seems to be meant.

    Raises:
        RefusedFile: it cannot be read at all.
    """
    turned = wishes.turned
    if job.origin == "paste":
        table = pasted_table(content.decode("utf-8", "replace"), job.name, turned or None)
        content, turned = table.content, table.direction
    file = SourceFile(name=job.name, raw=content)
    name = format_of(file, wishes.format or (SPEC_TABLE if job.origin == "paste" else None)).name
    looked = Looked(format=name, turned=turned)
    if name == SPEC_TABLE:
        looked = _table(store, job.shop, file, wishes, looked)
    return Handed(file, name, replace(wishes, mapping=looked.mapping), looked)


def options_of(job: ImportJob, handed: Handed) -> Options:
    """How the file is imported."""
    wishes = handed.wishes
    mapping = (
        SourceFile(name="mapping.json", raw=msgspec.json.encode(wishes.mapping)) if wishes.mapping else None
    )
    return Options(
        shop=job.shop,
        comparison=wishes.into or None,
        market=wishes.market or None,
        currency=wishes.currency or None,
        language=wishes.language,
        format=handed.format,
        skip_invalid=wishes.skip,
        mapping=mapping,
        by=job.by,
    )


def looked_at(
    store: Store,
    job: ImportJob,
    content: bytes,
    wishes: ImportWishes,
    *,
    markets: Mapping[str, Market],
    now: str,
    progress: Progress | None = None,
) -> tuple[ImportWishes, Looked]:
    """What is found out; the wishes that come back hold what was taken for granted.

    What cannot be taken is said in the answer.
    """
    try:
        handed = handed_in(store, job, content, replace(wishes, skip=True))
    except (RefusedFile, BadParameter) as error:
        return wishes, Looked(format=wishes.format, fault=_fault(error, job.name))
    asks: tuple[str, ...] = ()
    for _ in range(3):
        try:
            imported, rehearsal = _rehearsed(store, job, handed, markets, now, progress)
        except RefusedFile as error:
            lack = _lack_of(error)
            if lack is None or lack in asks:
                return wishes, _refused(handed.looked, asks, handed.wishes, error)
            asks = (*asks, lack)
            handed = handed._replace(wishes=_supposed(store, job.shop, handed.wishes, lack, markets))
            continue
        found = handed.wishes
        looked = _summed(replace(handed.looked, asks=_asked(asks, wishes)), found, imported, rehearsal)
        return replace(found, skip=wishes.skip), looked
    return wishes, handed.looked


def reading_joined(store: Store, shop: str, handed: Handed, reading: Reading) -> Reading:
    """*reading* with what an import by hand leaves as it is."""
    if handed.format in _UNJOINED:
        return reading
    mapping, into = handed.wishes.mapping, handed.wishes.into
    stored = store.get(shop, "comparison", into) if into else None
    category = stored.record.category if stored and isinstance(stored.record, Comparison) else into
    filed = (in_category(record, into, category) for record in reading.records) if into else reading.records
    records = joined(store, shop, filed, priced=mapping is None or mapping.price is not None)
    return replace(reading, records=records)


def header_digest(columns: tuple[str, ...]) -> str:
    """What a header is known by: its names without regard to case, in their order."""
    return hashlib.blake2b("\x1f".join(columns).casefold().encode(), digest_size=16).hexdigest()


def columns_of(file: SourceFile) -> tuple[str, ...]:
    """The names of the columns of a plain table."""
    with plain_table(file) as table:
        return tuple(filter(None, table.columns))


def _rehearsed(
    store: Store,
    job: ImportJob,
    handed: Handed,
    markets: Mapping[str, Market],
    now: str,
    progress: Progress | None,
) -> tuple[Imported, Rehearsal]:
    rehearsal = Rehearsal(store)
    options = replace(options_of(job, handed), dry_run=True, unchecked=True)
    told = store if handed.format == "reviews" else rehearsal.as_store
    steps = Steps(staged=partial(reading_joined, store, job.shop, handed))
    imported = import_file(
        told, handed.file, options, markets=markets, now=now, progress=progress, steps=steps
    )
    return imported, rehearsal


def _table(store: Store, shop: str, file: SourceFile, wishes: ImportWishes, looked: Looked) -> Looked:
    """What the columns mean: as was said, as was said of the same header before, or as it seems."""
    kept = wishes.mapping or _remembered(store, shop, columns_of(file))
    said = SourceFile(name="mapping.json", raw=msgspec.json.encode(kept)) if kept else None
    try:
        found = understood(file, said, wishes.language, proposing=True)
    except RefusedFile:
        if wishes.mapping or kept is None:
            raise
        return _table_guessed(store, shop, file, wishes, looked)
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


def _table_guessed(store: Store, shop: str, file: SourceFile, wishes: ImportWishes, looked: Looked) -> Looked:
    """As `_table`, where what was remembered fits no more."""
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


def _lack_of(error: RefusedFile) -> str | None:
    return _MISSING.get(error.reason.key) if isinstance(error.reason, Message) else None


def _supposed(
    store: Store, shop: str, wishes: ImportWishes, lack: str, markets: Mapping[str, Market]
) -> ImportWishes:
    """What is most likely meant where the file does not say: the shop's first market, and its currency."""
    stored = store.get(shop, "shop", shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", shop)
    market = stored.record.markets[0]
    if lack == "market":
        return replace(wishes, market=market)
    return replace(wishes, currency=markets[market].currency, market=wishes.market or market)


def _asked(asks: tuple[str, ...], wishes: ImportWishes) -> tuple[str, ...]:
    """What is still to be asked: also what was answered, so that it can be changed."""
    answered = [name for name in ("currency", "market") if getattr(wishes, name)]
    return tuple(dict.fromkeys((*asks, *answered)))


def _summed(looked: Looked, wishes: ImportWishes, imported: Imported, rehearsal: Rehearsal) -> Looked:
    changed: tuple[Change, ...] = tuple(rehearsal.changed)
    samples: tuple[Sample, ...] = tuple(rehearsal.samples)
    return replace(
        looked,
        doubts=looked.doubts[: MOST_DOUBTS - len(looked.asks)],
        currency=wishes.currency,
        market=wishes.market,
        differences=dict(imported.differences),
        samples=samples,
        changed=changed,
        refused=imported.refused,
        refusals=tuple(_faults(imported.refusals)),
        notes=imported.notes[:MOST_FAULTS],
        comparisons=tuple(one.key for one in imported.comparisons)[:MOST_FAULTS],
    )


def _faults(refusals: tuple[RefusedFile, ...]) -> Iterator[Fault]:
    for refusal in refusals[:MOST_FAULTS]:
        yield fault_of(refusal)


def _refused(looked: Looked, asks: tuple[str, ...], wishes: ImportWishes, error: RefusedFile) -> Looked:
    faults = error.faults if isinstance(error, RefusedRows) else (error,)
    count = len(faults) + (error.rest if isinstance(error, RefusedRows) else 0)
    return replace(
        looked,
        asks=_asked(asks, wishes),
        currency=wishes.currency,
        market=wishes.market,
        fault=fault_of(faults[0]),
        refusals=tuple(_faults(faults)),
        refused=count,
    )


def _fault(error: RefusedFile | BadParameter, name: str) -> Fault:
    if isinstance(error, RefusedFile):
        return fault_of(error)
    return Fault(line=0, path=name, reason=say("import.reason.unknown_format"), accepted="")
