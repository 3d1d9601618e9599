"""The records a file becomes: a category, its products, its add-ons and the comparison."""

from typing import NamedTuple

from ....core.bounds import SHORT
from ....core.catalogue import AddOn, Category, Cell, Comparison, Extension, Product, Tier
from ....core.pricing.model import Price
from ....core.sources import Source
from ....core.values import Number
from ..names import joined, plain_label, proper_name, slug, split_slug, unique
from ..reading import Reading, Wishes
from .families import Family, families_of
from .features import Row
from .node import Node
from .notes import notes_of
from .plans import Extra, Override, Sold
from .prices import Selling, plan_prices, prices
from .pricing import Pricing
from .rows import Rows, rows_of
from .values import value_of


class _Names(NamedTuple):
    """Keys by the names that the file uses, for everything that refers to something else."""

    comparison: str
    tiers: dict[str, str]
    products: dict[str, str]
    add_ons: dict[str, str]
    rows: Rows
    language: str

    def product(self, name: str) -> str:
        """The product of a plan; a plan that does not exist gets the key it would have."""
        return self.products.get(name) or joined(self.comparison, split_slug(name, fallback="plan"))

    def add_on(self, name: str) -> str:
        return self.add_ons.get(name) or joined(self.comparison, split_slug(name, fallback="add-on"))


def records_of(pricing: Pricing, wishes: Wishes, market: str, currency: str) -> Reading:
    """Everything that *pricing* says, as records; dangling names are kept as keys that lead nowhere."""
    key = wishes.comparison or slug(pricing.name, fallback="comparison")
    names = _names(pricing, key, wishes.language)
    selling = Selling.of(pricing, market, currency, wishes.language)
    of_plans = plan_prices(pricing.plans, selling)
    category = Category(
        key=key,
        label={wishes.language: pricing.name},
        groups=names.rows.groups,
        features=names.rows.features,
    )
    products = tuple(_product(plan, pricing, names, of_plans[plan.name]) for plan in pricing.plans)
    add_ons = tuple(_add_on(extra, names, prices(extra.sold, selling)) for extra in pricing.add_ons)
    families = families_of(pricing.plans)
    if not families and _needs_checking(add_ons, category):
        # Nothing to compare, but only the check of a comparison tells what is wrong.
        families = (Family("", ()),)
    comparisons = tuple(_comparison(pricing, names, family) for family in families)
    return Reading(
        records=(category, *products, *add_ons, *comparisons),
        comparisons=tuple(comparison.key for comparison in comparisons),
        markets=(market,),
        language=wishes.language,
        partial=True,
        notes=notes_of(pricing),
    )


def _needs_checking(add_ons: tuple[AddOn, ...], category: Category) -> bool:
    """Whether a file without plans has no add-ons either, or one that names what is not there."""
    rows = {feature.key for feature in category.features}
    known = {one.key for one in add_ons}
    return not add_ons or any(
        one.available_for
        or not {cell.feature for cell in one.cells} <= rows
        or not {extension.feature for extension in one.extensions} <= rows
        or not {*one.requires, *one.excludes} <= known
        for one in add_ons
    )


def _names(pricing: Pricing, comparison: str, language: str) -> _Names:
    plans = [plan.name for plan in pricing.plans]
    tiers = _keys(plans, "plan")
    extras = [extra.sold.name for extra in pricing.add_ons]
    said: dict[str, list[Node]] = {}
    for sold in (*pricing.plans, *(extra.sold for extra in pricing.add_ons)):
        for override in sold.features:
            said.setdefault(override.name, []).append(override.value)
    return _Names(
        comparison=comparison,
        tiers=tiers,
        products=_joined_keys(tiers, comparison),
        add_ons=_joined_keys(_keys(extras, "add-on"), comparison),
        rows=rows_of(pricing.features, pricing.limits, pricing.tags, said, language),
        language=language,
    )


def _keys(names: list[str], fallback: str) -> dict[str, str]:
    taken: set[str] = set()
    return {name: unique(split_slug(name, fallback=fallback), taken) for name in names}


def _joined_keys(keys: dict[str, str], comparison: str) -> dict[str, str]:
    taken: set[str] = set()
    return {name: unique(joined(comparison, key), taken) for name, key in keys.items()}


