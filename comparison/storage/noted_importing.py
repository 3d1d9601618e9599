"""What the log says of an import: how many records of each kind were new, changed or refused."""

from collections.abc import Callable, Iterator

from .audit import AuditRow
from .auditing import COMMAND_LINE, Change, event
from .importing import Imported, Steps
from .store import Store

_MOST_NAME = 200


def import_line(imported: Imported, name: str, *, by: str, now: str) -> AuditRow:
    """The line of an import of the file *name*."""
    changes: tuple[Change, ...] = tuple(
        (f"{kind}.{what}", None, str(count))
        for kind, one in imported.differences.items()
        for what, count in (("new", one.new), ("changed", one.changed), ("refused", one.refused))
        if count
    )
    key = name[:_MOST_NAME]
    return event(imported.shop, "import", kind="file", key=key, by=by, now=now, changes=changes)


def noted_by_command(store: Store, name: str, clock: Callable[[], str]) -> Steps:
    """What the command line does at the end of an import, in its transaction: lines for what it changed."""

    def note(imported: Imported) -> None:
        for line in _lines(imported, name, clock()):
            store.add_audit(line)

    return Steps(stored=note, clock=clock)


def _lines(imported: Imported, name: str, now: str) -> Iterator[AuditRow]:
    if imported.changed:
        yield import_line(imported, name, by=COMMAND_LINE, now=now)
    for one in imported.comparisons:
        if one.edition is not None:
            changes = (("edition", None, str(one.edition)),)
            yield event(
                imported.shop,
                "publish",
                kind="comparison",
                key=one.key,
                by=COMMAND_LINE,
                now=now,
                changes=changes,
            )
