"""Imports under way: a file that was handed in, what is to become of it, and how far it is.

The file lies in the database until it was taken in, so that every worker can go on with it and nothing is
left beside it.
"""

from collections.abc import Collection
from typing import Literal, Protocol

import msgspec

Origin = Literal["file", "paste"]
# Being looked at, looked at, refused, being stored, stored, ended by somebody, ended by the machine.
ImportState = Literal["looking", "ready", "refused", "storing", "done", "cancelled", "stopped"]
WORKING: tuple[ImportState, ...] = ("looking", "storing")
ENDED: tuple[ImportState, ...] = ("done", "cancelled")
MOST_KEPT_FILES = 5
MOST_JOBS = 50


class ImportJob(msgspec.Struct, frozen=True, kw_only=True):
    """One import of *shop*. *name* is what the file was called, *size* its bytes.

    *wishes* is what somebody said about it and *answer* what was found out, both as JSON. *walked* of
    *total* records were walked so far; 0 of 0 while that is not known.
    """

    id: str
    shop: str
    by: str
    name: str
    origin: Origin
    size: int
    state: ImportState
    wishes: str
    answer: str = ""
    walked: int = 0
    total: int = 0
    made_at: str
    changed_at: str


class ImportStore(Protocol):
    """What an engine does for imports under way."""

    def add_import(self, job: ImportJob, content: bytes) -> None:
        """Keep *job* with its file; of a shop the last `MOST_KEPT_FILES` files and `MOST_JOBS` jobs stay."""

    def import_job(self, shop: str, id_: str) -> ImportJob | None:
        """The job of that id."""

    def import_jobs(self, shop: str, *, limit: int = 10) -> list[ImportJob]:
        """The newest jobs of *shop*, without wishes and answers."""

    def import_content(self, shop: str, id_: str) -> bytes | None:
        """The file of a job; None once it is gone."""

    def move_import(self, job: ImportJob, *, expected: Collection[ImportState]) -> bool:
        """Write the state, wishes, answer and progress of *job* if it is in one of the *expected* states.

        The file of a job that ended is gone.
        """

    def note_import(self, shop: str, id_: str, walked: int, total: int) -> None:
        """How far a job is."""

    def keep_mapping(self, shop: str, header: str, document: str, at: str) -> None:
        """Remember what the columns of a *header* mean for *shop*."""

    def kept_mapping(self, shop: str, header: str) -> str | None:
        """What was remembered."""
