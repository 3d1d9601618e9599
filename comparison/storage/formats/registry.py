"""The import formats: which one a file is in, by its name's end and by what stands in it.

A new format is one file beside this one, and one line in `FORMATS`.
"""

from collections.abc import Callable
from pathlib import PurePath

import msgspec

from ...core.errors import BadParameter, RefusedFile
from ...core.messages import say
from . import (
    cafe24,
    google_merchant,
    json_ld,
    magento,
    magento_samples,
    naver_ep,
    open_food_facts,
    pricing2yaml,
    reviews,
    shopify,
    shopify_liquid,
    spec_tables,
    spreadsheets,
    vendure,
    woocommerce,
)
from .documents import read_document
from .native import NativeShop, read_native, reading_of
from .reading import Reading, SourceFile, Wishes
from .source_file import PACKED

_DOCUMENTS = (".yaml", ".yml", ".json")
SPEC_TABLE = "spec-table"
_TABLES = (".csv", ".tsv", ".txt", *spreadsheets.SUFFIXES)


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One import format. *recognises* is asked only about files whose name ends in a *suffix*."""

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[SourceFile], bool]
    read: Callable[[SourceFile, Wishes], Reading]


def _is_pricing2yaml(file: SourceFile) -> bool:
    return pricing2yaml.looks_like_pricing2yaml(file.raw)


def _is_native(file: SourceFile) -> bool:
    data = read_document(file.raw, file.name).data
    return isinstance(data, dict) and not set(NativeShop.__struct_fields__).isdisjoint(data)


def _read_native(file: SourceFile, _: Wishes) -> Reading:
    return reading_of(read_native(file.raw, file.name))


# Asked in this order: the first is told by a search through the text, the second by reading it all.
FORMATS: tuple[Format, ...] = (
    Format(name="pricing2yaml", suffixes=_DOCUMENTS, recognises=_is_pricing2yaml, read=pricing2yaml.read),
    Format(name="shopify", suffixes=_TABLES, recognises=shopify.looks_like_shopify, read=shopify.read),
    Format(
        name="woocommerce",
        suffixes=_TABLES,
        recognises=woocommerce.looks_like_woocommerce,
        read=woocommerce.read,
    ),
    Format(name="magento", suffixes=_TABLES, recognises=magento.looks_like_magento, read=magento.read),
    Format(
        name="magento-samples",
        suffixes=_TABLES,
        recognises=magento_samples.looks_like_magento_samples,
        read=magento_samples.read,
    ),
    Format(
        name="shopify-liquid",
        suffixes=(".yaml", ".yml"),
        recognises=shopify_liquid.looks_like_shopify_liquid,
        read=shopify_liquid.read,
    ),
    Format(name="vendure", suffixes=_TABLES, recognises=vendure.looks_like_vendure, read=vendure.read),
    Format(
        name="google-merchant",
        suffixes=(*google_merchant.XML_SUFFIXES, *_TABLES),
        recognises=google_merchant.looks_like_google_merchant,
        read=google_merchant.read,
    ),
    Format(
        name="json-ld",
        suffixes=json_ld.SUFFIXES,
        recognises=json_ld.looks_like_json_ld,
        read=json_ld.read,
    ),
    Format(name="cafe24", suffixes=_TABLES, recognises=cafe24.looks_like_cafe24, read=cafe24.read),
    Format(name="naver-ep", suffixes=_TABLES, recognises=naver_ep.looks_like_naver_ep, read=naver_ep.read),
    Format(
        name="open-food-facts",
        suffixes=open_food_facts.SUFFIXES,
        recognises=open_food_facts.looks_like_open_food_facts,
        read=open_food_facts.read,
    ),
    Format(
        name="reviews",
        suffixes=(*_TABLES, ".json"),
        recognises=reviews.looks_like_reviews,
        read=reviews.read,
    ),
    Format(name="native", suffixes=_DOCUMENTS, recognises=_is_native, read=_read_native),
    # Any table will do for the last one.
    Format(
        name=SPEC_TABLE,
        suffixes=(*_TABLES, ".json"),
        recognises=spec_tables.looks_like_a_table,
        read=spec_tables.read,
    ),
)


def suffixes() -> tuple[str, ...]:
    """The ends of the names of files that some format takes, and of packed ones."""
    return (*dict.fromkeys(suffix for one in FORMATS for suffix in one.suffixes), *PACKED)


def format_of(file: SourceFile, wanted: str | None = None) -> Format:
    """The format called *wanted*, else the first that recognises *file*.

    Raises:
        BadParameter: there is no format *wanted*.
        RefusedFile: no format recognises the file, or it cannot even be read as a document or a table.
    """
    if wanted is not None:
        return _called(wanted)
    suffix = PurePath(file.plain_name).suffix.lower()
    for one in FORMATS:
        if suffix in one.suffixes and one.recognises(file):
            return one
    # A text may be meant as anything; what is called a table is one that has a fault.
    if suffix in _TABLES and suffix != ".txt":
        spec_tables.check_header(file)
    names = tuple(one.name for one in FORMATS)
    reason = say("import.reason.unknown_format")
    raise RefusedFile(file.name, 0, "$", reason, say("import.accepted.unknown_format", formats=names))


def _called(name: str) -> Format:
    for one in FORMATS:
        if one.name == name:
            return one
    raise BadParameter("format", name, tuple(one.name for one in FORMATS))
