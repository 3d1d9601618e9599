"""Open Food Facts: food with its labels, origins, grades and what is in 100 g of it. It has no prices.

Source: docs/importing.md, "Open Food Facts". Labels, origins, packaging and grades are claims without
evidence; what is not known is not stated, and never no.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import PurePath

from msgspec.structs import replace

from ...core.bounds import SHORT
from ...core.values import Listing, NotApplicable, Number, Value, Words, YesNo
from .faults import Faults
from .feed_rows import row
from .goods import Fact, Good
from .goods_records import reading_of_goods
from .once import OnlyOnce
from .open_food_facts_foods import LINES, NOT_APPLICABLE, Food, foods_of, notes_of
from .quantities import decimal_text, quantity_of
from .reading import Reading, SourceFile, Wishes
from .tables import header_of
from .tallies import Tally

SUFFIXES = (*LINES, ".csv", ".tsv", ".txt")
_COLUMNS = frozenset({"code", "product_name"})
_OF_THIS_TABLE = frozenset({"labels_tags", "nutriscore_grade", "countries_tags", "states_tags"})
_MARKS = (b'"nutriments"', b'"product_name"', b'"labels_tags"', b'"states_tags"')
_MOST_ITEMS = 50

_LISTS = {
    "labels": ("labels_tags", "labels_en", "labels"),
    "origins": ("origins_tags", "origins_en", "origins"),
    "manufacturing-places": ("manufacturing_places", "manufacturing_places_tags"),
    "packaging": ("packaging_tags", "packaging_en", "packaging"),
}
_PLAIN_LISTS = {
    "allergens": ("allergens_tags", "allergens"),
    "traces": ("traces_tags", "traces"),
}
# The project files every label of the kind under these too; the absence of one says nothing.
_LABELS = {
    "organic": {"organic", "eu-organic", "usda-organic"},
    "fair-trade": {"fair-trade", "fairtrade-international"},
}
_ANALYSIS = {
    "vegan": ("en:vegan", "en:non-vegan"),
    "vegetarian": ("en:vegetarian", "en:non-vegetarian"),
    "palm-oil-free": ("en:palm-oil-free", "en:palm-oil"),
}
_GRADES = {
    "nutri-score": ("nutriscore_grade", "nutrition_grade_fr", "nutrition_grades"),
    "environmental-score": ("environmental_score_grade", "ecoscore_grade"),
}
_GRADE = re.compile(r"[a-g](?:-plus)?")
# In 100 g of it, in the units that the project keeps: grams, kilojoules, kilocalories, percent.
_NUTRIENTS = {
    "energy": ("energy-kcal", "kcal"),
    "energy-kj": ("energy-kj", "kj"),
    "fat": ("fat", "g"),
    "saturated-fat": ("saturated-fat", "g"),
    "trans-fat": ("trans-fat", "g"),
    "cholesterol": ("cholesterol", "g"),
    "carbohydrates": ("carbohydrates", "g"),
    "sugars": ("sugars", "g"),
    "added-sugars": ("added-sugars", "g"),
    "fiber": ("fiber", "g"),
    "proteins": ("proteins", "g"),
    "salt": ("salt", "g"),
    "sodium": ("sodium", "g"),
    "alcohol": ("alcohol", "percent"),
    "fruits-vegetables": ("fruits-vegetables-legumes", "percent"),
}
_CARRIED = frozenset(
    {
        *_COLUMNS,
        *(name for names in (*_LISTS.values(), *_PLAIN_LISTS.values(), *_GRADES.values()) for name in names),
        *(f"{name}_100g" for name, _ in _NUTRIENTS.values()),
        *"brands generic_name abbreviated_product_name quantity product_quantity".split(),
        *"product_quantity_unit serving_size serving_quantity serving_quantity_unit nova_group".split(),
        *"ingredients_analysis_tags ingredients_text pnns_groups_1 pnns_groups_2 energy_100g".split(),
        *"categories_en categories_tags categories".split(),
    }
)


def looks_like_open_food_facts(file: SourceFile) -> bool:
    """Whether *file* has the project's columns, or its fields in every line."""
    if PurePath(file.plain_name).suffix.lower() in LINES:
        start = file.head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf \r\n\t")
        return start.startswith(b"{") and b'"code"' in start and any(mark in start for mark in _MARKS)
    header = set(header_of(file))
    return header >= _COLUMNS and not header.isdisjoint(_OF_THIS_TABLE)


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""
    tally = Tally()
    left_out: set[str] = set()

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        with foods_of(file) as foods:
            once = OnlyOnce(file.name)
            yield faults.each(foods, lambda food: _good(food, once, wishes.language, tally, left_out))

    reading = reading_of_goods(file, wishes, walk, notes_of(file), states=())
    # The records are walked later; what there is to say was found out in the walk before.
    tally.count("food_fields_left_out", len(left_out))
    return replace(reading, notes=(*reading.notes, *tally.notes))


def _good(food: Food, once: OnlyOnce, language: str, tally: Tally, left_out: set[str]) -> Good:
    code = food.get("code")
    if not code:
        raise food.refused("code", "no_field", "no_field", name="code")
    left_out.update(
        name for name in food.names if name not in _CARRIED and not name.startswith("product_name")
    )
    names = (f"product_name_{language}", "product_name", "generic_name", "abbreviated_product_name")
    return Good(
        line=food.line,
        source_key=once.take(food, "code", code),
        name=food.get(*names) or code,
        category=_category(food),
        description=_description(food, language),
        facts=tuple(_facts(food, code, language, tally)),
    )


