"""What no template of a page shows, and so need not be worked out for it.

The shipped templates show everything. An owner's own page of a few figures costs only those few.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateError

from ..core.compare.column import Part
from .lasting import SUMS
from .taken_in import source_of, templates_below

# A part is shown by whoever says one of these words anywhere; what takes a whole view may look at all of it.
_WHOLE = frozenset(("structured", "tojson", "pprint", "attr", "xmlattr", "map", "groupby"))
_SAID_BY: Mapping[Part, frozenset[str]] = {
    "first_for": frozenset(("first_for",)),
    "give_up": frozenset(("give_up", "cheaper", "remarks")),
    "receipt": frozenset(("receipt",)),
    "blocks": frozenset(("blocks", "rating", "in_table", "after_table")),
    # What is announced names the figure of the answer.
    "headline": frozenset(("headline", "announcement")),
    "conditional": frozenset(("conditional", "in_head")),
    "choices": frozenset(("intervals", "steppers", "regions", "add_ons", "picker", "horizons", "references")),
    "totals": frozenset(("totals",)),
}
# Who says one of these may look into a sentence before it is said, or at what is said in sentences only.
_INSIDE = SUMS | {"arguments", "minor", "tojson", "pprint", "attr"}
_WORD = re.compile(r"[A-Za-z_]+")


def unshown(environment: Environment, page: str) -> frozenset[Part]:
    """The parts that neither the template *page* nor any that it takes in can show.

    None, where one of these is named only as the page is made.
    """
    try:
        said = _said(environment, page)
    except (TemplateError, UnicodeDecodeError):
        # Whoever asks for the page will hear of it.
        return frozenset()
    if said is None or said & _WHOLE:
        return frozenset()
    return frozenset(part for part, words in _SAID_BY.items() if not said & words)


def takes_words(own: Path | None) -> bool:
    """Whether the templates in the owner's folder can be given views in words (`words.spoken`)."""
    files = (file for file in own.rglob("*.html") if file.is_file()) if own else ()
    return not any(_INSIDE.intersection(_WORD.findall(file.read_text("utf-8", "replace"))) for file in files)


def _said(environment: Environment, page: str) -> set[str] | None:
    names = templates_below(environment, page)
    return None if names is None else {word for name in names for word in _words(environment, name)}


def _words(environment: Environment, name: str) -> Iterator[str]:
    yield from _WORD.findall(source_of(environment, name))
