"""Who is signed in, what they typed when their session ended, and how often somebody tried to sign in."""

from typing import Protocol

import msgspec

MOST_PENDING = 10
MOST_BUCKETS = 10_000


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A session of *user*, known by the SHA-256 of its secret alone. *seen_at* is its last request or so."""

    digest: str
    user: str
    made_at: str
    seen_at: str


class PendingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A form that *user* sent after the session had ended; *fields* are its names and values as JSON."""

    id: str
    user: str
    path: str
    fields: str
    made_at: str


class SessionStore(Protocol):
    """What an engine does for sessions."""

    def add_session(self, row: SessionRow) -> None: ...

    def session(self, digest: str) -> SessionRow | None: ...

    def touch_session(self, digest: str, seen_at: str) -> None:
        """Note that it was used; nothing where it has ended."""

    def end_session(self, digest: str) -> None:
        """End it; nothing where it has ended."""

    def end_sessions(self, user: str, *, but: str = "") -> int:
        """End every session of *user*, except the one whose digest is *but*; how many there were.

        Half sessions end too; they are not counted.
        """

    def drop_sessions(self, *, made_before: str, seen_before: str) -> None:
        """Take away sessions that are too old or were not used for too long."""

    def keep_pending(self, row: PendingRow) -> None:
        """Keep a form; of each user at most the `MOST_PENDING` that came last."""

    def take_pending(self, user: str, id_: str) -> PendingRow | None:
        """A form that is kept, which is not kept any longer then."""

    def count_attempt(self, bucket: str, now: str, *, window_began: str) -> int:
        """Count one more attempt in *bucket* (a digest); how many there were since *window_began*, this too.

        An older count begins anew. At most `MOST_BUCKETS` are kept, the oldest go first.
        """

    def forget_attempts(self, bucket: str) -> None:
        """Begin to count anew."""
