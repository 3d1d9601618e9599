"""Groups of rows as HTML, kept: what a page with other figures has in common with the one before.

Rows are half of the time of a page, and no figure of it changes them. `compare` answers with the very
same group while nothing in it is different, so the group itself is what its HTML is kept by; a group that
was prepared brings its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context
from msgspec.structs import replace

from ..core.view import TierView, View
from ..core.view_rows import GroupView
from ..words import spoken
from .light import chunks_of
from .places import Recent
from .written import Piece, piece_of

_MOST_GROUPS, _MOST_BYTES = 2_000, 4_000_000
# Besides the text its rows are held, which may be the last thing that is left of an edition.
_TIMES, _OVERHEAD = 4, 500


class WrittenGroup(Piece, frozen=True, array_like=True, gc=False):
    """A group with its HTML in the view that it was prepared for, or none.

    *packed* is the group itself (`words.spoken`), for whoever looks into it.
    """

    packed: bytes

    def __getattr__(self, name: str) -> Any:
        """What a `GroupView` has."""
        return getattr(self.group(), name)

    def group(self) -> GroupView:
        """The group, in words.

        Raises:
            msgspec.MsgspecError: it was none, or one of another release.
        """
        return spoken.decoded_group(self.packed)


def with_groups(view: View) -> View:
    """*view* with groups that anybody may look into."""
    groups: tuple[Any, ...] = view.groups
    return replace(
        view, groups=tuple(one.group() if one.__class__ is WrittenGroup else one for one in groups)
    )


class KeptGroups:
    """The groups written last, as many as there is room for. For one thread."""

    def __init__(self) -> None:
        self._recent: Recent[tuple[GroupView, Piece]] = Recent(_MOST_GROUPS, _MOST_BYTES)

    def __call__(self, template: Template, context: Context, local: Mapping[str, Any]) -> tuple[Piece]:
        """What *template* makes of the group among *local* in the view of *context*, as it is sent."""
        group = local["group"]
        if group.__class__ is WrittenGroup:
            return (group,)
        key = _key_in(context["view"], group, context["speaker"].language)
        found = self._found(key, group)
        if found is None:
            found = piece_of(chunks_of(template, context, local))
            self._put(key, group, found)
        return (found,)

    def found(self, group: GroupView, view: View, language: str) -> Piece | None:
        """The HTML of *group* in *view*, said in *language*, if it was written lately."""
        return self._found(_key_in(view, group, language), group)

    def keep(self, groups: Sequence[GroupView], pieces: Sequence[Piece], language: str, looks: str) -> None:
        """*groups* are all of a view with columns that have these `looks`, said in *language*; *pieces* are
        their HTML."""
        for group, piece in zip(groups, pieces, strict=True):
            self._put(_key(group, len(groups), looks, language), group, piece)

    def clear(self) -> None:
        """Keep none of them."""
        self._recent = Recent(_MOST_GROUPS, _MOST_BYTES)

    def _put(self, key: bytes, group: GroupView, piece: Piece) -> None:
        self._recent.put(key, (group, piece), _TIMES * len(piece.html) + _OVERHEAD)

    def _found(self, key: bytes, group: GroupView) -> Piece | None:
        found = self._recent.get(key)
        # Its identity stands for the group only as long as the group is held.
        return found[1] if found is not None and found[0] is group else None


def looks(tiers: Iterable[TierView]) -> str:
    """All that cells show of their columns."""
    return "".join(f"{tier.tinted:d}{tier.in_pair:d}{tier.solves:d}" for tier in tiers)


def _key_in(view: View, group: GroupView, language: str) -> bytes:
    return _key(group, len(view.groups), looks(view.tiers), language)


def _key(group: GroupView, count: int, looks: str, language: str) -> bytes:
    return f"{id(group)} {language} {count} {looks}".encode()
