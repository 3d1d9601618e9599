"""One form over a part of a record: its sections, filled and read; saving, rows, 422 and 409 alike."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from ...core.errors import StaleRevision
from ...core.messages import Message, say
from ...storage.store import AnyRecord, Stored
from ..answers import Answer
from ..forms import REVISION, Form
from .amounts_typed import as_before
from .conflicts import conflict
from .desk import Desk, Page
from .parts import (
    Fields,
    Parts,
    acted,
    fields_of,
    how_many,
    is_typed,
    plain,
    read_parts,
    read_rows,
    rows_of,
    tidied,
    wants_more,
)
from .parts_compared import named, telling, with_names, without_untyped
from .visit import Visit

Inner = TypeVar("Inner", bound=msgspec.Struct)
Trail = tuple[tuple[str, str], ...]


class Section(NamedTuple):
    """A heading over fields: a list of small records, or the fields of one (*is_list* False).

    *name* is the field of the record; empty for fields of the record itself. *words* is the key of the
    heading, empty for none, *help* of a sentence below it. What is *needed* is asked for though nothing of it
    is typed.
    """

    name: str
    parts: Parts
    words: str = ""
    help: str = ""
    is_list: bool = False
    needed: bool = False

    @property
    def stem(self) -> str:
        """What the names of its fields begin with."""
        return f"{self.name}." if self.name else ""


class Sheet(NamedTuple, Generic[Inner]):
    """A page of the section: what it edits (*inner*) of *record*, and where it stands.

    *put* makes the whole record of what was edited; *take* finds it in the record that somebody else saved,
    None where it is no longer there. *settle* finishes plain data that was typed (keys of what is new), and
    *after* is where to go once it is saved, if not to the same page. *trail* are the pages above it: pairs
    of an address and a name; *told* is a sentence below the title. *checks* notes in the form what the types
    cannot tell of what was edited. *below* is a template for what stands under the form, of the facts *more*.
    *pages* are those beside it: an address, words, and whether it is this one.
    """

    tab: str
    title: str
    sections: tuple[Section, ...]
    languages: tuple[str, ...]
    inner: Inner
    revision: int
    put: Callable[[Inner], AnyRecord]
    take: Callable[[AnyRecord], Inner | None]
    trail: Trail = ()
    told: str = ""
    section: str = "content"
    settle: Callable[[dict[str, Any]], dict[str, Any]] = dict
    after: str = ""
    checks: Callable[[Form, Inner], None] | None = None
    below: str = ""
    more: Any = None
    pages: tuple[tuple[str, str, bool], ...] = ()

    @property
    def lists(self) -> dict[str, Parts]:
        """Its lists by their names, those inside of a section of fields too."""
        inner = {
            f"{one.stem}{part.name}": part.parts
            for one in self.sections
            if not one.is_list
            for part in one.parts
            if part.kind == "rows"
        }
        return {one.name: one.parts for one in self.sections if one.is_list} | inner


def show_sheet(desk: Desk, visit: Visit, sheet: Sheet[Inner], *, status: int = 200) -> Answer:
    """The form, filled, or with what was typed before signing in again."""
    form = visit.typed or Form.filled(filled(sheet, sheet.inner, sheet.revision))
    shown = tidied(form, sheet.lists)
    shown.errors.update(form.errors)
    return _page(desk, visit, sheet, shown, status=status)


async def act_on_sheet(desk: Desk, visit: Visit, sheet: Sheet[Inner]) -> Answer:
    """What the button says: save, or change the rows of the form."""
    form = tidied(visit.form, sheet.lists)
    changed = acted(form)
    if changed is not None:
        return _page(desk, visit, sheet, tidied(changed, sheet.lists))
    inner = read_sheet(sheet, form)
    if inner is None:
        return _page(desk, visit, sheet, form, status=422)
    try:
        revision = await desk.save(visit, sheet.put(inner), expected=form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, sheet, form, stale)
    if sheet.after or not visit.is_partial:
        return desk.go(visit, f"{sheet.after or visit.path}?did=saved")
    fresh = Form.filled(filled(sheet, inner, revision))
    return _page(desk, visit, sheet, tidied(fresh, sheet.lists), did="saved")


def filled(sheet: Sheet[Inner], inner: Inner, revision: int) -> Fields:
    """*inner* as the fields of the form."""
    whole = plain(inner)
    found: Fields = {REVISION: str(revision)}
    for section in sheet.sections:
        own = whole.get(section.name) if section.name else whole
        if section.is_list:
            found |= rows_of(section.name, own or (), section.parts)
        elif own:
            found |= fields_of(own, section.parts, section.stem)
    return found


def read_sheet(sheet: Sheet[Inner], form: Form) -> Inner | None:
    """What was edited, with what was typed into a tidied form; None where an error was noted."""
    whole = msgspec.to_builtins(sheet.inner)
    for section in sheet.sections:
        if section.name:
            whole[section.name] = _read(section, form, sheet.languages, whole.get(section.name))
        else:
            names = {part.name for part in section.parts}
            whole = _without(whole, names) | read_parts(form, section.parts, sheet.languages)
    settled = sheet.settle(whole)
    stated = {name: value for name, value in settled.items() if value not in (None, [])}
    inner = form.record(type(sheet.inner), stated)
    if inner is not None and sheet.checks is not None:
        sheet.checks(form, inner)
    return None if form.errors or inner is None else as_before(inner, sheet.inner)


def _read(section: Section, form: Form, languages: Sequence[str], old: Any) -> Any:
    if section.is_list:
        rows = read_rows(form, section.name, section.parts, languages)
        return [_kept_beside(row, old or (), section.parts) for row in rows]
    if not section.needed and not is_typed(form, section.stem, section.parts):
        return None
    kept = _without(old or {}, {part.name for part in section.parts})
    return kept | read_parts(form, section.parts, languages, section.stem)


def _kept_beside(row: dict[str, Any], old: Sequence[dict[str, Any]], parts: Parts) -> dict[str, Any]:
    """*row* with what the record of its key has besides the fields of *parts*."""
    found = next((one for one in old if "key" in row and one.get("key") == row["key"]), {})
    return _without(found, {part.name for part in parts}) | row


def _without(whole: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name not in names}


def _page(
    desk: Desk, visit: Visit, sheet: Sheet[Inner], form: Form, *, status: int = 200, did: str = ""
) -> Answer:
    values = {
        "form": form,
        "sheet": sheet,
        "languages": sheet.languages,
        "address": visit.path,
        "row_count": how_many,
        "row_more": wants_more,
    } | ({"did": did} if did else {})
    page = Page(name="sheet", section=sheet.section, tab=sheet.tab, values=values)
    return desk.page(visit, page, status=status)


def _both(desk: Desk, visit: Visit, sheet: Sheet[Inner], form: Form, stale: StaleRevision) -> Answer:
    current = stale.current
    inner = sheet.take(current.record) if isinstance(current, Stored) else None
    if inner is None or not isinstance(current, Stored):
        raise stale
    groups = {one.name: one.parts for one in sheet.sections if one.name and not one.is_list}
    typed = without_untyped(form, sheet.lists, groups)
    mine, theirs = telling(typed, filled(sheet, inner, current.revision))
    every = Form([*mine.pairs, *Form.filled(theirs).pairs])
    labels = _labels(sheet, every)
    found = conflict(with_names(mine, labels), theirs, labels, current, visit.path)
    return desk.conflict(visit, Page(name="sheet", section=sheet.section, tab=sheet.tab), found)


def _labels(sheet: Sheet[Inner], every: Form) -> dict[str, Message]:
    """What every field is called."""
    labels = named(every, sheet.lists)
    for section in sheet.sections:
        if not section.is_list:
            labels |= {f"{section.stem}{part.name}": say(part.words) for part in section.parts}
            labels |= {
                name: labels[f"{section.stem}{part.name}"]
                for part in section.parts
                for name in every.names(f"{section.stem}{part.name}.")
            }
    return labels
