"""The rules about what is said beside prices and fits, and how it looks: H31 to H41, S04 to S06."""

from .boxes import separate_things_without_a_price
from .countdowns import ends_that_start_again, ends_without_a_date
from .examined import Rule
from .languages import numbers_that_differ, texts_in_one_language_only
from .lengths import too_many_buyer_types, words_too_long
from .ratings import parts_that_cannot_be, ratings_that_cannot_be, ratings_without_a_basis
from .returns import no_returns, unfinished_returns
from .scarcity import scarce_without_a_count
from .themes import illegible_colours
from .unlimited import unlimited_with_a_clause

CONTENT_RULES: tuple[Rule, ...] = (
    unlimited_with_a_clause,
    texts_in_one_language_only,
    numbers_that_differ,
    ratings_without_a_basis,
    ratings_that_cannot_be,
    parts_that_cannot_be,
    scarce_without_a_count,
    ends_without_a_date,
    ends_that_start_again,
    no_returns,
    unfinished_returns,
    separate_things_without_a_price,
    illegible_colours,
    words_too_long,
    too_many_buyer_types,
)
