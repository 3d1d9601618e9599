"""An edition: one self-contained, unchangeable document of a comparison."""

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from .bounds import MOST_TIERS, Key, Record, ShortText
from .catalogue import AddOn, Category, Comparison, Product, Shop
from .markets import Market
from .personas import Persona
from .pricing.prior import Prior

FORMAT = 1


class Publication(Record, frozen=True, kw_only=True):
    """All that a view needs, resolved at the moment of publishing.

    *gone* are keys an earlier edition had (tiers, personas, pain points, questions and answers, add-ons); an
    old link naming one gets a notice instead of an error. *gone_names* is what some of them were called.
    *priors* are the earlier prices that its reductions are measured from. *policy_version* is the date of
    the youngest market row used.
    """

    format: int
    policy_version: str
    shop: Shop
    comparison: Comparison
    category: Category
    products: Annotated[tuple[Product, ...], Meta(max_length=MOST_TIERS)]
    add_ons: Annotated[tuple[AddOn, ...], Meta(max_length=100)] = ()
    personas: Annotated[tuple[Persona, ...], Meta(max_length=12)] = ()
    markets: Annotated[tuple[Market, ...], Meta(max_length=30)] = ()
    priors: Annotated[tuple[Prior, ...], Meta(max_length=2_000)] = ()
    gone: Annotated[tuple[Key, ...], Meta(max_length=500)] = ()
    gone_names: dict[Key, ShortText] = {}


class Edition(Record, frozen=True, kw_only=True):
    """A publication with its place in history: *number* counts from 1, *digest* is of its bytes."""

    number: int
    digest: str
    published_at: str
    publication: Publication


_encoder = msgspec.json.Encoder(order="deterministic")


def encoded(publication: Publication) -> bytes:
    """The document: deterministic JSON, byte for byte the same for the same content."""
    return _encoder.encode(publication)


def digest(document: bytes) -> str:
    """SHA-256 of a document, 64 hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()
