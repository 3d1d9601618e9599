"""Large files of shops through the command line, against `sqlite-utils insert` of the same rows.

Each import is a process of its own, so its most memory is its own too. Seconds are the processor's: what
else runs on the machine does not count.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.storage.opening import open_store

from .catalogue import SHOP
from .import_files import write_feed, write_feed_as_table, write_shopify
from .measuring import Row, row

ROWS = 5_000
KINDS = ("table", "feed")
MOST_BYTES = 300_000_000
# Above this many rows one round has to do; a million takes minutes.
_ROUNDS, _ONCE_FROM = 3, 100_000
# Of more than this, only the import itself: what comes after it takes several times as long.
_MOST_ALL_STEPS = 100_000
_LOOK_SECONDS = 0.02
_QUICK = "sqlite-utils insert of the same rows"
_STEPS = {
    "import": "import of",
    "again": "import once more of",
    "yaml": "export as YAML of",
    "json": "export as JSON of",
}
_BOUND = "300 MB resident"


class Used(NamedTuple):
    """What a process took: *seconds* of the processor, and the most bytes it had resident."""

    seconds: float
    most: float


class Files(NamedTuple):
    """One kind of file: what it is called, *given* to the import, and its rows as CSV for the other tool."""

    name: str
    given: Path
    table: Path


def rows(count: int = ROWS, kinds: Collection[str] = KINDS) -> Iterator[Row]:
    """A Shopify table and a Merchant feed of *count* rows: imported, imported again, and written as files.

    Of *kinds* only those are done.
    """
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        for kind in kinds:
            yield from _of(_WRITTEN[kind](Path(folder), count), Path(folder), count)


def _table(folder: Path, count: int) -> Files:
    table = folder / "shopify.csv"
    write_shopify(table, count)
    return Files(f"{count:,} Shopify rows", table, table)


def _feed(folder: Path, count: int) -> Files:
    feed, items = folder / "feed.xml", folder / "items.csv"
    write_feed(feed, count)
    write_feed_as_table(items, count)
    return Files(f"{count:,} Merchant items", feed, items)


_WRITTEN: Mapping[str, Callable[[Path, int], Files]] = {"table": _table, "feed": _feed}


def _of(files: Files, folder: Path, count: int) -> Iterator[Row]:
    steps = {f"{said} {files.name}": step for step, said in _STEPS.items() if _is_done(step, count)}
    first, *others = steps
    times = 1 if count >= _ONCE_FROM else _ROUNDS
    rounds = [_round(files, folder, tuple(steps.values())) for _ in range(times)]
    named = {_QUICK: "quick", **steps}
    spent = {name: [used[step].seconds for used in rounds] for name, step in named.items()}
    most = {f"{name}: most memory": [used[step].most for used in rounds] for name, step in named.items()}
    yield row(first, _QUICK, spent)
    yield from (row(name, first, spent) for name in others)
    most[_BOUND] = [float(MOST_BYTES)] * len(rounds)
    for name in steps:
        yield row(f"{name}: most memory", _BOUND, most, "bytes", most=1)


def _is_done(step: str, count: int) -> bool:
    return step == "import" or count <= _MOST_ALL_STEPS


def _round(files: Files, folder: Path, steps: tuple[str, ...]) -> dict[str, Used]:
    database, plain = folder / "shop.db", folder / "plain.db"
    insert = [sys.executable, "-m", "sqlite_utils", "insert", str(plain), "rows", str(files.table), "--csv"]
    used = {"quick": _run(insert), "import": _run(_command("import", files, folder))}
    before = _revisions(database)
    used |= {step: _run(_command(step, files, folder)) for step in steps if step != "import"}
    assert _revisions(database) == before, "the same file wrote something"
    for path in folder.glob("*.db*"):
        path.unlink()
    return used


def _command(step: str, files: Files, folder: Path) -> list[str]:
    taken_in = ["import", str(files.given), "--currency", "USD"]
    export = ["export", "--format", step, "-o", str(folder / "out")]
    given = taken_in if step in {"import", "again"} else export
    place = ["--shop", SHOP, "--db", f"sqlite:{folder / 'shop.db'}"]
    return [sys.executable, "-m", "comparison", *given, *place]


def _revisions(database: Path) -> int:
    store = open_store(f"sqlite:{database}")
    try:
        return sum(stored.revision for stored in store.scan(SHOP, "product"))
    finally:
        store.close()


def _run(command: list[str]) -> Used:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=_environment())
    most, ended = 0, 0
    while not ended:
        time.sleep(_LOOK_SECONDS)
        most = _most_resident(process.pid) or most
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command[2:4]} ended with {process.returncode}"
    return Used(usage.ru_utime + usage.ru_stime, most)


def _most_resident(process: int) -> int:
    """The most bytes that *process* had resident since its program began; 0 once it has ended.

    What the system tells when it is over would hold this benchmark's own pages, of before the start.
    """
    for line in Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1_024
    return 0


def _environment() -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
