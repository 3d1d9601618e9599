"""CSV: the shop as a table of text, UTF-8 with a byte order mark, rows ended by CR and LF (RFC 4180)."""

import csv
import io
from typing import IO

from .outgoing import Outgoing
from .outgoing_tables import table_rows


def write(shop: Outgoing, target: IO[bytes]) -> None:
    """The table of *shop*, row after row."""
    encoding = "utf-8-sig" if shop.wishes.byte_order_mark else "utf-8"
    text = io.TextIOWrapper(target, encoding=encoding, newline="", write_through=False)
    writer = csv.writer(text)
    for row in table_rows(shop):
        writer.writerow([value if isinstance(value, str) else f"{value:f}" for value in row])
    text.flush()
    text.detach()
