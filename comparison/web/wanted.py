"""Which page an address asks for, and the keys that it and the page are kept by."""

import hashlib
from typing import Literal

import msgspec

from .. import __version__
from ..core.asking import read_asked
from ..core.context import Asked
from ..core.view import View
from .reading import pairs_of
from .sources import Subject

Kind = Literal["fragment", "share"]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which page an address asks for; one without a *comparison* names products."""

    kind: Kind
    shop: str
    comparison: str
    asked: Asked

    @property
    def subject(self) -> Subject:
        """What it is a page of."""
        return Subject(self.shop, self.comparison, self.asked)


def wanted(kind: Kind, shop: str, comparison: str, query: bytes) -> Wanted:
    """What an address asks for.

    Raises:
        BadParameter: a context parameter has the wrong form.
    """
    return Wanted(kind=kind, shop=shop, comparison=comparison, asked=read_asked(pairs_of(query)))


def page_key(kind: Kind, view: View) -> bytes:
    """One key per page: everything that it can depend on, the release included."""
    where = view.publication
    # The same edition gets a notice as soon as another one is live, and every checkout may change the count.
    beside = (view.context, view.notices, view.changes, view.proof, view.together)
    said = msgspec.json.encode(beside, order="deterministic").decode()
    return _hash(kind, where.shop, where.comparison, where.digest, said, __version__)


def address_key(page: Wanted, asked: Asked, mark: str, proof: str) -> bytes:
    """One key per thing *asked*, of what is made from what *mark* and *proof* stand for."""
    said = msgspec.json.encode(asked).decode()
    return _hash(page.kind, page.shop, page.comparison, mark, proof, said)


def names_key(page: Wanted, mark: str) -> bytes:
    """One key per edition that a page may be of."""
    return _hash(digest_in(mark), str(page.asked.edition or ""))


def digest_in(mark: str) -> str:
    """The digest of what is live, with which the mark of a subject begins."""
    return mark.partition(" ")[0]


def _hash(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()
