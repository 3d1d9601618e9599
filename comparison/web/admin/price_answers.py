"""Two questions about many prices at once, as fields of a form: is tax inside, and what does delivery cost.

The third answer to each is empty: it differs, or it will be said later. Then it stays unknown.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...storage.import_answers import DeliveryAnswer, TaxAnswer
from ..forms import Form
from .amounts_typed import read_amount
from .products.simple_charges import spoken_label

TAX: tuple[TaxAnswer, ...] = ("included", "excluded", "")
DELIVERY: tuple[DeliveryAnswer, ...] = ("free", "fee", "")


class PriceAnswers(NamedTuple):
    """*fee* is in major units, and ``0`` where delivery is free; empty where nobody said."""

    tax: TaxAnswer = ""
    delivery: DeliveryAnswer = ""
    fee: str = ""


def read_answers(form: Form) -> PriceAnswers:
    """What was answered; a question that *form* does not hold was not. An error is noted at its field."""
    tax = next((one for one in TAX if one == form.get("tax_answer")), TAX[-1])
    delivery = next((one for one in DELIVERY if one == form.get("delivery_answer")), DELIVERY[-1])
    fee = "0" if delivery == "free" else ""
    if delivery == "fee":
        fee = read_amount(form, "delivery_fee", needed=True) or ""
    return PriceAnswers(tax, delivery, fee)


def fields_of_answers(answers: PriceAnswers) -> dict[str, str]:
    """*answers* as the fields of the form."""
    return {
        "tax_answer": answers.tax,
        "delivery_answer": answers.delivery,
        "delivery_fee": answers.fee if answers.delivery == "fee" else "",
    }


def delivery_label(languages: Sequence[str]) -> dict[str, str]:
    """What the charge for delivery is called, in *languages* of the shop."""
    return spoken_label("delivery", languages)
