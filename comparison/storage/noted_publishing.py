"""Publishing and undoing it by people: each is one transaction with its line in the audit log.

What goes live is decided by `publish`; here stands who did it, and that it is what they looked at.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..core.check.finding import Finding, Missing
from ..core.errors import ComparisonError, NotFound
from ..core.markets import Market
from ..core.publication import Publication, digest, encoded
from .audit import Action
from .auditing import event
from .drafts import resolve
from .moments import moment_before
from .publish import Check, in_turn, publish, schedule, take_offline
from .store import EditionRow, LiveEntry, Store


class DraftChanged(ComparisonError):
    """Since somebody looked at what they are about to publish, the draft became another one."""

    key = "admin_publish.draft_changed"


class Doing(NamedTuple):
    """Who does something with what is live of a comparison, at which moment, and why (*note*)."""

    shop: str
    comparison: str
    by: str
    note: str
    now: str


def draft_mark(store: Store, shop: str, comparison: str, *, markets: Mapping[str, Market]) -> str:
    """Another text as soon as the draft is another one. Raises as `resolve` does."""
    return _mark(resolve(store, shop, comparison, markets=markets).publication)


def publish_noted(
    store: Store,
    doing: Doing,
    *,
    check: Check,
    markets: Mapping[str, Market],
    seen: str | None,
    since: str | None = None,
    logged_by: str = "",
) -> EditionRow:
    """`publish`, where the draft still is the one of the mark *seen* (None: whichever it is).

    The log names *logged_by*, the history always who does it; empty, they are the same.

    Raises:
        DraftChanged: it is another one by now.
        PublishingRefused, NotFound, BadParameter: as `publish` does. In every case nothing is stored.
    """

    def checked(publication: Publication, missing: Sequence[Missing]) -> Sequence[Finding]:
        if seen is not None and _mark(publication) != seen:
            raise DraftChanged
        return check(publication, missing)

    with store.writing():
        doing = doing if since else _in_turn(store, doing)
        begins = since or doing.now
        before = store.live(doing.shop, doing.comparison, begins)
        row = publish(store, **doing._asdict(), check=checked, markets=markets, since=begins)
        noted = doing._replace(by=logged_by or doing.by)
        _note(store, noted, "schedule" if since else "publish", before, row.number, since)
    return row


def roll_back_noted(store: Store, doing: Doing, number: int, *, logged_by: str = "") -> EditionRow:
    """`publish.roll_back`, with its line in the log, *logged_by* as in `publish_noted`. Raises as it does."""
    with store.writing():
        doing = _in_turn(store, doing)
        before = store.live(doing.shop, doing.comparison, doing.now)
        row = schedule(store, *_place(doing), number, **_facts(doing), since=doing.now)
        _note(store, doing._replace(by=logged_by or doing.by), "rollback", before, number, None)
    return row


def take_offline_noted(store: Store, doing: Doing) -> LiveEntry:
    """`publish.take_offline`, with its line in the log. Raises as it does."""
    with store.writing():
        doing = _in_turn(store, doing)
        before = store.live(doing.shop, doing.comparison, doing.now)
        entry = take_offline(store, **doing._asdict(), since=doing.now)
        _note(store, doing, "offline", before, 0, None)
    return entry


def cancel_scheduled(store: Store, doing: Doing, since: str) -> None:
    """Let what is live just before *since* stay: the log only grows, so that is scheduled in its place.

    Raises:
        NotFound: nothing is scheduled for then.
        PublishingRefused, BadParameter: as `publish.schedule` does.
    """
    with store.writing():
        if all(entry.since != since for entry in scheduled(store, doing.shop, doing.comparison, doing.now)):
            raise NotFound("edition", since)
        planned = store.live(doing.shop, doing.comparison, since)
        stays = store.live(doing.shop, doing.comparison, moment_before(since))
        if stays is not None:
            schedule(store, *_place(doing), stays.number, **_facts(doing), since=since)
        else:
            take_offline(store, **doing._asdict(), since=since)
        _note(store, doing, "schedule", planned, stays.number if stays else 0, since)


def scheduled(store: Store, shop: str, comparison: str, now: str) -> list[LiveEntry]:
    """What will change after *now*, the earliest first; an entry that changes nothing is none."""
    found = [entry for entry in store.scheduled(shop, now) if entry.comparison == comparison]
    live = store.live(shop, comparison, now)
    number = live.number if live else 0
    changing = []
    for entry in found:
        if entry.number != number:
            changing.append(entry)
        number = entry.number
    return changing


def _note(
    store: Store, doing: Doing, action: Action, before: EditionRow | None, number: int, since: str | None
) -> None:
    if before is not None and before.number == number:
        return
    changes = [("edition", str(before.number) if before else None, str(number) if number else None)]
    changes += [("since", None, since)] if since else []
    changes += [("note", None, doing.note)] if doing.note else []
    line = event(
        doing.shop,
        action,
        kind="comparison",
        key=doing.comparison,
        by=doing.by,
        now=doing.now,
        changes=tuple(changes),
    )
    store.add_audit(line)


def _in_turn(store: Store, doing: Doing) -> Doing:
    return doing._replace(now=in_turn(store, *_place(doing), doing.now))


def _place(doing: Doing) -> tuple[str, str]:
    return doing.shop, doing.comparison


def _facts(doing: Doing) -> dict[str, str]:
    return {"by": doing.by, "note": doing.note, "now": doing.now}


def _mark(publication: Publication) -> str:
    """Of all that was drafted, and of nothing that publishing adds."""
    return digest(encoded(replace(publication, gone=(), priors=())))
