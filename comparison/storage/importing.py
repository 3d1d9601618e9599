"""Imports: a file is recognised, read, and stored in one transaction, or nothing of it is.

Source: docs/importing.md.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from ..core.bounds import Key, LanguageTag
from ..core.catalogue import Product, Shop
from ..core.check import Finding
from ..core.errors import BadParameter, RefusedFile
from ..core.markets import Market
from ..core.messages import Message, say
from ..core.money import CURRENCIES
from .checking import checker, findings_on
from .formats.names import plain_label
from .formats.reading import Reading, SourceFile, Wishes
from .formats.registry import format_of
from .keeping import with_what_was_there
from .publish import publish
from .store import KINDS, AnyRecord, Store


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to import. *shop* is made if it is unknown; without one, the file has to name its own.

    *comparison*, *market*, *currency* and *language* tell what the file may not say. *dry_run*
    does everything and stores nothing. *publish* makes each comparison live, or, if the check
    finds an error, stores nothing at all.
    """

    shop: str | None = None
    comparison: str | None = None
    market: str | None = None
    currency: str | None = None
    language: str = "en"
    format: str | None = None
    dry_run: bool = False
    publish: bool = False
    by: str = "import"


class ImportedComparison(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison of a file, what the check says of it, and its edition where it was published."""

    key: str
    findings: tuple[Finding, ...]
    edition: int | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did: how many records of each kind the file holds, and how many really changed."""

    shop: str
    format: str
    counts: dict[str, int]
    changed: int
    comparisons: tuple[ImportedComparison, ...]
    notes: tuple[Message, ...]
    made_shop: bool = False
    dry_run: bool = False


class _Undone(Exception):
    """Ends the transaction of a dry run, so that nothing of it stays."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def import_file(
    store: Store, file: SourceFile, options: Options, *, markets: Mapping[str, Market], now: str
) -> Imported:
    """Import one file. *markets* are all market rows there are, *now* the moment of the import.

    A file with semantic faults is stored as a draft; its findings are in the answer.

    Raises:
        BadParameter: an option has the wrong form or names nothing.
        RefusedFile: the file cannot be taken. Nothing of it is stored.
        PublishingRefused: it was to be published and has errors. Nothing of it is stored.
    """
    _check_options(options, markets)
    chosen = format_of(file, options.format)
    wishes = Wishes(
        comparison=options.comparison,
        market=options.market,
        currency=options.currency,
        language=options.language,
    )
    reading = chosen.read(file, wishes)
    import_ = _Import(store, file, options, markets, now)
    try:
        with store.writing():
            imported = import_.stored(reading, chosen.name)
            if options.dry_run:
                raise _Undone(imported)
    except _Undone as undone:
        return undone.imported
    return imported


class _Import:
    """One import under way, inside its transaction."""

    def __init__(
        self, store: Store, file: SourceFile, options: Options, markets: Mapping[str, Market], now: str
    ) -> None:
        self._store, self._file, self._options = store, file, options
        self._markets, self._now = markets, now
        self._today = datetime.date.fromisoformat(now[:10])

    def stored(self, reading: Reading, format_name: str) -> Imported:
        shop_key = self._shop_key(reading)
        known = self._store.get(shop_key, "shop", shop_key)
        shop = self._shop(shop_key, reading, known.record if known else None)
        records = [record for record in reading.records if not isinstance(record, Shop)]
        kept = [self._kept(shop_key, record) if reading.partial else record for record in records]
        changed = self._save(shop_key, [shop, *kept])
        return Imported(
            shop=shop_key,
            format=format_name,
            counts=_counts(records),
            changed=changed,
            comparisons=tuple(self._checked(shop_key, key) for key in reading.comparisons),
            notes=reading.notes,
            made_shop=known is None,
            dry_run=self._options.dry_run,
        )

    def _shop_key(self, reading: Reading) -> str:
        own = next((record.key for record in reading.records if isinstance(record, Shop)), None)
        key = self._options.shop or own
        if key is None:
            raise BadParameter("shop", "", ("a-z 0-9 -",))
        return key

    def _shop(self, key: str, reading: Reading, known: AnyRecord | None) -> Shop:
        """The shop of the file, else the one there is, else a new one; it sells where the file does."""
        own = next((record for record in reading.records if isinstance(record, Shop)), None)
        if own is not None:
            return replace(own, key=key)
        wished = (self._options.market,) if self._options.market else ()
        markets = reading.markets or wished
        if isinstance(known, Shop):
            return replace(known, markets=tuple(dict.fromkeys((*known.markets, *markets))))
        return Shop(
            key=key,
            name={reading.language: plain_label(key.replace("-", "_"))},
            languages=(reading.language,),
            markets=markets,
        )

    def _kept(self, shop: str, record: AnyRecord) -> AnyRecord:
        stored = self._store.get(shop, KINDS[type(record)], record.key)
        if stored is None:
            return record
        if isinstance(record, Product) and _of_another(record, stored.record):
            reason = say("import.reason.key_taken", product=record.key)
            accepted = say("import.accepted.key_taken")
            raise RefusedFile(self._file.name, 0, "$", reason, accepted)
        return with_what_was_there(record, stored.record)

    def _save(self, shop: str, records: list[AnyRecord]) -> int:
        try:
            return self._store.save_all(shop, records, by=self._options.by)
        except RefusedFile as fault:
            # The store names the record, which only a reader of the file can find there.
            place = f"{fault.file} {fault.path}"
            raise RefusedFile(self._file.name, 0, place, fault.reason, fault.accepted) from None

    def _checked(self, shop: str, comparison: str) -> ImportedComparison:
        findings = findings_on(self._store, shop, comparison, markets=self._markets, today=self._today)
        edition = self._publish(shop, comparison) if self._options.publish else None
        return ImportedComparison(key=comparison, findings=findings, edition=edition)

    def _publish(self, shop: str, comparison: str) -> int:
        row = publish(
            self._store,
            shop,
            comparison,
            by=self._options.by,
            note=self._file.name,
            now=self._now,
            check=checker(self._store, shop, self._today),
            markets=self._markets,
        )
        return row.number


def _of_another(product: Product, stored: AnyRecord) -> bool:
    return isinstance(stored, Product) and stored.category != product.category


def _counts(records: Sequence[AnyRecord]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for record in records:
        kind = KINDS[type(record)]
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _check_options(options: Options, markets: Mapping[str, Market]) -> None:
    """Raise BadParameter for the first option that cannot be meant."""
    for name, key in (("shop", options.shop), ("comparison", options.comparison)):
        if key is not None and not _is(key, Key):
            raise BadParameter(name, key, ("a-z 0-9 -",))
    if not _is(options.language, LanguageTag):
        raise BadParameter("lang", options.language, ("ko", "en"))
    if options.market is not None and options.market not in markets:
        raise BadParameter("market", options.market, tuple(markets))
    if options.currency is not None and options.currency not in CURRENCIES:
        raise BadParameter("currency", options.currency, tuple(sorted(CURRENCIES)))


def _is(value: str, form: Any) -> bool:
    try:
        msgspec.convert(value, form)
    except msgspec.ValidationError:
        return False
    return True
