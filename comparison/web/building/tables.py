"""From an address to a file: tables that a web server can look things up in, one after the other.

A build knows its answers by name; which name an address means is the same reading that
`core.resolving` does, for the parameters that a build spreads out. `OFF` in any part of a name means
that no file answers: then it is the live server's turn. Tables are data, so that nginx, Caddy and
the tests read the very same ones.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ... import words
from ...core.context import Asked
from .variants import Spread

OFF = "!"
# At most three, each of one to eight letters and digits; braces mean something else to web servers.
_SUBTAGS = f"(-[0-9a-z]{'[0-9a-z]?' * 7})?" * 3
PATH, QUERY, PARAMETER = "path", "query", "query."
_NAMED = ("lang", "market", "interval", "persona", "diff", "view")
_PLAIN = {"customer_type": "b2c", "first_purchase": "0", "member": "0"}
_ALSO_LOOKED_AT = ("horizon", "currency")
# What an address may say beyond that; quantities and answers have names of their own.
_NEVER_BUILT = sorted(
    set(Asked.__struct_fields__) - {*_NAMED, *_PLAIN, *_ALSO_LOOKED_AT, "quantities", "answers"}
)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """*of* are its sources, joined by colons: the path, the query, a parameter, a table before it.

    What *entries* do not hold is held against *patterns*, in order; what none fits is *otherwise*.
    Patterns are of the kind that every engine understands: no looking around, no going back.
    """

    name: str
    of: tuple[str, ...]
    entries: Mapping[str, str]
    patterns: tuple[tuple[str, str], ...] = ()
    otherwise: str = OFF


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """All tables, and the names of those that a file's name is made of; *checks* must all be empty."""

    tables: tuple[Table, ...]
    named: tuple[str, ...] = _NAMED
    checks: tuple[str, ...]


def tables_of(spreads: Sequence[Spread]) -> Tables:
    """The tables for the comparisons in *spreads*."""
    units = sorted({unit for one in spreads for sizes in one.sizes.values() for unit in sizes})
    quantities = [table for number, unit in enumerate(units) for table in _quantity(spreads, number, unit)]
    checks = [_horizon(spreads), _currency(spreads), *_plain(), _rest(units)]
    asked = (_said(), _place(spreads), *_languages(spreads), *_contexts(spreads))
    return Tables(
        tables=(*asked, *checks, *quantities),
        checks=tuple(one.name for one in (*checks, *quantities) if not one.name.startswith("size_")),
    )


