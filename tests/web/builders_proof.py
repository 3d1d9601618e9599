"""A shop whose quotes are signed, and checkouts that send them back."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from builders_web import Client, Clock, Got, client, new_store, price, publication, publish

from comparison.core.catalogue import AddOn
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, Once, Price
from comparison.core.publication import Publication
from comparison.storage.store import Store
from comparison.web.tokens import new_token

QUOTES, VERIFY = "/api/v1/quotes/acme/air", "/api/v1/quotes/verify"
MADE = "2026-11-01T00:00:00.000000Z"


def with_setup() -> Publication:
    """Lite costs ten dollars a month and five for the setting up, paid today."""
    plain = publication()
    return msgspec.structs.replace(plain, products=(_lite(), plain.products[1]), add_ons=(_wrap(),))


def _lite() -> Any:
    sold = price("10")
    fee = Component(
        key="setup", label={"en": "Set-up", "ko": "설치비"}, kind="fee", amount=Flat(value="5"), when=Once()
    )
    sold = msgspec.structs.replace(sold, components=(*sold.components, fee))
    return msgspec.structs.replace(publication().products[0], prices=(sold,))


def _wrap() -> AddOn:
    base = Component(key="base", label={"en": "Wrap"}, kind="base", amount=Flat(value="3"), when=Once())
    sold = Price(market="US", currency="USD", interval="month", tax="excluded", components=(base,))
    return AddOn(key="wrap", name={"en": "Gift wrap"}, prices=(sold,))


class Till:
    """A shop's checkout: it asks for quotes, and sends them back with its token."""

    def __init__(self, folder: Path, edition: Publication | None = None, **settings: object) -> None:
        self.store: Store = new_store(folder)
        publish(self.store, edition or with_setup())
        self.clock = Clock()
        self.asking: Client = client(folder, clock=self.clock, **settings)
        self.token = self.new_token()

    def new_token(self, shop: str = "acme") -> str:
        text, row = new_token(shop, "till", now=MADE, by="test")
        self.store.add_token(row)
        return text

    def tiers(self, query: str = "") -> list[dict[str, Any]]:
        got = self.asking.get(f"{QUOTES}{query}")
        assert got.status == 200, got.text
        tiers: list[dict[str, Any]] = json.loads(got.text)["tiers"]
        return tiers

    def signed(self, query: str = "") -> str:
        """The signed quote of the first tier."""
        text: str = self.tiers(query)[0]["signed"]
        return text

    def send(
        self, body: object, *, token: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Got:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        bearer = {"authorization": f"Bearer {token or self.token}"}
        return self.asking.get(VERIFY, bearer | dict(headers or {}), method="POST", body=raw)

    def verify(self, minor: int, signed: str | None = None, **more: object) -> Got:
        total = {"minor": minor, "currency": "USD"}
        return self.send({"signed": signed or self.signed(), "total": total, **more})

    def check(self, count: int, *, differing: int = 0) -> None:
        """Checkouts, of which the last ones charge a dollar too much."""
        signed = self.signed()
        for number in range(count):
            minor = 1_600 if number >= count - differing else 1_500
            assert self.verify(minor, signed, order=f"n{number}").status == 200


def payload(signed: str) -> dict[str, Any]:
    """What a signed quote promises."""
    text = signed.split(".")[1]
    promised: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return promised


def repacked(signed: str, changed: Mapping[str, object]) -> str:
    """*signed* with another payload under the old signature."""
    key, _, signature = signed.split(".")
    body = base64.urlsafe_b64encode(json.dumps(changed, separators=(",", ":")).encode()).rstrip(b"=").decode()
    return f"{key}.{body}.{signature}"


def problem(got: Got, status: int) -> dict[str, object]:
    """What a refusal says; it is never kept, and its page is open to no other."""
    assert got.status == status, got.text
    assert got.headers["content-type"] == "application/problem+json"
    assert got.headers["cache-control"] == "no-store"
    told: dict[str, object] = json.loads(got.text)
    return told


def counts(till: Till) -> tuple[int, int]:
    """How many checkouts were counted, and how many of them differed."""
    return till.store.checkout_counts("acme", "2026-10-24")
