"""A table of 4 × 47, made for the first time and sent again; 47 rows are the median of real plans."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jinja2
from litestar.types import Receive, Scope, Send

from comparison import words
from comparison.app import create_app
from comparison.assets import STATIC
from comparison.core.asking import read_asked
from comparison.core.compare import compare
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
from .catalogue import NOW, SHOP, markets, shop, table
from .measuring import Case, Row, calls, row, seconds

TIERS, ROWS = 4, 47
TARGET = f"/fragments/{SHOP}/plans"
_CONTEXTS = 200
# So few that a page is never there any more when its turn comes again.
_FORGETFUL = 10
# What anybody would write who only wants the cells: escaped, from dictionaries.
_BARE = """<table><caption>{{ title }}</caption>
{% for row in rows %}<tr><th scope="row">{{ row.label }}</th>
{% for cell in row.cells %}<td data-state="{{ cell.state }}">{{ cell.text }}</td>
{% endfor %}</tr>
{% endfor %}</table>"""


def rows() -> Iterator[Row]:
    """First and cached, as the application answers inside this process; then what a first one is made of."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = f"sqlite:{Path(folder) / 'shop.db'}"
        store = open_store(database)
        _fill(store)
        yield from _answers(database)
        yield from _stages(store)
        store.close()


def _fill(store: Store) -> None:
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", TIERS, ROWS)], by="bench")
    publish(store, SHOP, "plans", by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())


def _answers(database: str) -> Iterator[Row]:
    keeping = create_app(Settings(database=database))
    forgetting = create_app(Settings(database=database, cache_entries=_FORGETFUL))
    with Asking(keeping, BROTLI) as warm, Asking(forgetting, BROTLI) as cold:
        body = warm.body(TARGET)
        with Asking(_constant(body), BROTLI) as bare:
            contexts = (f"{TARGET}?qty.user={count}" for count in range(1, _CONTEXTS + 1))
            cases = [
                Case("first answer, 4 × 47, brotli", cold.repeated(cycle(contexts))),
                Case("cached answer, 4 × 47, brotli", warm.repeated(cycle([TARGET]))),
                Case("bare ASGI function, the same bytes", bare.repeated(cycle([TARGET]))),
            ]
            samples = seconds(cases)
    first, cached, floor = (case.name for case in cases)
    yield row(first, cached, samples)
    yield row(cached, floor, samples)


def _stages(store: Store) -> Iterator[Row]:
    renderer = Renderer(own=None, address="http://127.0.0.1:8000", asset_url=StaticFiles(STATIC).address)
    asked, today = read_asked([]), datetime.date(2026, 11, 22)
    edition = _edition(store)
    view = compare(edition, asked, today)
    html = renderer.fragment(view).encode()
    bare = jinja2.Environment(autoescape=True).from_string(_BARE)
    cells = _dictionaries(view)
    stages = [
        Case("row read, its digest checked, decoded", calls(lambda: _edition(store))),
        Case("compared: quotes, fits, rows", calls(lambda: compare(edition, asked, today))),
        Case("HTML", calls(lambda: renderer.fragment(view))),
        Case(f"brotli of {len(html):,} bytes", calls(lambda: packed(html, "br"))),
    ]
    base = Case("bare template of the same cells, from dictionaries", calls(lambda: bare.render(cells)))
    samples = seconds([*stages, base])
    for stage in stages:
        yield row(stage.name, base.name, samples)


def _edition(store: Store) -> Any:
    live = store.live(SHOP, "plans", NOW)
    assert live is not None
    return read_edition(live)


def _dictionaries(view: View) -> Mapping[str, object]:
    """The cells of *view* with their words, as a handler without structs would hand them over."""
    speaker = words.speaker(view.context.lang)
    every = [row for group in view.groups for row in (*group.rows, *group.folded)]
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


def _constant(body: bytes) -> Any:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-encoding", b"br")]

    async def application(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return application
