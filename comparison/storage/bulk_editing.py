"""One change to many records of a shop: written together, with one line in the log, and taken back again."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ..core.errors import StaleRevision
from ..core.publication import digest
from .audit import AuditRow
from .auditing import MOST_CHANGES, Change, noted
from .bulk_edits import EditedKind, Rewritten
from .product_search import UndoStep
from .records import stored_document
from .store import RECORD_TYPES, AnyRecord, Store

UNDO = "products"
# So many steps of one edit are kept: what 100,000 products take, 1,000 a step.
MOST_STEPS = 100
_SHORT = 16


class Edit(NamedTuple):
    """A record *before* at *revision*, and what becomes of it: None takes it away."""

    before: AnyRecord
    revision: int
    after: AnyRecord | None


class Deed(NamedTuple):
    """What is done to records of *kind*: its *key*, and what was asked for, as the log says it."""

    kind: EditedKind
    key: str
    asked: tuple[Change, ...] = ()


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a record of *revision* had before the edit in the *fields* that changed; None for none."""

    key: str
    revision: int
    fields: dict[str, Any]


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """All that takes a step of an edit back. *below* are the steps of the same edit before it.

    *deed* is the key of what was done, and what was asked for.
    """

    kind: EditedKind
    rows: list[_Kept]
    below: int = 0
    deed: tuple[str, tuple[Change, ...]] | None = None


class Undone(NamedTuple):
    """How many records are again what they were (*put_back*), and the keys of those changed since.

    *left* are the steps of the same edit that can be taken back after this one.
    """

    put_back: int
    stayed: list[str]
    left: int = 0


def edit_together(
    store: Store, shop: str, deed: Deed, edits: Sequence[Edit], *, by: str, now: str, goes_on: bool = False
) -> int:
    """Write every edit, or none; *by* can take it back. How many steps *by* can take back then.

    Where it *goes_on* with the edit before, and that did the same, that step can be taken back after this
    one, at most `MOST_STEPS` of them.

    Raises:
        StaleRevision: somebody changed one of them first; then nothing was written.
        RefusedFile: one of them breaks a bound of its own type.
    """
    pairs = [(_document(shop, one.before), _document(shop, one.after)) for one in edits]
    rows = [
        Rewritten(key=one.before.key, revision=one.revision, document=after)
        for one, (_, after) in zip(edits, pairs, strict=True)
    ]
    line = _line(shop, deed, list(zip(rows, pairs, strict=True)), by=by, now=now)
    kept = [
        _kept(one.before.key, one.revision + 1, before, after)
        for one, (before, after) in zip(edits, pairs, strict=True)
    ]
    with store.writing():
        store.rewrite(shop, deed.kind, rows, by=by)
        store.add_audit(line)
        done = deed.key, deed.asked
        below = _put_below(store, shop, by, done if goes_on else None)
        step = msgspec.json.encode(_Step(kind=deed.kind, rows=kept, below=below, deed=done)).decode()
        store.keep_undo(UndoStep(shop=shop, by=by, what=UNDO, document=step))
    return below + 1


def steps_kept(store: Store, shop: str, *, by: str) -> int:
    """How many steps of their last edit *by* can take back, one after the other."""
    found = store.kept_undo(shop, by, UNDO)
    return msgspec.json.decode(found.document, type=_Step).below + 1 if found else 0


