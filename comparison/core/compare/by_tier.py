"""Sentences said of tiers one by one: each once, with the names of those it is true of."""

from collections.abc import Iterable

from ..messages import Message, say


def said_once(said: Iterable[tuple[str, Message]], every: int) -> tuple[Message, ...]:
    """What is *said*, by the name of the tier, in its order; without names where all of *every* say it."""
    together: list[tuple[Message, list[str]]] = []
    for name, words in said:
        names = next((names for known, names in together if known == words), None)
        if names is None:
            together.append((words, [name]))
        else:
            names.append(name)
    return tuple(_named(words, names, every) for words, names in together)


def _named(words: Message, names: list[str], every: int) -> Message:
    if len(names) >= every:
        return words
    return say("page.labelled", label=say("page.commas", items=tuple(names)), text=words)
