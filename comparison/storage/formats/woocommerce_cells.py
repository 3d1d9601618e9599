"""How WooCommerce's exporter writes cells, undone.

Source: WooCommerce, ``includes/export/abstract-wc-csv-exporter.php`` and
``class-wc-product-csv-exporter.php``: a cell that a spreadsheet would take for a formula gets a ``'``
before it, and a line's end in a description is written as ``\\n``.
"""

import re

from .cells import split_escaped
from .tables import Row

_FORMULA = re.compile(r"'(?=[=+\-@])")
_ESCAPED = re.compile(r"\\\\n|\\n")


def said(row: Row, column: str) -> str:
    """The cell's text as the shop has it."""
    return _FORMULA.sub("", row.get(column), count=1) if row.get(column)[:1] == "'" else row.get(column)


def described(row: Row, column: str) -> str:
    """A description as the shop has it, with its line ends."""
    return _ESCAPED.sub(lambda found: "\n" if found[0] == r"\n" else r"\n", said(row, column))


def types_of(row: Row) -> frozenset[str]:
    """``simple, downloadable, virtual`` is one product of three types."""
    return frozenset(part.strip().lower() for part in row.get("Type").split(","))


def parts_of(text: str) -> list[str]:
    """The parts of a cell between commas that are not escaped."""
    # Early releases escaped a comma twice.
    return split_escaped(text.replace("\\\\,", "\\,"), ",")


def paths_of(row: Row) -> list[tuple[str, ...]]:
    """Its categories, each from the outside in; one empty path where it has none."""
    paths = [
        tuple(part.strip() for part in path.split(">") if part.strip())
        for path in parts_of(said(row, "Categories"))
    ]
    return paths or [()]