def _product(plan: Sold, pricing: Pricing, names: _Names, its_prices: tuple[Price, ...]) -> Product:
    return Product(
        key=names.products[plan.name],
        name={names.language: proper_name(plan.name)[:SHORT]},
        category=names.comparison,
        description={names.language: plan.description} if plan.description else None,
        source_key=plan.name[:SHORT],
        cells=_whole_column(plan, pricing, names),
        prices=its_prices,
        private=plan.private,
    )


def _whole_column(plan: Sold, pricing: Pricing, names: _Names) -> tuple[Cell, ...]:
    """A cell for every row, the plan's own value or the default, then what leads to no row."""
    own = {(override.name, False): override.value for override in plan.features}
    own |= {(override.name, True): override.value for override in plan.limits}
    rows: list[Row] = [*pricing.features, *pricing.limits]
    defaults = {(row.name, row.limit): row.default for row in rows}
    cells = {
        place: _cell(place[0], own.get(place, default), names, limit=place[1])
        for place, default in defaults.items()
    }
    strays = [
        _cell(name, node, names, limit=limit)
        for (name, limit), node in own.items()
        if (name, limit) not in cells
    ]
    by_key = {cell.feature: cell for cell in cells.values()}
    ordered = [by_key[feature.key] for feature in names.rows.features]
    return (*ordered, *(stray for stray in strays if stray.feature not in by_key))


def _cell(name: str, node: Node, names: _Names, *, limit: bool) -> Cell:
    known = names.rows.known(name, limit=limit)
    return Cell(feature=known.key, value=value_of(node, known.kind, known.unit, names.language))


def _cells(overrides: tuple[Override, ...], names: _Names, *, limit: bool) -> list[Cell]:
    return [_cell(override.name, override.value, names, limit=limit) for override in overrides]


def _add_on(extra: Extra, names: _Names, its_prices: tuple[Price, ...]) -> AddOn:
    sold = extra.sold
    raised = _cells(extra.extensions, names, limit=True)
    return AddOn(
        key=names.add_ons[sold.name],
        name={names.language: plain_label(sold.name)[:SHORT]},
        description={names.language: sold.description} if sold.description else None,
        source_key=sold.name[:SHORT],
        cells=(
            *_cells(sold.features, names, limit=False),
            *_cells(sold.limits, names, limit=True),
            *(cell for cell in raised if not isinstance(cell.value, Number)),
        ),
        extensions=tuple(
            Extension(feature=cell.feature, amount=cell.value.amount)
            for cell in raised
            if isinstance(cell.value, Number)
        ),
        prices=its_prices,
        available_for=tuple(names.product(name) for name in extra.available_for or ()),
        requires=tuple(names.add_on(name) for name in extra.requires),
        excludes=tuple(names.add_on(name) for name in extra.excludes),
        private=sold.private,
    )


def _comparison(pricing: Pricing, names: _Names, family: Family) -> Comparison:
    label = pricing.label or pricing.created[:4]
    title = f"{pricing.name} – {proper_name(family.name)}" if family.name else pricing.name
    return Comparison(
        key=_comparison_key(names, family),
        title={names.language: title[:SHORT]},
        category=names.comparison,
        tiers=_tiers(names, family),
        add_ons=tuple(
            names.add_ons[extra.sold.name] for extra in pricing.add_ons if _is_shown(extra, pricing, family)
        ),
        noun="plan",
        source=Source(
            title={names.language: f"{pricing.name} {label}"[:SHORT]},
            address=pricing.address,
            as_of=pricing.created,
        ),
        source_name=pricing.name,
        edition_label=label,
        operates_from=pricing.starts,
        operates_to=pricing.ends,
    )


def _comparison_key(names: _Names, family: Family) -> str:
    own = split_slug(family.name.lower(), fallback="plans")
    return joined(names.comparison, own) if family.name else names.comparison


def _tiers(names: _Names, family: Family) -> tuple[Tier, ...]:
    """The plans of *family* that are no secret; within a family their keys need not repeat its name."""
    taken: set[str] = set()
    return tuple(
        Tier(
            key=unique(split_slug(family.short(plan), fallback="plan"), taken)
            if family.name
            else names.tiers[plan.name],
            product=names.products[plan.name],
        )
        for plan in family.plans
        if not plan.private
    )


def _is_shown(extra: Extra, pricing: Pricing, family: Family) -> bool:
    """A private add-on is not, nor one that is for plans only that are not shown."""
    shown = {plan.name for plan in family.plans if not plan.private}
    hidden = {plan.name for plan in pricing.plans} - shown
    only_hidden = extra.available_for is not None and set(extra.available_for) <= hidden
    return not extra.sold.private and not only_hidden
