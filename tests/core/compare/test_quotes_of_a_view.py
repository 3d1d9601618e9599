"""What a view has priced once is answered again only to the same question."""

from builders_compare import edition, monthly, product
from builders_totals import TODAY
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Product
from comparison.core.compare.column import Bench
from comparison.core.resolving import resolve

# Fewer quotes than are kept, and then more contexts than are kept.
QUOTED, PRICED = 400, 900


def bench(pro: Product) -> Bench:
    made = edition([pro]).publication
    context = resolve(read_asked([]), made, TODAY)
    return Bench(
        publication=made, context=context, market=made.markets[0], languages=(context.lang,), today=TODAY
    )


def test_no_quote_stands_for_that_of_another_context_however_many_there_were():
    pro = product("pro", monthly("10"))
    asked = bench(pro)
    contexts = {
        seats: replace(asked.context, quantities={"user": seats}) for seats in range(1, QUOTED + PRICED)
    }
    for seats, context in contexts.items():
        asked.quote("pro", pro, (), context) if seats < QUOTED else asked.price(pro, context)
    last = [(seats, context) for seats, context in contexts.items() if seats > QUOTED + PRICED // 2]
    sums = {seats: asked.quote("pro", pro, (), context).headline for seats, context in last}
    assert {seats for seats, sum_ in sums.items() if sum_ and sum_.minor != 1000 * seats} == set()
