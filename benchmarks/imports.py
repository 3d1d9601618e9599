"""All Pricing2Yaml files there are, imported one after the other, against a bare YAML reader."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from comparison.core.errors import ComparisonError
from comparison.storage.formats.reading import SourceFile, Wishes
from comparison.storage.formats.registry import format_of
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.opening import open_store
from comparison.storage.store import Store

from .catalogue import NOW, SHOP, markets
from .measuring import Row, row

FOLDER = Path(__file__).parents[2] / "shared" / "catalogs" / "pricing2yaml"
ROUNDS = 3
_BARE = "PyYAML's C reader alone"

Work = Callable[[int, SourceFile], None]


class CatalogueMissing(Exception):
    """The folder of files is not beside this checkout."""


def rows() -> Iterator[Row]:
    """Read and typed; and imported: read, stored and checked, each file in a transaction of its own.

    Raises:
        CatalogueMissing: there are no files.
    """
    files = _files()
    read, whole = f"read and typed, {len(files)} files", f"imported, {len(files)} files"
    samples: dict[str, list[float]] = {_BARE: [], read: [], whole: []}
    for _ in range(ROUNDS):
        with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
            store = open_store(f"sqlite:{Path(folder) / 'shop.db'}")
            store.migrate()
            works: dict[str, Work] = {_BARE: _parse, read: _read, whole: _importing(store)}
            for name, spent in _spent(files, works).items():
                samples[name].append(spent)
            store.close()
    yield row(read, _BARE, samples)
    yield row(whole, _BARE, samples)


def _files() -> list[SourceFile]:
    paths = sorted(FOLDER.rglob("*.y*ml"))
    if not paths:
        raise CatalogueMissing("the Pricing2Yaml files are not there: ../shared/catalogs/pricing2yaml")
    return [SourceFile(name=path.name, raw=path.read_bytes()) for path in paths]


def _spent(files: list[SourceFile], works: dict[str, Work]) -> dict[str, float]:
    """Seconds that each kind of work took over all *files*; every file is done in all ways in turn."""
    spent = dict.fromkeys(works, 0.0)
    for index, file in enumerate(files):
        for name, work in works.items():
            began = time.perf_counter()
            work(index, file)
            spent[name] += time.perf_counter() - began
    return spent


def _parse(_: int, file: SourceFile) -> None:
    try:
        yaml.load(file.raw, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return  # Some of the files are made to be refused.


def _read(_: int, file: SourceFile) -> None:
    try:
        format_of(file).read(file, Wishes())
    except ComparisonError:
        return


def _importing(store: Store) -> Work:
    def import_one(index: int, file: SourceFile) -> None:
        try:
            options = Options(shop=SHOP, comparison=f"file-{index}")
            import_file(store, file, options, markets=markets(), now=NOW)
        except ComparisonError:
            return

    return import_one
