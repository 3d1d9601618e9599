"""What a web server must know of a build: where it lies, its tables, its files, and who answers the rest."""

from collections.abc import Mapping
from typing import NamedTuple

from ..answers import compressible
from ..outer import headers_of
from .pages import SOON
from .tables import PARAMETER, Tables

KINDS: Mapping[str, str] = {"fragments": "fragment", "c": "page"}


class Asset(NamedTuple):
    """A file that has an address of its own."""

    path: str
    content_type: str
    cache_control: str

    @property
    def is_packed(self) -> bool:
        """Whether compressed forms lie beside it."""
        return compressible(self.content_type)


class Serving(NamedTuple):
    """*root* is the folder of the site, *address* where people reach it, *live* the server that answers
    what is not built, empty where there is none."""

    tables: Tables
    root: str
    address: str
    live: str
    assets: tuple[Asset, ...]

    def headers(self, path: str, cache_control: str, *, is_packed: bool) -> dict[str, str]:
        """The headers of an answer at *path*, but those that every server sets by itself."""
        always = headers_of("GET", path, self.address)
        found = {name.decode("latin-1").title(): value.decode("latin-1") for name, value in always}
        found["Cache-Control"] = cache_control
        return found | ({"Vary": "Accept-Encoding"} if is_packed else {})

    def page_headers(self, kind: str, cache_control: str = SOON) -> dict[str, str]:
        """The headers of a page of *kind*, ``fragments`` or ``c``."""
        return self.headers(f"/{kind}/", cache_control, is_packed=True)


def asked_names(tables: Tables) -> list[str]:
    """The parameters that the tables look at, each once."""
    every = {source for table in tables.tables for source in table.of}
    return sorted(one.removeprefix(PARAMETER) for one in every if one.startswith(PARAMETER))


def name_of(tables: Tables, variable: str) -> str:
    """The name of the file that answers, as a web server puts it together: *variable* holds a ``%s``."""
    named, checks = ([variable % one for one in names] for names in (tables.named, tables.checks))
    return ",".join(named) + "".join(checks)
