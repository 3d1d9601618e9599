"""A small comparison with a quiz and pain points: three lamps, from plain to bright."""

from collections.abc import Sequence

from builders_compare import bought, edition, feature, product
from msgspec.structs import replace

from comparison.core.catalogue import Product
from comparison.core.pains import Pain
from comparison.core.personas import Budget, Need, Persona
from comparison.core.publication import Edition
from comparison.core.quiz import Question, Quiz, QuizAnswer

FEATURES = (feature("dims"), feature("brightness", "number", direction="higher"), feature("cord"))
READER = Persona(key="reader", label={"en": "Reader"}, needs=(Need(feature="dims"),))


def lamps(**changes: object) -> tuple[Product, ...]:
    """*changes* are of the cheapest lamp that dims."""
    middle = product("middle", bought("40"), dims=True, brightness=400, cord=True)
    return (
        product("plain", bought("20"), dims=False, brightness=300, cord=True),
        replace(middle, **changes),
        product("bright", bought("90"), dims=True, brightness=900, cord=False),
    )


def answer(key: str, *needs: Need, then: str | None = None, budget: str | None = None) -> QuizAnswer:
    spend = Budget(amount=budget, currency="USD", per="now", hard=True) if budget else None
    return QuizAnswer(key=key, label={"en": key.title()}, needs=needs, next=then, budget=spend)


QUIZ = Quiz(
    questions=(
        Question(
            key="use",
            text={"en": "What for?"},
            help={"en": "Where it will stand."},
            answers=(
                answer("bed", Need(feature="dims")),
                answer("desk", Need(feature="brightness", op=">=", number="350")),
                answer("stage", Need(feature="brightness", op=">=", number="5000"), then="end"),
            ),
        ),
        Question(
            key="cord",
            text={"en": "With a cord?"},
            answers=(answer("fine"), answer("never", Need(feature="cord", level="never"))),
        ),
        Question(
            key="spend",
            text={"en": "How much?"},
            answers=(answer("fifty", budget="50"), answer("hundred", budget="100")),
        ),
    )
)
PAINS = (
    Pain(key="glare", label={"en": "It blinds me"}, needs=(Need(feature="dims"),)),
    Pain(key="dear", label={"en": "Lamps are dear"}, charge="now"),
    Pain(
        key="gloom",
        label={"en": "Too dark"},
        needs=(Need(feature="brightness", op=">=", number="2000"),),
    ),
)


def shop(
    products: Sequence[Product] = (), *, personas: Sequence[Persona] = (READER,), **changes: object
) -> Edition:
    """The comparison of lamps; *changes* are of its record."""
    made = edition(products or lamps(), FEATURES, personas)
    whole = {"noun": "product", "quiz": QUIZ, "pains": PAINS, **changes}
    publication = replace(made.publication, comparison=replace(made.publication.comparison, **whole))
    return replace(made, publication=publication)
