"""What becomes of every real file when it is imported: `python tests/storage/real_imports.py` makes the table.

Each file goes into a shop of its own in a store that is thrown away, as the command line does it: first without
options, then with what the refusal asks for.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from comparison import words  # noqa: E402  The path above is for the script.
from comparison.core.catalogue import Product  # noqa: E402
from comparison.core.errors import ComparisonError, RefusedFile, RefusedRows  # noqa: E402
from comparison.core.markets import Market  # noqa: E402
from comparison.core.values import NotStated  # noqa: E402
from comparison.storage.formats.reading import SourceFile  # noqa: E402
from comparison.storage.import_options import Options  # noqa: E402
from comparison.storage.importing import Imported, import_file  # noqa: E402
from comparison.storage.market_files import load_markets  # noqa: E402
from comparison.storage.opening import open_store  # noqa: E402
from comparison.storage.store import Store  # noqa: E402

CATALOGS = ROOT.parent / "shared" / "catalogs"
NOW = "2026-11-22T00:00:00.000000Z"
# Pages and style sheets to be embedded into, and what people wrote about the files.
_NO_IMPORTS = frozenset({"host-pages"})
_TEXTS = frozenset({".md", ".txt", ""})
_SMALL_BYTES = 100_000
# What a refusal asks for, by its key.
_ASKED: dict[str, dict[str, str]] = {
    "import.reason.no_currency": {"currency": "USD"},
    "import.reason.no_market_at_all": {"market": "US"},
    "import.reason.no_market": {"market": "US"},
}


class Counts(NamedTuple):
    """What a file holds: *priced* products have a price of any kind, *values* are those that are stated."""

    products: int = 0
    add_ons: int = 0
    priced: int = 0
    values: int = 0
    reviews: int = 0


class Taken(NamedTuple):
    """One file: with which options it was taken as which format, or the key of why it was *refused* and
    what is *told* of that.

    *again* is how many records a second import of it wrote.
    """

    place: str
    format: str
    options: tuple[str, ...]
    counts: Counts
    again: int
    refused: str
    told: str = ""


def files() -> list[Path]:
    """Every file that could be imported, in the order of their names."""
    found = (path for path in CATALOGS.rglob("*") if path.is_file() and path.suffix not in _TEXTS)
    return sorted(path for path in found if path.relative_to(CATALOGS).parts[0] not in _NO_IMPORTS)


def smallest() -> list[Path]:
    """The smallest file of each kind of catalogue."""
    found: dict[tuple[str, ...], Path] = {}
    for path in sorted(files(), key=lambda path: path.stat().st_size, reverse=True):
        found[(*path.relative_to(CATALOGS).parts[:2], path.suffix)] = path
    return sorted(path for path in found.values() if path.stat().st_size <= _SMALL_BYTES)


def all_taken(paths: Sequence[Path]) -> Iterator[Taken]:
    """Every file of *paths* imported twice, each into a new shop."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:{Path(folder) / 'shop.db'}")
        store.migrate()
        for number, path in enumerate(paths):
            yield _taken(store, f"real-{number}", path)
        store.close()


def _taken(store: Store, shop: str, path: Path) -> Taken:
    place = str(path.relative_to(CATALOGS))
    given: dict[str, str] = {"shop": shop}
    try:
        done = _imported(store, path, given)
        again = _once(store, path, given).changed
    except ComparisonError as error:
        return Taken(place, "", (), _counts(store, shop), 0, _reason(error), _told(error))
    return Taken(place, done.format, tuple(sorted(given.keys() - {"shop"})), _counts(store, shop), again, "")


def table(everything: list[Taken]) -> list[str]:
    """The table of the page: a line for each folder and format, and one for each reason of a refusal."""
    lines = [
        "| files | read as | options | number | products | with a price | add-ons | stated values | reviews |",
        "| --- | --- | --- | --: | --: | --: | --: | --: | --: |",
    ]
    groups: defaultdict[tuple[str, ...], list[Taken]] = defaultdict(list)
    for one in everything:
        if not one.refused:
            options = ", ".join(f"`--{name}`" for name in one.options)
            groups[(_folder(one), one.format, options)].append(one)
    for (folder, name, options), several in groups.items():
        sums = [sum(numbers) for numbers in zip(*(one.counts for one in several), strict=True)]
        products, add_ons, priced, values, reviews = (f"{number:,}" if number else "–" for number in sums)
        cells = (folder, name, options or "–", len(several), products, priced, add_ons, values, reviews)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def refusals(everything: list[Taken]) -> list[str]:
    """The table of refusals: folder, what is said of the first file with that reason, number of files."""
    refused = [one for one in everything if one.refused]
    found = Counter((_folder(one), one.refused) for one in refused)
    first = {(_folder(one), one.refused): one.told for one in reversed(refused)}
    rows = [f"| {where[0]} | {first[where]} | {count} |" for where, count in sorted(found.items())]
    return ["| files | reason | number |", "| --- | --- | --: |", *rows]


def _folder(one: Taken) -> str:
    parts = one.place.split("/")
    return "/".join(parts[: 3 if "fixtures" in parts else 2][: len(parts) - 1])


def _imported(store: Store, path: Path, given: dict[str, str]) -> Imported:
    """The first import, with one more option for each refusal that asks for one."""
    while True:
        try:
            return _once(store, path, given)
        except ComparisonError as error:
            wanted = _ASKED.get(_reason(error), {})
            if not wanted or wanted.keys() <= given.keys():
                raise
            given.update(wanted)


def _once(store: Store, path: Path, given: dict[str, Any]) -> Imported:
    source = SourceFile(name=str(path), path=path)
    return import_file(store, source, Options(**given), markets=_markets(), now=NOW)


def _counts(store: Store, shop: str) -> Counts:
    records = [stored.record for stored in store.scan(shop, "product")]
    products = [one for one in records if isinstance(one, Product)]
    return Counts(
        products=len(products),
        add_ons=sum(1 for _ in store.scan(shop, "add_on")),
        priced=sum(bool(one.prices) for one in products),
        values=sum(not isinstance(cell.value, NotStated) for one in products for cell in one.cells),
        reviews=store.review_count(shop)[0],
    )


def _reason(error: ComparisonError) -> str:
    refused = _refusal(error)
    return refused.reason.key if refused else type(error).__name__


def _told(error: ComparisonError) -> str:
    """The reason in English words, or all there is to say of another kind of refusal."""
    refused = _refusal(error)
    return words.speaker("en").say(refused.reason) if refused else str(error)


def _refusal(error: ComparisonError) -> RefusedFile | None:
    """The first fault of a file."""
    found = error.faults[0] if isinstance(error, RefusedRows) else error
    return found if isinstance(found, RefusedFile) else None


@cache
def _markets() -> dict[str, Market]:
    return dict(load_markets(ROOT / "catalog_data" / "markets"))


if __name__ == "__main__":
    TAKEN = list(all_taken(files()))
    print("\n".join([*table(TAKEN), "", *refusals(TAKEN)]))
