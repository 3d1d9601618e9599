"""What an address can name in one edition; all other names are taken away before anything is looked up."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from .adhoc import is_ad_hoc
from .bounds import Result
from .catalogue import AddOn, Product
from .context import Asked
from .languages import lookup
from .pricing.model import Price
from .pricing.obligations import counted_units
from .publication import Publication

_NOTHING = Asked()


class KnownNames(Result, frozen=True, kw_only=True):
    """*units* that prices count and *questions* of the quiz, both in publication order; *gone* are keys of
    earlier editions. *columns* leads from a tier's key or its product's to the tier. *searched* says
    whether the page has a search."""

    languages: tuple[str, ...]
    units: tuple[str, ...]
    questions: tuple[str, ...]
    gone: frozenset[str]
    columns: Mapping[str, str]
    searched: bool


def known_names(publication: Publication) -> KnownNames:
    """The names that mean something in *publication*."""
    quiz = publication.comparison.quiz
    columns: dict[str, str] = {}
    for tier in publication.comparison.tiers:
        columns.setdefault(tier.key, tier.key)
        columns.setdefault(tier.product, tier.key)
    return KnownNames(
        languages=publication.shop.languages,
        units=tuple(dict.fromkeys(_units(publication))),
        questions=tuple(question.key for question in quiz.questions) if quiz else (),
        gone=frozenset(publication.gone),
        columns=columns,
        searched=is_ad_hoc(publication),
    )


def without_unknown(asked: Asked, known: KnownNames) -> Asked:
    """*asked* with nothing in it that the edition of *known* does not have: the same page, by fewer keys.

    What has the wrong form, or is an unknown code, stays and is refused later.
    """
    if asked == _NOTHING:
        return asked
    return replace(
        asked,
        lang=_language(asked.lang or "", known),
        quantities={unit: asked.quantities[unit] for unit in known.units if unit in asked.quantities},
        answers=dict(_answers(asked, known)),
        current=known.columns.get(asked.current or ""),
        find=asked.find if known.searched else None,
    )


def _language(tag: str, known: KnownNames) -> str | None:
    """None for the first language of the shop, which is the one that nobody has to ask for."""
    found = lookup(tag, known.languages)
    return None if found == known.languages[0] else found


def _answers(asked: Asked, known: KnownNames) -> Iterator[tuple[str, str]]:
    """Answers in the order of the questions. One that an earlier edition had gets a notice whatever
    question it names; it is kept under its own key, so that the question cannot make another page."""
    for question in known.questions:
        if question in asked.answers:
            yield question, asked.answers[question]
    for question, answer in asked.answers.items():
        if question not in known.questions and answer in known.gone and answer not in known.questions:
            yield answer, answer


def _units(publication: Publication) -> Iterator[str]:
    sellers: Iterable[Product | AddOn] = (*publication.products, *publication.add_ons)
    for seller in sellers:
        for price in seller.prices:
            yield from _units_of(price)


def _units_of(price: Price) -> Iterator[str]:
    for component in price.components:
        for unit in counted_units(component.amount):
            yield unit or price.quantity_unit
