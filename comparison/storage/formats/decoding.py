"""In which character encoding a file of text is: tried, never guessed where it can be known.

Byte order mark, else UTF-8 if every byte of the file is, else what the bytes that are not ASCII
look like: Korean Windows (cp949) or Western Windows (cp1252).
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from ...core.errors import RefusedFile
from ...core.messages import say
from .source_file import SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = ("cp949", "cp1252")
_CHUNK = 1 << 20
_SAMPLE_BYTES = 60_000


def encoding_of(file: SourceFile) -> str:
    """Python's name of the encoding that all of *file* can be read in.

    Raises:
        RefusedFile: none of those above fits, or not the one of the byte order mark; or the file cannot be
            read.
    """
    with file.opened() as stream:
        start = stream.read(4)
    marked = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    if marked is not None:
        if _odd_line(file, marked) is not None:
            raise refused_in(file, marked)
        return marked
    with file.opened() as stream:
        odd = _first_not_utf8(stream)
    return "utf-8" if odd is None else _other(file, odd)


@contextmanager
def text_of(file: SourceFile, encoding: str) -> Iterator[TextIO]:
    """*file* as text, its line ends as they are. Raises as `SourceFile.opened` does."""
    with file.opened() as stream:
        yield io.TextIOWrapper(stream, encoding=encoding, newline="")


def _first_not_utf8(stream: BinaryIO) -> int | None:
    """Where the first byte stands that UTF-8 does not allow; None where there is none."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    while chunk := stream.read(_CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return max(0, read + error.start - 4)
        read += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return max(0, read - 4)
    return None


def _other(file: SourceFile, odd: int) -> str:
    """The encoding of a file whose byte at about *odd* is not UTF-8."""
    with file.opened() as stream:
        stream.read(max(0, odd - _SAMPLE_BYTES // 2))
        sample = stream.read(_SAMPLE_BYTES)
    found = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    ordered = sorted(_OTHERS, key=lambda name: found is None or found.encoding != name)
    for encoding in ordered:
        if _odd_line(file, encoding) is None:
            return encoding
    raise _refused(file, 0)


def refused_in(file: SourceFile, encoding: str) -> RefusedFile:
    """That *file* is not in *encoding*, with the first line that shows it."""
    return _refused(file, _odd_line(file, encoding) or 0)


def _odd_line(file: SourceFile, encoding: str) -> int | None:
    """The line with the first bytes that are nothing in *encoding*; None where there are none."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with file.opened() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                line += decoder.decode(chunk).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].decode(error.encoding, "ignore").count("\n")
    return None


def _refused(file: SourceFile, line: int) -> RefusedFile:
    reason, accepted = say("import.reason.encoding"), say("import.accepted.encoding")
    return RefusedFile(file.name, line, "", reason, accepted)
