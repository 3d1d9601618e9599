"""Names that people sign in by, and passwords that they choose."""

import re

from ...core.messages import say
from ..forms import Form
from .passwords import weakness

# E-mail addresses and short names; small letters, so that no two differ by their capitals alone.
_NAME = re.compile(r"[a-z0-9가-힣][a-z0-9가-힣._@+-]{0,99}")


def new_user(form: Form, field: str) -> str:
    """The name in *field*, in small letters; empty, with an error noted, where it is none."""
    name = form.get(field).strip().casefold()
    if _NAME.fullmatch(name):
        return name
    form.fail(field, say("admin_access.name_form"))
    return ""


def new_password(form: Form, field: str, *words: str) -> str:
    """The password in *field*; empty, with an error noted, where it is too easy or made of *words*."""
    password = form.get(field)
    if fault := weakness(password, *words):
        form.fail(field, fault)
        return ""
    return password
