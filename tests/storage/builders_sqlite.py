"""What is put into a file and read out of it, and the words with which a file is refused."""

from typing import get_args

import pytest
from builders_store import MARKETS, NOON, fill, finds_nothing, rich_catalogue

from comparison.core.errors import StoreUnusable
from comparison.storage.editions import read_edition, read_product_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import Kind, Store


def refusal(address: str) -> str:
    """The sentence with which opening *address* is refused."""
    with pytest.raises(StoreUnusable) as refused:
        open_store(address)
    return str(refused.value.facts["reason"])


def published(store: Store) -> None:
    fill(store, rich_catalogue())
    put_out(store)


def put_out(store: Store, now: str = NOON) -> None:
    publish(store, "acme", "air", by="anna", note="", now=now, check=finds_nothing, markets=MARKETS)


def everything(store: Store) -> list[object]:
    """All documents that a reader can get, editing side and published side."""
    records = [[stored.record for stored in store.scan("acme", kind)] for kind in get_args(Kind)]
    live, live_product = (store.live("acme", "air", NOON), store.live_product("acme", "pro", NOON))
    return [records, live and read_edition(live), live_product and read_product_edition(live_product)]
