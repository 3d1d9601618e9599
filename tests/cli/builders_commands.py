"""Commands as processes of their own, waited for until they end."""

from pathlib import Path
from typing import NamedTuple

import forking
from forking import ROOT, Job

_TIMEOUT = 120


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Call(NamedTuple):
    """Where *out* and *err* are the files that its outputs go to."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    out: Path
    err: Path


def command(call: Call) -> Done:
    """What ``python -m comparison ARGUMENTS…`` answers in that environment."""
    code = forking.command(Job(call.arguments, call.environment, ROOT, call.out, call.err)).wait(_TIMEOUT)
    return Done(code, call.out.read_text("utf-8"), call.err.read_text("utf-8"))