def _category(food: Food) -> tuple[str, ...]:
    """The food group; without one the widest category."""
    group = food.get("pnns_groups_2")
    if group:
        wider = food.get("pnns_groups_1")
        return (wider, group) if wider else (group,)
    widest = food.tags("categories_en", "categories_tags", "categories")
    return (_spoken(widest[0]),) if widest else ()


def _description(food: Food, language: str) -> str | None:
    parts = (food.get("generic_name"), food.get(f"ingredients_text_{language}", "ingredients_text"))
    return "\n\n".join(part for part in parts if part) or None


def _facts(food: Food, code: str, language: str, tally: Tally) -> Iterator[Fact]:
    yield row("gtin", Words(text={language: code}), language)
    brands = food.tags("brands")
    if brands:
        yield row("brand", _listed(brands, language), language)
    yield from _amounts(food, language, tally)
    yield from _claims(food, language)
    for key, columns in _PLAIN_LISTS.items():
        tags = food.tags(*columns)
        if tags:
            yield row(key, _listed([_spoken(tag) for tag in tags], language), language)
    for key, (name, unit) in _NUTRIENTS.items():
        yield from _nutrient(food, key, name, unit, language)


def _claims(food: Food, language: str) -> Iterator[Fact]:
    for key, columns in _LISTS.items():
        tags = food.tags(*columns)
        if tags:
            yield row(key, _listed([_spoken(tag) for tag in tags], language), language, claim=True)
    for key, yes in _switches(food):
        yield row(key, YesNo(yes=yes), language, claim=True)
    for key, columns in _GRADES.items():
        grade = _grade(food, columns, language)
        if grade is not None:
            yield row(key, grade, language, claim=True)
    processing = food.get("nova_group")
    if processing == NOT_APPLICABLE:
        yield row("nova-group", NotApplicable(), language, claim=True)
    elif processing in {"1", "2", "3", "4"}:
        yield row("nova-group", Number(amount=processing), language, claim=True)


def _switches(food: Food) -> Iterator[tuple[str, bool]]:
    """Yes or no, where the labels or the ingredients say one of them."""
    tags = food.tags("labels_tags", "labels_en", "labels")
    labels = {tag.lower().removeprefix("en:").replace(" ", "-") for tag in tags}
    for key, names in _LABELS.items():
        if not labels.isdisjoint(names):
            yield key, True
    found = set(food.tags("ingredients_analysis_tags"))
    for key, (yes, no) in _ANALYSIS.items():
        if yes in found or no in found:
            yield key, yes in found


def _grade(food: Food, columns: Sequence[str], language: str) -> Value | None:
    """``a-plus`` is A+; a grade that makes no sense for the food is told from one that nobody knows."""
    text = food.get(*columns).lower()
    if text == NOT_APPLICABLE:
        return NotApplicable()
    if not _GRADE.fullmatch(text):
        return None
    return Words(text={language: text.replace("-plus", "+").upper()})


def _amounts(food: Food, language: str, tally: Tally) -> Iterator[Fact]:
    for key, size, amount, unit in (
        ("contents", "quantity", "product_quantity", "product_quantity_unit"),
        ("serving", "serving_size", "serving_quantity", "serving_quantity_unit"),
    ):
        said = food.get(size)
        number = quantity_of(said) if said else None
        if number is None or number.unit is None:
            number = _in_all(food, said, amount, unit)
        if number is not None:
            yield row(key, number, language)
        else:
            tally.count("measures_left_out", bool(said))


def _in_all(food: Food, said: str, amount: str, unit: str) -> Number | None:
    """``2 x 100 g`` as 200 g: the amount that the project worked out, in the unit that is said."""
    text = decimal_text(food.get(amount))
    known = food.get(unit).lower() or ("ml" if re.search(r"[0-9]\s*(?:ml|cl|l)\b", said.lower()) else "")
    known = known or ("g" if re.search(r"[0-9]\s*(?:k?g|gr)\b", said.lower()) else "")
    if text is None or known not in {"g", "ml"} or Decimal(text) <= 0:
        return None
    return Number(amount=text, unit=known)


def _nutrient(food: Food, key: str, name: str, unit: str, language: str) -> Iterator[Fact]:
    text = food.nutrient(name)
    if not text and name == "energy-kj":
        text = food.nutrient("energy")
    if not text:
        return
    amount = decimal_text(text)
    if amount is None or amount.startswith("-"):
        raise food.refused(f"{name}_100g", "no_number", "number", text=text[:60])
    yield row(key, Number(amount=amount, unit=unit), language)


def _listed(values: Sequence[str], language: str) -> Value:
    """Always a list, so that one row has one kind of value."""
    distinct = list(dict.fromkeys(value for value in values if value))
    return Listing(items=tuple({language: value[:SHORT]} for value in distinct[:_MOST_ITEMS]))


def _spoken(tag: str) -> str:
    """``en:fair-trade`` as ``Fair trade``; of a tag in another language the language is named."""
    language, colon, name = tag.partition(":")
    if not colon or len(language) not in {2, 3}:
        return tag
    words = name.replace("-", " ").strip()
    plain = words[:1].upper() + words[1:]
    return plain if language in {"en", "xx"} else f"{plain} ({language})"
