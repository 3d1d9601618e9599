"""Descriptions in HTML as the text they show: paragraphs, lines and points, and nothing that runs."""

import re
from html.parser import HTMLParser

import nh3

_TAGS = {"p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table"}
# "Salt & pepper" is no entity.
_MARKUP = re.compile("<|&[#A-Za-z]")
_BLOCKS = _TAGS - {"br", "li", "td", "th"}


def text_of_html(html: str) -> str:
    """What a reader of *html* would read; text without a tag or an entity comes back as it is."""
    if not _MARKUP.search(html):
        return html
    writer = _Writer()
    writer.feed(nh3.clean(html, tags=_TAGS, attributes={}))
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n\n")
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n• ")
        elif tag in {"td", "th"}:
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        before, after = _edges(data)
        self._parts.append(f"{before}{' '.join(data.split())}{after}")

    def text(self) -> str:
        """All that was read, at most one empty line in a row."""
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        kept = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
        return "\n".join(kept).strip()


def _edges(data: str) -> tuple[str, str]:
    """A space for the white space at either end of *data*, which may stand between two words."""
    return (" " if data[:1].isspace() else "", " " if data[-1:].isspace() else "")
