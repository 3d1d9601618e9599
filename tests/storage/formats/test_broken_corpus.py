"""Every format against the same ways of being broken: refused with place, reason and remedy, nothing stored."""

import gzip
import inspect
import io
import zipfile

import pytest
from builders_broken import WHOLE, Whole
from builders_tables import taken_in

from comparison import words
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import FORMATS
from comparison.storage.store import Store

PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
TURNING = "T\u202eea"
FORMULA = "=HYPERLINK(1)"
# What says goods by a text of its own, which two of them may share: names tell reviews and Liquid apart.
_KEYED = {
    "shopify": "one",
    "woocommerce": "one",
    "magento": "one",
    "magento-samples": "one",
    "vendure": "one",
    "cafe24": "P000000A",
    "naver-ep": "A-001",
    "open-food-facts": "0001",
    "reviews": "1",
    "google-merchant": "one",
    "pricing2yaml": "ONE",
    "native": "one",
    "shopify-liquid": "one",
}


def with_part(part: str) -> list[str]:
    """The formats that have such a *part* to spoil."""
    return [name for name, one in WHOLE.items() if part in inspect.signature(one.text).parameters]


def refusal(store: Store, whole: Whole, file: SourceFile) -> RefusedFile:
    """The first fault that *file* is refused for; what is said of it is complete, and nothing is stored."""
    with pytest.raises((RefusedFile, RefusedRows)) as refused:
        taken_in(store, file, format=whole.format, **whole.options)
    error = refused.value
    fault = error.faults[0] if isinstance(error, RefusedRows) else error
    for language in ("en", "ko"):
        speaker = words.speaker(language)
        assert speaker.say(fault.reason)
        assert speaker.say(fault.accepted)
    assert (fault.file, store.shops()) == (file.name, [])
    return fault


def test_there_is_a_whole_file_of_every_format():
    assert WHOLE.keys() == {one.name for one in FORMATS}


@pytest.mark.parametrize("name", WHOLE)
def test_the_file_that_is_broken_below_is_whole_itself(store: Store, name: str):
    done = taken_in(store, WHOLE[name].file(), **WHOLE[name].options)
    assert (done.format, done.changed > 0) == (name, True)


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_while_it_was_packed_is_refused(store: Store, name: str):
    whole = WHOLE[name]
    packed = gzip.compress(whole.file().raw)
    refusal(store, whole, SourceFile(name=f"{whole.name}.gz", raw=packed[: len(packed) // 2]))


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in {"naver-ep", "open-food-facts"}])
def test_a_file_that_ends_in_the_middle_names_its_line(store: Store, name: str):
    """Naver's and the food table know no quotation marks, so that each of their lines ends by itself."""
    whole = WHOLE[name]
    raw = whole.file().raw
    cut = raw[:-9] if raw[:1] in b"<{" else raw + b'"never [closed: {'
    assert refusal(store, whole, SourceFile(name=whole.name, raw=cut)).line > 0


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("raw", [b"", PICTURE, PICTURE * 9_000], ids=["nothing", "a picture", "a large one"])
def test_what_is_another_thing_altogether_is_refused(store: Store, name: str, raw: bytes):
    refusal(store, WHOLE[name], SourceFile(name=WHOLE[name].name, raw=raw))


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_packed_to_hurt_is_refused(store: Store, name: str):
    whole = WHOLE[name]
    bomb = gzip.compress(whole.file().raw + b" " * 30_000_000, 9)
    assert refusal(store, whole, SourceFile(name=f"{whole.name}.gz", raw=bomb)).reason.key in {
        "import.reason.packed_to_hurt",
        "import.reason.file_size",
        "refused.too_large",
    }


@pytest.mark.parametrize("name", WHOLE)
def test_an_archive_of_several_files_is_refused(store: Store, name: str):
    whole, packed = WHOLE[name], io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for inner in ("a", "b"):
            archive.writestr(f"{inner}-{whole.name}", whole.file().raw)
    refusal(store, whole, SourceFile(name=whole.name, raw=packed.getvalue()))


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "reviews"])
def test_a_name_that_turns_text_around_is_refused(store: Store, name: str):
    """A review's title is prose of its writer; only what tells goods apart is a name."""
    refusal(store, WHOLE[name], WHOLE[name].file(name=TURNING))


@pytest.mark.parametrize("name", WHOLE)
def test_a_formula_is_only_a_text(store: Store, name: str):
    done = taken_in(store, WHOLE[name].file(name=FORMULA), **WHOLE[name].options)
    assert done.format == name


@pytest.mark.parametrize("price", ["1e400", "9" * 40, "-5", "NaN"])
@pytest.mark.parametrize("name", with_part("price"))
def test_an_amount_that_is_none_names_its_place(store: Store, name: str, price: str):
    fault = refusal(store, WHOLE[name], WHOLE[name].file(price=price))
    assert (fault.line > 0, fault.path != "") == (True, True)


@pytest.mark.parametrize("day", ["2026-02-31", "soon"])
@pytest.mark.parametrize("name", with_part("day"))
def test_a_date_that_is_none_names_its_place(store: Store, name: str, day: str):
    fault = refusal(store, WHOLE[name], WHOLE[name].file(day=day))
    assert (fault.line > 0, fault.path != "") == (True, True)


@pytest.mark.parametrize("name", _KEYED)
def test_a_key_that_is_there_twice_names_its_second_place(store: Store, name: str):
    assert refusal(store, WHOLE[name], WHOLE[name].file(second=_KEYED[name])).line > 0
