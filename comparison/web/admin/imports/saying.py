"""What the page of an import says: formats, states, faults and the good next steps."""

from collections.abc import Iterable
from typing import NamedTuple

from ....core.catalogue import Comparison
from ....core.languages import label
from ....core.messages import Message, say
from ....core.money import Money, rounded_text
from ....storage.formats.registry import FORMATS
from ....storage.import_answers import Change, Doubt, Fault, Looked, Sample
from ....storage.imports import ImportJob, ImportState
from ....storage.kept_messages import restored
from ....storage.store import Store

STATE_WORDS: dict[ImportState, Message] = {
    "looking": say("admin_import.state_looking"),
    "ready": say("admin_import.state_ready"),
    "refused": say("admin_import.state_refused"),
    "storing": say("admin_import.state_storing"),
    "done": say("admin_import.state_done"),
    "cancelled": say("admin_import.state_cancelled"),
    "stopped": say("admin_import.state_stopped"),
}
KIND_WORDS = {
    "product": say("admin_import.kind_product"),
    "category": say("admin_import.kind_category"),
    "comparison": say("admin_import.kind_comparison"),
    "persona": say("admin_import.kind_persona"),
    "add_on": say("admin_import.kind_add_on"),
}


class Compared(NamedTuple):
    """A comparison by key and title, and how many products it shows."""

    key: str
    title: str
    tiers: int


class SaidFault(NamedTuple):
    """What cannot be taken. *line* 0 stands for the whole file."""

    line: int
    path: str
    reason: Message | str
    accepted: Message | str


class SaidChange(NamedTuple):
    """A product with what it costs before and after; None where that is not one figure."""

    name: str
    before: Money | None
    after: Money | None


def format_words(name: str) -> Message:
    """The format of that name."""
    words = name.replace("-", "_")
    return say(f"admin_import.format_{words}")


def formats() -> list[tuple[str, Message]]:
    """Every format that a file may be in."""
    return [(one.name, format_words(one.name)) for one in FORMATS]


def faults_of(faults: Iterable[Fault], job: ImportJob) -> list[SaidFault]:
    """*faults* as they are said; a line of a pasted table is the line of a product."""
    return [_fault(one, job) for one in faults]


def fault_of(looked: Looked, job: ImportJob) -> SaidFault | None:
    """Why nothing of the file can be taken."""
    return _fault(looked.fault, job) if looked.fault else None


def samples_of(samples: Iterable[Sample]) -> list[SaidChange]:
    """The first products that come in."""
    return [SaidChange(one.name, None, _money(one.amount, one.currency)) for one in samples]


def changes_of(changes: Iterable[Change]) -> list[SaidChange]:
    """The first products that change."""
    return [
        SaidChange(one.name, _money(one.before, one.currency), _money(one.after, one.currency))
        for one in changes
    ]


def question(doubt: Doubt) -> Message:
    """*doubt* as a question."""
    if doubt.kind == "price" and not doubt.column:
        return say("admin_import.ask_no_price")
    return say(f"admin_import.ask_{doubt.kind}", column=doubt.column, odd=doubt.odd)


def notes_of(looked: Looked) -> list[Message]:
    """What was left open, or could not be carried over."""
    return [restored(note) for note in looked.notes]


def lines_of(store: Store, shop: str, *, limit: int = 50, language: str = "") -> list[Compared]:
    """The first comparisons of *shop*."""
    stored = (one.record for one in store.page(shop, "comparison", limit=limit))
    return [
        Compared(one.key, label(one.title, (language,)), len(one.tiers))
        for one in stored
        if isinstance(one, Comparison)
    ]


def _fault(fault: Fault, job: ImportJob) -> SaidFault:
    line = max(fault.line - 1, 0) if job.origin == "paste" else fault.line
    is_unknown = isinstance(fault.reason, Message) and fault.reason.key == "import.reason.unknown_format"
    accepted = say("admin_import.kinds_of_files") if is_unknown else _said(fault.accepted)
    return SaidFault(line, fault.path, _said(fault.reason), accepted)


def _said(text: Message | str) -> Message | str:
    return restored(text) if isinstance(text, Message) else text


def _money(amount: str, currency: str) -> Money | None:
    return rounded_text(amount, currency) if amount and currency else None
