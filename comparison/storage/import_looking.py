"""What a handed-in file is, what its columns mean, and what it would change: found out before it is stored.

Nothing here writes to the store.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Comparison, Shop
from ..core.errors import BadParameter, NotFound, RefusedFile, RefusedRows
from ..core.markets import Market
from ..core.messages import Message, say
from .applying import Progress
from .formats.doubts import MOST_DOUBTS
from .formats.pasted import pasted_table
from .formats.reading import Reading
from .formats.registry import SPEC_TABLE, format_of
from .formats.source_file import SourceFile
from .import_answers import Change, Fault, ImportWishes, Looked, Sample, fault_of
from .import_columns import columns_found
from .import_joining import joined
from .import_open_prices import OpenPrices
from .import_options import Options
from .import_rehearsal import Rehearsal
from .import_rows import filed
from .importing import Imported, Steps, import_file
from .imports import ImportJob
from .store import Store

MOST_FAULTS = 20
_AS_IT_IS = frozenset({"native", "reviews"})
_UNJOINED = _AS_IT_IS | {"pricing2yaml"}
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
        looked = columns_found(store, job.shop, file, wishes, looked)
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
            left_open = OpenPrices(handed.wishes)
            imported, rehearsal = _rehearsed(store, job, handed, left_open, markets, now, progress)
        except RefusedFile as error:
            lack = _lack_of(error)
            if lack is None or lack in asks:
                return wishes, _refused(handed.looked, asks, handed.wishes, error)
            asks = (*asks, lack)
            handed = handed._replace(wishes=_supposed(store, job.shop, handed.wishes, lack, markets))
            continue
        found = handed.wishes
        looked = _summed(replace(handed.looked, asks=_asked(asks, wishes)), found, imported, rehearsal)
        looked = replace(
            looked,
            tax_open=left_open.tax,
            delivery_open=left_open.delivery,
            delivery_currency=left_open.currency,
        )
        return replace(found, skip=wishes.skip), looked
    return wishes, handed.looked


def reading_joined(
    store: Store, shop: str, handed: Handed, reading: Reading, *, left_open: OpenPrices | None = None
) -> Reading:
    """*reading* with what an import by hand leaves as it is, and with what was answered about its prices.

    *left_open* counts what they leave open.
    """
    if handed.format in _AS_IT_IS:
        return reading
    left_open = left_open or OpenPrices(handed.wishes)
    reading = reading if handed.format in _UNJOINED else _joined(store, shop, handed, reading)
    return replace(reading, records=left_open.answered(reading.records))


def _joined(store: Store, shop: str, handed: Handed, reading: Reading) -> Reading:
    mapping, into = handed.wishes.mapping, handed.wishes.into
    stored = store.get(shop, "comparison", into) if into else None
    category = stored.record.category if stored and isinstance(stored.record, Comparison) else into
    meeting = handed.format != SPEC_TABLE
    every = filed(store, shop, reading.records, into, category, meeting=meeting) if into else reading.records
    records = joined(store, shop, every, priced=mapping is None or mapping.price is not None)
    return replace(reading, records=records)


def _rehearsed(
    store: Store,
    job: ImportJob,
    handed: Handed,
    left_open: OpenPrices,
    markets: Mapping[str, Market],
    now: str,
    progress: Progress | None,
) -> tuple[Imported, Rehearsal]:
    rehearsal = Rehearsal(store)
    options = replace(options_of(job, handed), dry_run=True, unchecked=True)
    told = store if handed.format == "reviews" else rehearsal.as_store
    steps = Steps(staged=partial(reading_joined, store, job.shop, handed, left_open=left_open), beside=False)
    imported = import_file(
        told, handed.file, options, markets=markets, now=now, progress=progress, steps=steps
    )
    return imported, rehearsal


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
