"""A small published shop, and ways to ask the application about it."""

import asyncio
import datetime
import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import brotli
import msgspec
from fresh import with_schema, with_templates

from comparison.core.catalogue import (
    Category,
    Cell,
    Comparison,
    Feature,
    Product,
    Shop,
    Tier,
)
from comparison.core.markets import Market
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts.flat import Flat
from comparison.core.pricing.model import Component, Price
from comparison.core.publication import FORMAT, Publication, digest, encoded
from comparison.core.values import Number, YesNo
from comparison.settings import Settings
from comparison.storage.moments import moment
from comparison.storage.opening import open_store
from comparison.storage.store import EditionRow, LiveEntry, Store

NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
MARKET = Market(
    code="US",
    name={"en": "United States"},
    currency="USD",
    tax="separate",
    delivery="included",
    deposit="separate",
    preselected="forbidden",
    b2b_net=True,
    sources=("A made-up row",),
    as_of="2026-01-01",
)


def shop(**changes: object) -> Shop:
    plain = Shop(
        key="acme",
        name={"en": "Acme", "ko": "아크메"},
        languages=("en", "ko"),
        markets=("US",),
    )
    return msgspec.structs.replace(plain, **changes)


def price(amount: str, **changes: object) -> Price:
    component = Component(key="base", label={"en": "Plan"}, kind="base", amount=Flat(value=amount))
    plain = Price(
        market="US",
        currency="USD",
        interval="month",
        tax="excluded",
        components=(component,),
    )
    return msgspec.structs.replace(plain, **changes)


def product(key: str, amount: str, *, rooms: str, quiet: bool, **changes: object) -> Product:
    cells = (
        Cell(feature="rooms", value=Number(amount=rooms)),
        Cell(feature="quiet", value=YesNo(yes=quiet)),
    )
    plain = Product(
        key=f"air-{key}",
        name={"en": key.title(), "ko": key},
        category="air",
        cells=cells,
        prices=(price(amount),),
        offer=f"https://acme.example/buy/{key}",
    )
    return msgspec.structs.replace(plain, **changes)


def publication(**changes: object) -> Publication:
    features = (
        Feature(
            key="rooms",
            label={"en": "Rooms", "ko": "방"},
            kind="number",
            direction="higher",
        ),
        Feature(key="quiet", label={"en": "Quiet mode", "ko": "조용한 모드"}),
    )
    persona = Persona(key="flat", label={"en": "Small flat"}, needs=(Need(feature="quiet"),))
    plain = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=shop(),
        comparison=Comparison(
            key="air",
            title={"en": "Air <cleaners>", "ko": "공기청정기"},
            category="air",
            tiers=(
                Tier(key="lite", product="air-lite"),
                Tier(key="max", product="air-max"),
            ),
            personas=("flat",),
        ),
        category=Category(key="air", label={"en": "Air cleaners"}, features=features),
        products=(
            product("lite", "10.00", rooms="1", quiet=False),
            product("max", "25.50", rooms="4", quiet=True),
        ),
        personas=(persona,),
        markets=(MARKET,),
    )
    return msgspec.structs.replace(plain, **changes)


def publish(
    store: Store,
    edition: Publication,
    number: int = 1,
    *,
    since: str = "2026-01-01T00:00:00.000000Z",
) -> None:
    """Put *edition* live as it is, without any check."""
    publish_document(store, encoded(edition), number, since=since)
    if store.get("acme", "shop", "acme") is None:
        store.save("acme", edition.shop, expected=0, by="test")


def publish_document(store: Store, document: bytes, number: int, *, since: str) -> None:
    row = EditionRow(
        shop="acme",
        comparison="air",
        number=number,
        digest=digest(document),
        published_at=since,
        published_by="test",
        note="",
        document=document,
    )
    with store.writing():
        store.add_edition(row)
        store.add_live(live(number, since))


def live(number: int, since: str) -> LiveEntry:
    return LiveEntry(
        shop="acme",
        comparison="air",
        number=number,
        since=since,
        by="test",
        note="",
        entered_at=since,
    )


def new_store(folder: Path) -> Store:
    with_schema(folder / "shop.db")
    with_templates(folder / "shop.db")
    return open_store(f"sqlite:{folder / 'shop.db'}")


def settings(folder: Path, **changes: object) -> Settings:
    plain = Settings(database=f"sqlite:{folder / 'shop.db'}", base_url="https://compare.example")
    return msgspec.structs.replace(plain, **changes)


class Got(NamedTuple):
    """An answer as a client sees it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.plain.decode()

    @property
    def plain(self) -> bytes:
        coding = self.headers.get("content-encoding", "identity")
        return {"br": brotli.decompress, "gzip": gzip.decompress}.get(coding, bytes)(self.body)


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self, at: datetime.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime.datetime:
        return self.at

    @property
    def text(self) -> str:
        return moment(self.at)


class Client:
    """Asks an ASGI application, one request after the other."""

    def __init__(self, application: object) -> None:
        self.application = application

    def get(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Got:
        return asyncio.run(self.ask(target, headers, method=method, body=body))

    async def ask(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Got:
        sent: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        await self.application(scope(target, headers or {}, method), receive, send)
        start = sent[0]
        names = [name for name, _ in start["headers"]]
        assert len(names) == len(set(names)), f"a header twice: {names}"
        got = {name.decode(): value.decode() for name, value in start["headers"]}
        return Got(start["status"], got, b"".join(message["body"] for message in sent[1:]))


def scope(target: str, headers: Mapping[str, str], method: str) -> dict:
    """A scope as the server makes it: *target* is what stands on the request line."""
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path, errors="replace"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }


def client(folder: Path, *, clock: Clock | None = None, **changes: object) -> Client:
    from comparison.app import create_app

    return Client(create_app(settings(folder, **changes), clock=clock or Clock()))
