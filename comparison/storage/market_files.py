"""The market rows of ``catalog_data/markets``: one YAML file for each, named after its code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.errors import RefusedFile
from ..core.markets import Market
from ..core.messages import Message, say
from .formats.documents import fitted, line_of, read_document
from .formats.yaml_reading import YamlDocument

Rows = Mapping[str, YamlDocument]


def load_markets(folder: Path) -> dict[str, Market]:
    """Every market of *folder* by its code. A row that says ``inherits: EU`` takes each field it
    does not state itself from that row, and adds that row's sources to its own.

    Raises:
        RefusedFile: a row that is not complete, not true to its form, named unlike its file
            (``us-ca.yaml`` holds US-CA), or inherits from a row that is not there or, in the
            end, from itself.
    """
    paths = sorted(folder.glob("*.yaml"))
    rows = {path.stem.upper(): read_document(path.read_bytes(), path.name) for path in paths}
    return {code: _market(code, rows) for code in rows}


def _market(code: str, rows: Rows) -> Market:
    complete = YamlDocument(_whole(code, rows, ()), rows[code].text)
    market = fitted(complete, Market, _file(code))
    if market.code != code:
        raise _refused(code, rows, "code", market.code, (code,))
    return market


def _whole(code: str, rows: Rows, heirs: tuple[str, ...]) -> dict[str, Any]:
    """The row of *code* with all that it inherits; *heirs* are the rows that led here."""
    row = rows[code].data
    if not isinstance(row, dict):
        raise RefusedFile(_file(code), 1, "$", say("refused.nothing"), say("accepted.mapping"))
    parent = row.get("inherits")
    if parent is None:
        return row
    if parent not in rows or parent in {code, *heirs}:
        others = tuple(sorted(set(rows) - {code, *heirs}))
        raise _refused(code, rows, "inherits", str(parent), others)
    above = _whole(parent, rows, (*heirs, code))
    return {**above, **row, "sources": _both(above.get("sources"), row.get("sources"))}


def _both(above: Any, own: Any) -> Any:
    """The sources of a row and of the one it inherits from; what is no list is left to be refused."""
    if not isinstance(above, list) or not isinstance(own, list):
        return above if own is None else own
    return [*above, *(source for source in own if source not in above)]


def _file(code: str) -> str:
    return f"{code.lower()}.yaml"


def _refused(code: str, rows: Rows, field: str, found: str, accepted: tuple[str, ...]) -> RefusedFile:
    reason: Message = say("refused.value", value=found[:60], length=len(found))
    choices = say("accepted.one_of", values=accepted)
    return RefusedFile(_file(code), line_of(rows[code], (field,)), f"$.{field}", reason, choices)
