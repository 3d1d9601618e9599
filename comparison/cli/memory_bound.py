"""A bound on memory: a file that asks for more is refused, or ends the command, and leaves the machine alone.

Whatever ends an import before its switch leaves nothing of it, and nothing has to be taken back.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..core.errors import RefusedFile
from ..core.messages import say

# An import of a million products has 250 of them resident.
MEGABYTES = 4_000
_LEAST_MEGABYTES = 300

memory_option = click.option(
    "--most-memory",
    type=click.IntRange(min=_LEAST_MEGABYTES),
    default=MEGABYTES,
    metavar="MB",
    help=f"What the command may take of memory at most [{MEGABYTES}].",
)


@contextmanager
def memory_bound(megabytes: int) -> Iterator[None]:
    """This process gets no more than so many *megabytes* of addresses, as the system counts them."""
    usual, most = resource.getrlimit(resource.RLIMIT_AS)
    others = [one for one in (usual, most) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([megabytes * 1_000_000, *others]), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (usual, most))


@contextmanager
def refused_beyond(name: str) -> Iterator[None]:
    """Inside of `memory_bound`: the file *name* is refused where it asks for more.

    Raises:
        RefusedFile: it did. A reader that is not written in Python may end the process instead.
    """
    try:
        yield
    except MemoryError:
        reason = say("import.reason.too_much")
        raise RefusedFile(name, 0, "", reason, "") from None
