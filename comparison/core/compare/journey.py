"""How deep a view goes, and the link that leads deeper. The depth is the page's, never a switch."""

from ..context import View as Depth
from ..messages import Message, say
from ..view_controls import JourneyLink
from .column import Bench

_NEXT: dict[Depth, tuple[str, Depth]] = {
    "awareness": ("control.compare_in_detail", "consideration"),
    "consideration": ("control.see_what_you_pay", "decision"),
    "decision": ("control.compare_in_detail", "consideration"),
}
_USUAL: Depth = "consideration"
_WITHOUT_ROWS = {
    "page.live": "journey.live",
    "page.live_no_answer": "journey.live_no_answer",
    "page.live_no_persona.product": "journey.live_no_persona.product",
    "page.live_no_persona.plan": "journey.live_no_persona.plan",
}


def journey(bench: Bench) -> tuple[JourneyLink, ...]:
    """From the glance to the table, from the table to what is paid, and from there back to the table.

    Every other parameter stays. An empty value takes a parameter away, since the table is what is
    shown unasked.
    """
    label, depth = _NEXT[bench.context.view]
    return (JourneyLink(label=say(label), parameters=(("view", "" if depth == _USUAL else depth),)),)


def announced(bench: Bench, message: Message) -> Message:
    """What a screen reader is told after a change; only the table has rows to count."""
    if bench.context.view == _USUAL or message.key not in _WITHOUT_ROWS:
        return message
    said = {name: value for name, value in message.arguments.items() if name != "count"}
    return Message(key=_WITHOUT_ROWS[message.key], arguments=said)
