"""What the catalogue check says of catalogues that other people wrote: `python tests/storage/real_findings.py`.

Every file is imported as the command line does it, into a store of its own that is thrown away.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from comparison.core.errors import ComparisonError  # noqa: E402  The path above is for the script.
from comparison.storage.formats.reading import SourceFile  # noqa: E402
from comparison.storage.import_options import Options  # noqa: E402
from comparison.storage.importing import import_file  # noqa: E402
from comparison.storage.market_files import load_markets  # noqa: E402
from comparison.storage.opening import open_store  # noqa: E402
from comparison.storage.store import Store  # noqa: E402

CATALOGS = ROOT.parent / "shared" / "catalogs"
# The day that the ages of prices are counted to.
NOW = "2026-11-22T00:00:00.000000Z"
SERVICES, TRIALS, SHOPS = "price lists", "reader's tests", "shop exports"
_EXPORTS = (
    "shopify/apparel.csv",
    "shopify/home-and-garden.csv",
    "woocommerce/sample_products.csv",
    "magento/products_men.csv",
)
Row = tuple[str, str]


class Checked(NamedTuple):
    """One file: what it is, and how often each rule and level was found in it; None if it was refused."""

    path: Path
    group: str
    found: Counter[Row] | None


def checked() -> Iterator[Checked]:
    """Every file there is, imported and checked."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:{Path(folder) / 'shop.db'}")
        store.migrate()
        for path, group in _files():
            yield Checked(path, group, _found(store, path, group))
        store.close()


def table(files: list[Checked]) -> list[str]:
    """The table of the page: for each rule and level, files with it and findings in all, by group."""
    lines = [f"| rule | level | {' | '.join(_heading(files, group) for group in _groups())} |"]
    lines.append("| --- | --- | --: | --: | --: |")
    rows: defaultdict[Row, dict[str, tuple[int, int]]] = defaultdict(dict)
    for group in _groups():
        for row in {row for file in files for row in file.found or ()}:
            counts = [
                file.found[row] for file in files if file.group == group and file.found and row in file.found
            ]
            rows[row][group] = (len(counts), sum(counts))
    for (rule, level), by_group in sorted(rows.items()):
        cells = [_cell(*by_group[group]) for group in _groups()]
        lines.append(f"| {rule} | {level} | {' | '.join(cells)} |")
    return lines


def _groups() -> tuple[str, ...]:
    return SERVICES, TRIALS, SHOPS


def _heading(files: list[Checked], group: str) -> str:
    read = [file for file in files if file.group == group and file.found is not None]
    return f"{len(read)} {group}"


def _cell(files: int, findings: int) -> str:
    return f"{files} / {findings}" if files else "–"


def _files() -> Iterator[tuple[Path, str]]:
    for path in sorted((CATALOGS / "pricing2yaml").rglob("*.y*ml")):
        yield path, TRIALS if "fixtures" in path.parts else SERVICES
    for name in _EXPORTS:
        yield CATALOGS / "shop-exports" / name, SHOPS


def _found(store: Store, path: Path, group: str) -> Counter[Row] | None:
    """What is found in one file; a dry run leaves nothing behind."""
    source = SourceFile(name=str(path), raw=path.read_bytes())
    currency = "USD" if group == SHOPS else None
    options = Options(shop="anybody", currency=currency, dry_run=True)
    try:
        imported = import_file(store, source, options, markets=_markets(), now=NOW)
    except ComparisonError:
        return None
    return Counter((one.rule, one.level) for made in imported.comparisons for one in made.findings)


def _markets() -> dict:
    return dict(load_markets(ROOT / "catalog_data" / "markets"))


if __name__ == "__main__":
    print("\n".join(table(list(checked()))))
