"""From the place of a finding inside an edition to the page where its field is edited."""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from ....core.catalogue import AddOn, Product
from ....core.publication import Publication
from ..products.price import price_key

_STEP = re.compile(r"\.([a-z_]+)|\[([0-9]+)\]")
_PRODUCT = re.compile(r"\$\.products\[([0-9]+)\]")
Steps = Sequence[str | int]

# Fields by the pages on which they stand; a field of a form has its own name there.
_SHOP_SETTINGS = (
    "name",
    "languages",
    "complete_languages",
    "markets",
    "time_zone",
    "contact",
    "home",
    "build",
)
_PRODUCT_FIELDS = ("name", "description", "sku", "category", "offer", "stock")
_COMPARISON_FIELDS = (
    "title",
    "noun",
    "horizon",
    "interval",
    "chooser",
    "tiers",
    "personas",
    "features",
    "blocks",
    "usual",
)
_OWN_TEXTS = ("questions", "heard")
_IN_SEVERAL_LANGUAGES = ("title", "name", "description")


def place_of(path: str, publication: Publication, shop: str) -> str:
    """The address of the page where what stands at *path* (``$.products[0].prices[0]``) is edited.

    The nearest page there is; the comparison's own where nothing nearer is known.
    """
    steps = [int(index) if index else name for name, index in _STEP.findall(path)]
    return f"/admin/{shop}{_below(steps, publication)}"


def product_at(path: str) -> int | None:
    """The index of the product inside of which *path* lies."""
    found = _PRODUCT.match(path)
    return int(found[1]) if found else None


def _below(steps: Steps, publication: Publication) -> str:
    languages = publication.shop.languages
    match steps:
        case ["products", int(index), *rest] if index < len(publication.products):
            return _in_product(rest, publication.products[index], languages)
        case ["personas", int(index), *_] if index < len(publication.personas):
            return f"/personas/{publication.personas[index].key}"
        case ["category", *rest]:
            return f"/categories/{publication.category.key}{_in_category(rest, publication)}"
        case ["add_ons", int(index), *rest] if index < len(publication.add_ons):
            return _in_add_on(rest, publication.add_ons[index])
        case ["shop", *rest]:
            return _in_shop(rest, languages)
    return _in_comparison(steps[1:] if steps[:1] == ["comparison"] else [], publication)


def _in_shop(rest: Steps, languages: Sequence[str]) -> str:
    match rest:
        case ["theme", *tokens]:
            return "/theme" + (f"#f-{'.'.join(str(step) for step in tokens)}" if tokens else "")
        case ["channels", *_]:
            return "/content/contact"
        case [str(field), *inner] if field in _SHOP_SETTINGS:
            return f"/settings{_anchor(field, inner, languages)}"
    return "/content" if rest else "/settings"


def _in_product(rest: Steps, product: Product, languages: Sequence[str]) -> str:
    here = f"/products/{product.key}"
    match rest:
        case ["prices", int(index), *inner] if index < len(product.prices):
            full = "/full" if inner[:1] == ["source"] else ""
            return f"{here}/prices/{price_key(product.prices[index])}{full}"
        case ["cells", int(index), "evidence" | "source", *_] if index < len(product.cells):
            return f"/content/evidence/{product.key}/{product.cells[index].feature}"
        case ["cells", *_]:
            return f"/values?{urlencode({'category': product.category})}"
        case ["competitor" | "prices" as own, *_]:
            return f"{here}/competitor" if own == "competitor" else here
        case [str(field), *inner] if field in _PRODUCT_FIELDS:
            return f"{here}{_anchor(field, inner, languages)}"
    return f"/content{here}{_in_content(rest)}" if rest else here


def _in_content(rest: Steps) -> str:
    match rest:
        case ["rating", str(field), *_] if field != "parts":
            return f"/rated#f-rating.{field}"
        case ["rating" | "capacity", *_]:
            return "/rated"
    return ""


def _in_add_on(rest: Steps, add_on: AddOn) -> str:
    here = f"/add-ons/{add_on.key}"
    match rest:
        case ["prices", int(index), *_] if index < len(add_on.prices):
            return f"{here}/prices/{price_key(add_on.prices[index])}"
    return here


def _in_category(rest: Steps, publication: Publication) -> str:
    match rest:
        case ["features", int(index), *_] if index < len(publication.category.features):
            return f"/features/{publication.category.features[index].key}"
    return ""


def _in_comparison(rest: Steps, publication: Publication) -> str:
    key = publication.comparison.key
    match rest:
        case ["overrides" | "pick" | "add_ons", *_] | ["tiers", int(_), "label", *_]:
            return f"/comparisons/{key}/marks"
        case [str(field), *inner] if field in _COMPARISON_FIELDS:
            return f"/comparisons/{key}{_anchor(field, inner, publication.shop.languages)}"
        case [str(field), *_] if field in _OWN_TEXTS:
            return f"/content/comparisons/{key}"
        case ["quiz" | "pains" as own, *_]:
            return f"/{own}/{key}"
    return f"/comparisons/{key}"


def _anchor(field: str, inner: Steps, languages: Sequence[str]) -> str:
    """The id of a form's field; of a text in several languages the one that is meant, else the first."""
    if field not in _IN_SEVERAL_LANGUAGES:
        return f"#f-{field}"
    language = inner[0] if inner and inner[0] in languages else languages[0]
    return f"#f-{field}.{language}"
