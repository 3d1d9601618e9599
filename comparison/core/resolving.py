"""Completes what was asked from an edition and a date, and writes the canonical address back."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote as percent_encoded

import msgspec

from .adhoc import is_ad_hoc, most_side_by_side, products_of
from .catalogue import AddOn, Comparison, Product, Tier
from .context import Asked, Context
from .errors import BadParameter
from .extras import OPTION, named_extras
from .languages import lookup
from .markets import Market
from .personas import Persona
from .pricing.intervals import intervals_sold
from .pricing.model import Price
from .pricing.obligations import counted_units
from .publication import Publication
from .quiz import FIRST_QUESTION, NOT_SURE
from .quizzing import Standing, own_persona, standing

Keyed = TypeVar("Keyed", Market, Persona, Tier, AddOn)


def resolve(asked: Asked, publication: Publication, today: datetime.date) -> Context:
    """The whole context: what was asked, and the default for all that was not.

    Raises:
        BadParameter: an unknown market, region, persona, tier or add-on. A key that an earlier
            edition had is no error; it is listed in the context's *gone*.
    """
    market = _market(asked, publication)
    quiz = standing(
        publication.comparison.quiz, _answers(asked, publication), _open_question(asked, publication)
    )
    persona = _persona(asked, publication, quiz)
    tiers, default_tiers = _tiers(asked, publication)
    gone = _gone(asked, publication)
    addons = named_extras(asked.addons, publication)
    currency = asked.currency or market.currency
    customer_type = asked.customer_type or "b2c"
    start = asked.start or today
    first = _first_interval(publication, market, customer_type, currency, start)
    defaults = default_quantities(publication, persona, addons)
    quantities = {unit: asked.quantities.get(unit, count) for unit, count in defaults.items()}
    context = Context(
        lang=lookup(asked.lang or "", publication.shop.languages) or publication.shop.languages[0],
        market=market.code,
        region=_region(asked, market),
        currency=currency,
        customer_type=customer_type,
        quantities=quantities,
        quantity_typed=quantities != defaults,
        interval=asked.interval or first,
        horizon=asked.horizon or publication.comparison.horizon,
        start=start,
        today=today,
        addons=addons,
        coupon=asked.coupon,
        first_purchase=asked.first_purchase,
        member=asked.member,
        persona=(persona.key or None) if persona else None,
        pain=_pain(asked, publication),
        quiz=quiz.at,
        answers=quiz.given,
        against=_against(asked, publication),
        tiers=tiers,
        products=products_of(publication),
        current=_current(asked, publication),
        find=asked.find if is_ad_hoc(publication) else None,
        diff=asked.diff,
        view=asked.view or "consideration",
        edition=asked.edition,
        canonical=(),
        gone=gone,
    )
    usual = _Usual(publication, market, currency, first, default_tiers, defaults)
    return msgspec.structs.replace(context, canonical=tuple(sorted(_differing(context, usual))))


def default_quantities(
    publication: Publication, persona: Persona | None, add_ons: Sequence[str]
) -> dict[str, int]:
    """Every unit that the prices of the products and of *add_ons* count, with the quantity assumed unasked.

    The persona's usual size, else its least, else what the comparison calls usual, else the
    smallest quantity sold, else 1.
    """
    smallest: dict[str, int] = {}
    for price in _prices(publication, add_ons):
        for unit in _counted_units(price):
            least = price.min_quantity if unit == price.quantity_unit else 1
            smallest[unit] = min(smallest.get(unit, least), least)
    usual = publication.comparison.usual
    for size in (*usual, *(persona.sizes if persona else ())):
        if size.unit in smallest:
            smallest[size.unit] = size.usual or size.min or smallest[size.unit]
    return smallest


def query(context: Context, **changes: str | None) -> str:
    """The canonical query string of *context* with *changes* made; None takes a parameter away.

    Of a name in *changes* that Python cannot write, ``qty.user``, the point may be ``__``.
    """
    pairs = {**dict(context.canonical), **{name.replace("__", "."): text for name, text in changes.items()}}
    kept = sorted((name, text) for name, text in pairs.items() if text)
    return "&".join(f"{name}={percent_encoded(text, safe=',')}" for name, text in kept)


class _Usual(msgspec.Struct, frozen=True):
    """What each parameter is when nobody says anything."""

    publication: Publication
    market: Market
    currency: str
    interval: str
    tiers: tuple[str, ...]
    quantities: dict[str, int]


def _differing(context: Context, usual: _Usual) -> Iterator[tuple[str, str]]:
    publication = usual.publication
    settings: tuple[tuple[str, object, object], ...] = (
        ("lang", context.lang, publication.shop.languages[0]),
        ("market", context.market, publication.shop.markets[0]),
        ("region", context.region, None),
        ("currency", context.currency, usual.market.currency),
        ("customer_type", context.customer_type, "b2c"),
        ("interval", context.interval, usual.interval),
        ("horizon", context.horizon, publication.comparison.horizon),
        ("start", context.start, context.today),
        ("addons", ",".join(context.addons), ""),
        ("coupon", context.coupon, None),
        ("first_purchase", int(context.first_purchase), 0),
        ("member", int(context.member), 0),
        ("persona", context.persona, None),
        ("pain", context.pain, None),
        ("quiz", context.quiz, None),
        ("against", context.against, None),
        ("tiers", ",".join(context.tiers), ",".join(usual.tiers)),
        ("products", ",".join(context.products), ""),
        ("current", context.current, None),
        ("find", context.find, None),
        ("diff", context.diff, None),
        ("view", context.view, "consideration"),
        ("edition", context.edition, None),
    )
    for name, value, default in settings:
        if value != default:
            yield name, str(value)
    for unit, count in context.quantities.items():
        if count != usual.quantities[unit]:
            yield f"qty.{unit}", str(count)
    for question, given in context.answers.items():
        yield f"a.{question}", given


def _market(asked: Asked, publication: Publication) -> Market:
    if asked.market is None:
        return publication.markets[0]
    return _known(
        "market", asked.market, publication.markets, [market.code for market in publication.markets]
    )


def _region(asked: Asked, market: Market) -> str | None:
    return _one_of("region", asked.region, [region.key for region in market.regions])


def _persona(asked: Asked, publication: Publication, quiz: Standing) -> Persona | None:
    """Whom it is for: by the shopper's own answers, which go before a persona, else as asked."""
    keys = [one.key for one in publication.personas]
    known = asked.persona is not None and asked.persona not in publication.gone
    named = _known("persona", asked.persona or "", publication.personas, keys) if known else None
    own = publication.comparison.quiz
    return own_persona(own, quiz.given) if own is not None and quiz.is_used else named


