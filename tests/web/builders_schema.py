"""Whether an answer is what its schema says: kinds, required members, and none undescribed."""

from collections.abc import Iterator, Mapping

_KINDS = {
    "string": str,
    "integer": int,
    "object": dict,
    "array": (list, tuple),
    "boolean": bool,
    "null": type(None),
}


def misfits(value: object, schema: Mapping, components: Mapping, path: str = "$") -> Iterator[str]:
    """Every place where *value* does not fit, in words."""
    while "$ref" in schema:
        schema = components[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        yield from _nearest(value, schema["anyOf"], components, path)
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r}"
    elif "type" in schema and not isinstance(value, _KINDS[schema["type"]]):
        yield f"{path} is no {schema['type']}"
    elif isinstance(value, dict) and "properties" in schema:
        yield from _members(value, schema, components, path)
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for place, item in enumerate(value):
            yield from misfits(item, schema["items"], components, f"{path}[{place}]")


def _nearest(value: object, choices: list, components: Mapping, path: str) -> list[str]:
    found = [list(misfits(value, one, components, path)) for one in choices]
    return min(found, key=len)


def _members(value: dict, schema: Mapping, components: Mapping, path: str) -> Iterator[str]:
    yield from (f"{path} lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        if name in schema["properties"]:
            yield from misfits(item, schema["properties"][name], components, f"{path}.{name}")
        else:
            yield f"{path}.{name} is not described"
