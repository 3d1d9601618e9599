"""Reads plans and add-ons: what each is sold for, and what it changes of the defaults."""

from typing import NamedTuple

from ....core.bounds import MOST_TIERS, PROSE
from ....core.messages import Message
from .amounts import Stated, stated, whole_number
from .known_keys import Kind, left_out
from .node import Node
from .recognise import Version
from .units import SoldBy, sold_by

MOST_ADD_ONS = 100


class Override(NamedTuple):
    """A plan's own value for the feature or limit called *name*."""

    name: str
    value: Node


class Sold(NamedTuple):
    """What a plan and an add-on have in common. *quantities* are least, most and step, where stated."""

    name: str
    node: Node
    description: str | None
    price: Stated | None
    monthly: Stated | None
    annual: Stated | None
    unit: SoldBy
    quantities: tuple[int | None, int | None, int | None]
    private: bool
    features: tuple[Override, ...]
    limits: tuple[Override, ...]


class Extra(NamedTuple):
    """One add-on. *available_for* None means every plan; *extensions* are added to a plan's limit."""

    sold: Sold
    available_for: tuple[str, ...] | None
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    extensions: tuple[Override, ...]


class SellingRules(NamedTuple):
    """What reading a price needs of the rest of the file: *shorthand* allows ``x: true`` for a value."""

    variables: frozenset[str]
    shorthand: bool

    @classmethod
    def of(cls, top: Node, version: Version) -> "SellingRules":
        variables = frozenset(node.key for node in top.at("variables").children())
        return cls(variables=variables, shorthand=version == "3.0")


def read_plans(top: Node, rules: SellingRules, notes: list[Message]) -> list[Sold]:
    """The plans, in the order of the file; a file may hold add-ons only.

    Raises:
        RefusedFile: more plans than a comparison holds, or one that cannot be read.
    """
    plans = [_sold(name, node, rules, "plan", notes) for name, node in top.at("plans").named()]
    if len(plans) > MOST_TIERS:
        raise top.at("plans").refusal("too_many", most=MOST_TIERS)
    return plans


def read_add_ons(top: Node, rules: SellingRules, notes: list[Message]) -> list[Extra]:
    """The add-ons, in the order of the file. Names that lead nowhere are kept: the check tells.

    Raises:
        RefusedFile: more than 100, or one that cannot be read.
    """
    extras = [_extra(name, node, rules, notes) for name, node in top.at("addOns").named()]
    if len(extras) > MOST_ADD_ONS:
        raise top.at("addOns").refusal("too_many", most=MOST_ADD_ONS)
    return extras


def _extra(name: str, node: Node, rules: SellingRules, notes: list[Message]) -> Extra:
    plans = node.at("availableFor")
    return Extra(
        sold=_sold(name, node, rules, "add_on", notes),
        available_for=plans.texts() or None,
        requires=node.at("dependsOn").texts(),
        excludes=node.at("excludes").texts(),
        extensions=_overrides(node.at("usageLimitsExtensions"), rules, notes),
    )


def _sold(name: str, node: Node, rules: SellingRules, kind: Kind, notes: list[Message]) -> Sold:
    notes.extend(left_out(node, kind))
    price, monthly, annual = (
        stated(node.at(key), rules.variables) for key in ("price", "monthlyPrice", "annualPrice")
    )
    return Sold(
        name=name,
        node=node,
        description=node.at("description").text(PROSE),
        price=price,
        monthly=monthly,
        annual=annual,
        unit=sold_by(node.at("unit").text()),
        quantities=_quantities(node.at("subscriptionConstraints")),
        private=node.at("private").flag(),
        features=_overrides(node.at("features"), rules, notes),
        limits=_overrides(_limits(node), rules, notes),
    )


def _limits(node: Node) -> Node:
    # A spelling that real files have.
    return node.at("usageLimits") if node.has("usageLimits") else node.at("usaeLimits")


def _quantities(node: Node) -> tuple[int | None, int | None, int | None]:
    if node.value is not None:
        node.mapping()
    least, most, step = (whole_number(node.at(key)) for key in ("minQuantity", "maxQuantity", "quantityStep"))
    return least, most, step


def _overrides(node: Node, rules: SellingRules, notes: list[Message]) -> tuple[Override, ...]:
    return tuple(Override(child.key, _value(child, rules, notes)) for child in node.children())


def _value(node: Node, rules: SellingRules, notes: list[Message]) -> Node:
    if isinstance(node.value, dict):
        notes.extend(left_out(node, "override"))
        if node.has("value"):
            return node.at("value")
    elif rules.shorthand:
        return node
    raise node.refusal("no_value")
