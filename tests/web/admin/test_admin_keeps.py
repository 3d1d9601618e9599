"""A form sent back as it stands changes nothing: every record of the demo catalogues, every page over it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from builders_admin import Browser, Office, fields_of
from builders_comparisons import at_the_desk
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Category, Comparison, Product, Shop
from comparison.core.personas import Persona
from comparison.core.quiz import Quiz
from comparison.core.sizes import SizeRange
from comparison.storage.formats.native import read_native
from comparison.storage.store import KINDS, AnyRecord
from comparison.web.admin.products.price import price_key

DEMO = Path(__file__).parents[3] / "catalog_data" / "demo"
SPOKEN = {"ko", "en", "ja", "de"}
OTHER = "fr"
# The largest has no kind of page that the others have not.
NAMES = [
    pytest.param(one.name, marks=pytest.mark.slow if one.name == "shop-plans.yaml" else ())
    for one in sorted(DEMO.glob("*.yaml"))
]


def in_one_more_language(value: Any) -> Any:
    """Plain data with every text in a language too that no form of the shop shows."""
    if isinstance(value, dict) and value and set(value) <= SPOKEN:
        return value | {OTHER: next(iter(value.values()))}
    if isinstance(value, dict):
        return {name: in_one_more_language(one) for name, one in value.items()}
    return [in_one_more_language(one) for one in value] if isinstance(value, list) else value


def richer(record: AnyRecord) -> AnyRecord:
    """*record* with what no form shows: texts in one more language, further quantities of an answer."""
    if isinstance(record, Product):
        record = replace(record, description={"ko": "첫 줄\n둘째 줄", "en": "One line\nand another"})
    if isinstance(record, Comparison) and record.quiz:
        record = replace(record, quiz=_with_quantities(record.quiz))
    return msgspec.convert(in_one_more_language(document(record)), type(record))


def _with_quantities(quiz: Quiz) -> Quiz:
    also = (SizeRange(unit="order", usual=40),)
    questions = tuple(
        replace(one, answers=tuple(replace(answer, also=also) for answer in one.answers))
        for one in quiz.questions
    )
    return Quiz(questions=questions)


def document(record: AnyRecord) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))


def pages_of(record: AnyRecord) -> Iterator[str]:
    """The pages with a form over *record* or a part of it, below the shop's address."""
    if isinstance(record, Shop):
        yield from ("settings", "content", "content/contact")
    elif isinstance(record, Persona):
        yield f"personas/{record.key}"
    elif isinstance(record, Category):
        yield f"categories/{record.key}"
        yield from (f"categories/{record.key}/features/{one.key}" for one in record.features)
        numbers = [one.key for one in record.features if one.kind == "number"]
        yield from (f"categories/{record.key}/features/{key}/norm" for key in numbers)
        yield f"values?category={record.key}"
    elif isinstance(record, Product):
        yield from (
            f"products/{record.key}",
            f"content/products/{record.key}",
            f"content/products/{record.key}/rated",
        )
        yield from (f"content/evidence/{record.key}/{cell.feature}" for cell in record.cells)
        yield from (f"products/{record.key}/prices/{price_key(one)}" for one in record.prices)
    elif isinstance(record, AddOn):
        yield f"add-ons/{record.key}"
        yield from (f"add-ons/{record.key}/prices/{price_key(one)}" for one in record.prices)
    elif isinstance(record, Comparison):
        yield f"comparisons/{record.key}/marks"
        yield from (f"{part}/{record.key}" for part in ("comparisons", "content/comparisons", "pains"))
        questions = record.quiz.questions if record.quiz else ()
        yield from (f"quiz/{record.key}/questions/{one.key}" for one in questions)


def sent_back(merchant: Browser, address: str) -> str:
    """Send the largest form of the page as it stands; what was not accepted, empty where it was."""
    got = merchant.get(address)
    address = got.headers["location"] if got.status == 303 else address
    forms = [fields_of(one) for one in merchant.page(address).every("form") if one["method"] == "post"]
    answer = merchant.post(address.partition("?")[0], max(forms, key=len) | {"_do": "save"})
    return "" if answer.status == 303 else f"{answer.status} {address}"


def stored(at: Office, shop: str, records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """*records* as they are stored, without the days on which prices were looked at: a save says those anew."""
    found = []
    for one in records:
        row = at.store.get(shop, KINDS[type(one)], one.key)
        assert row is not None
        record = row.record
        if isinstance(record, Product | AddOn):
            record = replace(record, prices=tuple(replace(one, checked_on=None) for one in record.prices))
        found.append(record)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_form_sent_back_as_it_stands_changes_nothing(tmp_path: Path, name: str):
    native = read_native((DEMO / name).read_bytes(), name)
    assert native.shop is not None
    shop, records = native.shop.key, [richer(one) for one in native.records]
    at = Office(tmp_path)
    at.store.save_all(shop, records, by="test")
    merchant = at_the_desk(at)
    problems = []
    for record in records:
        concerned = records if isinstance(record, Category) else [record]
        before = stored(at, shop, concerned)
        for path in pages_of(record):
            problems.append(sent_back(merchant, f"/admin/{shop}/{path}"))
            for was, now in zip(before, stored(at, shop, concerned), strict=True):
                problems += [
                    f"{path}{line}" for line in differences(document(was), document(now), was == now)
                ]
    assert [one for one in problems if one] == []


def differences(was: Any, now: Any, is_same: bool, path: str = "") -> Iterator[str]:
    """Where two documents differ; what has its default may be written or not."""
    if is_same or was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted({*was, *now}):
            yield from differences(was.get(key), now.get(key), False, f"{path}.{key}")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for place, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from differences(one, other, False, f"{path}.{place}")
    else:
        yield f"{path}: {was!r} became {now!r}"
