"""Writes groups of rows where an edition is prepared."""

import threading

from jinja2 import TemplateError

from ..core.view import View
from .render import Renderer

# What an owner's template can do wrong. Whoever asks for the page will hear of it.
_WRONG = (TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class GroupWriter:
    """Writes groups as *renderer* would. For any thread, one at a time."""

    def __init__(self, renderer: Renderer) -> None:
        self._like, self._lock = renderer, threading.Lock()
        self._renderer: Renderer | None = None

    @property
    def maker(self) -> str | None:
        """`Renderer.groups_maker`."""
        return self._like.groups_maker

    def __call__(self, view: View) -> tuple[bytes, ...] | None:
        """Each group of *view*, which is one in words; None where they cannot be known."""
        if self.maker is None:
            return None
        with self._lock:
            self._renderer = self._renderer or self._like.another()
            try:
                return self._renderer.groups(view)
            except _WRONG:
                return None
