"""How many examples a law is tried with: a quarter of them at every change, all of them by ``./dev slow``."""

import os

_EVERY = os.environ.get("EVERY_EXAMPLE") == "1"
_FEWEST = 10


def tried(number: int) -> int:
    """How many of *number* examples are tried in this run; never fewer than ten."""
    return number if _EVERY else min(number, max(_FEWEST, number // 4))
