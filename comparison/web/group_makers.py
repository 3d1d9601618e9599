"""What has a say in how a group of rows looks: the templates on the way to it, and what renders them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import Environment, meta, nodes

from ..assets import TEMPLATES
from .taken_in import source_of, templates_below

GROUP = "shop/_group.html"
# From the page down.
_WHOLE_WAY = (
    "shop/_comparison.html",
    "shop/share.html",
    "shop/patterns.html",
    "shop/_table.html",
    GROUP,
    "shop/_row.html",
    "ui/cell.html",
)
# What an owner's group may name of all that is around it: nothing in which there is a figure.
_OUTSIDE = frozenset({"group", "speaker", "spoken", "beside"})
_RENDERING = ("light.py", "light_code.py", "light_imports.py", "render.py", "kept_groups.py", "written.py")


def are_apart(environment: Environment, own: Path | None) -> bool:
    """Whether groups show nothing but themselves and how columns look.

    The shipped ones do; with templates of an *own* folder on the way they do if they name nothing else.
    """
    if own is None or not any((own / name).exists() for name in _WHOLE_WAY):
        return True
    try:
        names = templates_below(environment, GROUP)
        trees = [environment.parse(source_of(environment, name)) for name in names or ()]
    except (jinja2.TemplateError, UnicodeDecodeError):
        # Whoever asks for the page will hear of it.
        return False
    taken = {name for tree in trees for name in _taken(environment, tree)}
    given = {name for tree in trees for name in _given(tree)}
    return names is not None and taken - given <= _OUTSIDE


def groups_maker(own: Path | None) -> str | None:
    """What writes groups: another text as soon as a template, or a line of what renders it, is another.

    None where one of them cannot be read.
    """
    seen = hashlib.blake2b(jinja2.__version__.encode(), digest_size=16)
    try:
        for name, file in _files(own):
            seen.update(name.encode())
            seen.update(file.read_bytes())
    except OSError:
        return None
    return seen.hexdigest()


def _taken(environment: Environment, tree: nodes.Template) -> set[str]:
    """The names that *tree* takes from outside, with those that every template knows."""
    named = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    return meta.find_undeclared_variables(tree) | (named & environment.globals.keys())


def _given(tree: nodes.Template) -> Iterator[str]:
    """The names that *tree* gives to what it includes."""
    yield from (name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")
    yield from (one.target for one in tree.find_all(nodes.Import))
    for one in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in one.names)


def _files(own: Path | None) -> Iterator[tuple[str, Path]]:
    """Each with a name that it has wherever its folder lies."""
    yield from ((name, Path(__file__).with_name(name)) for name in _RENDERING)
    shipped = {"shop": TEMPLATES / "shop", "ui": TEMPLATES / "ui"}
    for place, folder in (shipped | ({"own": own} if own else {})).items():
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        yield from ((f"{place}/{file.relative_to(folder).as_posix()}", file) for file in files)
