"""Words of the merchant's that the reader's language lacks are marked with the one they are in (WCAG 3.1.2)."""

from builders_compare import edition, feature, product, view
from msgspec.structs import replace

from comparison.core.catalogue import Group
from comparison.core.publication import Edition
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


def test_a_list_is_marked_if_one_of_it_fell_back() -> None:
    assert shown({"lang": "ko"}, things(PORTS)) == ["en", "en", "en", None]
    own = Words(text={"en": "Blue", "ko": "파랑"})
    assert shown({"lang": "ko"}, things(COLOUR, own)) == ["en", "en", "en", None, None]