def looked_up(tables: Tables, path: str, query: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """What every table says to an address: how each web server is to read them."""
    found: dict[str, str] = {PATH: path, QUERY: query}
    for table in tables.tables:
        parts = (
            parameters.get(one.removeprefix(PARAMETER), "") if one.startswith(PARAMETER) else found[one]
            for one in table.of
        )
        found[table.name] = _value(table, ":".join(parts))
    return found


def name_in(tables: Tables, found: Mapping[str, str]) -> str:
    """The name of the file that answers; with `OFF` in it where none does."""
    return ",".join(found[one] for one in tables.named) + "".join(found[one] for one in tables.checks)


def _value(table: Table, key: str) -> str:
    if key in table.entries:
        return table.entries[key]
    return next((text for pattern, text in table.patterns if re.search(pattern, key)), table.otherwise)


def _place(spreads: Sequence[Spread]) -> Table:
    entries = {f"/{kind}/{one.place}": one.place for one in spreads for kind in ("fragments", "c")}
    return Table(name="place", of=(PATH,), entries=entries, otherwise="")


def _said() -> Table:
    """The language of a failure, where no shop's own languages count."""
    patterns = tuple((f"(?i)^{tag}(-|$)", tag) for tag in words.LANGUAGES)
    return Table(name="said", of=("query.lang",), entries={}, patterns=patterns, otherwise="en")


def _languages(spreads: Sequence[Spread]) -> Iterator[Table]:
    """The shop's language for the one asked for (RFC 4647, lookup): the longest that it begins with."""
    sets = sorted({one.languages for one in spreads})
    ids = {one.place: str(sets.index(one.languages)) for one in spreads}
    yield Table(name="languages", of=("place",), entries=ids, otherwise="")
    patterns = tuple(pattern for number, tags in enumerate(sets) for pattern in _by_language(number, tags))
    first = {f"{number}:": tags[0] for number, tags in enumerate(sets)}
    yield Table(name="lang", of=("languages", "query.lang"), entries=first, patterns=patterns)


def _by_language(number: int, tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    for tag in sorted(tags, key=len, reverse=True):
        yield f"(?i)^{number}:{tag}{_SUBTAGS}$", tag
    yield f"(?i)^{number}:[a-z][a-z][a-z]?{_SUBTAGS}$", tags[0]


def _contexts(spreads: Sequence[Spread]) -> Iterator[Table]:
    markets = (
        (one.place, text, market.code)
        for one in spreads
        for market in one.markets
        for text in _texts(market.code, usual=one.markets[0].code)
    )
    yield _table("market", ("place", "query.market"), markets)
    personas = ((one.place, key, key) for one in spreads for key in ("", *one.personas))
    yield _table("persona", ("place", "query.persona"), personas)
    intervals = (
        (one.place, market.code, text, interval)
        for one in spreads
        for market in one.markets
        for interval in {*market.intervals, market.usual}
        for text in _texts(interval, usual=market.usual)
    )
    yield _table("interval", ("place", "market", "query.interval"), intervals)
    yield Table(name="diff", of=("query.diff",), entries={"": "", "only": "only"})
    depths = {"": "", "consideration": "", "awareness": "awareness", "decision": "decision"}
    yield Table(name="view", of=("query.view",), entries=depths)


def _horizon(spreads: Sequence[Spread]) -> Table:
    texts = ((one.place, text, "") for one in spreads for text in ("", str(one.horizon)))
    return _table("horizon", ("place", "query.horizon"), texts)


def _currency(spreads: Sequence[Spread]) -> Table:
    markets = sorted({market[:2] for one in spreads for market in one.markets})
    texts = ((code, text, "") for code, currency in markets for text in ("", currency))
    return _table("currency", ("market", "query.currency"), texts)


def _quantity(spreads: Sequence[Spread], number: int, unit: str) -> tuple[Table, Table]:
    """A quantity may be said as long as it is the one assumed; a unit that nobody counts says nothing."""
    sizes = [
        (one.place, persona, str(counts[unit]))
        for one in spreads
        for persona, counts in one.sizes.items()
        if unit in counts
    ]
    texts = ((size, text, "") for size in {size for _, _, size in sizes} for text in ("", size))
    assumed = _table(f"size_{number}", ("place", "persona"), sizes, otherwise="")
    asked = _table(f"quantity_{number}", (assumed.name, f"query.qty.{unit}"), texts)
    return assumed, msgspec.structs.replace(asked, patterns=(("^:", ""),))


def _plain() -> Iterator[Table]:
    for name, usual in _PLAIN.items():
        yield Table(name=f"plain_{name}", of=(f"query.{name}",), entries={"": "", usual: ""})


def _rest(units: Sequence[str]) -> Table:
    """What no build answers: other parameters, a name given twice, one in codes or in capitals.

    Some web servers would take a name in capitals for ours.
    """
    names = (*_NAMED, *_PLAIN, *_ALSO_LOOKED_AT, *(f"qty.{unit}" for unit in units))
    twice = "|".join(f"{re.escape(name)}=.*&{re.escape(name)}=" for name in names)
    others = "|".join(_NEVER_BUILT)
    pattern = rf"(^|&)(({others}|a\.[^=&]*)=[^&]|{twice}|[^=&]*[%+A-Z][^=&]*=)"
    return Table(name="rest", of=(QUERY,), entries={}, patterns=((pattern, OFF),), otherwise="")


def _texts(value: str, *, usual: str) -> tuple[str, ...]:
    """How an address says *value*: by name, and by saying nothing where it is the *usual* one."""
    return (value, "") if value == usual else (value,)


def _table(name: str, of: tuple[str, ...], rows: Iterable[tuple[str, ...]], otherwise: str = OFF) -> Table:
    """A table of *rows*: the parts of the key, then the value."""
    entries = {":".join(key): value for *key, value in rows}
    return Table(name=name, of=of, entries=dict(sorted(entries.items())), otherwise=otherwise)
