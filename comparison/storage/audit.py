"""The audit log: who changed what, when, from what to what. It only grows."""

from typing import Literal, Protocol

import msgspec

Action = Literal[
    "save",
    "delete",
    "import",
    "publish",
    "schedule",
    "rollback",
    "offline",
    "first_owner",
    "invite",
    "join",
    "role",
    "remove",
    "password",
    "password_link",
    "second_step",
    "bulk",
]


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One change in *shop*, at the moment *at*, by the user *by*.

    *kind* and *key* name what was changed (``product``, ``slack-pro``; ``user``, ``anna``). *before* and
    *after* are digests of the documents, empty where there was or is none. *changes* is JSON: a list of
    ``[path, before, after]``, shortened where it would be long.
    """

    shop: str
    at: str
    by: str
    action: Action
    kind: str
    key: str
    before: str = ""
    after: str = ""
    changes: str = "[]"


class AuditStore(Protocol):
    """What an engine does for the audit log."""

    def add_audit(self, row: AuditRow) -> None:
        """Add a line; no line is ever changed or taken away."""

    def audit(self, shop: str, *, before: int = 0, limit: int = 100) -> list[tuple[int, AuditRow]]:
        """The newest lines of *shop* with their places, from below the place *before* (0: from the end)."""

    def audit_of(self, shop: str, kind: str, key: str, *, limit: int = 20) -> list[AuditRow]:
        """The newest lines about one thing."""
