"""Groups of rows as HTML, kept: what a page with other figures has in common with the one before.

Rows are half of the time of a page, and no figure of it changes them. `compare` answers with the very
same group while nothing in it is different, so the group itself is what its HTML is kept by.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context

from ..core.view import TierView
from ..core.view_rows import GroupView
from .light import included
from .places import Recent

GROUP = "shop/_group.html"
# All that has a say in what a group looks like, from the page down.
_WHOLE_WAY = (
    "shop/_comparison.html",
    "shop/share.html",
    "shop/patterns.html",
    "shop/_table.html",
    GROUP,
    "shop/_row.html",
    "ui/cell.html",
)
_MOST_GROUPS, _MOST_BYTES = 2_000, 4_000_000
# Besides the text its rows are held, which may be the last thing that is left of an edition.
_TIMES, _OVERHEAD = 4, 500


def are_plain(own: Path | None) -> bool:
    """Whether the owner's templates leave groups as they are; own ones may put any of a view into a row."""
    return own is None or not any((own / name).exists() for name in _WHOLE_WAY)


class KeptGroups:
    """The groups written last, as many as there is room for. For one thread."""

    def __init__(self) -> None:
        self._recent: Recent[tuple[GroupView, str]] = Recent(_MOST_GROUPS, _MOST_BYTES)

    def __call__(self, template: Template, context: Context, local: Mapping[str, Any]) -> str:
        """What *template* makes of the group among *local* in the view of *context*."""
        group, view = local["group"], context["view"]
        columns = "".join(map(_looks, view.tiers))
        key = f"{id(group)} {context['speaker'].language} {len(view.groups)} {columns}".encode()
        found = self._recent.get(key)
        # Its identity stands for the group only as long as the group is held.
        if found is not None and found[0] is group:
            return found[1]
        html = included(template, context, local)
        self._recent.put(key, (group, html), _TIMES * len(html) + _OVERHEAD)
        return html


def _looks(tier: TierView) -> str:
    """All that a cell shows of its column."""
    return f"{tier.tinted:d}{tier.in_pair:d}{tier.solves:d}"
