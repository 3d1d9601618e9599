"""What an error says to its reader."""

from collections.abc import Callable, Mapping
from typing import Any

from ..core.errors import BadParameter, ComparisonError, NotFound, RefusedFile
from ..core.messages import Message, say
from .speaker import speaker

_THINGS = frozenset(
    "shop comparison product category add_on persona tier edition market page file"
    " user token key review".split()
)


def sentence_of(error: ComparisonError, lang: str) -> str:
    """The sentence of *error* in the language of *lang*."""
    return speaker(lang).say(message_of(error))


def message_of(error: ComparisonError) -> Message:
    """*error* as a message, its facts in the form that its sentence wants."""
    facts: Mapping[str, Any] = error.facts
    if (worded := _WORDED.get(type(error))) is not None:
        return worded(facts)
    return Message(key=error.key, arguments=dict(facts))


def _bad_parameter(facts: Mapping[str, Any]) -> Message:
    if facts["accepted"]:
        return Message(key=BadParameter.key, arguments=dict(facts))
    return say("error.bad_parameter_plain", name=facts["name"], value=facts["value"])


def _not_found(facts: Mapping[str, Any]) -> Message:
    thing = facts["what"].replace("-", "_")
    what = say(f"error.what_{thing}") if thing in _THINGS else facts["what"]
    return Message(key=NotFound.key, arguments={"what": what, "key": facts["key"]})


def _refused_file(facts: Mapping[str, Any]) -> Message:
    place = f"{facts['file']}:{facts['line']}" if facts["line"] else facts["file"]
    where = f"{place}: {facts['path']}" if facts["path"] else place
    if facts["accepted"]:
        return say(RefusedFile.key, where=where, reason=facts["reason"], accepted=facts["accepted"])
    return say("error.refused_file_plain", where=where, reason=facts["reason"])


_WORDED: Mapping[type[ComparisonError], Callable[[Mapping[str, Any]], Message]] = {
    BadParameter: _bad_parameter,
    NotFound: _not_found,
    RefusedFile: _refused_file,
}
