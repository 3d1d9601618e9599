"""Answers that come up again: computed once, kept by their question, and only so many of each kind."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST_OF_A_KIND = 24
T = TypeVar("T")
_MISSING: Any = object()


class Kept:
    """What has been answered about one publication.

    A question must name all that its answer depends on, but for the publication itself. For one thread.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, dict[Hashable, Any]] = {}

    def once(self, kind: str, question: Hashable, answer: Callable[[], T], most: int = MOST_OF_A_KIND) -> T:
        """What *answer* says to *question*, asked only once while it is kept.

        Of every *kind* the *most* that came last are kept.
        """
        kept = self._kinds.setdefault(kind, {})
        found: T = kept.get(question, _MISSING)
        if found is not _MISSING:
            return found
        made = answer()
        if len(kept) >= most:
            del kept[next(iter(kept))]
        kept[question] = made
        return made
