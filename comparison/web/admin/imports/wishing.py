"""The form of an import: what was said about a file as fields, and fields as what was said."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ....core.bounds import UnitKey
from ....core.messages import say
from ....core.money import CURRENCIES
from ....storage.formats.mapping import Mapping as ColumnMapping
from ....storage.formats.mapping import RowMapping
from ....storage.formats.mapping_guess import tells_fees
from ....storage.formats.registry import FORMATS
from ....storage.import_answers import Doubt, ImportWishes, Looked
from ...forms import Form
from ..guesses import markets
from ..price_answers import PriceAnswers, fields_of_answers, read_answers

MOST_COLUMNS = 120
ROLES = ("name", "price", "delivery", "sku", "category", "description", "address", "stock", "row", "out")
KINDS = ("yes_no", "number", "text", "list")
DIRECTIONS = ("none", "higher", "lower")
INTERVALS = ("once", "month", "year")
_SINGLE = ("price", "delivery", "sku", "category", "description", "address", "stock")


def fields_of(wishes: ImportWishes, looked: Looked) -> dict[str, str | Sequence[str]]:
    """The form as it is first shown."""
    fields: dict[str, str | Sequence[str]] = {
        "format": wishes.format,
        "currency": wishes.currency,
        "market": wishes.market,
        "into": wishes.into,
        "turned": looked.turned,
        "title": (looked.mapping.title if looked.mapping else None) or wishes.title,
        "interval": looked.mapping.interval if looked.mapping else "once",
        **fields_of_answers(PriceAnswers(wishes.tax, wishes.delivery, wishes.delivery_fee)),
    }
    for place, column in enumerate(looked.columns[:MOST_COLUMNS]):
        fields |= _column_fields(f"c{place}", column.name, looked.mapping, wishes.language)
    for place, doubt in enumerate(looked.doubts):
        fields[f"q{place}"] = _first_answer(doubt, looked.mapping)
    return fields


def read_wishes(form: Form, wishes: ImportWishes, looked: Looked, known: Sequence[str]) -> ImportWishes:
    """*wishes* with what was typed; *known* are the keys of the shop's comparisons.

    Where something typed is wrong, the form has an error by then.
    """
    format_ = form.choice("format", ("", *(one.name for one in FORMATS)))
    changed = replace(
        wishes,
        format=format_,
        currency=form.choice("currency", ("", *CURRENCIES))
        if "currency" in form.names()
        else wishes.currency,
        market=form.choice("market", ("", *markets())) if "market" in form.names() else wishes.market,
        into=form.choice("into", ("", *known)) if "into" in form.names() else wishes.into,
        title=form.text("title", least=0) if "title" in form.names() else wishes.title,
        **_answers(form, looked),
    )
    if form.get("turned") != looked.turned and form.get("turned") in {"rows", "columns"}:
        turned = "rows" if form.get("turned") == "rows" else "columns"
        return replace(changed, turned=turned, mapping=None)
    is_other = format_ not in {"", looked.format}
    mapping = None if is_other or looked.mapping is None else _read_mapping(form, looked, changed)
    if changed.delivery and mapping is not None and "delivery_answer" in form.names():
        _check_said_once(form, looked)
    return replace(changed, mapping=mapping)


def _answers(form: Form, looked: Looked) -> dict[str, str]:
    """What was said of prices that leave it open; a question that was not shown keeps its answer."""
    answers = read_answers(form)
    said: dict[str, str] = {}
    if looked.tax_open and "tax_answer" in form.names():
        said["tax"] = answers.tax
    if looked.delivery_open and "delivery_answer" in form.names():
        said |= {"delivery": answers.delivery, "delivery_fee": answers.fee}
    return said


def _column_fields(
    stem: str, column: str, mapping: ColumnMapping | None, language: str
) -> dict[str, str | Sequence[str]]:
    row = _row_of(mapping, column)
    return {
        f"{stem}.role": _role_of(mapping, column, row),
        f"{stem}.label": _label_of(row, column, language),
        f"{stem}.kind": (row.stated_kind if row else None) or "text",
        f"{stem}.unit": (row.unit if row else None) or "",
        f"{stem}.direction": row.direction if row else "none",
    }


def _label_of(row: RowMapping | None, column: str, language: str) -> str:
    label = row.label if row else None
    words = label.get(language, next(iter(label.values()), "")) if isinstance(label, dict) else label
    return words or column


def _role_of(mapping: ColumnMapping | None, column: str, row: RowMapping | None) -> str:
    if mapping is None:
        return "row"
    if column in mapping.names:
        return "name"
    single = next((role for role in _SINGLE if getattr(mapping, role) == column), None)
    return single or ("out" if row is not None and row.ignore else "row")


def _first_answer(doubt: Doubt, mapping: ColumnMapping | None) -> str:
    if doubt.kind in {"name", "price"}:
        return doubt.column
    row = _row_of(mapping, doubt.column) if doubt.kind == "unit" else None
    return (row.unit if row else None) or "yes"


def _row_of(mapping: ColumnMapping | None, column: str) -> RowMapping | None:
    rows = mapping.rows_of(column) if mapping else None
    return rows[0] if rows else None


def _read_mapping(form: Form, looked: Looked, wishes: ImportWishes) -> ColumnMapping | None:
    """The mapping as it was typed; None where an error was noted."""
    roles, rows, missing = _answered(form, looked, *_read_columns(form, looked, wishes.language))
    names = [column for column, role in roles.items() if role == "name"]
    if not names:
        form.fail("c0.role", say("admin_import.no_name"))
    for role in _SINGLE:
        _check_once(form, looked, roles, role)
    if form.errors or looked.mapping is None:
        return None
    return _mapping(looked.mapping, wishes, form, roles=roles, rows=rows, missing=missing)


def _read_columns(form: Form, looked: Looked, language: str) -> tuple[dict[str, str], dict[str, RowMapping]]:
    """The role of each column and the row that it would be; those that the form has no room for stay."""
    roles: dict[str, str] = {}
    rows: dict[str, RowMapping] = {}
    for place, column in enumerate(looked.columns):
        name, row = column.name, _row_of(looked.mapping, column.name)
        if place < MOST_COLUMNS:
            roles[name] = form.choice(f"c{place}.role", ROLES)
            rows[name] = _read_row(form, f"c{place}", looked.mapping, name, language)
        else:
            roles[name] = _role_of(looked.mapping, name, row)
            rows |= {name: row} if row else {}
    return roles, rows


def _mapping(
    old: ColumnMapping,
    wishes: ImportWishes,
    form: Form,
    *,
    roles: Mapping[str, str],
    rows: Mapping[str, RowMapping],
    missing: tuple[str, ...],
) -> ColumnMapping | None:
    def first(role: str) -> str | None:
        return next((column for column, its in roles.items() if its == role), None)

    names = tuple(column for column, role in roles.items() if role == "name")
    category = first("category")
    kept = {
        column: rows[column] if role == "row" else RowMapping(ignore=True)
        for column, role in roles.items()
        if role in {"row", "out"} and column in rows
    }
    # What has another place by now is no row any more: it would be said twice.
    placed = {column.casefold() for column, role in roles.items() if role not in {"row", "out"}}
    before = {column: shape for column, shape in old.columns.items() if column.casefold() not in placed}
    several = {column: shape for column, shape in before.items() if not isinstance(shape, RowMapping)}
    return replace(
        old,
        name=names if len(names) > 1 else names[0],
        **{role: first(role) for role in _SINGLE},
        interval=form.choice("interval", INTERVALS),
        title=None if category or wishes.into else (wishes.title or None),
        missing=tuple(dict.fromkeys((*old.missing, *missing)))[:50],
        columns=before | kept | several,
    )


def _read_row(form: Form, stem: str, mapping: ColumnMapping | None, column: str, language: str) -> RowMapping:
    old = _row_of(mapping, column) or RowMapping(label=column[:200])
    kind, unit = form.choice(f"{stem}.kind", KINDS), form.get(f"{stem}.unit").strip().lower()
    label = form.text(f"{stem}.label", least=0) or column[:200]
    labels = {**old.label, language: label} if isinstance(old.label, dict) else label
    before = (_label_of(old, column, language), old.stated_kind or "text", old.unit or "")
    # What is called or measured otherwise from now on may be another row.
    is_as_it_was = (label, kind, unit) == before
    if unit and not _is_unit(unit):
        form.fail(f"{stem}.unit", say("admin_import.no_unit"))
    if form.errors:
        return old
    direction = form.choice(f"{stem}.direction", DIRECTIONS)
    number = kind == "number"
    return msgspec.convert(
        {
            **msgspec.to_builtins(old),
            "label": labels if is_as_it_was else label,
            "key": old.key if is_as_it_was else None,
            "kind": kind,
            "unit": unit or None if number else None,
            "direction": direction if number else "none",
            "ignore": False,
        },
        RowMapping,
    )


def _answered(
    form: Form, looked: Looked, roles: dict[str, str], rows: dict[str, RowMapping]
) -> tuple[dict[str, str], dict[str, RowMapping], tuple[str, ...]]:
    """Roles and rows as the answers to the questions want them, and words for: not known."""
    missing: tuple[str, ...] = ()
    for place, doubt in enumerate(looked.doubts):
        answer = form.get(f"q{place}")
        if doubt.kind in {"name", "price"} and answer in (*doubt.options, ""):
            roles = _moved(roles, doubt.kind, answer)
        elif doubt.kind == "number" and answer == "yes":
            rows = rows | {doubt.column: _as_number(form, looked, rows[doubt.column], doubt.column)}
            missing = (*missing, *doubt.odd)
        elif doubt.kind == "unit" and answer in doubt.options:
            rows = rows | {doubt.column: _in_unit(rows[doubt.column], answer)}
    return roles, rows, missing


def _in_unit(row: RowMapping, unit: str) -> RowMapping:
    """*row* in *unit*; which of the rows that are there it is shows only now, if it was in another one."""
    return row if row.unit == unit else replace(row, unit=unit, key=None)


def _as_number(form: Form, looked: Looked, row: RowMapping, column: str) -> RowMapping:
    """*row* of numbers, in the unit and the direction that stand beside it."""
    place = next(place for place, one in enumerate(looked.columns) if one.name == column)
    unit = form.get(f"c{place}.unit").strip().lower() or None
    direction = form.get(f"c{place}.direction")
    better = "higher" if direction == "higher" else "lower" if direction == "lower" else "none"
    return replace(row, key=None, kind="number", split=None, unit=unit, direction=better)


def _moved(roles: dict[str, str], role: str, chosen: str) -> dict[str, str]:
    """*roles* with *role* given to the column *chosen* alone."""
    if not chosen:
        return roles
    return {
        column: role if column == chosen else ("row" if its == role else its) for column, its in roles.items()
    }


def _check_said_once(form: Form, looked: Looked) -> None:
    """Fail an answer for all products beside a row in which shoppers read another."""
    for place, column in enumerate(looked.columns[:MOST_COLUMNS]):
        if form.get(f"c{place}.role") == "row" and tells_fees(column.name, column.samples):
            form.fail("delivery_answer", say("admin_import.delivery_twice", column=column.name))
            return


def _check_once(form: Form, looked: Looked, roles: Mapping[str, str], role: str) -> None:
    taken = [place for place, column in enumerate(looked.columns) if roles.get(column.name) == role]
    if len(taken) > 1:
        form.fail(f"c{taken[1]}.role", say("admin_import.role_twice"))


def _is_unit(unit: str) -> bool:
    try:
        msgspec.convert(unit, UnitKey)
    except msgspec.ValidationError:
        return False
    return True
