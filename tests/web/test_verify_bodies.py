"""The body of a verification: bounded, and refused by the name of the field that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_proof import Till, counts, problem

from comparison.web.verifying import MOST_BODY_BYTES


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path)
    yield made
    made.store.close()


TOTAL = '"total":{"minor":1500,"currency":"USD"}'


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("", "$"),
        ("{", "$"),
        ("[]", "$"),
        ('"\\ud800"', "$"),
        ("{" + TOTAL + "}", "$.signed"),
        ('{"signed":"x"}', "$.total"),
        ('{"signed":"x","hello":1,' + TOTAL + "}", "$.hello"),
        ('{"signed":"",' + TOTAL + "}", "$.signed"),
        ('{"signed":"x y",' + TOTAL + "}", "$.signed"),
        ('{"signed":"x","total":{"minor":"1500","currency":"USD"}}', "$.total.minor"),
        ('{"signed":"x","total":{"minor":15.5,"currency":"USD"}}', "$.total.minor"),
        ('{"signed":"x","total":{"minor":-1,"currency":"USD"}}', "$.total.minor"),
        ('{"signed":"x","total":{"minor":9000000000000001,"currency":"USD"}}', "$.total.minor"),
        ('{"signed":"x","total":{"minor":1500,"currency":"usd"}}', "$.total.currency"),
        ('{"signed":"x","total":{"minor":1500}}', "$.total.currency"),
        ('{"signed":"x","order":"",' + TOTAL + "}", "$.order"),
        ('{"signed":"x","order":"a b",' + TOTAL + "}", "$.order"),
        ('{"signed":"x","lines":[{"component":"base"}],' + TOTAL + "}", "$.lines[0].minor"),
        ('{"signed":"x","lines":[{"component":"<b>","minor":1}],' + TOTAL + "}", "$.lines[0].component"),
        ('{"signed":"x",' + TOTAL + "," + TOTAL + "}", "$.total"),
        ('{"signed":"x","total":{"minor":1,"minor":1500,"currency":"USD"}}', "$.total.minor"),
        ('{"signed":"x","lines":[{"component":"a","minor":1,"minor":2}],' + TOTAL + "}", "$.lines[0].minor"),
        ('{"signed":' + "[" * 900 + "]" * 900 + ',"signed":"x",' + TOTAL + "}", "$.signed"),
    ],
)
def test_a_wrong_body_is_refused_by_the_name_of_its_field(till: Till, body: str, field: str) -> None:
    refused = problem(till.send(body.encode()), 400)
    assert refused["parameter"] == field
    assert str(refused["detail"]).startswith(field)


@pytest.mark.parametrize("body", [b"\xff", b"[" * 100_000, b'{"signed":' + b"9" * 5_000 + b"}"])
def test_a_body_that_nobody_can_read_is_our_client_s_fault(till: Till, body: bytes) -> None:
    problem(till.send(body), 400)


def test_another_currency_is_a_mistake_and_no_difference(till: Till) -> None:
    refused = problem(till.send({"signed": till.signed(), "total": {"minor": 1_500, "currency": "KRW"}}), 400)
    assert refused["parameter"] == "$.total.currency"
    assert counts(till) == (0, 0)


def test_a_body_beyond_its_bound_is_refused(till: Till) -> None:
    problem(till.send(b" " * (MOST_BODY_BYTES + 1)), 413)


def test_a_body_with_too_many_lines_is_refused(till: Till) -> None:
    lines = [{"component": "base", "minor": 1}] * 401
    assert problem(till.verify(1_500, lines=lines), 400)["parameter"] == "$.lines"
