"""XML read item by item: lines, encodings, and everything that is refused."""

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats import xml_items
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.formats.xml_items import Element, items_of

ITEMS = frozenset({"item"})


def read(raw: str | bytes) -> list[Element]:
    file = SourceFile(name="feed.xml", raw=raw.encode() if isinstance(raw, str) else raw)
    with items_of(file, ITEMS) as items:
        return list(items)


def test_an_item_knows_its_line_and_those_of_its_parts():
    (element,) = read("<rss>\n<channel>\n<item>\n<id>1</id>\n<price>\n2\n</price></item></channel></rss>")
    assert (element.line, [(child.name, child.line, child.text) for child in element.children]) == (
        3,
        [("id", 4, "1"), ("price", 5, "2")],
    )


def test_names_lose_their_prefix_and_their_capitals():
    (element,) = read(
        '<a xmlns:g="http://base.google.com/ns/1.0"><item><g:Sale_Price>1</g:Sale_Price></item></a>'
    )
    assert element.children[0].name == "sale_price"


def test_sections_and_entities_are_text():
    (element,) = read("<a><item><title>A &amp; <![CDATA[B & <b>C</b>]]></title></item></a>")
    assert element.children[0].text == "A & B & <b>C</b>"


def test_letters_are_composed():
    (element,) = read("<a><item>Cafe\u0301</item></a>")
    assert element.text == "Caf\u00e9"


@pytest.mark.parametrize(
    "raw",
    [
        '<?xml version="1.0" encoding="euc-kr"?><a><item>가</item></a>'.encode("euc-kr"),
        '<?xml version="1.0" encoding="UTF-16"?><a><item>가</item></a>'.encode("utf-16"),
        "\ufeff<a><item>가</item></a>".encode(),
        "<a><item>가</item></a>".encode("cp949"),
    ],
    ids=["euc-kr", "utf-16", "utf-8-sig", "cp949 without a word"],
)
def test_korean_is_read_in_any_of_its_encodings(raw: bytes):
    assert [element.text for element in read(raw)] == ["가"]


@pytest.mark.parametrize(
    ("raw", "reason", "line"),
    [
        ("", "not_xml", 1),
        ("no xml", "not_xml", 1),
        ("<a>\n<item>\n<id>1</id>\n", "not_xml", 4),
        ("<a>\n<item>\n</a>", "not_xml", 3),
        ("<a><item>&nbsp;</item></a>", "not_xml", 1),
        ("<a><item><g:id>1</g:id></item></a>", "not_xml", 1),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a><item>&x;</item></a>', "document_type", 1),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document_type", 1),
        ("<a>" * 30 + "<item/>" + "</a>" * 30, "too_deep_xml", 1),
        (b'<?xml version="1.0" encoding="utf-8"?><a><item>\xff</item></a>', "encoding", 1),
    ],
)
def test_what_is_no_feed_is_refused_with_its_line(raw: str | bytes, reason: str, line: int):
    with pytest.raises(RefusedFile) as refused:
        read(raw)
    assert (refused.value.reason.key, refused.value.line) == (f"import.reason.{reason}", line)


def test_a_thousand_laughs_are_refused_before_the_first():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(RefusedFile) as refused:
        read(f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a><item>&l9;</item></a>')
    assert refused.value.reason.key == "import.reason.document_type"


@pytest.mark.parametrize(
    "raw",
    [
        "<a><item>" + "x" * (xml_items.MOST_ITEM_CHARACTERS + 1) + "</item></a>",
        "<a><item>" + "<b/>" * (xml_items.MOST_ITEM_ELEMENTS + 1) + "</item></a>",
        '<a><item b="' + "x" * 6_000_000 + '"/></a>',
    ],
    ids=["text", "elements", "attribute"],
)
def test_an_item_beyond_its_bounds_is_refused(raw: str):
    with pytest.raises(RefusedFile) as refused:
        read(raw)
    assert refused.value.reason.key == "import.reason.item_size"


def test_more_items_than_the_bound_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xml_items, "MOST_ITEMS", 2)
    with pytest.raises(RefusedFile) as refused:
        read("<a>" + "<item/>" * 3 + "</a>")
    assert refused.value.reason.key == "import.reason.too_many_items"


def test_what_stands_outside_of_items_is_passed_over():
    assert len(read("<a><title>" + "x" * 2_000_000 + "</title><item/><item/></a>")) == 2
