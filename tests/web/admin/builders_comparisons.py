"""A shop with two products and a comparison of them, as merchants work on it."""

import datetime
from pathlib import Path

import msgspec
from builders_admin import Browser, Fields, Office, office
from builders_tree import Node, tree
from builders_web import Got, publication

from comparison.core.catalogue import Comparison, Product
from comparison.storage.access import make_owner
from comparison.storage.accounts import UserRow
from comparison.storage.moments import moment
from comparison.web.admin.sessions import begin

HERE = "/admin/acme/comparisons/air"
CHECK, HISTORY = f"{HERE}/check", f"{HERE}/history"


def air_office(folder: Path, **settings: object) -> Office:
    """An installation whose shop has the comparison ``air``, which nobody has published."""
    whole = publication()
    return office(folder, whole.category, *whole.products, *whole.personas, whole.comparison, **settings)


def at_the_desk(at: Office, language: str = "en") -> Browser:
    """The owner of the shop, signed in without waiting for a password to be hashed."""
    now = moment(at.clock())
    user = UserRow(name="owner", password="-", language="", made_at=now, made_by="test")
    make_owner(at.store, at.first or "", user)
    browser = at.browser(language)
    browser.cookies["tc-local"] = begin(at.store, "owner", at.clock())
    return browser


def by_the_machines_clock(at: Office, merchant: Browser) -> None:
    """Let what is saved from now on be later than what is published from now on; *merchant* signs in anew."""
    at.clock.at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=1)
    merchant.cookies["tc-local"] = begin(at.store, "owner", at.clock())


def draft(at: Office, key: str = "air") -> Comparison:
    stored = at.store.get("acme", "comparison", key)
    assert stored is not None
    assert isinstance(stored.record, Comparison)
    return stored.record


def changed_product(at: Office, key: str, **changes: object) -> Product:
    """Save the product *key* with *changes*, as another page does."""
    stored = at.store.get("acme", "product", key)
    assert stored is not None
    product = msgspec.structs.replace(stored.record, **changes)
    at.store.save("acme", product, expected=stored.revision, by="test")
    assert isinstance(product, Product)
    return product


def renamed(at: Office, title: str) -> None:
    """Save the draft under another title."""
    stored = at.store.get("acme", "comparison", "air")
    assert stored is not None
    changed = msgspec.structs.replace(stored.record, title={"en": title, "ko": title})
    at.store.save("acme", changed, expected=stored.revision, by="test")


def published(merchant: Browser, changes: Fields | None = None) -> Got:
    """Press "Publish", having looked at what is worth it."""
    return merchant.send(CHECK, {"ticked": "1", **(changes or {})})


def main_of(got: Got) -> Node:
    return tree(got.text.removeprefix("<!doctype html>"))
