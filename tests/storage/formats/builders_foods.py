"""Food as Open Food Facts writes it, in its table and in its lines of JSON."""

import json
from typing import Any

from comparison.storage.formats.reading import SourceFile

FOOD = {
    "code": "0012345678905",
    "product_name": "Oat drink",
    "labels_tags": "en:organic,en:no-gluten,fr:point-vert",
    "origins_tags": "en:finland",
    "nutriscore_grade": "b",
    "environmental_score_grade": "a-plus",
    "nova_group": "3",
    "fat_100g": "1.5",
    "energy-kcal_100g": "46",
    "states_tags": "en:complete",
    "vitamin-c_100g": "0.01",
}


def food_table(*foods: dict[str, str], name: str = "food.tsv") -> SourceFile:
    """The project's table."""
    columns = list(dict.fromkeys(column for food in foods for column in food))
    lines = ["\t".join(columns), *("\t".join(food.get(column, "") for column in columns) for food in foods)]
    return SourceFile(name=name, raw="\n".join(lines).encode())


def food_lines(*foods: Any, name: str = "food.jsonl") -> SourceFile:
    """The same as lines of JSON."""
    return SourceFile(name=name, raw="\n".join(json.dumps(food) for food in foods).encode())
