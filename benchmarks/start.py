"""From nothing to the first answer: a server, its worker and one fragment, beside a bare route there."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .catalogue import SHOP
from .measuring import Row, row
from .memory import filled
from .serving import BARE, OURS, fetch, processor_seconds, serving

ROUNDS = 5
_PLACE = f"/fragments/{SHOP}/plans"
_CASES = {"start to the first answer": OURS, "bare Litestar route, start to its first answer": BARE}


def rows() -> Iterator[Row]:
    """The processor's seconds of all processes behind the port, and the clock's, of one start after another.

    Python's own bytecode is ready; a first start of all writes it.
    """
    spent: dict[str, list[float]] = {name: [] for name in _CASES}
    waited: dict[str, list[float]] = {name: [] for name in _CASES}
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = filled(Path(folder))
        for target in _CASES.values():
            _started(target, database)
        for number in range(ROUNDS):
            names = list(_CASES)
            for name in names if number % 2 else reversed(names):
                processor, clock = _started(_CASES[name], database)
                spent[name].append(processor)
                waited[name].append(clock)
    ours, bare = _CASES
    yield row(ours, bare, spent)
    by_clock = {f"{name}, by the clock": seconds for name, seconds in waited.items()}
    yield row(f"{ours}, by the clock", f"{bare}, by the clock", by_clock)


def _started(target: str, database: str) -> tuple[float, float]:
    began = time.perf_counter()
    with serving(target, database) as (process, port):
        fetch(port, [_PLACE])
        waited = time.perf_counter() - began
        return processor_seconds(process), waited
