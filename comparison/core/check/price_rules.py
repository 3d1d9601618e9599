"""The rules about prices (H01 to H26) that the check asks, in the order of their numbers."""

from .bundles import bundle_dearer_than_single
from .business_prices import net_list_not_known_here, net_words_for_consumers
from .cliffs import more_for_less
from .commitments import bond_of_a_free_price, bond_of_an_add_on, fee_without_a_term
from .conditions import condition_in_words_only, price_for_some_as_everyones
from .delivery_promises import (
    promise_that_ends_before_it_begins,
    promise_without_a_cutoff,
    promise_without_days,
)
from .deposits import deposit_as_a_price, deposit_said_to_be_inside
from .drained import unit_price_of_the_gross_weight
from .examined import Rule
from .fee_purposes import fee_for_nothing
from .free_delivery import free_delivery_with_a_catch
from .many_and_few import many_dearer_than_few
from .measured import base_of_no_use, bases_that_differ, measure_of_another_size, no_measure
from .percent_forms import percentage_instead_of_a_sum, percentage_of_another_day, percentage_of_nothing
from .preselected import dearer_way_chosen, paid_option_chosen
from .reach import low_end_that_nobody_pays
from .spans import (
    amounts_for_nowhere,
    low_end_alone,
    never_sold,
    range_without_a_reason,
    weight_that_nobody_knows,
)
from .stacking import more_than_the_whole, more_than_there_is, order_not_declared
from .trials import (
    nothing_known_afterwards,
    nothing_said_of_leaving,
    phase_without_an_amount,
    phase_without_an_end,
)
from .unavoidable import charged_to_newcomers, left_out, mandatory_by_name

PRICE_RULES: tuple[Rule, ...] = (
    mandatory_by_name,
    left_out,
    charged_to_newcomers,
    range_without_a_reason,
    weight_that_nobody_knows,
    never_sold,
    amounts_for_nowhere,
    low_end_alone,
    percentage_instead_of_a_sum,
    percentage_of_nothing,
    percentage_of_another_day,
    fee_for_nothing,
    paid_option_chosen,
    net_words_for_consumers,
    net_list_not_known_here,
    no_measure,
    bases_that_differ,
    base_of_no_use,
    measure_of_another_size,
    deposit_as_a_price,
    deposit_said_to_be_inside,
    unit_price_of_the_gross_weight,
    phase_without_an_end,
    phase_without_an_amount,
    nothing_known_afterwards,
    nothing_said_of_leaving,
    fee_without_a_term,
    bond_of_a_free_price,
    bond_of_an_add_on,
    order_not_declared,
    more_than_the_whole,
    condition_in_words_only,
    price_for_some_as_everyones,
    promise_without_days,
    promise_without_a_cutoff,
    promise_that_ends_before_it_begins,
)
# The engine is asked: only of an edition that has no error.
PRICE_RULES_FOR_SOUND_EDITIONS: tuple[Rule, ...] = (
    low_end_that_nobody_pays,
    dearer_way_chosen,
    bundle_dearer_than_single,
    many_dearer_than_few,
    more_for_less,
    more_than_there_is,
    free_delivery_with_a_catch,
)