def _pain(asked: Asked, publication: Publication) -> str | None:
    keys = [pain.key for pain in publication.comparison.pains]
    return _one_of("pain", asked.pain, keys, publication.gone)


def _open_question(asked: Asked, publication: Publication) -> str | None:
    """Where to go on; from a question that an earlier edition had it is the next one without an answer."""
    quiz = publication.comparison.quiz
    if quiz is None or asked.quiz in publication.gone:
        return asked.quiz
    return _one_of("quiz", asked.quiz, (FIRST_QUESTION, *(question.key for question in quiz.questions)))


def _answers(asked: Asked, publication: Publication) -> dict[str, str]:
    """What was answered, in the order of the questions; questions that are not there are ignored."""
    quiz = publication.comparison.quiz
    given: dict[str, str] = {}
    for question in quiz.questions if quiz else ():
        answer = asked.answers.get(question.key)
        keys = (*(one.key for one in question.answers), NOT_SURE)
        if answer in keys:
            given[question.key] = answer
        elif answer is not None and answer not in publication.gone:
            raise BadParameter(f"a.{question.key}", answer, keys)
    return given


def _against(asked: Asked, publication: Publication) -> str | None:
    keys = [tier.key for tier in publication.comparison.tiers]
    return _one_of("against", asked.against, keys, publication.gone)


def _current(asked: Asked, publication: Publication) -> str | None:
    """The tier of the page the shopper is on: by its own key, or by its product's. A shop says it on every
    page, also on those of products that are not compared here."""
    tiers = publication.comparison.tiers
    return next((tier.key for tier in tiers if asked.current in {tier.key, tier.product}), None)


def _tiers(asked: Asked, publication: Publication) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tiers to show and those shown unasked, both in publication order."""
    comparison: Comparison = publication.comparison
    keys = [tier.key for tier in comparison.tiers]
    usual = tuple(keys[: most_side_by_side(publication)])
    wanted = [key for key in asked.tiers if key not in publication.gone]
    for key in wanted:
        if key not in keys:
            raise BadParameter("tiers", key, tuple(keys))
    return tuple(key for key in keys if key in wanted) or usual, usual


def _gone(asked: Asked, publication: Publication) -> tuple[str, ...]:
    single = (key for key in (asked.persona, asked.pain, asked.against, *asked.answers.values()) if key)
    named = (*asked.tiers, *asked.products, *single, *(name.removeprefix(OPTION) for name in asked.addons))
    return tuple(dict.fromkeys(key for key in named if key in publication.gone))


def _one_of(name: str, key: str | None, keys: Sequence[str], gone: Sequence[str] = ()) -> str | None:
    """*key* itself; None where nothing was asked, and for one that has *gone*."""
    if key is None or key in gone:
        return None
    if key not in keys:
        raise BadParameter(name, key, tuple(keys))
    return key


def _known(name: str, key: str, among: Sequence[Keyed], keys: Sequence[str]) -> Keyed:
    for one, its_key in zip(among, keys, strict=True):
        if its_key == key:
            return one
    raise BadParameter(name, key, tuple(keys))


def _first_interval(
    publication: Publication, market: Market, customer_type: str, currency: str, start: datetime.date
) -> str:
    """The one that the comparison begins with, where something is sold like that; else the shortest."""
    products, day = publication.products, start.isoformat()
    sold = intervals_sold(products, market.code, customer_type, currency, market.inherits, day)
    wished = publication.comparison.interval
    if wished in sold:
        return wished
    return sold[0] if sold else "once"


def _prices(publication: Publication, add_ons: Sequence[str]) -> Iterator[Price]:
    taken = [one for one in publication.add_ons if one.key in add_ons]
    sellers: Iterable[Product | AddOn] = (*publication.products, *taken)
    for seller in sellers:
        yield from seller.prices


def _counted_units(price: Price) -> Iterator[str]:
    for component in price.components:
        for unit in counted_units(component.amount):
            yield unit or price.quantity_unit
