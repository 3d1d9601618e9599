"""Words of the merchant's that the reader's language lacks are marked with the one they are in (WCAG 3.1.2)."""

import pytest
from builders_compare import edition, feature, monthly, product, view
from msgspec.structs import replace

from comparison.core.catalogue import Group
from comparison.core.pains import Pain
from comparison.core.personas import Persona
from comparison.core.publication import Edition
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.core.values import Listing, Words

COLOUR = Words(text={"en": "Blue"})
PORTS = Listing(items=({"en": "Front", "ko": "앞"}, {"en": "Back"}))


def shown(asked: dict[str, str], of: Edition) -> list[str | None]:
    [group] = view(of, asked).groups
    [row] = group.rows
    return [group.lang, row.lang, *(cell.lang for cell in row.cells), row.cells[0].note_lang]


def things(*values: Words | Listing, note: str = "") -> Edition:
    kind = "list" if isinstance(values[0], Listing) else "text"
    made = edition(
        [product(f"p{at}", colour=one) for at, one in enumerate(values)],
        [feature("colour", kind, group="looks")],
    )
    publication = made.publication
    groups = (Group(key="looks", label={"en": "Looks"}),)
    products = tuple(
        replace(one, cells=tuple(replace(cell, note={"en": note} if note else None) for cell in one.cells))
        for one in publication.products
    )
    category = replace(publication.category, groups=groups)
    return replace(made, publication=replace(publication, category=category, products=products))


def test_headings_rows_cells_and_notes_say_which_language_they_fell_back_to() -> None:
    assert shown({"lang": "ko"}, things(COLOUR, note="Matte")) == ["en"] * 4


def test_nothing_is_marked_in_the_readers_own_language() -> None:
    assert shown({"lang": "en"}, things(COLOUR, note="Matte")) == [None] * 4


def test_a_list_is_marked_only_if_all_of_it_fell_back() -> None:
    both = Listing(items=({"en": "Front"}, {"en": "Back"}))
    assert shown({"lang": "ko"}, things(both)) == ["en", "en", "en", None]
    assert shown({"lang": "ko"}, things(PORTS)) == ["en", "en", None, None]


def test_cells_in_two_languages_are_marked_each_by_itself() -> None:
    own = Words(text={"en": "Blue", "ko": "파랑"})
    assert shown({"lang": "ko"}, things(COLOUR, own)) == ["en", "en", "en", None, None]


BOTH = {"en": "Team", "ko": "팀"}
ENGLISH = {"en": "Team"}


def choosers(words: dict[str, str], chooser: str = "personas") -> Edition:
    """Everything that a shopper is asked is called *words*, and so are the tier, its charge and the title."""
    made = edition([product("pro", monthly("8"))], [feature("sso")], [Persona(key="team", label=words)])
    publication = made.publication
    [one] = publication.products
    [price] = one.prices
    components = tuple(replace(part, label=words) for part in price.components)
    question = Question(key="who", text=words, help=words, answers=(QuizAnswer(key="us", label=words),))
    comparison = replace(
        publication.comparison,
        title=words,
        chooser=chooser,
        pains=(Pain(key="ache", label=words, charge="now"),),
        quiz=Quiz(questions=(question,)),
    )
    products = (replace(one, name=words, prices=(replace(price, components=components),)),)
    shop = replace(publication.shop, name=words)
    return replace(
        made, publication=replace(publication, comparison=comparison, products=products, shop=shop)
    )


def marked(words: dict[str, str]) -> list[str | None]:
    """The languages of all that is called *words* in a view for somebody who reads Korean."""
    seen = view(choosers(words), {"lang": "ko"})
    [tier] = seen.tiers
    [pain] = view(choosers(words, "pains"), {"lang": "ko"}).pains
    asking = view(choosers(words), {"lang": "ko", "quiz": "start"}).quiz
    assert asking is not None
    assert asking.step is not None
    names = [seen.title_lang, seen.shop_lang, tier.name_lang, tier.first_for_lang]
    choices = [seen.personas[0].lang, seen.picker[0].lang, pain.lang, asking.step.options[0].lang]
    rows = [seen.charges[0].lang, seen.receipt.rows[0].lang]
    return [*names, *choices, *rows, asking.step.lang, asking.step.help_lang]


@pytest.mark.parametrize(("words", "lang"), [(ENGLISH, "en"), (BOTH, None)])
def test_names_of_tiers_titles_choices_and_charges_say_it_too(
    words: dict[str, str], lang: str | None
) -> None:
    assert set(marked(words)) == {lang}


def test_words_of_our_own_beside_them_are_in_the_readers_language() -> None:
    seen = view(choosers(ENGLISH), {"lang": "ko", "persona": "team"})
    assert [choice.lang for choice in seen.personas] == ["en", None]
    assert {row.lang for row in seen.charges if row.emphasis != "charge"} == {None}


def test_buyer_types_in_two_languages_are_marked_with_neither() -> None:
    people = [Persona(key="team", label=ENGLISH), Persona(key="duo", label={"en": "Two", "ko": "둘"})]
    [tier] = view(edition([product("pro", monthly("8"))], (), people), {"lang": "ko"}).tiers
    assert (tier.first_for, tier.first_for_lang) == (("Team", "둘"), None)
