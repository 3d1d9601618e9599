"""What can be answered for all products of a comparison at once: tax, delivery, and no other charge."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....core.catalogue import Product
from ....core.check.finding import Finding
from ....core.languages import label
from ....core.money import Money, rounded_text
from ....core.open_prices import (
    attested,
    leaves_charges_open,
    leaves_delivery_open,
    leaves_tax_open,
    with_delivery,
    with_tax,
)
from ....core.pricing.model import Attestation
from ....core.publication import Publication
from ....storage.import_rehearsal import stated_amount
from ....storage.noted_publishing import DraftChanged, draft_mark
from ....storage.saving_together import mend_together
from ....storage.store import Store
from ..guesses import markets
from ..price_answers import PriceAnswers, delivery_label
from ..visit import Visit
from .drafting import now_there
from .finding_groups import ATTESTATION
from .finding_places import product_at
from .known import shop_of


class Named(NamedTuple):
    """A product as it is named before somebody gives their word for it; *price* where it is one figure."""

    key: str
    name: str
    price: Money | None


class Remedies(NamedTuple):
    """Keys of the products that leave *tax* and *delivery* open, and the products that somebody could give
    their word for; *waiting* have another finding about their prices first."""

    tax: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    attestable: tuple[Named, ...] = ()
    waiting: int = 0
    currency: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.tax or self.delivery or self.attestable)


class Remedy(NamedTuple):
    """What was answered, and whether the word was given for all that were named."""

    answers: PriceAnswers
    is_attested: bool

    @property
    def says_anything(self) -> bool:
        return bool(self.answers.tax or self.answers.delivery or self.is_attested)


def remedies_of(publication: Publication, findings: Iterable[Finding], visit: Visit) -> Remedies:
    """What is open in *publication*, of which the check says *findings*."""
    own = [one for one in publication.products if one.competitor is None]
    unsure = _with_open_findings(publication, findings)
    unattested = [one for one in own if any(map(leaves_charges_open, one.prices))]
    languages = (visit.language, *publication.shop.languages)
    currencies = {price.currency for one in own for price in one.prices}
    return Remedies(
        tax=tuple(one.key for one in own if any(map(leaves_tax_open, one.prices))),
        # One fee for several currencies would be another sum in each.
        delivery=tuple(one.key for one in own if any(map(leaves_delivery_open, one.prices)))
        if len(currencies) == 1
        else (),
        attestable=tuple(_named(one, languages) for one in unattested if one.key not in unsure),
        waiting=sum(one.key in unsure for one in unattested),
        currency=next(iter(currencies), ""),
    )


def mend(store: Store, visit: Visit, seen: str, remedies: Remedies, remedy: Remedy) -> int:
    """Answer for all products that *remedies* names, in one transaction; how many became different.

    Raises:
        DraftChanged: the draft is not the one of the mark *seen* any more.
        NotFound: no such comparison.
    """
    shop = shop_of(store, visit)
    word = Attestation(by=visit.by, on=now_there(visit).date().isoformat())
    called = delivery_label(shop.languages)
    named = {one.key for one in remedies.attestable}

    def mended(product: Product) -> Product:
        answers = remedy.answers
        if answers.tax and product.key in remedies.tax:
            product = with_tax(product, answers.tax)
        if answers.delivery and product.key in remedies.delivery:
            product = with_delivery(product, answers.fee, called)
        return attested(product, word) if remedy.is_attested and product.key in named else product

    keys = tuple(dict.fromkeys((*remedies.tax, *remedies.delivery, *named)))
    with store.writing():
        if draft_mark(store, visit.shop, visit.keys["comparison"], markets=markets()) != seen:
            raise DraftChanged
        return mend_together(store, visit.shop, keys, mended, by=visit.by, now=visit.moment)


def _with_open_findings(publication: Publication, findings: Iterable[Finding]) -> set[str]:
    """Keys of the products of whose prices more is said than that nobody gave their word."""
    found: set[str] = set()
    for one in findings:
        index = product_at(one.path)
        is_price = index is not None and one.path.startswith(f"$.products[{index}].prices")
        if is_price and one.level != "information" and one.message.key != ATTESTATION:
            found.add(publication.products[index or 0].key)
    return found


def _named(product: Product, languages: Sequence[str]) -> Named:
    amount, currency = stated_amount(product)
    price = rounded_text(amount, currency) if amount and currency else None
    return Named(product.key, label(product.name, languages), price)
