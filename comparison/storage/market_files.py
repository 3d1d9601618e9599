"""The market rows of ``catalog_data/markets``: one YAML file for each, named after its code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.errors import RefusedFile
from ..core.markets import Market
from ..core.messages import say
from .formats.documents import fitted, line_of, read_document
from .formats.yaml_reading import YamlDocument

_INHERITS = "inherits"


def load_markets(folder: Path) -> dict[str, Market]:
    """Every market of *folder* by its code. A row that says ``inherits: EU`` takes each field it
    does not state itself from that row.

    Raises:
        RefusedFile: a row that is not complete, not true to its form, named unlike its file, or
            inherits from a row that is not there or, in the end, from itself.
    """
    rows = {path.stem: read_document(path.read_bytes(), path.name) for path in sorted(folder.glob("*.yaml"))}
    return {code: _market(code, rows) for code in rows}


def _market(code: str, rows: Mapping[str, YamlDocument]) -> Market:
    file = f"{code}.yaml"
    complete = YamlDocument(_whole(code, rows, ()), rows[code].text)
    market = fitted(complete, Market, file)
    if market.code != code:
        line = line_of(complete, ("code",))
        reason = say("refused.value", value=market.code, length=len(market.code))
        raise RefusedFile(file, line, "$.code", reason, say("accepted.one_of", values=(code,)))
    return market


def _whole(code: str, rows: Mapping[str, YamlDocument], heirs: tuple[str, ...]) -> dict[str, Any]:
    """The row of *code* with all that it inherits; *heirs* are the rows that led here."""
    row = rows[code]
    if not isinstance(row.data, dict):
        raise RefusedFile(f"{code}.yaml", 1, "$", say("refused.nothing"), say("accepted.mapping"))
    parent = row.data.get(_INHERITS)
    if parent is None:
        return row.data
    if parent not in rows or parent in {code, *heirs}:
        line = line_of(row, (_INHERITS,))
        reason = say("refused.value", value=str(parent)[:60], length=len(str(parent)))
        others = tuple(sorted(set(rows) - {code, *heirs}))
        accepted = say("accepted.one_of", values=others)
        raise RefusedFile(f"{code}.yaml", line, f"$.{_INHERITS}", reason, accepted)
    own = {name: value for name, value in row.data.items() if name != _INHERITS}
    return {**_whole(parent, rows, (*heirs, code)), **own}
