"""Lines in the log of changes for what commands do themselves; to be written in the same transaction."""

from ..storage.audit import Action
from ..storage.auditing import COMMAND_LINE, event
from ..storage.moments import now
from ..storage.store import Store


def note(store: Store, shop: str, action: Action, kind: str, key: str) -> None:
    """Say that the command line did *action* to *key* (a token, a review)."""
    store.add_audit(event(shop, action, kind=kind, key=key, by=COMMAND_LINE, now=now()))
