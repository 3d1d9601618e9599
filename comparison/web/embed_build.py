"""Builds the scripts that a shop's page loads: sources, words and style sheet in one file each.

``python -m comparison.web.embed_build`` writes ``static/embed/embed-VERSION.js`` and
``button-VERSION.js``. The same sources give the same bytes. Releases that are out are never built
again: a new one raises the version in ``tier-compare.js`` or ``button.js``.
"""

import json
import re
import string
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ..assets import STATIC

FOLDER = STATIC / "embed"


class Bundle(NamedTuple):
    """A built script: its *name*, and its sources, each after those that it imports. The last one states
    the version, and its style sheet has its name."""

    name: str
    sources: tuple[str, ...]

    @property
    def main(self) -> str:
        """The source that defines the element."""
        return self.sources[-1]


ELEMENT = Bundle("embed", ("words", "address", "fragments", "tier-compare"))
BUTTON = Bundle("button", ("button-words", "button"))

_IMPORT = re.compile(r'^import [^;]+ from "\./([a-z-]+)\.(?:js|css)"[^;]*;\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_VERSION = re.compile(r'static version = "([0-9]+\.[0-9]+\.[0-9]+)";')
_MOVED = re.compile(r"^ *(?:const|let) [^\[{][^;]*;\n(?: *//[^\n]*\n)* *(?:const|let) [\[{]", re.MULTILINE)
_PRIVATE = re.compile(r"--_[a-z]+")
_STYLE = '"@style"'


class SourceUnfit(Exception):
    """A source that the build would not carry over as it is meant."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")


def version(folder: Path, bundle: Bundle = ELEMENT) -> str:
    """The release that the sources in *folder* are (``1.0.0``)."""
    found = _VERSION.search((folder / f"{bundle.main}.js").read_text())
    if found is None:
        raise SourceUnfit(f"{bundle.main}.js", "it states no version")
    return found[1]


def style(folder: Path, bundle: Bundle = ELEMENT) -> str:
    """The style sheet, minified."""
    text = (folder / f"{bundle.main}.css").read_text()
    # The minifier leaves the inside of rules alone that it does not know, as container queries.
    known = re.sub(r"@container ([a-z-]+) \(", r"@media \1 and (", text)
    minified = re.sub(r"@media tc and ?\(", "@container tc (", _minified("text/css", known))
    # It leaves the values of custom properties as they are.
    return _shortened(minified.replace(", ", ","))


def script(folder: Path, sheet: str, bundle: Bundle = ELEMENT) -> str:
    """The whole script with *sheet* baked in: one function, plain ASCII.

    ASCII, since a page in another coding may read a copy that comes without its charset.
    """
    names = [(folder / f"{name}.js", bundle.sources[:index]) for index, name in enumerate(bundle.sources)]
    parts = "".join(_part(path, earlier) for path, earlier in names)
    opening = f"const sheet = new CSSStyleSheet(); sheet.replaceSync({_STYLE});"
    code = _minified("application/javascript", f"(() => {{ {opening}\n{parts} }})();")
    # Shorter; that a constant is never set, the linter has seen in the sources.
    code = re.sub(r"\bconst\b", "let", code)
    return _ascii(code.replace(_STYLE, _literal(sheet))) + "\n"


def main() -> None:
    """Write the releases that the sources are."""
    for bundle in (ELEMENT, BUTTON):
        built = script(FOLDER, style(FOLDER, bundle), bundle)
        (FOLDER / f"{bundle.name}-{version(FOLDER, bundle)}.js").write_text(built, encoding="ascii")


def _part(path: Path, earlier: tuple[str, ...]) -> str:
    text = path.read_text()
    for imported in _IMPORT.findall(text):
        if imported not in {*earlier, path.stem}:
            raise SourceUnfit(path.name, f"it imports {imported}, which comes later")
    if _MOVED.search(text):
        # The minifier would run the second one first.
        raise SourceUnfit(path.name, "a value is unpacked right after another declaration")
    return _EXPORT.sub("", _IMPORT.sub("", text))


def _shortened(sheet: str) -> str:
    """*sheet* with a letter for each private property, in the order they come in."""
    letters = dict(zip(dict.fromkeys(_PRIVATE.findall(sheet)), string.ascii_lowercase, strict=False))
    return _PRIVATE.sub(lambda name: f"--_{letters[name[0]]}", sheet)


def _minified(media_type: str, text: str) -> str:
    # A tool of development: an installed package has no need of it.
    minified: str = import_module("minify").string(media_type, text)
    return minified


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return f"`{escaped}`"


def _ascii(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)


if __name__ == "__main__":
    main()
