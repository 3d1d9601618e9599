"""Files that were made to hurt: each is refused in words, within the limits of the process that reads it."""

import gzip
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders_store import MARKETS, NOON, shop

from comparison.core.errors import RefusedFile
from comparison.storage import import_runs
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.import_answers import ImportWishes, kept, read_looked
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.imports import ImportJob
from comparison.storage.moments import now
from comparison.storage.opening import open_store
from comparison.storage.store import Store
from comparison.words import speaker

HEADER = b"sku,name,price\n"
SCRIPT = b"<script type='application/ld+json'>"
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1) if n else b"ha") * 10) for n in range(10))
ALIASES = b"a0: &a0 [x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 10)
)
BLANK = b" " * 190_000


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(rows: bytes, dimension: str = "A1:C3") -> bytes:
    """A spreadsheet whose one sheet holds *rows* as they are written inside of it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/%s"'
        ' Target="%s"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (relations % ("officeDocument", "xl/workbook.xml")).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (relations % ("worksheet", "worksheets/sheet1.xml")).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/><sheetData>'.encode()
                + b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
                + rows
                + b"</sheetData></worksheet>"
            ),
        }
    )


# A file, and what is said of it.
QUICK: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs.xml": (
        lambda: (
            b"<!DOCTYPE x [" + LAUGHS + b"]><rss xmlns:g='http://base.google.com/ns/1.0'>"
            b"<channel><item><g:price>1 USD</g:price><title>&l9;</title></item></channel></rss>"
        ),
        "document type",
    ),
    "deep.json": (lambda: b"[" * 1_000_000, "levels"),
    "deep.yaml": (lambda: b"[" * 1_000_000, "levels"),
    "alias.yaml": (lambda: ALIASES, "repeated"),
    "cell.csv": (lambda: HEADER + b"S1," + b"x" * 1_000_000 + b",10\n", "200,000 characters"),
    "unclosed.csv": (lambda: HEADER + b'S1,"' + b"x\n" * 500_000, "200,000 characters"),
    "columns.csv": (lambda: b",".join(b"c%d" % n for n in range(20_000)) + b"\n1\n", "too many columns"),
    "header.csv": (lambda: b"name,a" + BLANK + b"b,price\nT,1,1\n", "longer than 200"),
    "price.csv": (lambda: HEADER + b"S1,Thing,a" + BLANK + b"b\n", "amount of money"),
    "lines.yaml": (lambda: b"\n" * 21_000_000, "bytes"),
    "quotes.html": (lambda: SCRIPT + b'{"' + b'\\"' * 2_000_000 + b"</script>", "not JSON"),
    "comments.html": (lambda: SCRIPT + b"/*" * 2_000_000 + b"</script>", "not JSON"),
    "end.html": (lambda: SCRIPT + b"{-->" + b" " * 4_000_000 + b"x</script>", "not JSON"),
    "nothing.html": (lambda: b"<!--" * 2_000_000, "nothing for sale"),
}
# Through the process that a merchant's file is read by, with its limits: so many rows that say the same.
SAME = b"S1,Thing,10\n" * 5_000_000
PROCESSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.csv": (lambda: zipped({"goods.csv": HEADER + SAME}), "packed"),
    "corner.xlsx": (
        lambda: workbook(
            b'<row r="1000000"><c r="ALL1000000" t="inlineStr"><is><t>x</t></is></c></row>', "A1:ALL1000000"
        ),
        "in cell ALL1000000",
    ),
}
DEAR: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.csv.gz": (lambda: gzip.compress(HEADER + SAME, 9), "packed"),
    "zeros.csv.gz": (lambda: gzip.compress(b"\0" * 500_000_000, 9), "packed"),
    "inside.zip": (lambda: zipped({"a.zip": zipped({"a.csv": b"0" * 50_000_000})}), "not known"),
}
LIMITED = """
import sys
from comparison.storage import import_work
import_work.CPU_SECONDS, import_work.MEMORY_BYTES = {limits}
sys.exit(import_work.main(sys.argv[1:]))
"""
SECONDS = 20


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    store.save("acme", shop(), expected=0, by="test")
    yield store
    store.close()


@pytest.mark.parametrize("name", QUICK)
def test_a_file_that_was_made_to_hurt_is_refused_in_words_and_soon(held: Store, name: str) -> None:
    make, words = QUICK[name]
    begun = time.monotonic()
    options = Options(shop="acme", market="KR", currency="KRW")
    with pytest.raises(RefusedFile) as refused:
        import_file(held, SourceFile(name=name, raw=make()), options, markets=MARKETS, now=NOON)
    reason = refused.value.facts["reason"]
    assert words in (reason if isinstance(reason, str) else speaker("en").say(reason))
    assert time.monotonic() - begun < SECONDS
    assert held.page("acme", "product") == []


def handed_in(store: Store, name: str, content: bytes) -> ImportJob:
    """A job that is to be looked at."""
    wishes = kept(ImportWishes(currency="KRW", market="KR"))
    job = ImportJob(
        id="hostile", shop="acme", by="anna", name=name, origin="file", size=len(content), state="looking",
        wishes=wishes, made_at=now(), changed_at=NOON,
    )  # fmt: skip
    store.add_import(job, content)
    return job


def read_by_a_process(store: Store, job: ImportJob, *program: str) -> str:
    """Why *job* was refused, once its process came to its end."""
    command = [sys.executable, *(program or ("-m", "comparison.storage.import_work"))]
    # Its standard input stays open as long as somebody waits for it.
    with subprocess.Popen(
        [*command, store.url, job.shop, job.id], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as ended:
        code = ended.wait()
    import_runs._conclude(store, job, code)
    found = store.import_job(job.shop, job.id)
    assert found is not None
    assert found.state == "refused"
    fault = read_looked(found.answer).fault
    assert fault is not None
    return fault.reason if isinstance(fault.reason, str) else speaker("en").say(fault.reason)


@pytest.mark.parametrize("name", [*PROCESSED, *(pytest.param(name, marks=pytest.mark.slow) for name in DEAR)])
def test_a_packed_file_is_refused_by_the_process_that_reads_it(held: Store, name: str) -> None:
    make, words = (PROCESSED | DEAR)[name]
    begun = time.monotonic()
    assert words in read_by_a_process(held, handed_in(held, name, make()))
    assert time.monotonic() - begun < SECONDS * 3
    assert held.page("acme", "product") == []


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param("1, 1_500_000_000", id="time"),
        pytest.param("300, 260_000_000", id="memory", marks=pytest.mark.slow),
    ],
)
def test_a_file_that_needs_more_than_a_process_may_have_is_refused_in_words(held: Store, limits: str) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(2, 300_000))
    job = handed_in(held, "many.xlsx", workbook(rows, "A1:Z300000"))
    assert read_by_a_process(held, job, "-c", LIMITED.format(limits=limits))
    assert held.page("acme", "product") == []