def undo_together(store: Store, shop: str, *, by: str, now: str) -> Undone:
    """Take the last edit of *by* back, in every record that nobody changed since.

    Raises:
        StaleRevision: somebody changes one, or *by* edits or takes back something else, at this very moment;
            then nothing was written.
    """
    found = store.kept_undo(shop, by, UNDO)
    if found is None:
        return Undone(0, [])
    step = msgspec.json.decode(found.document, type=_Step)
    there = store.get_many(shop, step.kind, [one.key for one in step.rows])
    gone = [one.key for one in step.rows if one.key not in there and "key" in one.fields]
    revisions = {key: row.revision for key, row in there.items()} | store.gone_at(shop, step.kind, gone)
    pairs: list[tuple[Rewritten, tuple[bytes, bytes]]] = []
    stayed: list[str] = []
    for kept in step.rows:
        current = there.get(kept.key)
        if revisions.get(kept.key) != kept.revision:
            stayed.append(kept.key)
            continue
        before = stored_document(shop, current.record) if current else b""
        after = _restored(shop, step.kind, before, kept)
        pairs.append((Rewritten(key=kept.key, revision=kept.revision, document=after), (before, after)))
    with store.writing():
        if store.take_undo(shop, by, UNDO) != found:
            raise StaleRevision(UNDO, 0, 0, None)
        store.rewrite(shop, step.kind, [row for row, _ in pairs], by=by)
        if pairs:
            store.add_audit(_line(shop, Deed(step.kind, "undo"), pairs, by=by, now=now))
        left = _take_up(store, shop, by, step.below)
    return Undone(len(pairs), stayed, left)


def _put_below(store: Store, shop: str, by: str, done: tuple[str, tuple[Change, ...]] | None) -> int:
    """Lay the last step below the one that comes, or throw all steps away; how many lie below then.

    It stays only where it has *done* the same as the one that comes.
    """
    found = store.take_undo(shop, by, UNDO)
    if found is None:
        return 0
    step = msgspec.json.decode(found.document, type=_Step)
    below = step.below
    if done is None or step.deed != done or below + 1 >= MOST_STEPS:
        for place in range(1, below + 1):
            store.take_undo(shop, by, f"{UNDO}.{place}")
        return 0
    store.keep_undo(msgspec.structs.replace(found, what=f"{UNDO}.{below + 1}"))
    return below + 1


def _take_up(store: Store, shop: str, by: str, below: int) -> int:
    """Make the uppermost of the steps that lie *below* the last one; how many can be taken back then."""
    found = store.take_undo(shop, by, f"{UNDO}.{below}") if below else None
    if found is None:
        return 0
    store.keep_undo(msgspec.structs.replace(found, what=UNDO))
    return below


def _document(shop: str, record: AnyRecord | None) -> bytes:
    return stored_document(shop, record) if record is not None else b""


def _kept(key: str, revision: int, before: bytes, after: bytes) -> _Kept:
    old, new = msgspec.json.decode(before), msgspec.json.decode(after) if after else {}
    fields = {name: old.get(name) for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)}
    return _Kept(key=key, revision=revision, fields=fields)


def _restored(shop: str, kind: EditedKind, current: bytes, kept: _Kept) -> bytes:
    fields = (msgspec.json.decode(current) if current else {}) | kept.fields
    stated = {name: value for name, value in fields.items() if value is not None}
    return stored_document(shop, msgspec.convert(stated, RECORD_TYPES[kind]))


def _line(
    shop: str, deed: Deed, pairs: Sequence[tuple[Rewritten, tuple[bytes, bytes]]], *, by: str, now: str
) -> AuditRow:
    """One line for all of them: how many, and the digests of the first."""
    count: Change = ("count", None, str(len(pairs)))
    most = MOST_CHANGES - len(deed.asked) - 1
    named: list[Change] = [(row.key, _short(before), _short(after)) for row, (before, after) in pairs[:most]]
    return AuditRow(
        shop=shop,
        at=now,
        by=by,
        action="bulk",
        # Not the kind itself: a product may be called as a deed is.
        kind=f"{deed.kind}s",
        key=deed.key,
        before=_all(before for _, (before, _after) in pairs),
        after=_all(after for _, (_before, after) in pairs),
        changes=noted((*deed.asked, count, *named)),
    )


def _short(document: bytes) -> str | None:
    return digest(document)[:_SHORT] if document else None


def _all(documents: Iterable[bytes]) -> str:
    """The digest of all digests, in the order of the edit."""
    return sha256("".join(digest(one) for one in documents if one).encode()).hexdigest()
