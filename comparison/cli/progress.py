"""A line on the terminal that says how far long work has come; nothing where nobody looks."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..storage.applying import Progress
from .speaking import one_line

_EVERY_SECONDS = 0.2


@contextmanager
def progress_of(path: Path) -> Iterator[Progress | None]:
    """Takes how many records of *path* were walked, and says it on standard error with rate and time left.

    Quiet (None) where standard error is no terminal. The line is gone when the work is done.
    """
    if not sys.stderr.isatty():
        yield None
        return
    line = _Line(path)
    try:
        yield line.say
    finally:
        line.clear()


class _Line:
    def __init__(self, path: Path) -> None:
        self._name = one_line(path.name)
        self._began = self._said = time.monotonic()

    def say(self, count: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._said >= _EVERY_SECONDS:
            self._said = now
            rate = count / max(now - self._began, 0.001)
            left = f", {max(total - count, 0) / rate:.0f} s left" if total else ""
            of = f" of {total:,}" if total else ""
            said = f"{self._name}: {count:,}{of} records, {rate:,.0f} a second{left}"
            click.echo(f"\r\x1b[K{said}", err=True, nl=False)

    def clear(self) -> None:
        click.echo("\r\x1b[K", err=True, nl=False)
