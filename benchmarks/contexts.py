"""The same comparison in one context and in up to 100,000 in turn, of which 2,000 are kept.

Contexts that come in turn are the worst there is for a memory that forgets what was not asked for longest:
beyond its bound no page is ever found.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from comparison.app import create_app
from comparison.settings import Settings

from .asking import BROTLI, Asking
from .catalogue import SHOP
from .measuring import Case, Row, row, seconds
from .memory import filled

VARIANTS, KEPT = (10, 100, 1_000, 10_000, 100_000), 2_000
_PLACE = f"/fragments/{SHOP}/plans"


def rows() -> Iterator[Row]:
    """One answer in brotli, inside this process: found where the contexts fit, else made anew."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = filled(Path(folder), 12)
        with Asking(create_app(Settings(database=database, cache_entries=KEPT)), BROTLI) as alone:
            for count in VARIANTS:
                settings = Settings(database=database, cache_entries=KEPT)
                with Asking(create_app(settings), BROTLI) as asking:
                    yield _of(alone, asking, count)


def _of(alone: Asking, asking: Asking, count: int) -> Row:
    # Filled to its bound first, so that every page that is made drives out another.
    in_turn = asking.repeated(_addresses(count))
    in_turn(min(count, KEPT))
    base = Case("answer, 1 context", alone.repeated(_addresses(1)))
    case = Case(f"answer, {count:,} contexts in turn, at most {KEPT:,} kept", in_turn)
    return row(case.name, base.name, seconds([case, base]))


def _addresses(count: int) -> Iterator[str]:
    return cycle(f"{_PLACE}?qty.user={number + 1}" for number in range(count))
