"""Changes that leave a line in the audit log, in the same transaction."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ..core.publication import digest
from .audit import Action, AuditRow
from .records import stored_document
from .store import KINDS, AnyRecord, Kind, Store

# Who changed something, where no account did; accounts have no spaces in their names.
COMMAND_LINE = "command line"
MOST_CHANGES = 50
MOST_SHOWN = 200
_NOTHING = object()
Change = tuple[str, str | None, str | None]


def save_noted(store: Store, shop: str, record: AnyRecord, *, expected: int | None, by: str, now: str) -> int:
    """`Store.save`, with its line in the log; nothing is noted where nothing changed.

    Raises:
        StaleRevision, RefusedFile, NotFound: as `Store.save` does; then nothing was written.
    """
    kind = KINDS[type(record)]
    with store.writing():
        before = store.get(shop, kind, record.key)
        revision = store.save(shop, record, expected=expected, by=by)
        after = store.get(shop, kind, record.key)
        if before is None or revision != before.revision:
            old = before.record if before else None
            new = after.record if after else record
            store.add_audit(line_of(shop, old, new, by=by, now=now))
    return revision


def delete_noted(
    store: Store, shop: str, kind: Kind, key: str, *, expected: int | None, by: str, now: str
) -> None:
    """`Store.delete`, with its line in the log. Raises as it does."""
    with store.writing():
        before = store.get(shop, kind, key)
        store.delete(shop, kind, key, expected=expected, by=by)
        if before is not None:
            store.add_audit(line_of(shop, before.record, None, by=by, now=now))


def line_of(shop: str, before: AnyRecord | None, after: AnyRecord | None, *, by: str, now: str) -> AuditRow:
    """The line that says what became of a record; one of the two is there."""
    record = after or before
    if record is None:
        raise ValueError("A line of the log needs a record.")
    old, new = _document(shop, before), _document(shop, after)
    return AuditRow(
        shop=shop,
        at=now,
        by=by,
        action="save" if after else "delete",
        kind=KINDS[type(record)],
        key=record.key,
        before=digest(old) if old else "",
        after=digest(new) if new else "",
        changes=noted(changes_between(_read(old), _read(new))),
    )


def event(
    shop: str, action: Action, *, kind: str, key: str, by: str, now: str, changes: tuple[Change, ...] = ()
) -> AuditRow:
    """The line of what is not about one record: a publication, an invitation, a role."""
    return AuditRow(shop=shop, at=now, by=by, action=action, kind=kind, key=key, changes=noted(changes))


def noted(changes: tuple[Change, ...]) -> str:
    """*changes* as the log keeps them: at most `MOST_CHANGES`, each value at most `MOST_SHOWN` characters."""
    kept = [(path, _short(before), _short(after)) for path, before, after in changes[:MOST_CHANGES]]
    return msgspec.json.encode(kept).decode()


def changes_of(row: AuditRow) -> list[Change]:
    """The changes that a line names."""
    return msgspec.json.decode(row.changes, type=list[Change])


def changes_between(before: Any, after: Any) -> tuple[Change, ...]:
    """What differs between two documents: ``name.ko``, ``markets``; a list counts as one value."""
    return tuple(_differing("", before, after))


def _differing(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) or isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        new = after if isinstance(after, dict) else {}
        for name in dict.fromkeys((*old, *new)):
            inner = f"{path}.{name}" if path else name
            yield from _differing(inner, old.get(name, _NOTHING), new.get(name, _NOTHING))
    else:
        yield path, _text(before), _text(after)


def _text(value: Any) -> str | None:
    if value is _NOTHING or value is None:
        return None
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _document(shop: str, record: AnyRecord | None) -> bytes:
    return stored_document(shop, record) if record else b""


def _read(document: bytes) -> Any:
    return msgspec.json.decode(document) if document else {}
