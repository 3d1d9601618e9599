"""The catalogues of all languages say the same things, with the same arguments, in house style."""

import re
import warnings
from pathlib import Path

import pytest

from comparison.core.messages import say
from comparison.words import LANGUAGES, UntranslatedMessage, speaker
from comparison.words.catalogues import LOCALES, Entry, area_entries, entries
from comparison.words.forms import FORMS
from comparison.words.particles import PAIRS
from comparison.words.sentences import Sentence, Slot, parsed, slot_names

AREAS = sorted({file.name for file in LOCALES.rglob("*.po")})
OTHERS = [language for language in LANGUAGES if language != "en"]
FILES = sorted(LOCALES.rglob("*.po"))
NAMES = [f"{file.parent.name}-{file.stem}" for file in FILES]
# An argument that a language need not say.
_LEFT_OUT = {"price.free_delivery_hint": {"delivery"}}
# What shoppers never read: the admin, the command line and the findings speak to merchants.
_FOR_MERCHANTS = {"admin.po", "check.po", "cli.po", "errors.po"}
# In these languages only what a shopper reads is translated; the rest is said in English.
_FOR_SHOPPERS_ONLY = {"de", "ja"}
_UNTRANSLATED = re.compile(r"(admin|check|cli|exchange|feeds|import|publishing|spec_tables|tables)(_.*)?\.po")
DUE = [
    (language, area)
    for language in OTHERS
    for area in AREAS
    if language not in _FOR_SHOPPERS_ONLY or not _UNTRANSLATED.fullmatch(area)
]


def _asked(entry: Entry) -> frozenset[str]:
    """All arguments of an entry; a form may leave out the number (``for a year``)."""
    return frozenset().union(*(slot_names(form) for form in entry.forms)) | (
        {"count"} if len(entry.forms) > 1 else frozenset()
    )


def _slots(sentence: Sentence) -> list[Slot]:
    return [part for part in sentence if isinstance(part, Slot)]


def _texts(file: Path) -> list[str]:
    return re.findall(r'^(?:msgstr(?:\[[0-9]\])? )?"(.*)"$', file.read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize(("language", "area"), DUE)
def test_no_message_of_an_area_is_untranslated(language: str, area: str):
    english = area_entries(LOCALES / "en" / area, "en")
    file = LOCALES / language / area
    other = area_entries(file, language) if file.exists() else {}
    assert sorted(set(english) ^ set(other)) == []


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_no_entry_of_an_area_is_empty(file: Path):
    written = re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.MULTILINE)
    assert sorted(area_entries(file, file.parent.name)) == sorted(written)


@pytest.mark.parametrize("language", sorted(_FOR_SHOPPERS_ONLY))
def test_what_a_shopper_s_language_lacks_is_said_in_english(language: str):
    assert not speaker(language).knows("admin.publish")
    assert speaker(language).text("admin.publish") == speaker("en").text("admin.publish")


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_asks_for_the_same_arguments_in_every_language(language: str):
    english, other = entries("en"), entries(language)
    differing = {
        key: (sorted(_asked(english[key])), sorted(_asked(other[key])))
        for key in english.keys() & other.keys()
        if (_asked(english[key]) ^ _asked(other[key])) - {"count"} - _LEFT_OUT.get(key, set())
    }
    assert differing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_that_counts_has_its_number_as_count_in_both(language: str):
    english, other = entries("en"), entries(language)
    uncounted = [
        key
        for key in english.keys() & other.keys()
        if "count" in _asked(other[key]) and "count" not in _asked(english[key])
    ]
    assert uncounted == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_areas(language: str):
    seen: dict[str, str] = {}
    twice = []
    for file in sorted((LOCALES / language).glob("*.po")):
        for key in area_entries(file, language):
            if key in seen:
                twice.append((key, seen[key], file.name))
            seen[key] = file.name
    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_slot_is_known(language: str):
    unknown = [
        (key, form)
        for key, entry in entries(language).items()
        for sentence in entry.forms
        for slot in _slots(sentence)
        for place, form in enumerate(slot.forms)
        if form not in PAIRS and not (place == 0 and form in FORMS)
    ]
    assert unknown == []


@pytest.mark.parametrize("area", [area for area in AREAS if area not in _FOR_MERCHANTS])
def test_shoppers_never_read_our_own_words_in_korean(area: str):
    text = "\n".join(_texts(LOCALES / "ko" / area))
    assert re.findall("티어|페르소나|플랜", text) == []


@pytest.mark.parametrize("area", AREAS)
def test_korean_is_written_without_double_particles_and_without_formal_endings(area: str):
    text = "\n".join(_texts(LOCALES / "ko" / area))
    assert re.findall(r"을\(를\)|이\(가\)|은\(는\)|[가-힣]+니다|하십시오", text) == []


@pytest.mark.parametrize("area", AREAS)
def test_no_korean_particle_is_fixed_to_a_name_that_changes(area: str):
    # Quotes belong to the name; in brackets after a fixed word stands an aside, and the word has the particle.
    quoted = r"(?:[’”](?:\(%\([a-z_]+\)s\))?)?"
    fixed = (
        rf"%\([a-z_]+\)s{quoted}(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라|이에요|예요)(?![가-힣])"
    )
    assert [text for text in _texts(LOCALES / "ko" / area) if re.search(fixed, text)] == []


def test_product_and_plan_come_in_pairs():
    keys = entries("en").keys()
    stems = {key.rpartition(".")[0] for key in keys if key.endswith((".product", ".plan"))}
    stems -= {"receipt", "unit.name", "unit.count"}  # Here a product is a sum or a unit.
    assert [stem for stem in stems if not {f"{stem}.product", f"{stem}.plan"} <= keys] == []


def test_a_key_that_no_catalogue_has_is_warned_of_and_shows_as_itself():
    with pytest.warns(UntranslatedMessage, match=r"price\.of_fame"):
        assert speaker("ko").say(say("price.of_fame")) == "price.of_fame"


def test_warnings_are_errors_here_so_that_no_test_passes_with_an_unknown_key():
    with pytest.raises(UntranslatedMessage):
        speaker("en").say(say("price.of_fame"))


def test_a_key_that_only_english_has_is_said_in_english(monkeypatch: pytest.MonkeyPatch):
    korean = speaker("ko")
    fewer = {key: entry for key, entry in entries("ko").items() if key != "fit.strong"}
    monkeypatch.setattr(korean, "_entries", fewer)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert korean.text("fit.strong") == "Good fit"


@pytest.mark.parametrize("text", ["Save 20% now", "%(name)d", "%s of %s", "{tier} fits", "%(Name)s"])
def test_a_stray_sign_in_a_sentence_is_refused(text: str):
    with pytest.raises(ValueError, match="belongs to no slot"):
        parsed(text)


def test_a_doubled_per_cent_sign_is_one():
    assert "".join(str(part) for part in parsed("Save 20%% now")) == "Save 20% now"
