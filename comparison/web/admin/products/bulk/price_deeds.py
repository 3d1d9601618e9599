"""Changes to prices: tax, delivery, amounts up or down, and the word that no other charge is unavoidable.

A price that becomes another one loses the word that was given on the one before.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec.structs import replace

from .....core.catalogue import Product
from .....core.compare.amounts import bare
from .....core.markets import Market
from .....core.messages import Message, UnitAmount, say
from .....core.money import ARITHMETIC, exponent, rounded_text
from .....core.open_prices import leaves_charges_open
from .....core.pricing.amounts import Flat, PerUnit
from .....core.pricing.model import Attestation, Component, Price
from .....storage.bulk_editing import Deed
from ....forms import Form
from ...amounts_typed import read_amount
from ...numbers_typed import read_number
from ..receipts import open_findings
from ..simple_charges import (
    base_of,
    delivery_amount,
    delivery_component,
    delivery_fields,
    delivery_of,
)
from .deed import Changed, Difference, Doing, Known, Refused, edits_of_products
from .product_deeds import NOTHING

TAXES = ("", "included", "excluded")
WAYS = ("percent", "amount")
# Rounded to so many of the smallest units of the currency.
STEPS = ("1", "10", "100", "1000", "10000")
_MOST_PERCENT = Decimal(1_000)
# As `core.bounds.AmountText`.
_BEYOND = Decimal(10) ** 12
_FIGURES = frozenset({"priced", "range"})
PriceEdit = Callable[[Product, Price], tuple[Price, Difference] | None]


def tax(form: Form, known: Known) -> Doing:
    """Whether tax is in the amounts, and of which class."""
    wanted = form.choice("tax", TAXES)
    tax_class = form.choice("tax_class", ("", *tax_classes(known)))
    if not wanted and not tax_class:
        form.fail("tax", say("admin_form.choose"))

    def edit(_: Product, price: Price) -> tuple[Price, Difference] | None:
        if price.status not in _FIGURES:
            return None
        after = replace(price, tax=wanted or price.tax, tax_class=tax_class or price.tax_class)
        return (after, Difference(_tax_words(price), _tax_words(after))) if after != price else None

    return _doing("tax", (("tax", wanted), ("tax_class", tax_class)), form, known, edit)


def delivery(form: Form, known: Known) -> Doing:
    """What delivery costs, and from which amount on nothing; a far zone keeps its own."""
    fee, free_from = read_amount(form, "fee", needed=True), read_amount(form, "free_from")

    def edit(_: Product, price: Price) -> tuple[Price, Difference] | None:
        if price.status != "priced":
            return None
        old, row = delivery_of(price), known.rows[price.market]
        amount = delivery_amount(fee or "0", free_from, _far(price, old, row), row)
        charge = delivery_component(old, amount, price, known.shop)
        if old == charge:
            return None
        kept = [charge if one is old else one for one in price.components]
        after = replace(price, components=tuple(kept if old else [*kept, charge]))
        return after, Difference(_delivery_words(old, price), _delivery_words(charge, price))

    return _doing("delivery", (("fee", fee or ""), ("free_from", free_from or "")), form, known, edit)


def amounts(form: Form, known: Known) -> Doing:
    """The price itself up or down, by percent or by an amount, rounded to whole steps."""
    way = form.choice("way", WAYS)
    by = Decimal(read_number(form, "by", needed=True) or 0)
    step = int(form.choice("step", STEPS) or 1)
    if not form.is_wrong("by") and (not by or (way == "percent" and not -100 < by <= _MOST_PERCENT)):
        form.fail("by", say("admin_bulk.by_bounds"))
    if way == "amount" and len({row.currency for row in _chosen_rows(form, known)}) > 1:
        form.fail("market", say("admin_bulk.one_currency"))

    def edit(product: Product, price: Price) -> tuple[Price, Difference] | None:
        if price.status != "priced":
            return None
        _check_plain(product, price)
        return _repriced(price, lambda old: _moved(old, by, way), step, known)

    asked = (("way", way), ("by", str(by)), ("step", str(step)))
    return _doing("amounts", asked, form, known, edit)


def closed(form: Form, known: Known) -> Doing:
    """The word that no other charge is unavoidable: never for a price against which something speaks."""
    word = Attestation(by=known.by, on=known.today.isoformat())
    if not form.flag("sure"):
        form.fail("sure", say("admin_bulk.sure_needed"))

    def edit(product: Product, price: Price) -> tuple[Price, Difference] | None:
        if not leaves_charges_open(price):
            return None
        if product.competitor is not None:
            raise Refused(say("admin_bulk.of_others"))
        after = replace(price, closed=word)
        if found := open_findings(known.shop, product, after, known.rows, known.today):
            raise Refused(found[0].message)
        return after, Difference(NOTHING, say("admin_bulk.given", name=word.by, date=known.today))

    return _doing("closed", (("by", word.by), ("on", word.on)), form, known, edit, keeps_word=True)


def tax_classes(known: Known) -> list[str]:
    """The classes that the markets of the shop have rates for."""
    return sorted({rate.tax_class for row in known.rows.values() for rate in row.rates})


def _doing(
    key: str,
    asked: tuple[tuple[str, str], ...],
    form: Form,
    known: Known,
    edit: PriceEdit,
    *,
    keeps_word: bool = False,
) -> Doing:
    market = form.choice("market", ("", *known.rows))

    def change(product: Product) -> Changed | None:
        those = [one for one in product.prices if one.market in known.rows and market in {"", one.market}]
        if not those:
            raise Refused(say("admin_bulk.no_price"))
        edited = {id(one): found for one in those if (found := edit(product, one))}
        if not edited:
            return None
        lapsed = {} if keeps_word else {"closed": None}
        after = [
            replace(edited[id(one)][0], **lapsed) if id(one) in edited else one for one in product.prices
        ]
        return Changed(replace(product, prices=tuple(after)), tuple(found[1] for found in edited.values()))

    said = tuple((name, None, value) for name, value in (("market", market), *asked) if value)
    return Doing(Deed("product", key, said), change, edits_of_products)


def _chosen_rows(form: Form, known: Known) -> Iterator[Market]:
    market = form.get("market")
    return (row for code, row in known.rows.items() if market in {"", code})


def _check_plain(product: Product, price: Price) -> None:
    """Raises Refused where another amount hangs on the one that would be changed."""
    if product.competitor is not None:
        raise Refused(say("admin_bulk.of_others"))
    if price.reduced_since is not None:
        raise Refused(say("admin_bulk.reduced"))
    if price.phases or price.discounts:
        raise Refused(say("admin_bulk.has_phases"))


def _repriced(
    price: Price, moved: Callable[[Decimal], Decimal], step: int, known: Known
) -> tuple[Price, Difference] | None:
    base = base_of(price)
    if base is None or not isinstance(base.amount, Flat | PerUnit):
        raise Refused(say("admin_bulk.not_one_amount"))
    old = base.amount.value
    exact = moved(Decimal(old))
    new = _rounded(exact, step, price.currency)
    if Decimal(new) <= 0 < Decimal(old):
        raise Refused(say("admin_bulk.nothing_left"))
    if Decimal(new) >= _BEYOND:
        raise Refused(say("admin_bulk.too_long"))
    if Decimal(new) == Decimal(old):
        return None
    charge = replace(base, amount=replace(base.amount, value=new))
    kept = tuple(charge if one is base else one for one in price.components)
    before, after = (bare(rounded_text(one, price.currency)) for one in (old, new))
    difference = Difference(before, after, _rounding_words(exact, new, price.currency))
    return replace(price, components=kept, checked_on=known.today.isoformat()), difference


def _moved(old: Decimal, by: Decimal, way: str) -> Decimal:
    with localcontext(ARITHMETIC):
        return old * (100 + by) / 100 if way == "percent" else old + by


def _rounded(exact: Decimal, step: int, currency: str) -> str:
    with localcontext(ARITHMETIC):
        unit = Decimal(step).scaleb(-exponent(currency))
        steps = (exact / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        text = f"{steps * unit:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounding_words(exact: Decimal, new: str, currency: str) -> Message | None:
    if exact == Decimal(new):
        return None
    return say("admin_bulk.rounded", amount=UnitAmount(amount=f"{exact.normalize():f}", currency=currency))


def _far(price: Price, old: Component | None, row: Market) -> str | None:
    """What a far zone costs by now.

    Raises:
        Refused: delivery is charged in a way that this form does not know.
    """
    if old is None:
        if any(one.kind == "delivery" for one in price.components):
            raise Refused(say("admin_bulk.delivery_else"))
        return None
    fields = delivery_fields(old.amount)
    far = fields.get("far")
    same = delivery_amount(fields.get("delivery") or "0", fields.get("free_from"), far, row)
    if same != old.amount:
        raise Refused(say("admin_bulk.delivery_else"))
    return far


def _delivery_words(charge: Component | None, price: Price) -> Message:
    fields = delivery_fields(charge.amount) if charge else {}
    if "delivery" not in fields:
        return NOTHING
    fee = bare(rounded_text(fields["delivery"], price.currency))
    if "free_from" not in fields:
        return fee
    return say("admin_bulk.fee_free_from", fee=fee, amount=rounded_text(fields["free_from"], price.currency))


def _tax_words(price: Price) -> Message:
    words = say(f"admin_price.tax.{price.tax}")
    if price.tax_class == "standard":
        return words
    return say("admin_bulk.tax_of_class", tax=words, tax_class=price.tax_class)
