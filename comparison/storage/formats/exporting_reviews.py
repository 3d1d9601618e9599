"""Reviews as CSV, under names by which the reader of reviews knows its columns again.

Source: docs/importing.md, "Reviews".
"""

import csv
import io
from collections.abc import Iterable
from typing import IO

from ..reviews import ReviewRow
from .outgoing_tables import safe

_COLUMNS = ("id", "product key", "rating", "date", "title", "review", "author", "language", "verified")
# How the reader of reviews spells how well a shop knows a writer.
_VERIFIED = {"purchase": "yes", "account": "account", "not_verified": "no", "": ""}


def write_reviews(reviews: Iterable[ReviewRow], target: IO[bytes]) -> int:
    """A row for each of *reviews*, UTF-8 with a byte order mark; how many there were.

    One that waits for its product has the file's own word for it in the place of the key.
    """
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    count = 0
    for review in reviews:
        writer.writerow(_cells(review))
        count += 1
    text.flush()
    text.detach()
    return count


def _cells(review: ReviewRow) -> list[str]:
    said = (review.day, review.title, review.text, review.author, review.language)
    product = review.product or review.reference
    grade = f"{review.grade}/{review.scale}"
    return [review.id, safe(product), grade, *map(safe, said), _VERIFIED[review.verified]]
