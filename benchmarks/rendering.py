"""A table of 4 × 47, made for the first time and sent again; 47 rows are the median of real plans."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2

from comparison import words
from comparison.app import create_app, settle
from comparison.assets import STATIC
from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.kept import Kept
from comparison.core.publication import Edition
from comparison.core.view import View
from comparison.settings import Settings
from comparison.storage.editions import read_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import Store
from comparison.web.codings import packed
from comparison.web.render import Renderer
from comparison.web.static import StaticFiles

from .asking import BROTLI, Asking
from .bare import bare_application
from .catalogue import NOW, SHOP, markets, shop, table
from .measuring import Case, Row, calls, row, seconds

TIERS, ROWS = 4, 47
PLACE = f"/fragments/{SHOP}/plans"
QUANTITIES = range(1, 201)
# So few pages are kept that one is never there any more when its turn comes again.
_FORGETFUL = 10
_TODAY = datetime.date(2026, 11, 22)
_FIRST, _CACHED = "first answer, 4 × 47", "cached answer, 4 × 47"
_TEMPLATE, _ROUTE = "bare Jinja template of the same cells", "bare Litestar route, the same bytes"
# What anybody would write who only wants the cells: escaped, from dictionaries.
_BARE = """<table><caption>{{ title }}</caption>
{% for row in rows %}<tr><th scope="row">{{ row.label }}</th>
{% for cell in row.cells %}<td data-state="{{ cell.state }}">{{ cell.text }}</td>
{% endfor %}</tr>
{% endfor %}</table>"""


def rows() -> Iterator[Row]:
    """Answers as the application gives them inside this process, and what a first one is made of."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = f"sqlite:{Path(folder) / 'shop.db'}"
        store = open_store(database)
        _fill(store)
        keeping = create_app(Settings(database=database))
        forgetting = create_app(Settings(database=database, cache_entries=_FORGETFUL))
        # As a worker does before it answers.
        settle()
        with Asking(keeping, BROTLI) as warm, Asking(forgetting, BROTLI) as cold:
            body = warm.body(PLACE)
            with Asking(bare_application(body), BROTLI) as bare:
                answers = [
                    Case(_FIRST, cold.repeated(cycle(f"{PLACE}?qty.user={count}" for count in QUANTITIES))),
                    Case(_CACHED, warm.repeated(cycle([PLACE]))),
                    Case(_ROUTE, bare.repeated(cycle([PLACE]))),
                ]
                yield from _rows(answers, _stages(store))
        store.close()


def _rows(answers: Sequence[Case], stages: Sequence[Case]) -> Iterator[Row]:
    samples = seconds([*answers, *stages])
    yield row(_FIRST, _TEMPLATE, samples)
    yield row(_FIRST, _CACHED, samples)
    yield row(_CACHED, _ROUTE, samples)
    for stage in stages:
        if stage.name != _TEMPLATE:
            yield row(stage.name, _FIRST, samples)


def _fill(store: Store) -> None:
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", TIERS, ROWS)], by="bench")
    publish(store, SHOP, "plans", by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())


def _stages(store: Store) -> list[Case]:
    """The parts of a first answer, each in the same contexts in turn as the whole."""
    renderer = Renderer(own=None, address="http://127.0.0.1:8000", asset_url=StaticFiles(STATIC).address)
    edition = _edition(store)
    asked = [read_asked([("qty.user", str(count))]) for count in QUANTITIES]
    views = [compare(edition, one, _TODAY) for one in asked]
    html = renderer.fragment(views[0])
    kept = Kept()
    bare = jinja2.Environment(autoescape=True).from_string(_BARE)
    return [
        Case("once an edition: row read, digest checked, decoded", calls(partial(_edition, store))),
        Case(
            "once an edition: compared with nothing kept",
            _in_turn(asked, lambda one: compare(edition, one, _TODAY)),
        ),
        Case(
            "of it: quotes, fits and rows compared",
            _in_turn(asked, lambda one: compare(edition, one, _TODAY, kept=kept)),
        ),
        Case("of it: HTML written", _in_turn(views, renderer.fragment)),
        Case(f"of it: {len(html):,} bytes packed (brotli)", calls(lambda: packed(html, "br"))),
        Case(_TEMPLATE, _in_turn([_dictionaries(one) for one in views], bare.render)),
    ]


def _in_turn(items: Sequence[object], function: Callable[..., object]) -> Callable[[int], None]:
    endless = cycle(items)
    return calls(lambda: function(next(endless)))


def _edition(store: Store) -> Edition:
    live = store.live(SHOP, "plans", NOW)
    assert live is not None
    return read_edition(live)


def _dictionaries(view: View) -> Mapping[str, object]:
    """The cells of *view* with their words, as a handler without structs would hand them over."""
    speaker = words.speaker(view.context.lang)
    every = [one for group in view.groups for one in (*group.rows, *group.folded)]
    return {
        "title": view.title,
        "rows": [
            {
                "label": one.label,
                "cells": [{"state": cell.state, "text": speaker.say(cell.text)} for cell in one.cells],
            }
            for one in every
        ],
    }
