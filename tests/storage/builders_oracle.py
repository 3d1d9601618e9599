"""An answer to the demo quizzes and pain points by other means: everything tried, nothing shared.

Needs are evaluated here, in the few forms the demos use; what a tier costs is asked of the engine.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from builders_demo import demo_edition

from comparison.core.asking import read_asked
from comparison.core.catalogue import AddOn, Cell, Product
from comparison.core.personas import Budget, Need
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.quote import Quote
from comparison.core.publication import Publication
from comparison.core.quiz import QuizAnswer
from comparison.core.resolving import resolve
from comparison.core.values import Extra, Number, Unlimited, YesNo

TODAY = datetime.date(2026, 11, 22)
LEVELS = ("strong", "partial", "unclear", "no")
POINTS = {"must": 0, "never": 0, "should": 3, "nice": 1}
PRICED = {"complete", "complete_ex_tax", "bounded"}


class Wish(NamedTuple):
    """What a shopper wants: needs, a budget, and how many of each unit."""

    needs: tuple[Need, ...]
    budget: Budget | None
    quantities: Mapping[str, int]


class Verdict(NamedTuple):
    """One way to buy one tier."""

    tier: str
    level: str
    points: int
    quote: Quote
    sold: bool
    position: int

    @property
    def rank(self) -> tuple[int, ...]:
        standing = 0 if self.quote.status in PRICED else 2 if self.quote.status == "not_available" else 1
        total = self.quote.horizon_total.minor if self.quote.horizon_total and not standing else 0
        inside = (total, -self.points) if self.level == "strong" else (-self.points, total)
        return LEVELS.index(self.level), standing, *inside, self.position


def combos(publication: Publication) -> Iterator[dict[str, str]]:
    """Every way to answer the whole quiz, "not sure" among them."""
    quiz = publication.comparison.quiz
    assert quiz is not None
    options = [[*(one.key for one in question.answers), "not-sure"] for question in quiz.questions]
    for keys in product(*options):
        yield {question.key: key for question, key in zip(quiz.questions, keys, strict=True)}


def asked_of(publication: Publication, answers: Mapping[str, str]) -> list[QuizAnswer]:
    """The answers that count; an early end leaves out the rest."""
    counted: list[QuizAnswer] = []
    quiz = publication.comparison.quiz
    for question in quiz.questions if quiz else ():
        counted += [one for one in question.answers if one.key == answers[question.key]]
        if counted and counted[-1].next == "end":
            break
    return counted


def wish_of(publication: Publication, answers: Mapping[str, str]) -> Wish:
    counted = asked_of(publication, answers)
    sizes = [size for one in counted for size in (one.size, *one.also) if size]
    budgets = [one.budget for one in counted if one.budget]
    return Wish(
        needs=tuple(need for one in counted for need in one.needs),
        budget=budgets[-1] if budgets else None,
        quantities={size.unit: size.usual or size.min or 1 for size in sizes},
    )


def best(publication: Publication, wish: Wish) -> list[Verdict]:
    """Every tier, the best first, each with the add-ons that suit it best."""
    found = []
    for position, tier in enumerate(publication.comparison.tiers):
        item = next(one for one in publication.products if one.key == tier.product)
        ways = [
            _verdict(publication, wish, item, tier.key, position, taken)
            for taken in _takings(publication, item, wish)
        ]
        found.append(min(ways, key=lambda one: one.rank))
    return sorted(found, key=lambda one: one.rank)


def named(verdicts: Sequence[Verdict]) -> str | None:
    """The first that fits and can be bought."""
    return next(
        (
            one.tier
            for one in verdicts
            if one.level in {"strong", "partial"}
            and one.sold
            and one.quote.status not in {"on_request", "not_available"}
        ),
        None,
    )


def publication_of(place: tuple[str, str]) -> Publication:
    return demo_edition(*place).publication


def _takings(publication: Publication, item: Product, wish: Wish) -> list[tuple[AddOn, ...]]:
    """No add-on, or some that give what a must of the wish asks about and the tier does not have."""
    lacking = {need.feature for need in wish.needs if need.level == "must" and meets(need, item, ()) != "met"}
    sold = [
        one
        for one in publication.add_ons
        if (not one.available_for or item.key in one.available_for)
        and lacking & {*(cell.feature for cell in one.cells), *(up.feature for up in one.extensions)}
    ]
    return [taken for count in range(len(sold) + 1) for taken in combinations(sold, count)]


def _verdict(
    publication: Publication, wish: Wish, item: Product, tier: str, position: int, taken: Sequence[AddOn]
) -> Verdict:
    quote = _quote(publication, wish, item, tier, taken)
    outcomes = [(need.level, _outcome(need, item, taken)) for need in wish.needs]
    if wish.budget:
        outcomes.append(("must" if wish.budget.hard else "should", _kept(wish.budget, quote)))
    return Verdict(
        tier=tier,
        level=_level(outcomes),
        points=sum(POINTS[level] for level, found in outcomes[: len(wish.needs)] if found == "met"),
        quote=quote,
        sold=item.stock.state == "available",
        position=position,
    )


def _quote(publication: Publication, wish: Wish, item: Product, tier: str, taken: Sequence[AddOn]) -> Quote:
    pairs = [(f"qty.{unit}", str(count)) for unit, count in wish.quantities.items()]
    context = resolve(read_asked(pairs), publication, TODAY)
    return quote_tier(tier, item, tuple(taken), context, publication.markets[0])


def _outcome(need: Need, item: Product, taken: Sequence[AddOn]) -> str:
    found = meets(need, item, taken)
    if need.level != "never" or found == "unknown":
        return found
    return "unmet" if found == "met" else "met"


def meets(need: Need, item: Product, taken: Sequence[AddOn]) -> str:
    """Met, unmet or unknown, by the tier's own cell and by what the add-ons give."""
    cells = [cell for seller in (item, *taken) for cell in seller.cells if cell.feature == need.feature]
    raised = sum(int(up.amount) for one in taken for up in one.extensions if up.feature == need.feature)
    found = {_by_cell(need, cell, raised) for cell in cells} or {"unknown"}
    return "met" if "met" in found else "unknown" if "unknown" in found else "unmet"


def _by_cell(need: Need, cell: Cell, raised: int) -> str:
    value = cell.value
    if isinstance(value, YesNo):
        if not value.yes:
            return "unmet"
        proved = cell.evidence is not None and cell.evidence.valid_to >= TODAY.isoformat()
        return "met" if not cell.claim or proved else "unknown"
    if isinstance(value, Unlimited):
        return "unmet" if need.op == "<=" else "met"
    if isinstance(value, Number):
        return "met" if _holds(need, float(value.amount) + raised) else "unmet"
    return "unmet" if isinstance(value, Extra) else "unknown"


def _holds(need: Need, amount: float) -> bool:
    if need.op == "has":
        return amount > 0
    return amount >= float(need.number or 0) if need.op == ">=" else amount <= float(need.number or 0)


def _kept(budget: Budget, quote: Quote) -> str:
    assert budget.per == "horizon"
    if quote.status not in PRICED or quote.horizon_total is None:
        return "unknown"
    return "met" if quote.horizon_total.minor <= int(budget.amount) else "unmet"


def _level(outcomes: Sequence[tuple[str, str]]) -> str:
    gates = {found for level, found in outcomes if level in {"must", "never"}}
    if "unmet" in gates:
        return "no"
    if "unknown" in gates:
        return "unclear"
    wished = {found for level, found in outcomes if level == "should"}
    return "partial" if wished - {"met"} else "strong"
