import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.web.codings import CODINGS, chosen_coding, packed, unpacked


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("br;q=0.000", "identity"),
        ("br; q=0.5", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity", "identity"),
        ("", "identity"),
        ("zstd", "identity"),
        (",;,=", "identity"),
        ("brotli", "identity"),
        ("br;Q=1.000, gzip", "br"),
        ("br;q=0.001", "br"),
        ("br;q=1.5, gzip;q=abc", "identity"),
        ("br ; q = 0", "identity"),
        ('br;q="0"', "identity"),
        ("br;level=4;q=0, gzip", "gzip"),
    ],
)
def test_a_coding_is_chosen_as_the_header_allows(accepted, coding):
    assert chosen_coding(accepted) == coding


@given(st.text(alphabet="brgzip,;q=0.1* ", max_size=60))
def test_any_header_gets_a_coding(accepted):
    assert chosen_coding(accepted) in CODINGS


@pytest.mark.parametrize("coding", CODINGS)
@given(body=st.binary(max_size=2000))
def test_bytes_come_back_out_of_every_coding(coding, body):
    assert unpacked(packed(body, coding), coding) == body


@pytest.mark.parametrize("coding", CODINGS)
def test_packing_twice_gives_the_same_bytes(coding):
    assert packed(b"air cleaner " * 100, coding) == packed(b"air cleaner " * 100, coding)


def test_a_very_long_header_is_read_only_at_its_beginning():
    assert chosen_coding("x," * 5000 + "br") == "identity"
