"""What a file that came from an address is called: readers tell formats by the end of a name."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from .formats.source_file import SourceFile

_TABLES = ".csv .tsv .txt .xlsx .xlsm .xls .ods"
_DOCUMENTS = ".yaml .yml .json .jsonld .jsonl .xml .rss .atom .html .htm"
_KNOWN = frozenset((*_TABLES.split(), *_DOCUMENTS.split(), ".gz"))
_YAML_KEY = re.compile(rb"\s*(#[^\n]*\n\s*)*[A-Za-z_]+\s*:(\s|$)")


def file_name(shown: str, path: Path) -> str:
    """*shown*, with an end that fits what stands in the file at *path* where it has none that is known.

    What the server calls the file's type is not asked: it is often wrong, and proves nothing.
    """
    if PurePosixPath(shown).suffix.lower() in _KNOWN:
        return shown
    return shown.rstrip("/") + _ending(path)


def _ending(path: Path) -> str:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return ".xlsx" if "[Content_Types].xml" in archive.namelist() else ".zip"
    head = SourceFile(name=str(path), path=path).head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return ".json"
    if head.startswith(b"<"):
        return ".html" if head[:15].lower().startswith((b"<!doctype html", b"<html")) else ".xml"
    if _YAML_KEY.match(head):
        return ".yaml"
    return ".tsv" if b"\t" in head.partition(b"\n")[0] else ".csv"
