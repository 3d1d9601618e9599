"""Files as they are handed in: packed or plain, never more than their bounds."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats import source_file
from comparison.storage.formats.source_file import SourceFile


def zipped(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def reason_of(file: SourceFile) -> str:
    with pytest.raises(RefusedFile) as refused:
        file.raw  # noqa: B018  Reading it is the test.
    return refused.value.reason.key


def test_a_file_is_read_from_its_path(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    assert SourceFile(name="a.csv", path=tmp_path / "a.csv").raw == b"a,b\n"


@pytest.mark.parametrize(
    "raw", [gzip.compress(b"a,b\n"), zipped(("inside.csv", b"a,b\n"))], ids=["gzip", "zip"]
)
def test_a_packed_file_is_read_as_what_is_in_it(raw: bytes):
    assert SourceFile(name="a.csv.gz", raw=raw).raw == b"a,b\n"


def test_a_packed_file_is_told_by_the_name_within():
    assert SourceFile(name="Feed.XML.gz", raw=b"").plain_name == "Feed.XML"


def test_an_archive_is_told_by_the_file_within():
    assert SourceFile(name="a.zip", raw=zipped(("goods.csv", b"a,b\n"))).plain_name == "goods.csv"


def test_what_a_mac_adds_to_an_archive_is_no_file_of_it():
    raw = zipped(("goods.csv", b"a,b\n"), ("__MACOSX/._goods.csv", b"\0"))
    assert SourceFile(name="a.zip", raw=raw).raw == b"a,b\n"


def test_a_locked_archive_is_refused_as_one():
    locked = bytearray(zipped(("a.csv", b"a,b\n")))
    for flags in (6, locked.index(b"PK\x01\x02") + 8):
        locked[flags] |= 1
    assert reason_of(SourceFile(name="a.zip", raw=bytes(locked))) == "import.reason.locked_archive"


def _damaged(packing: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr("a.csv", bytes(range(256)) * 9)
    raw = bytearray(packed.getvalue())
    raw[60:90] = bytes(30)
    return bytes(raw)


def _packed_as(method: int) -> bytes:
    raw = bytearray(zipped(("a.csv", b"a,b\n")))
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = method
    return bytes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        _damaged(zipfile.ZIP_LZMA),
        _damaged(zipfile.ZIP_BZIP2),
        _damaged(zipfile.ZIP_DEFLATED),
        _packed_as(99),
        zipped(("a.csv", b"a,b\n")).replace(b"a.csv", b"b.csv", 1),
        b"\x1f\x8b" + bytes(40),
    ],
    ids=["lzma", "bzip2", "deflate", "unknown", "two names", "gzip"],
)
def test_an_archive_that_cannot_be_unpacked_is_refused_in_words(raw: bytes):
    assert reason_of(SourceFile(name="a.csv", raw=raw)) == "import.reason.not_packed_well"


def test_a_spreadsheet_stays_packed():
    raw = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
    assert SourceFile(name="a.xlsx", raw=raw).raw == raw


def test_an_archive_of_several_files_is_refused_with_their_number():
    with pytest.raises(RefusedFile) as refused:
        SourceFile(name="a.zip", raw=zipped(("a.csv", b"a"), ("b.csv", b"b"))).raw  # noqa: B018
    assert refused.value.reason.arguments == {"count": 2}


@pytest.mark.parametrize(
    "raw", [gzip.compress(bytes(range(256)) * 99)[:-40], b"PK\x03\x04 no archive"], ids=["gzip", "zip"]
)
def test_a_packed_file_that_is_cut_off_is_refused(raw: bytes):
    assert reason_of(SourceFile(name="a.gz", raw=raw)) == "import.reason.not_packed_well"


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(("a.csv", content))])
def test_a_file_packed_to_hurt_is_refused_before_it_is_unpacked_whole(pack):
    raw = pack(b"0" * (source_file.SUSPICIOUS_BYTES * 3))
    assert reason_of(SourceFile(name="a.zip", raw=raw)) == "import.reason.packed_to_hurt"


def test_a_document_past_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(source_file, "MOST_DOCUMENT_BYTES", 10)
    assert reason_of(SourceFile(name="a.yaml", raw=b"01234567890")) == "import.reason.file_size"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    assert reason_of(SourceFile(name="no.csv", path=tmp_path / "no.csv")) == "import.reason.unreadable"
