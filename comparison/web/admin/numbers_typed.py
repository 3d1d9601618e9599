"""Numbers as people write them: ``1,000`` and ``8.5``."""

import re

from ...core.messages import say
from ..forms import Form

_PLAIN = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3}){1,3}(\.[0-9]{1,12})?")


def read_number(form: Form, name: str, *, needed: bool = False) -> str | None:
    """The number in a field as decimal text, None where nothing was typed.

    A comma stands only between thousands; ``1,5`` is refused, because it may mean two things.
    """
    typed = form.text(name, least=int(needed))
    if not typed:
        return None
    if _PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed):
        return typed.replace(",", "")
    form.fail(name, say("admin_content.no_number"))
    return None
