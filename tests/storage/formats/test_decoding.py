"""Which encoding a file is in, found out and not guessed."""

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats.decoding import encoding_of, text_of
from comparison.storage.formats.source_file import SourceFile

KOREAN = "상품명,가격\n하늬 공기청정기,289000\n매일 커피 1kg,34000\n"
GERMAN = "Größe;Preis\nHöhe über alles;12,50\nStraße;9,90\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("a,b\n", "ascii", "utf-8"),
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "utf-8-sig", "utf-8-sig"),
        (KOREAN, "utf-16", "utf-16"),
        (KOREAN, "cp949", "cp949"),
        (GERMAN, "cp1252", "cp1252"),
        (GERMAN, "latin-1", "cp1252"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(text: str, written: str, found: str):
    file = SourceFile(name="a.csv", raw=text.encode(written))
    assert encoding_of(file) == found
    with text_of(file, found) as read:
        assert read.read() == text


def test_one_letter_far_into_the_file_is_enough():
    raw = b"a,b\n" * 700_000 + "가격\n".encode("cp949")
    assert encoding_of(SourceFile(name="a.csv", raw=raw)) == "cp949"


def test_a_file_cut_off_in_the_middle_of_a_letter_is_refused():
    with pytest.raises(RefusedFile):
        encoding_of(SourceFile(name="a.csv", raw=KOREAN.encode()[:-1] + b"\xea"))


def test_bytes_that_are_no_letters_in_any_of_them_are_refused():
    with pytest.raises(RefusedFile) as refused:
        encoding_of(SourceFile(name="a.csv", raw=b"a,b\n\x81\xff\x81\x00"))
    assert refused.value.reason.key == "import.reason.encoding"
