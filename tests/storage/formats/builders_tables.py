"""Files of rows, written by the test that reads them, and the real ones where they are."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders_pricing2yaml import NOW, markets

from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.store import Store

CATALOGS = Path(__file__).parents[4] / "shared" / "catalogs"


def workbook(*rows: list[object]) -> bytes:
    """*rows* as the only sheet of a spreadsheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def table(
    rows: Iterable[Sequence[object]], *, name: str = "goods.csv", encoding: str = "utf-8"
) -> SourceFile:
    """A CSV file of *rows*, the header first."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return SourceFile(name=name, raw=text.getvalue().encode(encoding))


def records_table(
    records: Sequence[Mapping[str, object]], *, name: str = "goods.csv", encoding: str = "utf-8"
) -> SourceFile:
    """A CSV file with a row for each of *records*, its columns those of all of them."""
    columns = list(dict.fromkeys(column for record in records for column in record))
    rows = [[record.get(column, "") for column in columns] for record in records]
    return table([columns, *rows], name=name, encoding=encoding)


def real_file(place: str) -> Path:
    """A real file; the test is skipped where it is not here."""
    path = CATALOGS / place
    if not path.exists():
        pytest.skip(f"1 file of the real catalogues is not here: {place}")
    return path


def taken_in(store: Store, file: SourceFile | Path, **options: Any) -> Imported:
    """*file* imported into the shop ``acme``."""
    given = file if isinstance(file, SourceFile) else SourceFile(name=str(file), path=file)
    wished = Options(**{"shop": "acme", "currency": "USD", **options})
    return import_file(store, given, wished, markets=markets(), now=NOW)
