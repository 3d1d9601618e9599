"""Every sentence the engine may answer has words in both languages."""

from collections.abc import Iterator

import pytest
from examples import tried
from hypothesis import given, settings
from strategies_pricing import Case, cases
from test_price_laws import asked

from comparison.core.messages import Message
from comparison.core.pricing.quote import Quote
from comparison.words.catalogues import LOCALES, area_entries
from comparison.words.sentences import slot_names

AREA = "price_engine.po"
ENTRIES = {lang: area_entries(LOCALES / lang / AREA, lang) for lang in ("ko", "en")}
KNOWN = {
    lang: {
        key: {name for form in entry.forms for name in slot_names(form)}
        for file in (LOCALES / lang).glob("*.po")
        for key, entry in area_entries(file, lang).items()
    }
    for lang in ("ko", "en")
}


def messages(quoted: Quote) -> Iterator[Message]:
    found = [quoted.reason, *quoted.assumptions, *(line.reason for line in quoted.lines)]
    pending = [message for message in found if message is not None]
    while pending:
        message = pending.pop()
        yield message
        pending += [one for one in message.arguments.values() if isinstance(one, Message)]


@settings(max_examples=tried(300), deadline=None)
@given(cases())
def test_every_message_has_its_words_and_all_their_arguments(case: Case) -> None:
    for message in messages(asked(*case)):
        for known in KNOWN.values():
            assert known[message.key] <= message.arguments.keys()


def test_both_languages_have_the_same_sentences() -> None:
    assert ENTRIES["ko"].keys() == ENTRIES["en"].keys()


@pytest.mark.parametrize("key", sorted(ENTRIES["ko"]))
def test_both_languages_ask_for_the_same_arguments(key: str) -> None:
    ko, en = (
        {name for form in entries[key].forms for name in slot_names(form)} - {"count"}
        for entries in ENTRIES.values()
    )
    assert ko == en
