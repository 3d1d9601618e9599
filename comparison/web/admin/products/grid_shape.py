"""Which products and features a grid shows, and how: features down and products across, or turned."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ....core.catalogue import AddOn, Category, Comparison, Feature, Product, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....storage.product_search import Wanted
from ....storage.store import Store
from ...forms import Form
from ..visit import Visit
from .found import all_categories, shop_of
from .grid_cells import cell_line
from .grid_merging import MARKS, marks_of

MOST_PRODUCTS = 24
MOST_CELLS = 1_400


class Held(NamedTuple):
    """A product with the revision it is of."""

    product: Product
    revision: int


class Scope(NamedTuple):
    """What a grid is about: products of one category, those of one comparison or the next in order."""

    shop: Shop
    category: Category | None
    comparison: str
    held: list[Held]
    categories: list[Category]
    add_ons: dict[str, AddOn]
    following: int
    language: str

    @property
    def features(self) -> Sequence[Feature]:
        """The features of the category."""
        return self.category.features if self.category else ()


class Head(NamedTuple):
    """The head of a row or of a column; *about*, or the words of its *unit*, stand small under it."""

    key: str
    name: str
    about: str = ""
    unit: str = ""


class Field(NamedTuple):
    """One cell: the field's *name*, how it is *spoken* of, and of which *kind* it is."""

    name: str
    spoken: str
    kind: str


class Matrix(NamedTuple):
    """Columns, and rows of cells."""

    columns: list[Head]
    rows: list[tuple[Head, list[Field]]]


def scope_of(store: Store, visit: Visit, asked: Form) -> Scope:
    """The products that *asked* names by ``category``, ``comparison`` and ``before``.

    Raises:
        NotFound: there is no such category or comparison.
    """
    shop = shop_of(store, visit)
    categories = all_categories(store, visit)
    comparison = _comparison(store, visit, asked.get("comparison"))
    key = comparison.category if comparison else asked.get("category")
    category = _category(categories, key)
    keys, following = _keys(store, visit, category, comparison, asked)
    rows = store.get_many(visit.shop, "product", keys)
    held = [
        Held(one.record, one.revision)
        for one in (rows[product] for product in keys if product in rows)
        if isinstance(one.record, Product)
    ]
    add_ons = {
        row.record.key: row.record
        for row in store.page(visit.shop, "add_on", limit=200)
        if isinstance(row.record, AddOn)
    }
    language = asked.get("lang") if asked.get("lang") in shop.languages else shop.languages[0]
    return Scope(
        shop, category, comparison.key if comparison else "", held, categories, add_ons, following, language
    )


def matrix_of(scope: Scope, visit: Visit, *, turned: bool) -> Matrix:
    """The cells of *scope*; *turned* has the products down and the features across."""
    wanted = (visit.language, scope.language)
    products = _product_heads(scope, wanted)
    features = [Head(one.key, label(one.label, wanted), unit=one.unit or "") for one in scope.features]
    kinds = {feature.key: feature.kind for feature in scope.features}
    if turned:
        rows = [(down, [_field(across, down, kinds) for across in features]) for down in products]
        return Matrix(features, rows)
    return Matrix(
        products, [(down, [_field(down, across, kinds) for across in products]) for down in features]
    )


def _product_heads(scope: Scope, wanted: tuple[str, ...]) -> list[Head]:
    """Names with the shop's own numbers; two of one name without numbers are told apart by their keys."""
    names = {one.product.key: label(one.product.name, wanted) for one in scope.held}
    several = Counter(names.values())
    heads = []
    for one in scope.held:
        key, name = one.product.key, names[one.product.key]
        heads.append(Head(key, name, one.product.sku or (key if several[name] > 1 else "")))
    return heads


def lines_of(scope: Scope, visit: Visit) -> dict[str, str]:
    """Every cell as a line, by the name of its field; revisions of the products, and marks of their cells."""
    fields: dict[str, str] = {}
    for product, (revision, lines) in stored_lines(scope, visit).items():
        fields |= {f"r.{product}": revision, f"{MARKS}{product}": marks_of(lines)}
        fields |= {f"v.{product}.{feature}": line for feature, line in lines.items()}
    return fields


def stored_lines(scope: Scope, visit: Visit) -> dict[str, tuple[str, dict[str, str]]]:
    """The revision of each product, and each of its cells as a line, by the key of the feature."""
    return {one.product.key: (str(one.revision), _lines(one.product, scope, visit)) for one in scope.held}


def _lines(product: Product, scope: Scope, visit: Visit) -> dict[str, str]:
    cells = {cell.feature: cell for cell in product.cells}
    return {
        one.key: cell_line(cells.get(one.key), one, scope.language, visit.language) for one in scope.features
    }


def _field(feature: Head, product: Head, kinds: Mapping[str, str]) -> Field:
    return Field(f"v.{product.key}.{feature.key}", f"{feature.name}, {product.name}", kinds[feature.key])


def _comparison(store: Store, visit: Visit, key: str) -> Comparison | None:
    if not key:
        return None
    row = store.get(visit.shop, "comparison", key)
    if row is None or not isinstance(row.record, Comparison):
        raise NotFound("comparison", key)
    return row.record


def _category(categories: list[Category], key: str) -> Category | None:
    if not key:
        return categories[0] if categories else None
    for category in categories:
        if category.key == key:
            return category
    raise NotFound("category", key)


def _keys(
    store: Store, visit: Visit, category: Category | None, comparison: Comparison | None, asked: Form
) -> tuple[list[str], int]:
    if category is None:
        return [], 0
    if comparison is not None:
        return list(dict.fromkeys(tier.product for tier in comparison.tiers)), 0
    if sent := [name.removeprefix("r.") for name in asked.names("r.")]:
        return sent[:MOST_PRODUCTS], 0
    limit = max(1, min(MOST_PRODUCTS, MOST_CELLS // max(len(category.features), 1)))
    before = asked.get("before")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0
    found = store.find_products(visit.shop, Wanted(category=category.key, before=place, limit=limit + 1))
    following = found[limit - 1].place if len(found) > limit else 0
    return [one.key for one in reversed(found[:limit])], following
