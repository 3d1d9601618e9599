"""Looks at one file, or stores it, in a process of its own: ``python -m … URL SHOP JOB``.

It has little memory and little time, and ends with the process that began it: what a stranger's file does
to a reader stays in there. All that it stores counts from one moment on, with the state of the job and the
line in the audit log; whatever ends it before leaves nothing.
"""

import contextlib
import os
import resource
import select
import sys
import threading
from collections.abc import Iterator
from functools import partial

import msgspec
from msgspec.structs import replace

from ..assets import CATALOG_DATA
from ..core.errors import ComparisonError, RefusedFile, StoreUnusable
from ..core.messages import say
from .formats.reading import Reading
from .import_answers import Fault, fault_of, kept, read_looked, read_wishes
from .import_columns import columns_of, header_digest
from .import_looking import Handed, handed_in, looked_at, options_of, reading_joined
from .importing import Imported, Steps, import_file
from .imports import WORKING, ImportJob
from .market_files import load_markets
from .moments import now
from .noted_importing import import_line
from .opening import open_store
from .store import AnyRecord, Store

CPU_SECONDS, MEMORY_BYTES = 300, 1_500_000_000
NOT_FOUND, OUTRUN = 3, 4
_LOOK_SECONDS = 0.3


def main(arguments: list[str]) -> int:
    """Do what the state of the job asks for. Exit code 4: somebody was faster, or it was cancelled."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    url, shop, id_ = arguments
    store = open_store(url)
    job, content = store.import_job(shop, id_), store.import_content(shop, id_)
    if job is None or content is None or job.state not in WORKING:
        return NOT_FOUND
    work = Work(store, job, content)
    threading.Thread(target=_Watch(store, work).watch, daemon=True).start()
    return work.done()


class _Outrun(Exception):
    """The job is no longer what it was when the work began."""


class Work:
    """The work on one job. *walked* and *total* may be read from another thread."""

    def __init__(self, store: Store, job: ImportJob, content: bytes) -> None:
        self._store, self.job, self._content = store, job, content
        self._markets = load_markets(CATALOG_DATA / "markets")
        self.walked, self.total = 0, 0

    def done(self) -> int:
        """Do what the state of the job asks for; the exit code."""
        try:
            self.look() if self.job.state == "looking" else self.store()
        except MemoryError:
            self.refuse(Fault(line=0, path="", reason=say("import.reason.too_much"), accepted=""))
        except RefusedFile as error:
            self.refuse(fault_of(error))
        except _Outrun:
            return OUTRUN
        return 0

    def look(self) -> None:
        """Find out what the file is and what it would change."""
        wishes = read_wishes(self.job.wishes)
        found, looked = looked_at(
            self._store,
            self.job,
            self._content,
            wishes,
            markets=self._markets,
            now=now(),
            progress=self.advance,
        )
        state = "refused" if looked.fault else "ready"
        self._end(replace(self.job, state=state, wishes=kept(found), answer=kept(looked)))

    def store(self) -> None:
        """Store it, or nothing of it."""
        handed = handed_in(self._store, self.job, self._content, read_wishes(self.job.wishes))
        steps = Steps(staged=partial(self._staged, handed), stored=partial(self._stored, handed))
        options = replace(options_of(self.job, handed), unchecked=True)
        import_file(self._store, handed.file, options, markets=self._markets, now=now(), steps=steps)

    def refuse(self, fault: Fault) -> None:
        """Say that it cannot be taken, and why."""
        looked = replace(read_looked(self.job.answer), fault=fault)
        self._end(replace(self.job, state="refused", answer=kept(looked)))

    def advance(self, walked: int, total: int | None) -> None:
        """So many records of so many were walked."""
        self.walked, self.total = walked, total or 0

    def _staged(self, handed: Handed, reading: Reading) -> Reading:
        """*reading* as it is stored, counted while it is walked."""
        return replace(reading, records=self._counted(handed, reading))

    def _counted(self, handed: Handed, reading: Reading) -> Iterator[AnyRecord]:
        joined = reading_joined(self._store, self.job.shop, handed, reading)
        for count, record in enumerate(joined.records, 1):
            if count % 200 == 0:
                self.advance(count, reading.total)
            yield record

    def _stored(self, handed: Handed, imported: Imported) -> None:
        job, at = self.job, now()
        self._store.add_audit(import_line(imported, job.name, by=job.by, now=at))
        if handed.wishes.mapping is not None:
            header = header_digest(columns_of(handed.file))
            document = msgspec.json.encode(handed.wishes.mapping).decode()
            self._store.keep_mapping(job.shop, header, document, at)
        looked = replace(
            read_looked(job.answer),
            differences=dict(imported.differences),
            refused=imported.refused,
            comparisons=tuple(one.key for one in imported.comparisons),
        )
        self._end(replace(job, state="done", answer=kept(looked), walked=self.walked, total=self.total))

    def _end(self, job: ImportJob) -> None:
        if not self._store.move_import(replace(job, changed_at=now()), expected=(self.job.state,)):
            raise _Outrun


class _Watch:
    """Looks, beside the work, whether it is still wanted, and writes down how far it is."""

    def __init__(self, store: Store, work: Work) -> None:
        self._store, self._work, self._noted = store, work, 0

    def watch(self) -> None:
        """Until the process ends; it ends with the one that began it, and when the job was cancelled."""
        while True:
            ready, _, _ = select.select([sys.stdin], [], [], _LOOK_SECONDS)
            if ready and not sys.stdin.read(1):
                os._exit(OUTRUN)
            with contextlib.suppress(StoreUnusable):
                self._look()

    def _look(self) -> None:
        job, work = self._work.job, self._work
        found = self._store.import_job(job.shop, job.id)
        if found is None or found.state not in {job.state, "ready", "refused", "done"}:
            os._exit(OUTRUN)
        if work.walked != self._noted:
            self._noted = work.walked
            self._store.note_import(job.shop, job.id, work.walked, work.total)


if __name__ == "__main__":
    with contextlib.suppress(ComparisonError):
        sys.exit(main(sys.argv[1:]))
    sys.exit(1)
