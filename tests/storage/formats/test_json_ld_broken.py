"""Broken JSON-LD is refused with its place, the reason and what would be accepted; nothing is stored."""

import json
from typing import Any

import pytest
from builders_feeds import refusal, sold_in
from builders_json_ld import document, offer, page, thing

from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store


def bad(**properties: Any) -> dict[str, Any]:
    return thing("Bad", offers=offer(**properties))


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (bad(price="12 34"), "$.offers.price", "import.reason.no_money"),
        (bad(price=1e400), "$.offers.price", "import.reason.no_money"),
        (bad(price="NaN"), "$.offers.price", "import.reason.no_money"),
        (bad(price=-5), "$.offers.price", "import.reason.no_money"),
        (bad(price="1" * 30), "$.offers.price", "import.reason.no_money"),
        (bad(currency="Dollars"), "$.offers.priceCurrency", "import.reason.unknown_currency"),
        (bad(priceValidUntil="2026-02-30"), "$.offers.priceValidUntil", "import.reason.cell_no_date"),
        (bad(validFrom="soon"), "$.offers.validFrom", "import.reason.cell_no_date"),
        ({"@type": "Product", "offers": offer()}, "$", "import.reason.no_field"),
    ],
)
def test_a_fault_is_named_by_its_path(store: Store, data: dict[str, Any], path: str, reason: str):
    refused = refusal(store, document(data), market="US")
    assert (refused.path, refused.reason.key) == (path, reason)


def test_a_fault_is_named_by_its_line_too(store: Store):
    refused = refusal(store, document([thing("Good", offers=offer()), bad(price="12 34")]))
    text = document([thing("Good", offers=offer()), bad(price="12 34")]).raw.decode().splitlines()
    assert "12 34" in text[refused.line - 1]
    assert refused.path == "$[1].offers.price"


def test_a_fault_in_a_page_is_named_by_the_line_of_the_page(store: Store):
    file = page("{}", "\n" + json.dumps(bad(price="12 34"), indent=1))
    refused = refusal(store, file)
    assert "12 34" in file.raw.decode().splitlines()[refused.line - 1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "refused.not_json"),
        ("{", "refused.not_json"),
        ('{"@type": "Product", "name": "Tea"', "refused.not_json"),
        ("not json", "refused.not_json"),
        ('{"@type": "Product", "name": "a", "name": "b"}', "refused.twice"),
        ("[" * 100 + "]" * 100, "refused.too_deep"),
        ("[" * 200_000, "refused.too_deep"),
        ('"Product"', "import.reason.nothing_for_sale"),
        ("[]", "import.reason.nothing_for_sale"),
        ('{"@type": "Article", "name": "Tea"}', "import.reason.nothing_for_sale"),
    ],
)
def test_what_is_no_json_or_sells_nothing_is_refused(store: Store, text: str, reason: str):
    refused = refusal(store, SourceFile(name="a.jsonld", raw=text.encode()))
    assert refused.reason.key == reason


def test_a_page_with_only_a_broken_script_names_its_line(store: Store):
    refused = refusal(store, page("{}", "\n\n{broken"))
    assert (refused.reason.key, refused.line) == ("refused.not_json", 6)


def test_a_page_of_nothing_but_openings_is_answered_at_once(store: Store):
    for part in (b"<script ", b'<script type="application/ld+json">', b"<!--", b'itemtype="'):
        refused = refusal(store, SourceFile(name="a.html", raw=part * 200_000))
        assert refused.reason.key == "import.reason.nothing_for_sale"


def test_references_in_a_circle_end(store: Store):
    circle = {
        "@graph": [
            {
                "@id": "#p",
                "@type": "Product",
                "name": "Tea",
                "offers": {"@id": "#o"},
                "isVariantOf": {"@id": "#p"},
            },
            {"@id": "#o", "@type": "Offer", "price": 3, "priceCurrency": "EUR", "itemOffered": {"@id": "#p"}},
        ]
    }
    done = sold_in(store, document(circle))
    assert done.counts["product"] == 1


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    data = [thing("Good", offers=offer()), bad(price="12 34"), thing("Fine", offers=offer())]
    done = sold_in(store, document(data), skip_invalid=True)
    assert done.counts["product"] == 2
    assert [fault.path for fault in done.refusals] == ["$[1].offers.price"]


def test_a_page_in_korean_windows_is_read_and_said(store: Store):
    text = json.dumps(thing("녹차", offers=offer(currency="KRW")), ensure_ascii=False)
    raw = page(text, rest="<body>가나다라마바사 녹차 상품 설명입니다</body>").raw.decode().encode("cp949")
    done = sold_in(store, SourceFile(name="a.html", raw=raw), language="ko")
    assert [(note.key, note.arguments["encoding"]) for note in done.notes] == [
        ("import.note.encoding", "cp949")
    ]
