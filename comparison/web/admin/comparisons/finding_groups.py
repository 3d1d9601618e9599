"""Findings of one kind over several products as one: what they have in common is said once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....core.check.finding import Finding
from ....core.messages import Message, say
from ....core.publication import Publication
from .finding_places import product_at

# Of these there is one answer for all products, on the page of the check itself.
TAX, ATTESTATION = "check.H08.unknown", "check.H02.unattested"


class Said(NamedTuple):
    """A finding in words: what is wrong, what would mend it, and the page where that is done.

    *kind* is the same for findings that differ in their product alone; *product* is that product's key.
    """

    rule: str
    text: str
    fix: str
    address: str
    kind: str = ""
    product: str = ""


class Group(NamedTuple):
    """Findings of one kind. *head* says all of them in one sentence, where there is such a sentence."""

    members: tuple[Said, ...]
    head: Message | None = None

    @property
    def first(self) -> Said:
        return self.members[0]

    @property
    def is_answered_here(self) -> bool:
        """Whether one answer on this page mends all of them."""
        return self.first.kind in {TAX, ATTESTATION}


def grouped(found: Iterable[Said]) -> tuple[Group, ...]:
    """*found* in the order of the first of each kind; what is about no product stands alone."""
    groups: dict[object, list[Said]] = {}
    for place, one in enumerate(found):
        groups.setdefault((one.rule, one.kind) if one.product else place, []).append(one)
    return tuple(Group(tuple(members), _head(members)) for members in groups.values())


def kind_of(finding: Finding, publication: Publication) -> tuple[str, str]:
    """What *finding* has in common with others of its kind, and the product it is about."""
    index = product_at(finding.path)
    is_one = index is not None and index < len(publication.products)
    return finding.message.key, publication.products[index].key if is_one and index is not None else ""


def _head(members: Sequence[Said]) -> Message | None:
    products = len({one.product for one in members})
    if products > 1 and members[0].kind == TAX:
        return say("admin_after.alike_tax", count=products)
    if products > 1 and members[0].kind == ATTESTATION:
        return say("admin_after.alike_unattested", count=products)
    return None
