"""What templates wrote, joined as it is sent and known by its digest."""

import hashlib

import pytest

from comparison.web.written import piece_of, text_of, written

ROWS = piece_of(["<tbody>", "한글", "</tbody>"])


def test_a_piece_is_its_html_and_the_hash_of_it():
    html = "<tbody>한글</tbody>".encode()
    assert (ROWS.html, ROWS.digest) == (html, hashlib.sha256(html).digest())


def test_pieces_and_texts_are_sent_in_their_order():
    chunks = ["<table>", ROWS, "</table>"]
    assert written(chunks).body.decode() == text_of(chunks) == "<table><tbody>한글</tbody></table>"


def test_text_that_comes_in_other_parts_has_the_same_digest():
    assert written(["<p>", "1", ROWS]).digest == written(["<p>1", ROWS]).digest


@pytest.mark.parametrize(
    "other",
    [
        ["<p>2", ROWS, "</p>"],
        ["<p>1", "</p>", ROWS],
        ["<p>1", piece_of(["<tbody></tbody>"]), "</p>"],
        ["<p>1", ROWS, ROWS, "</p>"],
        ["<p>1", "</p>"],
    ],
)
def test_what_is_written_otherwise_has_another_digest(other):
    assert written(other).digest != written(["<p>1", ROWS, "</p>"]).digest
