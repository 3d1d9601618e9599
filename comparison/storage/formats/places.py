"""Where something stands inside a document: a path as a tuple, and as people read it."""

import re

Path = tuple[str | int, ...]

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_STEP = re.compile(r"\.(?P<name>[A-Za-z_][A-Za-z0-9_]*)|\[(?P<index>[0-9]+)\]|(?P<any>\[\.\.\.\])")


def spelled(path: Path) -> str:
    """``("plans", "PRO", "tags", 3)`` as ``$.plans.PRO.tags[3]``; odd keys stand in quotes."""
    return "$" + "".join(_step(step) for step in path)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _WORD.fullmatch(step) else f'["{step[:60]}"]'


def parsed(spelling: str) -> Path:
    """The path that msgspec names in an error, up to the first step it does not know (``[...]``)."""
    steps: list[str | int] = []
    for step in _STEP.finditer(spelling):
        if step["any"]:
            break
        steps.append(step["name"] or int(step["index"]))
    return tuple(steps)
