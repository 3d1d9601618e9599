"""A category's names and groups, and one feature, as the fields of their forms, and back."""

from collections.abc import Iterator, Sequence

import msgspec

from ....core.bounds import PROSE, SHORT
from ....core.catalogue import Category, Feature
from ....core.messages import Message, say
from ....storage.formats.names import slug, unique
from ...forms import Form

MOST_NEW_GROUPS = 2
KINDS = ("yes_no", "number", "text", "list")
DIRECTIONS = ("none", "higher", "lower")
FEATURE_LABELS: dict[str, Message] = {
    name: say(f"admin_category.{name}")
    for name in ("label", "kind", "group", "unit", "direction", "best", "help")
} | {"linked": say("admin_look.linked")}


def fields_of(category: Category) -> dict[str, str]:
    """The names of *category* and of its groups."""
    fields = {f"label.{language}": text for language, text in category.label.items()}
    for place, group in enumerate(category.groups):
        fields[f"group.{place}.key"] = group.key
        fields |= {f"group.{place}.label.{language}": text for language, text in group.label.items()}
    return fields


def read_category(form: Form, category: Category, languages: Sequence[str]) -> Category | None:
    """*category* with what was typed; None where an error was noted. A group without a name goes away."""
    groups = list(_groups(form, category, languages))
    kept = {group["key"] for group in groups}
    typed = {
        "label": form.labels("label", languages, most=SHORT, needed=languages[:1]),
        "groups": groups,
        "features": [
            msgspec.to_builtins(msgspec.structs.replace(one, group=one.group if one.group in kept else None))
            for one in category.features
        ],
    }
    return form.record(Category, msgspec.to_builtins(category) | typed)


def feature_fields(feature: Feature) -> dict[str, str | Sequence[str]]:
    """*feature* as the fields of its form."""
    texts = {"label": feature.label, "best": feature.best or {}, "help": feature.help or {}}
    return {
        **{f"{name}.{one}": text for name, them in texts.items() for one, text in them.items()},
        "kind": feature.kind,
        "group": feature.group or "",
        "unit": feature.unit or "",
        "direction": feature.direction,
        "linked": feature.linked,
    }


def read_feature(
    form: Form, feature: Feature, category: Category, languages: Sequence[str]
) -> Feature | None:
    """*feature* with what was typed; None where an error was noted."""
    kind = form.choice("kind", KINDS)
    unit = form.text("unit", least=0).lower() or None
    if unit and kind != "number":
        form.fail("unit", say("admin_category.unit_of_numbers"))
    typed = {
        "label": form.labels("label", languages, most=SHORT, needed=languages[:1]),
        "kind": kind,
        "group": form.choice("group", ("", *(group.key for group in category.groups))) or None,
        "unit": unit,
        "direction": form.choice("direction", DIRECTIONS),
        "linked": form.choices("linked", [one.key for one in category.features if one.key != feature.key]),
        "best": form.labels("best", languages, most=SHORT) or None,
        "help": form.labels("help", languages, most=PROSE, lines=True) or None,
    }
    whole = {name: one for name, one in (msgspec.to_builtins(feature) | typed).items() if one is not None}
    return form.record(Feature, whole)


def _groups(form: Form, category: Category, languages: Sequence[str]) -> Iterator[dict[str, object]]:
    taken = {group.key for group in category.groups}
    known = {group.key for group in category.groups}
    for place in range(len(category.groups) + MOST_NEW_GROUPS):
        stem = f"group.{place}"
        if not any(form.get(f"{stem}.label.{language}").strip() for language in languages):
            continue
        labels = form.labels(f"{stem}.label", languages, most=SHORT, needed=languages[:1])
        key = form.get(f"{stem}.key")
        yield {
            "key": key if key in known else unique(slug(labels.get("en", ""), fallback="group"), taken),
            "label": labels,
        }
