"""A small shop that a test may publish anew: purifiers and a kettle, served by the real command."""

import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

import forking
import msgspec
from forking import Forked, Job, own_environment

PATIENCE_SECONDS = 60


class Haneul(NamedTuple):
    """The shop's server at *origin* over the database at *folder*."""

    origin: str
    folder: Path

    def publish(self, *, price: int = 299_000, area: int = 47) -> None:
        """Import the whole shop again, the Plus with this price and area, and publish it."""
        file = self.folder / "haneul.json"
        file.write_bytes(msgspec.json.encode(_shop(price, area)))
        command(self.folder, "import", str(file), "--shop", "haneul", "--publish")


def command(folder: Path, *arguments: str) -> None:
    """Run the command over the database in *folder*."""
    done = _begun(folder, own_environment(), *arguments)
    assert done.wait(120) == 0, done.errors()


def serving(folder: Path) -> tuple[str, Forked]:
    """The origin of a server over the database in *folder*, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    origin = f"http://127.0.0.1:{port}"
    environment = {**own_environment(), "TIER_COMPARE_BASE_URL": origin}
    process = _begun(folder, environment, "serve", "--workers", "1", "--port", str(port))
    wait_until_ready(f"{origin}/readyz", process)
    return origin, process


def wait_until_ready(address: str, process: Forked) -> None:
    """Wait until *process* answers at *address*.

    Raises:
        RuntimeError: it ended, or took too long; with what it said.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  Our own address.
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{process.errors()}")


def _begun(folder: Path, environment: dict[str, str], *arguments: str) -> Forked:
    out, err = (folder / f"{arguments[0]}.{name}" for name in ("out", "err"))
    database = ("--db", f"sqlite:{folder / 'haneul.db'}")
    return forking.command(Job((*arguments, *database), environment, forking.ROOT, out, err))


def _number(feature: str, amount: float, unit: str) -> dict[str, Any]:
    return {"feature": feature, "value": {"is": "number", "amount": str(amount), "unit": unit}}


def _product(key: str, ko: str, category: str, price: int, *cells: dict[str, Any]) -> dict[str, Any]:
    goods = {
        "key": "goods",
        "label": {"ko": "상품 가격", "en": "Item price"},
        "kind": "base",
        "amount": {"is": "flat", "value": str(price)},
    }
    sold = {"market": "KR", "currency": "KRW", "tax": "included", "components": [goods]}
    return {
        "key": key,
        "name": {"ko": ko, "en": key.title()},
        "category": category,
        "offer": f"https://shop.example/{key}",
        "cells": list(cells),
        "prices": [sold],
    }


def _row(key: str, ko: str, unit: str, direction: str = "none") -> dict[str, Any]:
    return {
        "key": key,
        "label": {"ko": ko, "en": key.title()},
        "kind": "number",
        "unit": unit,
        "direction": direction,
    }


def _shop(price: int, area: int) -> dict[str, Any]:
    width = _row("width", "너비", "cm")
    air = [_row("area", "사용 면적", "m2", "higher"), _row("noise", "소음", "db", "lower"), width]
    norm = {"low": "45", "high": "50", "source": {"title": {"ko": "시험", "en": "A test"}}}
    air[1]["norm"] = norm
    products = [
        _product("lite", "라이트", "air", 159_000, _number("area", 23, "m2"), _number("noise", 44, "db")),
        _product(
            "plus",
            "플러스",
            "air",
            price,
            _number("area", area, "m2"),
            _number("noise", 48, "db"),
            _number("width", 27, "cm"),
        ),
        _product(
            "max",
            "맥스",
            "air",
            459_000,
            _number("area", 82, "m2"),
            _number("noise", 52, "db"),
            _number("width", 350, "mm"),
        ),
        _product("kettle", "주전자", "pot", 39_000, _number("width", 270, "mm"), _number("volume", 1.7, "l")),
    ]
    return {
        "shop": {
            "key": "haneul",
            "name": {"ko": "하늘", "en": "Haneul"},
            "languages": ["ko", "en"],
            "markets": ["KR"],
            "time_zone": "Asia/Seoul",
        },
        "categories": [
            {"key": "air", "label": {"ko": "공기청정기", "en": "Air purifiers"}, "features": air},
            {
                "key": "pot",
                "label": {"ko": "주전자", "en": "Kettles"},
                "features": [width, _row("volume", "용량", "l")],
            },
        ],
        "products": products,
        "comparisons": [
            {
                "key": "air",
                "title": {"ko": "공기청정기 비교", "en": "Air purifiers"},
                "category": "air",
                "tiers": [{"key": one["key"], "product": one["key"]} for one in products[:3]],
            },
            {
                "key": "pots",
                "title": {"ko": "주전자", "en": "Kettles"},
                "category": "pot",
                "tiers": [{"key": "kettle", "product": "kettle"}],
            },
        ],
    }
