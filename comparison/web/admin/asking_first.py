"""A question before something is lost for good."""

from ...core.messages import Message
from .desk import Page
from .visit import Visit

SURE = "_sure"


def is_sure(visit: Visit) -> bool:
    """Whether the form was sent by the page that asks."""
    return visit.form.flag(SURE)


def asking(
    page: Page,
    *,
    title: Message,
    told: Message,
    deed: Message,
    address: str,
    back: str,
    asked: tuple[tuple[str, str], ...] = (),
) -> Page:
    """The question in the place of *page*: what would be gone (*told*), the button that does it (*deed*).

    The form is sent to *address* with the fields *asked*; *back* is where one goes who would rather not.
    """
    values = {
        "title": title,
        "told": told,
        "deed": deed,
        "asked": asked,
        "address": address,
        "back": back,
    }
    return Page(name="sure", section=page.section, tab=page.tab, values=values)
