"""Which row of a shop a row of somebody's list evidently is: by its name, or by one that kits know for it.

Source: docs/importing.md, "Rows that are there already".
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from ..assets import CATALOG_DATA
from ..core.catalogue import Feature
from ..core.values import ValueKind
from .formats.names import slug
from .formats.typed_cells import unit_in
from .kits import Kit, kits_in
from .units import dimension_of

# Of the same name and kind, and in a unit that can be converted; or in a unit that nobody stated.
Certainty = Literal["same", "unit"]


class ListedRow(NamedTuple):
    """A row as a list has it: its *names*, the *units* that it states, and whether numbers stand *bare*."""

    names: tuple[str, ...]
    kind: ValueKind | None
    units: frozenset[str] = frozenset()
    bare: bool = True


class Meeting(NamedTuple):
    """The row of the shop that a row of a list is. *by_name* says that both are called the same."""

    feature: Feature
    certainty: Certainty
    by_name: bool


Claim = Callable[[ListedRow, Feature], Certainty | None]


class RowNames:
    """The names that the rows of *kits* go by."""

    def __init__(self, kits: Iterable[Kit]) -> None:
        self._named: dict[str, set[int]] = {}
        self._rows: list[Feature] = []
        for kit in kits:
            for feature in kit.category.features:
                self._rows.append(feature)
                for name in (*feature.label.values(), *kit.names.get(feature.key, ())):
                    self._named.setdefault(folded(name), set()).add(len(self._rows) - 1)

    def meetings(self, rows: Mapping[str, ListedRow], features: Iterable[Feature]) -> dict[str, Meeting]:
        """Which of *rows* is which of *features*, by the keys of *rows*; what is not certain is left out.

        Of several rows that are called as one feature is, the first is it. A name that kits know decides
        only where no other row and no other feature could be meant.
        """
        met: dict[str, Meeting] = {}
        left = tuple(features)
        for claim in (_called_so, _ends_so):
            for key, row in rows.items():
                if key not in met and (found := _first(claim, row, left)):
                    met[key] = found
                    left = tuple(one for one in left if one.key != found.feature.key)
        return met | self._known({key: row for key, row in rows.items() if key not in met}, left)

    def _known(self, rows: Mapping[str, ListedRow], features: tuple[Feature, ...]) -> dict[str, Meeting]:
        groups = {feature.key: self._groups_of(feature) for feature in features}
        claims = {
            key: [one for one in features if groups[one.key] & self._named_so(row) and fit(row, one)]
            for key, row in rows.items()
        }
        claimed = [one.key for found in claims.values() for one in found]
        return {
            key: Meeting(found[0], fit(rows[key], found[0]) or "unit", by_name=False)
            for key, found in claims.items()
            if len(found) == 1 and claimed.count(found[0].key) == 1
        }

    def _named_so(self, row: ListedRow) -> set[int]:
        return set().union(*(self._named.get(folded(name), ()) for name in row.names))

    def _groups_of(self, feature: Feature) -> set[int]:
        """By its names, and by its key where it is a kit's own row that was called something else."""
        own = {
            place
            for place, one in enumerate(self._rows)
            if (one.key, one.kind, dimension_of(one.unit))
            == (feature.key, feature.kind, dimension_of(feature.unit))
        }
        return own.union(*(self._named.get(folded(name), ()) for name in _names_of(feature)))


@cache
def row_names() -> RowNames:
    """The names in the kits that come with the installation."""
    return RowNames(kits_in(CATALOG_DATA / "kits"))


def fit(row: ListedRow, feature: Feature) -> Certainty | None:
    """Whether the values of *row* are of the kind and the measure of *feature*; None where they are not.

    Words may be a list of one, and a list be said in words: needs are met by either.
    """
    if row.kind != feature.kind:
        return "same" if {row.kind, feature.kind} == {"text", "list"} else None
    if row.kind != "number" or (not row.units and feature.unit is None):
        return "same"
    if any(_measure(unit) != _measure(feature.unit) for unit in row.units):
        return None
    return "unit" if row.bare and dimension_of(feature.unit) else "same"


def is_another(row: ListedRow, feature: Feature) -> bool:
    """Whether *row*, which nothing joins to *feature*, has its key by chance: its name has no letter that
    keys are made of, or it may hold something else."""
    return not slug(row.names[0], fallback="") or fit(row, feature) != "same"


def listed(feature: Feature) -> ListedRow:
    """*feature* as a list has it whose row it is."""
    names = tuple(dict.fromkeys((*feature.label.values(), feature.source_key or feature.key)))
    units = frozenset({feature.unit} if feature.unit else ())
    return ListedRow(names=names, kind=feature.kind, units=units, bare=not units)


def worded_unit(name: str) -> tuple[str, str] | None:
    """``Storage GB`` and ``배터리 시간`` without the unit that ends them, and that unit; None for others."""
    rest, _, last = name.rpartition(" ")
    unit = unit_in(last, None) if rest else None
    return (rest, unit) if unit else None


def folded(name: str) -> str:
    """*name* without regard to case, blanks and marks."""
    return "".join(one for one in name.casefold() if one.isalnum())


def _called_so(row: ListedRow, feature: Feature) -> Certainty | None:
    names = {_spaceless(name) for name in row.names}
    same = any(_spaceless(text) in names for text in _names_of(feature))
    return _measured_so(row, feature) if same else None


def _ends_so(row: ListedRow, feature: Feature) -> Certainty | None:
    endings = tuple(f" {name.casefold()}" for name in row.names)
    same = any(text.casefold().endswith(endings) for text in feature.label.values())
    return _measured_so(row, feature) if same else None


def _measured_so(row: ListedRow, feature: Feature) -> Certainty | None:
    """As `fit` of two rows of one name, of which a number may have become words."""
    both = row.kind == feature.kind == "number"
    return fit(row, feature) if both and (row.units or feature.unit) else "same"


def _first(claim: Claim, row: ListedRow, features: tuple[Feature, ...]) -> Meeting | None:
    """The first of *features* that *claim* finds called so; the only one where it is by an ending."""
    found = [(feature, sure) for feature in features if (sure := claim(row, feature))]
    if not found or (claim is _ends_so and len(found) > 1):
        return None
    return Meeting(*found[0], by_name=True)


def _names_of(feature: Feature) -> tuple[str, ...]:
    """What it is called, and what the file called it that it came with."""
    return (*feature.label.values(), *((feature.source_key,) if feature.source_key else ()))


def _measure(unit: str | None) -> str | None:
    return dimension_of(unit) or unit


def _spaceless(text: str) -> str:
    return "".join(text.casefold().split())
