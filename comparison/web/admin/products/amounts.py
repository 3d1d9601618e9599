"""Amounts of money as people write them: ``289,000``, ``289000원``, ``$8.75``."""

import re

from ....core.messages import say
from ...forms import Form

_MARKS = "₩$€£¥원 "
_CODE = re.compile(r"^[A-Z]{3}\s*|\s*[A-Z]{3}$")
_PLAIN = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){1,3}(\.[0-9]{1,12})?")


def read_amount(form: Form, name: str, *, needed: bool = False) -> str | None:
    """The amount in a field as decimal text, None where nothing was typed.

    A comma stands only between thousands; ``1.299,00`` is refused, because it may mean two things.
    """
    typed = form.text(name, least=int(needed))
    bare = _CODE.sub("", typed.strip(_MARKS)).strip(_MARKS)
    if not bare:
        return None
    if _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare):
        whole, point, places = bare.replace(",", "").partition(".")
        return f"{whole.lstrip('0') or '0'}{point}{places}"
    form.fail(name, say("admin_price.no_amount"))
    return None
