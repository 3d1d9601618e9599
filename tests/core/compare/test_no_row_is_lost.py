"""However a comparison is folded and filtered, every row is shown, folded, or left out as equal."""

from builders_compare import edition, feature, monthly, product, view
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.catalogue import Category, Group
from comparison.core.personas import Need, Persona
from comparison.core.publication import Edition
from comparison.core.values import NotStated, Number, Unlimited, Words, YesNo
from comparison.core.view import View

VALUES = st.sampled_from(
    [
        YesNo(yes=True),
        YesNo(yes=False),
        Number(amount="3"),
        Words(text={"en": "Yes"}),
        NotStated(),
        Unlimited(),
    ]
)


@st.composite
def comparisons(draw: st.DrawFn) -> Edition:
    rows = draw(st.integers(0, 30))
    columns = draw(st.integers(1, 5))
    keys = [f"r{at}" for at in range(rows)]
    groups = draw(st.lists(st.sampled_from(["one", "two", "unheard-of", None]), min_size=rows, max_size=rows))
    features = [feature(key, group=group) for key, group in zip(keys, groups, strict=True)]
    products = [
        product(f"p{at}", monthly("1"), **{key: draw(VALUES) for key in keys if draw(st.booleans())})
        for at in range(columns)
    ]
    needs = tuple(Need(feature=key) for key in keys[: draw(st.integers(0, 3))])
    made = edition(products, features, [Persona(key="p", label={"en": "P"}, needs=needs)])
    category = Category(
        key="thing",
        label={"en": "Thing"},
        groups=(Group(key="one", label={"en": "One"}), Group(key="two", label={"en": "Two"})),
        features=tuple(features),
    )
    return _with_category(made, category)


def _with_category(made: Edition, category: Category) -> Edition:
    return replace(made, publication=replace(made.publication, category=category))


def rows_of(shown: View) -> list[str]:
    return [row.feature for group in shown.groups for row in (*group.rows, *group.folded)]


@given(comparisons(), st.sampled_from([{}, {"persona": "p"}, {"against": "p0"}]))
def test_what_is_shown_and_what_is_folded_are_all_rows_once(of: Edition, asked: dict[str, str]) -> None:
    shown = view(of, asked)
    keys = [one.key for one in of.publication.category.features]
    assert sorted(rows_of(shown)) == sorted(keys)
    assert shown.rows_shown + shown.rows_folded == shown.rows_total == len(keys)


@given(comparisons())
def test_only_differences_leaves_out_just_the_rows_it_says_are_equal(of: Edition) -> None:
    everything, only = view(of), view(of, {"diff": "only"})
    assert only.rows_shown == only.rows_differing == everything.rows_differing
    assert only.rows_total == everything.rows_total
    differing = [
        row.feature for group in everything.groups for row in (*group.rows, *group.folded) if row.differs
    ]
    assert rows_of(only) == differing
