"""The job: 200 comparisons of 4 tiers × 40 rows, for this program and, as plain tables, for its peers."""

import datetime
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from comparison import words
from comparison.assets import STATIC
from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, EachCycle, Once, Price
from comparison.core.view import View
from comparison.storage.editions import read_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import AnyRecord, Store
from comparison.web.group_writer import GroupWriter
from comparison.web.preparing import prepare
from comparison.web.render import Renderer
from comparison.web.static import StaticFiles

from ..catalogue import NOW, SHOP, category, comparison, markets, persona, product, shop

COMPARISONS, TIERS, ROWS, PERSONAS, FEES = 200, 4, 40, 3, 3
PEERS = Path(__file__).parents[1] / "peers"
_TODAY = datetime.date(2026, 11, 22)


class Job(NamedTuple):
    """The databases, and the page that everybody must send for each key. *single* holds only the first."""

    ours: Path
    single: Path
    peers: Path
    pages: dict[str, bytes]


def made_in(folder: Path) -> Job:
    """The databases in *folder*, filled."""
    job = Job(folder / "ours.db", folder / "single.db", folder / "peers.db", {})
    store, single = _opened(job.ours), _opened(job.single)
    renderer = Renderer(own=PEERS / "ours", address="http://127.0.0.1", asset_url=StaticFiles(STATIC).address)
    writer = GroupWriter(renderer)
    _published(single, 0, writer)
    single.close()
    tables = sqlite3.connect(job.peers)
    tables.executescript((PEERS / "tables.sql").read_text())
    numbers = count(1)
    for number in range(COMPARISONS):
        view = _published(store, number, writer)
        job.pages[view.publication.comparison] = renderer.fragment(view).strip()
        _fill(tables, view, number, numbers)
    tables.commit()
    tables.close()
    store.close()
    return job


def _opened(path: Path) -> Store:
    store = open_store(f"sqlite:{path}")
    store.migrate()
    store.save_all(SHOP, [shop(), *(persona(f"team-{one}", 6, one) for one in range(PERSONAS))], by="bench")
    return store


def _published(store: Store, number: int, writer: GroupWriter) -> View:
    key = f"plans-{number}"
    store.save_all(SHOP, _records(key, number), by="bench")
    publish(store, SHOP, key, by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())
    # As the command line and the merchant's side do after a publication.
    prepare(store, SHOP, key, datetime.datetime.now(datetime.UTC), writer)
    live = store.live(SHOP, key, NOW)
    assert live is not None
    return compare(read_edition(live), read_asked([]), _TODAY)


def _records(key: str, number: int) -> Iterator[AnyRecord]:
    yield category(key, ROWS)
    products = [product(f"{key}-{place}", key, place, ROWS, _price(place, number)) for place in range(TIERS)]
    yield from products
    personas = [f"team-{one}" for one in range(PERSONAS)]
    yield comparison(key, key, [one.key for one in products], personas)


def _price(place: int, number: int) -> Price:
    components = (
        Component(
            key=label.replace(" ", "-"),
            label={"en": label},
            kind="fee" if once else "base",
            amount=Flat(value=str(net)),
            when=Once() if once else EachCycle(),
        )
        for label, net, once in _charges(place, number)
    )
    return Price(market="KR", currency="KRW", interval="month", tax="excluded", components=tuple(components))


def _charges(place: int, number: int) -> list[tuple[str, int, bool]]:
    """Label, net won, whether it is due once only."""
    fees = [(f"fee {one}", 1_000 * (one + 1) + place * 10, True) for one in range(FEES)]
    return [("base", 10_000 + place * 5_000 + number * 10, False), *fees]


def _fill(tables: sqlite3.Connection, view: View, number: int, numbers: "count[int]") -> None:
    """The view's own rows, in its order, as the tables of a program that has no view."""
    speaker, key = words.speaker("en"), view.publication.comparison
    tables.execute("insert into comparison values (?, ?)", (key, view.title))
    for one in view.personas:
        if one.value:
            _insert(tables, "persona", (next(numbers), key, one.value, speaker.say(one.label)))
    tiers = []
    for place, tier in enumerate(view.tiers):
        tiers.append(next(numbers))
        _insert(tables, "tier", (tiers[-1], key, tier.key, tier.name))
        for label, net, once in _charges(place, number):
            _insert(tables, "charge", (next(numbers), tiers[-1], label, net, int(not once)))
    for group in view.groups:
        group_id = next(numbers)
        _insert(tables, "feature_group", (group_id, key, group.key, speaker.say(group.label)))
        for row in (*group.rows, *group.folded):
            row_id = next(numbers)
            _insert(tables, "feature", (row_id, group_id, row.label))
            for tier_id, cell in zip(tiers, row.cells, strict=True):
                _insert(tables, "cell", (next(numbers), row_id, tier_id, cell.state, speaker.say(cell.text)))


def _insert(tables: sqlite3.Connection, table: str, values: tuple[object, ...]) -> None:
    tables.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)  # noqa: S608  Our names.
