"""Keeping a search for products under a name, giving it another one, forgetting it."""

from msgspec.structs import replace

from ....core.bounds import SHORT
from ....core.messages import say
from ....storage.auditing import event
from ....storage.formats.names import slug, unique
from ....storage.saved_searches import MOST_SAVED, SavedSearch
from ....storage.store import Store
from ..visit import Visit
from .searching import wanted_in

KIND = "search"
MOST_NAME = min(SHORT, 60)


def act(store: Store, visit: Visit) -> SavedSearch | None:
    """Do what the button of the visit's form says; None where an error was noted, or it means nothing.

    Buttons are ``keep``, ``rename:KEY`` and ``forget:KEY``.
    """
    doing, _, key = visit.form.get("_do").partition(":")
    with store.writing():
        there = {one.key: one for one in store.saved_searches(visit.shop)}
        if doing == "keep":
            return _kept(store, visit, there)
        found = there.get(key)
        if found is None or doing not in {"rename", "forget"}:
            visit.form.fail("", say("admin_bulk.search_gone"))
            return None
        return _renamed(store, visit, found) if doing == "rename" else _forgotten(store, visit, found)


def _kept(store: Store, visit: Visit, there: dict[str, SavedSearch]) -> SavedSearch | None:
    name = visit.form.text("name", most=MOST_NAME)
    if len(there) >= MOST_SAVED:
        visit.form.fail("name", say("admin_bulk.searches_full", most=MOST_SAVED))
    if any(one.name == name for one in there.values()):
        visit.form.fail("name", say("admin_bulk.search_taken"))
    if visit.form.errors:
        return None
    wanted = wanted_in(visit.form.get, limit=1)
    row = SavedSearch(
        shop=visit.shop,
        key=unique(slug(name, fallback=KIND), set(there)),
        name=name,
        words=wanted.words,
        category=wanted.category,
        state=wanted.state,
        sort=wanted.order,
        by=visit.by,
        at=visit.moment,
    )
    return _written(store, visit, None, row)


def _renamed(store: Store, visit: Visit, found: SavedSearch) -> SavedSearch | None:
    field = f"name.{found.key}"
    name = visit.form.text(field, most=MOST_NAME)
    if any(one.name == name and one.key != found.key for one in store.saved_searches(visit.shop)):
        visit.form.fail(field, say("admin_bulk.search_taken"))
    return None if visit.form.errors else _written(store, visit, found, replace(found, name=name))


def _written(store: Store, visit: Visit, old: SavedSearch | None, row: SavedSearch) -> SavedSearch:
    store.keep_search(row)
    changes = (("name", old.name if old else None, row.name),)
    store.add_audit(
        event(visit.shop, "save", kind=KIND, key=row.key, by=visit.by, now=visit.moment, changes=changes)
    )
    return row


def _forgotten(store: Store, visit: Visit, found: SavedSearch) -> SavedSearch:
    store.forget_search(visit.shop, found.key)
    changes = (("name", found.name, None),)
    store.add_audit(
        event(visit.shop, "delete", kind=KIND, key=found.key, by=visit.by, now=visit.moment, changes=changes)
    )
    return found
