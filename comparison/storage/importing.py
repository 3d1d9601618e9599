"""Imports: a file is recognised, read, and stored in one transaction, or nothing of it is.

Source: docs/importing.md.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Shop
from ..core.check import Finding
from ..core.errors import BadParameter, NotFound, RefusedFile
from ..core.markets import Market
from ..core.messages import Message, say
from .applying import Applied, Applier, Difference, Progress
from .checking import checker, findings_on
from .formats.names import plain_label
from .formats.reading import Reading, SourceFile, Wishes
from .formats.registry import SPEC_TABLE, format_of
from .import_options import Options, check_options
from .import_spool import Spool
from .import_staging import MOST_AT_ONCE, in_one_moment, new_batch
from .publish import publish
from .reviewing import Reviewed, take_in
from .store import AnyRecord, Kind, Store


class ImportedComparison(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison of a file, what the check says of it, and its edition where it was published."""

    key: str
    findings: tuple[Finding, ...]
    edition: int | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: how the records of each kind differ from what was there, how many it wrote
    in all, and the first of those that it left out."""

    shop: str
    format: str
    differences: Mapping[Kind, Difference]
    changed: int
    comparisons: tuple[ImportedComparison, ...]
    notes: tuple[Message, ...]
    refusals: tuple[RefusedFile, ...] = ()
    refused: int = 0
    made_shop: bool = False
    dry_run: bool = False
    reviewed: Reviewed | None = None

    @property
    def counts(self) -> dict[Kind, int]:
        """How many records of each kind the file holds."""
        return {kind: one.total for kind, one in self.differences.items()}


class Steps(NamedTuple):
    """What is done on the way: *staged* with what was read, before the transaction begins, and *stored* at
    its end, inside of it. *beside* others many records are laid ready; who writes nothing needs no room.
    *clock* says the moment at which something goes live, which may be long after the import began; without
    one it is the import's own."""

    staged: Callable[[Reading], Reading] = lambda reading: reading
    stored: Callable[[Imported], None] = lambda _: None
    beside: bool = True
    clock: Callable[[], str] | None = None


