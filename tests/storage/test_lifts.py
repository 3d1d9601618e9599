"""Documents of every format this release knows, and of one it does not."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from comparison.core.errors import NewerFormat
from comparison.core.lifts import LIFTS, lifted, read_publication
from comparison.core.publication import FORMAT, Publication, encoded
from comparison.core.values import Number, Unlimited

# One kept edition of each format, as the release of its time wrote it. None is ever changed.
SAMPLES = sorted((Path(__file__).parent / "editions").glob("format-*.json"))
TODAY = (Path(__file__).parent / "editions" / f"format-{FORMAT}.json").read_bytes()


def plain() -> dict[str, Any]:
    data: dict[str, Any] = msgspec.json.decode(TODAY)
    return data


def read(data: dict[str, Any]) -> Publication:
    return read_publication(msgspec.json.encode(data))


def test_there_is_a_kept_edition_of_every_format() -> None:
    assert [sample.stem for sample in SAMPLES] == [f"format-{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_an_edition_of_every_format_is_read_in_todays_form(sample: Path) -> None:
    publication = read_publication(sample.read_bytes())
    assert publication.format == FORMAT
    assert [one.key for one in publication.products] == ["pro", "basic"]
    limit = publication.products[1].cells[0].value
    assert limit == Unlimited(fair_use=Number(amount="900", unit="g", base="900", base_unit="g"))


def test_todays_release_writes_the_kept_edition_byte_for_byte() -> None:
    assert encoded(read_publication(TODAY)) == TODAY


def test_every_format_before_todays_can_be_lifted() -> None:
    assert sorted(LIFTS) == list(range(1, FORMAT))


def test_fields_that_a_later_release_added_are_left_out() -> None:
    data = plain()
    data["sparkle"] = 1
    data["shop"]["mood"] = {"en": "good"}
    data["products"][0]["cells"][1]["value"]["certainty"] = "0.9"
    data["products"][0]["prices"][0]["components"][0]["amount"]["note"] = None
    data["personas"][0]["needs"][0]["reasons"] = []
    assert read(data) == read_publication(TODAY)


def test_a_later_format_is_refused_even_where_it_looks_like_todays() -> None:
    data = plain()
    data["format"] = FORMAT + 1
    with pytest.raises(NewerFormat) as refusal:
        read(data)
    assert refusal.value.facts == {"found": FORMAT + 1, "known": FORMAT}


def test_a_later_format_is_refused_whatever_else_it_holds() -> None:
    with pytest.raises(NewerFormat):
        read_publication(b'{"format":99,"tiers":{}}')


@pytest.mark.parametrize("document", [b"", b"{}", b"[]", TODAY[:-10], b'{"format":1}', b"\xff"])
def test_what_is_no_edition_is_an_error_and_not_a_guess(document: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_publication(document)


def test_a_value_that_breaks_a_bound_is_no_unknown_field() -> None:
    data = plain()
    data["shop"]["key"] = "Not A Key"
    with pytest.raises(msgspec.ValidationError):
        read(data)


def test_an_old_document_passes_through_every_lift_in_order() -> None:
    lifts = {
        1: lambda old: {"format": 1, "steps": [*old["steps"], "one"]},
        2: lambda old: {"format": 2, "steps": [*old["steps"], "two"]},
    }
    assert lifted({"format": 1, "steps": []}, lifts, to=3) == {"format": 3, "steps": ["one", "two"]}
    assert lifted({"format": 2, "steps": []}, lifts, to=3) == {"format": 3, "steps": ["two"]}
    assert lifted({"format": 3, "steps": []}, lifts, to=3) == {"format": 3, "steps": []}
