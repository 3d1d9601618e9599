"""The catalogue check over a large shop: how long it takes, and that it holds one comparison at a time.

`tier-compare check` runs as a process of its own. Resident is the most memory it ever had.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.assets import CATALOG_DATA
from comparison.storage.drafts import resolve
from comparison.storage.opening import open_store
from comparison.storage.store import AnyRecord

from .catalogue import SHOP, category, comparison, markets, persona, plain_price, product, shop
from .measuring import Row, row

PRODUCTS, ROWS, PERSONAS, NEEDS = 10_000, 20, 3, 6
SIZES = range(5, 25)
ROUNDS = 3
_ROOT = CATALOG_DATA.parent
# The process tells by itself: to its parent, its largest size counts from before it was a process of its own.
_COMMAND = """
import re, sys
from pathlib import Path
from comparison.cli import main
try:
    main()
finally:
    print(re.search("VmHWM:.*?([0-9]+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""


class Checked(NamedTuple):
    """One run of the command: its seconds, and its largest resident memory in bytes."""

    seconds: float
    resident: float


def rows() -> Iterator[Row]:
    """A shop of 10,000 products in comparisons of 5 to 24, against reading it, and against one comparison."""
    large, read = (
        f"check of {PRODUCTS:,} products in {len(_sizes(PRODUCTS))} comparisons",
        "their drafts read",
    )
    small = f"check of one comparison of {SIZES[-1]}"
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        whole = _filled(Path(folder) / "large.db", _sizes(PRODUCTS))
        single = _filled(Path(folder) / "small.db", [SIZES[-1]])
        rounds = [(_checked(whole), _read(whole), _checked(single)) for _ in range(ROUNDS)]
    times = {large: [one.seconds for one, _, _ in rounds], read: [spent for _, spent, _ in rounds]}
    memory = {large: [one.resident for one, _, _ in rounds], small: [one.resident for _, _, one in rounds]}
    yield row(large, read, times)
    yield row(large, small, memory, "bytes")


def _sizes(products: int) -> list[int]:
    """How many tiers each comparison has: 5, 6, … 24, 5, … until all products are in one."""
    sizes: list[int] = []
    for size in islice(cycle(SIZES), products):
        if sum(sizes) + size > products:
            break
        sizes.append(size)
    return sizes


def _filled(path: Path, sizes: list[int]) -> Path:
    """A database with a shop of so many comparisons."""
    store = open_store(f"sqlite:{path}")
    store.migrate()
    personas = [persona(f"team-{number}", NEEDS, number) for number in range(PERSONAS)]
    store.save_all(SHOP, [shop(), category("plans", ROWS), *personas], by="bench")
    records = (one for number, size in enumerate(sizes) for one in _records(number, size))
    store.save_all(SHOP, records, by="bench")
    store.close()
    return path


def _records(number: int, size: int) -> Iterator[AnyRecord]:
    keys = [f"plan-{number}-{place}" for place in range(size)]
    for place, key in enumerate(keys):
        yield product(key, "plans", place, ROWS, plain_price(place))
    personas = [f"team-{place}" for place in range(PERSONAS)]
    yield comparison(f"plans-{number}", "plans", keys, personas)


def _read(path: Path) -> float:
    """Seconds for resolving every draft of the shop, without looking at it."""
    store = open_store(f"sqlite:{path}")
    began = time.perf_counter()
    for stored in store.scan(SHOP, "comparison"):
        resolve(store, SHOP, stored.record.key, markets=markets())
    spent = time.perf_counter() - began
    store.close()
    return spent


def _checked(path: Path) -> Checked:
    """The command in a process of its own; that it finds no error is part of the measure."""
    command = [sys.executable, "-c", _COMMAND, "check", "--db", str(path)]
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    return Checked(time.perf_counter() - began, float(done.stderr) * 1024)