class _Undone(Exception):
    """Ends the transaction of a dry run, so that nothing of it stays."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def import_file(
    store: Store,
    file: SourceFile,
    options: Options,
    *,
    markets: Mapping[str, Market],
    now: str,
    progress: Progress | None = None,
    steps: Steps = Steps(),  # noqa: B008  It cannot change.
) -> Imported:
    """Import one file. *markets* are all market rows there are, *now* the moment of the import.
    *progress* is told now and then how many records were walked, and of how many.

    A file with semantic faults is stored as a draft; its findings are in the answer.

    Raises:
        BadParameter: an option has the wrong form or names nothing.
        RefusedFile: the file cannot be taken. Nothing of it is stored.
        PublishingRefused: it was to be published and has errors. Nothing of it is stored.
    """
    check_options(options, markets)
    chosen = format_of(file, options.format or (SPEC_TABLE if options.mapping else None))
    wishes = Wishes(
        comparison=options.comparison,
        market=options.market,
        currency=options.currency,
        language=options.language,
        skip_invalid=options.skip_invalid,
        mapping=options.mapping,
        markets=tuple(markets),
    )
    reading = steps.staged(chosen.read(file, wishes))
    import_ = _Import(store, file, options, markets, now, progress, steps.clock)
    try:
        return import_.done(reading, chosen.name, steps)
    except _Undone as undone:
        return undone.imported


class _Import:
    """One import under way, inside its transaction."""

    def __init__(
        self,
        store: Store,
        file: SourceFile,
        options: Options,
        markets: Mapping[str, Market],
        now: str,
        progress: Progress | None,
        clock: Callable[[], str] | None,
    ) -> None:
        self._store, self._file, self._options = store, file, options
        self._clock = clock or (lambda: now)
        self._markets, self._now, self._progress = markets, now, progress
        self._today = datetime.date.fromisoformat(now[:10])

    def done(self, reading: Reading, format_name: str, steps: Steps) -> Imported:
        """All of *reading*: few records in one transaction, many piece by piece and then switched to."""
        imported = self._stored(reading, format_name, steps)
        return imported if self._checks_inside else self._checked_after(imported)

    def _stored(self, reading: Reading, format_name: str, steps: Steps) -> Imported:
        shop = self._shop_key(reading)
        walk = iter(reading.records)
        few = tuple(islice(walk, MOST_AT_ONCE + 1))
        apply = partial(self._applied, shop, reading)
        ending = partial(self._ended, shop, reading, format_name, steps.stored)
        if len(few) <= MOST_AT_ONCE or not steps.beside:
            with self._store.writing():
                return ending(apply(self._store, chain(few, walk)))
        batch = new_batch(shop, by=self._options.by, now=self._now)
        if not isinstance(reading.records, Iterator):
            return in_one_moment(self._store, batch, reading.records, apply, ending)
        with Spool() as spool:
            spool.take(chain(few, walk))
            return in_one_moment(self._store, batch, spool, apply, ending)

    def _ended(
        self,
        shop: str,
        reading: Reading,
        format_name: str,
        stored: Callable[[Imported], None],
        applied: Applied,
    ) -> Imported:
        """The end of the transaction; of a dry run nothing of it stays."""
        imported = self._imported(shop, reading, format_name, applied)
        if self._options.dry_run:
            raise _Undone(imported)
        stored(imported)
        return imported

    def _imported(self, shop_key: str, reading: Reading, format_name: str, applied: Applied) -> Imported:
        known = self._store.get(shop_key, "shop", shop_key)
        reviewed = self._reviewed(shop_key, reading)
        rated = reviewed.comparisons if reviewed else ()
        ending = reading.ending()
        markets = tuple(dict.fromkeys((*reading.markets, *ending.markets)))
        shop = self._shop(shop_key, reading, markets, known.record if known else None)
        made = self._store.save_all(shop_key, [shop], by=self._options.by)
        return Imported(
            shop=shop_key,
            format=format_name,
            differences=applied.differences,
            changed=applied.changed + made + (reviewed.changed if reviewed else 0),
            comparisons=tuple(
                self._checked(shop_key, key) for key in (*reading.comparisons, *ending.comparisons, *rated)
            ),
            reviewed=reviewed,
            notes=(*reading.notes, *applied.notes, *ending.notes, *(reviewed.notes if reviewed else ())),
            refusals=(*ending.refusals, *applied.refusals),
            refused=applied.refused + ending.skipped,
            made_shop=known is None,
            dry_run=self._options.dry_run,
        )

    def _applied(self, shop: str, reading: Reading, store: Store, records: Iterable[AnyRecord]) -> Applied:
        applier = Applier(
            store,
            shop,
            file=self._file.name,
            by=self._options.by,
            reading=reading,
            skip_invalid=self._options.skip_invalid,
            progress=self._progress,
        )
        return applier.apply(record for record in records if not isinstance(record, Shop))

    def _reviewed(self, shop: str, reading: Reading) -> Reviewed | None:
        if reading.reviews is None:
            return None
        by = self._options.by
        return take_in(self._store, shop, reading.reviews, now=self._now, today=self._today, by=by)

    def _shop_key(self, reading: Reading) -> str:
        own = _own_shop(reading)
        key = self._options.shop or (own.key if own else None)
        if key is None:
            raise BadParameter("shop", "", ("a-z 0-9 -",))
        return key

    def _shop(self, key: str, reading: Reading, markets: tuple[str, ...], known: AnyRecord | None) -> Shop:
        """The shop of the file, else the one there is, else a new one; it sells where the file does."""
        own = _own_shop(reading)
        if own is not None:
            return replace(own, key=key)
        wished = (self._options.market,) if self._options.market else ()
        markets = markets or wished
        if isinstance(known, Shop):
            return replace(known, markets=tuple(dict.fromkeys((*known.markets, *markets))))
        if not markets:
            reason, accepted = say("import.reason.no_market_at_all"), say("import.accepted.no_market_at_all")
            raise RefusedFile(self._file.name, 0, "", reason, accepted)
        return Shop(
            key=key,
            name={reading.language: plain_label(key.replace("-", "_"))},
            languages=(reading.language,),
            markets=markets,
        )

    @property
    def _checks_inside(self) -> bool:
        """Whether the check looks at what nobody else sees, or may never see."""
        return self._options.publish or self._options.dry_run

    def _checked_after(self, imported: Imported) -> Imported:
        """*imported* with the findings on what is stored by now: nobody who writes waits for them."""
        if self._options.unchecked:
            return imported
        checked = tuple(
            replace(one, findings=self._findings_by_now(imported.shop, one.key))
            for one in imported.comparisons
        )
        return replace(imported, comparisons=checked)

    def _findings_by_now(self, shop: str, comparison: str) -> tuple[Finding, ...]:
        try:
            return self._findings(shop, comparison)
        except NotFound:
            # Somebody took it away in between, so there is nothing to find.
            return ()

    def _checked(self, shop: str, comparison: str) -> ImportedComparison:
        checks = self._checks_inside and not self._options.unchecked
        findings = self._findings(shop, comparison) if checks else ()
        edition = self._publish(shop, comparison) if self._options.publish else None
        return ImportedComparison(key=comparison, findings=findings, edition=edition)

    def _findings(self, shop: str, comparison: str) -> tuple[Finding, ...]:
        # One moment: inside of the transaction of a publication that of the transaction itself.
        with self._store.reading():
            return findings_on(self._store, shop, comparison, markets=self._markets, today=self._today)

    def _publish(self, shop: str, comparison: str) -> int:
        now = self._clock()
        row = publish(
            self._store,
            shop,
            comparison,
            by=self._options.by,
            note=self._file.name,
            now=now,
            check=checker(self._store, shop, datetime.date.fromisoformat(now[:10])),
            markets=self._markets,
        )
        return row.number


def _own_shop(reading: Reading) -> Shop | None:
    """The shop that a file holds whole; a file that is read in a stream holds none."""
    records = reading.records if isinstance(reading.records, tuple) else ()
    return next((record for record in records if isinstance(record, Shop)), None)
