"""Imports of a page: macros that see nothing of the page but its language are made once for each.

A template imported ``with context`` is made anew at each import, some twenty times a page, because it
could look at anything. One that names nothing but the speaker and what every template knows, and imports
only such, comes out the same each time.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, meta, nodes
from jinja2.runtime import Context

# What `Renderer` gives to every page of a language alike.
SPEAKING = frozenset({"speaker", "spoken"})

Imported = Callable[[str, Context, Mapping[str, Any]], Any]


def importing(environment: Environment) -> Imported:
    """What an import ``with context`` calls: the macros of a template for the context it stands in."""
    # As many as there are names in the templates, and for each one no more than there are languages.
    uses = cache(lambda name: _uses(environment, name))
    ready = cache(environment.get_template)
    made: dict[tuple[str, Any], Any] = {}

    def imported(name: str, context: Context, local: Mapping[str, Any]) -> Any:
        template = ready(name)
        known = uses(name)
        seen = context.get_all()
        if known is None or not _is_plain(known, seen, local, environment.globals):
            return template.make_module(seen, True, local)  # noqa: FBT003  As Jinja2 has it.
        key = (name, seen["speaker"])
        if key not in made:
            made[key] = template.make_module({each: seen[each] for each in SPEAKING})
        return made[key]

    return imported


def _is_plain(
    known: frozenset[str], seen: Mapping[str, Any], local: Mapping[str, Any], usual: Mapping[str, Any]
) -> bool:
    """Whether each name that is used means here what it means everywhere."""
    speaker = seen.get("speaker")
    if speaker is None or seen.get("spoken") != speaker.text or not local.keys().isdisjoint(known | SPEAKING):
        return False
    return all(seen.get(name) is usual[name] for name in known - SPEAKING)


def _uses(environment: Environment, name: str, above: frozenset[str] = frozenset()) -> frozenset[str] | None:
    """The names that the template *name* takes from outside, with those of all that it imports; None where
    one of them is of the page, or cannot be known."""
    source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
    tree = environment.parse(source)
    # Jinja2 does not count what every template knows, which a page may put something else in the place of.
    named = {node.name for node in tree.find_all(nodes.Name)} & environment.globals.keys()
    used = {*meta.find_undeclared_variables(tree), *named}
    for referenced in meta.find_referenced_templates(tree):
        is_known = referenced is not None and referenced not in above | {name}
        inner = _uses(environment, referenced, above | {name}) if is_known and referenced else None
        if inner is None:
            return None
        used |= inner
    return frozenset(used) if used <= SPEAKING | environment.globals.keys() else None
