"""Pricing2Yaml 2.1: one comparison as plans, features, usage limits and add-ons.

Source: docs/importing.md, "Export". Amounts are decimal text from the catalogue to the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any, NamedTuple

import yaml

from ...core.bounds import PROSE
from ...core.catalogue import AddOn, Category, Cell, Comparison, Product
from ...core.errors import BadParameter, NotFound
from ...core.values import NotStated
from .exporting_pricing2yaml_prices import Stated, coefficient, keys_of, stated
from .exporting_pricing2yaml_rows import (
    ENDLESS,
    Row,
    cells_of,
    declaration,
    leave_of_rows,
    name_for,
    override,
    plain_value,
    rows_of,
)
from .outgoing import Outgoing
from .pricing2yaml.values import is_stand_in


class _Plan(NamedTuple):
    """A product with the name of its plan and its cells by feature."""

    name: str
    product: Product
    cells: Mapping[str, Cell]
    price: Stated | None


class _Extra(NamedTuple):
    name: str
    add_on: AddOn
    price: Stated | None


def write(shop: Outgoing, target: IO[bytes]) -> None:
    """The wished comparison, or the only one.

    Raises:
        NotFound: there is no such comparison.
        BadParameter: there are several, and none is wished.
    """
    comparison = _comparison(shop)
    category = shop.one(Category, comparison.category) or Category(
        key=comparison.category, label=comparison.title
    )
    document = _document(comparison, category, shop)
    text = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    target.write(text.encode())


def _comparison(shop: Outgoing) -> Comparison:
    wished = shop.wishes.comparison
    if wished is not None:
        found = shop.one(Comparison, wished)
        if found is None:
            raise NotFound("comparison", wished)
        return found
    every = list(shop.all(Comparison))
    if not every:
        raise NotFound("comparison", shop.shop.key)
    if len(every) > 1:
        raise BadParameter("comparison", "", tuple(one.key for one in every))
    return every[0]


def _document(comparison: Comparison, category: Category, shop: Outgoing) -> dict[str, Any]:
    plans = list(_plans(comparison, shop))
    extras = list(_extras(comparison, {plan.product.key for plan in plans}, shop))
    rows = rows_of(category.features, [plan.cells for plan in plans], shop)
    share = coefficient([*(plan.price for plan in plans), *(extra.price for extra in extras)])
    groups = {group.key: shop.text(group.label) for group in category.groups}
    _leave(comparison, rows, shop)
    declared = {key: declaration(row, rows, groups, shop) for key, row in rows.items()}
    return {
        "syntaxVersion": "2.1",
        **_head(comparison, shop),
        "billing": {"monthly": Decimal(1)} | ({} if share is None else {"annual": share}),
        "tags": list(groups.values()),
        "features": {row.name: declared[key] for key, row in rows.items() if not row.limit},
        "usageLimits": {row.name: declared[key] for key, row in rows.items() if row.limit},
        "plans": {plan.name: _plan(plan, rows, share, shop) for plan in plans},
        "addOns": {extra.name: _extra(extra, rows, plans, extras, share, shop) for extra in extras},
    }


def _head(comparison: Comparison, shop: Outgoing) -> dict[str, Any]:
    source = comparison.source
    created = (source.as_of if source else None) or shop.today.isoformat()
    head: dict[str, Any] = {
        "saasName": comparison.source_name or shop.text(comparison.title),
        "createdAt": created,
        "version": comparison.edition_label or created[:4],
        "currency": shop.market.currency,
    }
    optional = {
        "url": source.address if source else None,
        "starts": comparison.operates_from,
        "ends": comparison.operates_to,
    }
    return head | {key: text for key, text in optional.items() if text}


def _leave(comparison: Comparison, rows: Mapping[str, Row], shop: Outgoing) -> None:
    leave_of_rows(rows, shop)
    shop.left.count("languages", len(shop.shop.languages) - 1)
    shop.left.count("personas", len(comparison.personas))
    shop.left.count("chosen_rows", len(comparison.features))
    further = (comparison.pains, comparison.quiz, comparison.overrides, comparison.pick, comparison.usual)
    shop.left.count("guidance", sum(bool(one) for one in further))


def _plans(comparison: Comparison, shop: Outgoing) -> Iterator[_Plan]:
    """The tiers in their order, then what is sold to some only."""
    taken: set[str] = set()
    shown = {tier.product: tier.key for tier in comparison.tiers}
    for product_key, key in shown.items():
        product = shop.one(Product, product_key)
        if product is not None:
            yield _as_plan(product, key, taken, shop)
    for product in shop.all(Product):
        if product.private and product.category == comparison.category and product.key not in shown:
            own = product.key.removeprefix(f"{comparison.key}-")
            yield _as_plan(product, own, taken, shop)


def _as_plan(product: Product, key: str, taken: set[str], shop: Outgoing) -> _Plan:
    name = name_for((product.source_key or "", shop.text(product.name)), key, taken)
    _leave_of_product(product, shop)
    return _Plan(name, product, cells_of(product.cells, shop), stated(product, shop))


def _leave_of_product(product: Product, shop: Outgoing) -> None:
    shop.left.count("texts_cut", len(shop.text(product.description)) > PROSE)
    shop.left.count("excluded_costs", len(product.excluded))
    shop.left.count("competitors_as_own", product.competitor is not None)
    facts = (product.capacity, product.arrival, product.rating, product.returns, product.offer, product.sku)
    shop.left.count("product_facts", sum(bool(fact) for fact in facts))


def _plan(plan: _Plan, rows: Mapping[str, Row], share: Decimal | None, shop: Outgoing) -> dict[str, Any]:
    product = plan.product
    return {
        "description": shop.text(product.description)[:PROSE],
        **keys_of(plan.price, by_coefficient=share is not None),
        **({"private": True} if product.private else {}),
        "features": _overrides(plan.cells, rows, shop, limit=False),
        "usageLimits": _overrides(plan.cells, rows, shop, limit=True),
    }


def _overrides(
    cells: Mapping[str, Cell], rows: Mapping[str, Row], shop: Outgoing, *, limit: bool
) -> dict[str, Any] | None:
    """What a plan says differently from the default. A row without a cell is not stated."""
    found = {}
    for key, row in rows.items():
        if row.limit is limit:
            cell = cells.get(key)
            found[row.name] = override(row, cell.value if cell else NotStated(), shop)
    return {name: said for name, said in found.items() if said} or None


def _given(
    cells: Mapping[str, Cell], rows: Mapping[str, Row], shop: Outgoing, *, limit: bool
) -> dict[str, Any]:
    """What an add-on gives, whatever the default is."""
    named = ((rows[key], cell.value) for key, cell in cells.items() if key in rows)
    return {
        row.name: {"value": plain_value(value, row.feature, shop)}
        for row, value in named
        if row.limit is limit
    }


def _extras(comparison: Comparison, products: set[str], shop: Outgoing) -> Iterator[_Extra]:
    """The add-ons of the comparison, then those that are for its plans and for no others."""
    taken: set[str] = set()
    listed = dict.fromkeys(comparison.add_ons)
    for key in listed:
        add_on = shop.one(AddOn, key)
        if add_on is not None:
            yield _as_extra(add_on, comparison, taken, shop)
    for add_on in shop.all(AddOn):
        if add_on.key not in listed and add_on.available_for and set(add_on.available_for) <= products:
            yield _as_extra(add_on, comparison, taken, shop)


def _as_extra(add_on: AddOn, comparison: Comparison, taken: set[str], shop: Outgoing) -> _Extra:
    own = add_on.key.removeprefix(f"{comparison.key}-")
    name = name_for((add_on.source_key or "", shop.text(add_on.name)), own, taken)
    return _Extra(name, add_on, stated(add_on, shop))


def _extra(
    extra: _Extra,
    rows: Mapping[str, Row],
    plans: Sequence[_Plan],
    extras: Sequence[_Extra],
    share: Decimal | None,
    shop: Outgoing,
) -> dict[str, Any]:
    add_on = extra.add_on
    cells = cells_of(add_on.cells, shop)
    plan_names = {plan.product.key: plan.name for plan in plans}
    extra_names = {one.add_on.key: one.name for one in extras}
    raised = {
        rows[one.feature].name: {"value": Decimal(one.amount)}
        for one in add_on.extensions
        if one.feature in rows
    }
    said: dict[str, Any] = {
        "description": shop.text(add_on.description),
        **keys_of(extra.price, by_coefficient=share is not None),
        **({"private": True} if add_on.private else {}),
        "availableFor": _named(add_on.available_for, plan_names, shop),
        "dependsOn": _named(add_on.requires, extra_names, shop),
        "excludes": _named(add_on.excludes, extra_names, shop),
        "features": _given(cells, rows, shop, limit=False),
        "usageLimits": _given(cells, rows, shop, limit=True),
        "usageLimitsExtensions": raised,
    }
    return {key: value for key, value in said.items() if value not in (None, [], {}, "")}


def _named(keys: Sequence[str], names: Mapping[str, str], shop: Outgoing) -> list[str]:
    """The names of *keys*; one that leads out of this comparison keeps its key, so that nothing widens."""
    shop.left.count("outside_names", sum(key not in names for key in keys))
    return [names.get(key, key) for key in keys]


class _Dumper(yaml.SafeDumper):
    """Numbers as they stand in the catalogue, never as a float; no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  The library's own signature.
        return True

    def represent_amount(self, number: Decimal) -> yaml.ScalarNode:
        if number == ENDLESS:
            return self.represent_scalar("tag:yaml.org,2002:float", ".inf")
        text = f"{number:f}"
        # A whole power of ten as large as this is read as "unlimited"; with a point it is the number.
        text = f"{text}.0" if is_stand_in(text) else text
        return self.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)

    def represent_line(self, text: str) -> yaml.ScalarNode:
        # A line break that YAML would fold, or a mark that it would drop, is written as an escape.
        odd = any(sign in text for sign in "\n\r\x85\u2028\u2029\ufeff")
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"' if odd else None)


_Dumper.add_representer(Decimal, _Dumper.represent_amount)
_Dumper.add_representer(str, _Dumper.represent_line)
