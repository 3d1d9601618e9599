"""Writes groups of rows where an edition is prepared."""

import threading

from jinja2 import TemplateError

from ..core.view import View
from .render import Renderer
from .written import Piece

# What an owner's template can do wrong. Whoever asks for the page will hear of it.
_WRONG = (
    TemplateError,
    OSError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class GroupWriter:
    """Writes groups as *renderer* would. For any thread, one at a time."""

    def __init__(self, renderer: Renderer) -> None:
        self._like, self._lock = renderer, threading.Lock()
        self._renderer: Renderer | None = None

    @property
    def maker(self) -> str | None:
        """`Renderer.groups_maker`."""
        return self._like.groups_maker

    def __call__(self, view: View) -> tuple[Piece, ...] | None:
        """Each group of *view*, which is one in words; None where they cannot be known."""
        if self.maker is None:
            return None
        with self._lock:
            renderer = self._renderer or self._like.another()
            written = _groups(renderer, view)
            # It reads templates when it needs them: of others it wrote something else than it says.
            self._renderer = renderer if self._like.is_as_it_began() else None
            return written if self._renderer else None


def _groups(renderer: Renderer, view: View) -> tuple[Piece, ...] | None:
    try:
        return renderer.groups(view)
    except _WRONG:
        return None
