"""H31: what is called unlimited says in the same cell from which number on it no longer is."""

import re
from collections.abc import Iterator

from ..catalogue import Cell
from ..values import Unlimited, Words
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller
from .texts import Said
from .wordings import any_of, told

UNLIMITED = any_of(
    r"무제한|무한|無制限|\bunlimited\b|\bno limits?\b|\bunbegrenzt|\bunlimitiert",
    r"\billimité|\bilimitad|\billimitat|\bonbeperkt",
)
FAIR_USE = any_of(
    r"\b(?:fair|acceptable|reasonable|responsible|excessive)[ -](?:use|usage)\b|\bwithin reason\b|\bthrottl",
    r"\breasonable (?:limits?|amounts?|volumes?)\b|\b(?:reduced|slower|limited) speeds?\b",
    r"\bslow(?:ed)? down\b",
    r"\b(?:may|can|could|might) be (?:limited|restricted|reduced|suspended|capped)\b",
    r"공정\s?(?:한\s?)?(?:사용|이용)|합리적(?:인|으로)?\s?(?:사용|이용|범위|한도)|과도한?\s?(?:사용|이용)",
    r"(?:제한|차단|중단)(?:될|할) 수 (?:있|도)|속도\s?(?:가\s?)?(?:제한|저하|느려|조절)",
    r"통상적인?\s?(?:사용|이용)",
    r"\bangemessene[nr]? nutzung|\bgedrosselt|\bdrosselung|\busage (?:raisonnable|équitable)|\bbridé",
    r"\buso (?:razonable|justo|ragionevole|corretto)|\bredelijk gebruik",
    r"フェアユース|公正な?利用|速度制限|通信制限|制限(?:される|する)(?:こと|場合)",
)
_NUMBER = re.compile(r"[0-9]")


def unlimited_with_a_clause(examined: Examined) -> Iterator[Finding]:
    """H31: small print takes back an "unlimited" whose cell has no fair-use number."""
    for placed in examined.own_sellers:
        for index, cell in enumerate(placed.seller.cells):
            words = _clause(examined, placed, cell)
            if words is not None:
                facts = {"name": placed.name, "row": examined.feature_name(cell.feature), "words": words}
                yield found("H31", "error", f"{placed.path}.cells[{index}].value", "clause", **facts)


def _clause(examined: Examined, placed: AnySeller, cell: Cell) -> str | None:
    """The words that take back what *cell* calls unlimited without a number."""
    if isinstance(cell.value, Unlimited) and cell.value.fair_use is None:
        feature = examined.features.get(cell.feature)
        about_the_row = (feature.label, feature.help) if feature else ()
        return _first(cell.note, *about_the_row, placed.seller.description)
    if isinstance(cell.value, Words):
        return _taken_back(cell)
    return None


def _first(*texts: Said) -> str | None:
    clauses = (told(FAIR_USE, words) for text in texts for words in (text or {}).values())
    return next((clause.group() for clause in clauses if clause is not None), None)


def _taken_back(cell: Cell) -> str | None:
    """As `_clause`, for a cell that says it in words; a number in them is the one that is asked for."""
    if not isinstance(cell.value, Words):
        return None
    for language, words in cell.value.text.items():
        note = (cell.note or {}).get(language, "")
        if UNLIMITED.search(words) and not _NUMBER.search(words):
            clause = FAIR_USE.search(f"{words} {note}")
            if clause is not None:
                return clause.group()
    return None
