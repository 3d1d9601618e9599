"""Prices in Korea and the United States that begin, change and end in many ways, and their views."""

import datetime
from collections.abc import Mapping, Sequence

from builders_compare import edition, feature, product
from builders_markets import KR as PLAIN_KR
from builders_markets import VAT
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import AddOn, Product
from comparison.core.compare import compare
from comparison.core.messages import Message
from comparison.core.personas import Persona
from comparison.core.pricing.amounts import Amount, Flat, Table
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import (
    Attestation,
    Component,
    Discount,
    EachCycle,
    Measure,
    Once,
    OneOf,
    Optional,
    Price,
)
from comparison.core.publication import Edition
from comparison.core.view import TierView, View
from comparison.core.view_rows import ChargeCell, ChargeRow, Receipt
from comparison.words import speaker

TODAY = datetime.date(2026, 11, 22)
KR = replace(PLAIN_KR, consent_days=30, rates=(VAT,))
CLOSED = Attestation(by="Shop", on="2026-11-02")


def charge(key: str, amount: Amount | str, kind: str = "fee", **more: object) -> Component:
    typed = Flat(value=amount) if isinstance(amount, str) else amount
    return Component(
        key=key,
        label={"en": key.title(), "ko": key.upper()},
        kind=kind,  # type: ignore[arg-type]
        amount=typed,
        **more,  # type: ignore[arg-type]
    )


def once(key: str, amount: str, **more: object) -> Component:
    return charge(key, amount, when=Once(), **more)


def optional(key: str, amount: str) -> Component:
    return once(key, amount, obligation=Optional())


def one_of(key: str, amount: str, group: str = "colour") -> Component:
    return once(key, amount, obligation=OneOf(group=group))


def won(plan: str, *more: Component, **changes: object) -> Price:
    """A monthly plan in Korea, tax included."""
    usual: dict[str, object] = {"interval": "month", "tax": "included"}
    return Price(
        market="KR",
        currency="KRW",
        components=(charge("plan", plan, "base"), *more),
        **{**usual, **changes},  # type: ignore[arg-type]
    )


def goods(value: str, interval: str = "once", **changes: object) -> Price:
    """Half a kilo of something in Korea; delivery 3,000 below 30,000."""
    when = Once() if interval == "once" else EachCycle()
    table = Table(by="basket", rows=(TableRow(value="3000", below="30000"), TableRow(value="0")))
    return Price(
        market="KR",
        currency="KRW",
        interval=interval,
        tax="included",
        components=(
            charge("goods", value, "base", when=when),
            charge("delivery", table, "delivery", when=when),
        ),
        **{"measure": Measure(amount="500", unit="g", base="500", base_unit="g"), **changes},  # type: ignore[arg-type]
    )


def off(key: str, percent: str, needs: str = "none", **more: object) -> Discount:
    return Discount(
        key=key,
        label={"en": key},
        kind="percent",
        value=percent,
        needs=needs,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def korea(
    *products: Product,
    noun: str = "plan",
    add_ons: Sequence[AddOn] = (),
    personas: Sequence[Persona] = (),
    gone: tuple[str, ...] = (),
) -> Edition:
    made = edition(products, [feature("sso")], personas, add_ons=add_ons, gone=gone)
    publication = made.publication
    return replace(
        made,
        publication=replace(
            publication,
            shop=replace(publication.shop, markets=("KR",)),
            comparison=replace(publication.comparison, noun=noun),
            markets=(KR,),
        ),
    )


def plans(*prices: Price, **more: object) -> Edition:
    """One product for each price, named p0, p1, …"""
    return korea(*(product(f"p{at}", price) for at, price in enumerate(prices)), **more)  # type: ignore[arg-type]


def seen(of: Edition, asked: Mapping[str, str] | None = None) -> View:
    return compare(of, read_asked({"lang": "en", **(asked or {})}.items()), TODAY)


def tier(of: Edition, asked: Mapping[str, str] | None = None, at: int = 0) -> TierView:
    return seen(of, asked).tiers[at]


def said(message: Message | None, language: str = "en") -> str | None:
    return speaker(language).say(message) if message else None


def all_said(messages: Sequence[Message], language: str = "en") -> list[str]:
    return [speaker(language).say(message) for message in messages]


def cell_words(cell: ChargeCell) -> str:
    amount = speaker("en").money(cell.amount) if cell.amount else ""
    return " = ".join(part for part in (said(cell.text) or "", amount) if part)


def cells(rows: Sequence[ChargeRow], key: str) -> list[str]:
    """What stands in the row of that key; an empty list where there is none."""
    return [cell_words(cell) for row in rows if row.key == key for cell in row.cells]


def receipt_cells(receipt: Receipt, key: str) -> list[str]:
    return cells(receipt.rows, key)
