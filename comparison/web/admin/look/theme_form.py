"""A theme as the fields of its form, and back.

A colour has two fields, the text that counts and a picker beside it. What was picked differs from what the
picker showed (``_shown.light.accent``) and then goes before the text, so that both work without script.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ....core.colours import Colour, ColourText
from ....core.messages import Message, say
from ....core.theme import COLOURS, SCHEMES, RoundingText, Theme, TypeName, TypeSizeText, usual_colours
from ...forms import REVISION, Form

COLOUR_FIELDS = tuple(f"{scheme}.{token}" for scheme in SCHEMES for token in COLOURS)
PICKER, SHOWN = "_picker.", "_shown."
MOST_FONTS = 3
_LENGTHS: dict[str, Any] = {"radius": RoundingText, "font_size": TypeSizeText}
LABELS: dict[str, Message] = {
    **{name: say("admin_look.field." + name) for name in COLOUR_FIELDS},
    **{name: say("admin_look." + name) for name in ("radius", "font", "font_size")},
}


def fields_of(theme: Theme, revision: int) -> dict[str, str]:
    """*theme* as the fields of its form, empty where it says nothing."""
    return {
        REVISION: str(revision),
        **{f"{one}.{token}": getattr(theme.of(one), token) or "" for one in SCHEMES for token in COLOURS},
        "radius": theme.radius or "",
        "font": ", ".join(theme.font),
        "font_size": theme.font_size or "",
    }


def picked(form: Form) -> Form:
    """*form* with every colour that was picked written into its text."""
    chosen = {
        name: form.get(PICKER + name)
        for name in COLOUR_FIELDS
        if form.get(PICKER + name) and form.get(PICKER + name) != form.get(SHOWN + name)
    }
    kept = [(name, text) for name, text in form.pairs if name not in chosen and not _is_beside(name)]
    return Form([*kept, *chosen.items()])


def read_theme(form: Form) -> Theme | None:
    """What was typed; None where an error was noted at a field."""
    for name, message in _faults(form):
        form.fail(name, message)
    return None if form.errors else legible(form)


def legible(form: Form) -> Theme:
    """What can be read of what is typed by now; a field that is wrong says nothing."""
    wrong = {name for name, _ in _faults(form)}
    typed = {name: text for name, text in _typed(form).items() if name not in wrong}
    said: dict[str, Any] = {name: typed[name] for name in _LENGTHS if name in typed}
    for scheme in SCHEMES:
        said[scheme] = {
            token: typed[f"{scheme}.{token}"] for token in COLOURS if f"{scheme}.{token}" in typed
        }
    if "font" in typed:
        said["font"] = _fonts(typed["font"])
    return msgspec.convert(said, Theme)


def swatches(theme: Theme) -> Mapping[str, Colour]:
    """What each colour field looks like, stated or not."""
    return {
        f"{scheme}.{token}": one
        for scheme in SCHEMES
        for token, one in usual_colours(theme.of(scheme), scheme).items()
    }


def _faults(form: Form) -> Iterator[tuple[str, Message]]:
    for name, text in _typed(form).items():
        if name in COLOUR_FIELDS and not _fits(text, ColourText):
            yield name, say("admin_look.no_colour")
        elif name in _LENGTHS and not _fits(text, _LENGTHS[name]):
            yield name, say("admin_look.no_" + name)
        elif name == "font" and not _fits(_fonts(text), tuple[TypeName, ...]):
            yield name, say("admin_look.no_font")
        elif name == "font" and len(_fonts(text)) > MOST_FONTS:
            yield name, say("admin_look.many_fonts", most=MOST_FONTS)


def _typed(form: Form) -> dict[str, str]:
    names = (*COLOUR_FIELDS, *_LENGTHS, "font")
    return {name: text for name in names if (text := form.get(name).strip())}


def _fonts(text: str) -> list[str]:
    return [one.strip().strip("'\"") for one in text.split(",") if one.strip()]


def _fits(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _is_beside(name: str) -> bool:
    return name.startswith((PICKER, SHOWN))
