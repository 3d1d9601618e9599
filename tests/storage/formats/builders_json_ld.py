"""JSON-LD written by the test that reads it."""

import json
from typing import Any

from comparison.storage.formats.reading import SourceFile


def thing(name: str = "Tea", **properties: Any) -> dict[str, Any]:
    """A product."""
    return {"@context": "https://schema.org", "@type": "Product", "name": name, **properties}


def offer(price: object = "10.00", currency: str | None = "USD", **properties: Any) -> dict[str, Any]:
    """An offer of it."""
    stated = {"priceCurrency": currency} if currency else {}
    return {"@type": "Offer", "price": price, **stated, **properties}


def document(data: object, name: str = "page.jsonld") -> SourceFile:
    """A file of *data*."""
    return SourceFile(name=name, raw=json.dumps(data, ensure_ascii=False, indent=1).encode())


def page(*scripts: str, rest: str = "", name: str = "page.html") -> SourceFile:
    """A page with scripts of JSON-LD."""
    tags = "\n".join(f'<script type="application/ld+json">{one}</script>' for one in scripts)
    return SourceFile(name=name, raw=f"<!DOCTYPE html>\n<html><head>\n{tags}\n</head>{rest}</html>".encode())
