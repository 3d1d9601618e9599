"""Bad catalogues for the rules on what is said: unlimited, languages, ratings, pressure, picks and returns."""

from typing import Any

from bad_catalogues import Bad
from builders_check import edition, feature, features, large, persona, price, product, shop, small
from msgspec.structs import replace

from comparison.core.catalogue import Cell, Product, Stock
from comparison.core.content import PartRating, Rating, Returns, Separate
from comparison.core.overrides import Pick
from comparison.core.personas import Need
from comparison.core.pricing.model import Discount, Obligation, Optional
from comparison.core.publication import Publication
from comparison.core.theme import Colours, Theme
from comparison.core.values import Number, Unlimited, Words, YesNo

CLAUSE = {"en": "A fair use policy applies."}
RATED = Rating(average="4.3", scale=5, count=128, period=12, verified="purchase")


def boundless(note: dict[str, str] | None = None, **changes: Any) -> Publication:
    """The large tier has unlimited storage, with *note* as small print."""
    made = product("large", price("20"), cells={"storage": Unlimited()})
    cells = tuple(replace(cell, note=note) if cell.feature == "storage" else cell for cell in made.cells)
    return edition(small(), replace(made, cells=cells, **changes))


def themed(**light: str) -> Publication:
    """A shop with these colours in the light."""
    return edition(small(), large(), shop=shop(theme=Theme(light=Colours(**light))))


def in_words(text: str, note: str = "") -> Publication:
    """A row of text that the small tier fills with *text*."""
    rows = (*features(), feature("calls", kind="text"))
    said = Cell(feature="calls", value=Words(text={"en": text}), note={"en": note} if note else None)
    tiers = (replace(one, cells=(*one.cells, said)) for one in (small(), large()))
    return edition(*tiers, features=rows)


def in_two_languages(*, complete: tuple[str, ...] = (), **description: str) -> Publication:
    """The small tier described in English and Korean; all else is in both, but for names."""
    described = edition(replace(small(), description=description or None), large())
    both = {"en": "Chat", "ko": "채팅"}
    comparison = replace(described.comparison, title=both)
    rows = tuple(replace(row, label=both) for row in described.category.features)
    category = replace(described.category, label=both, features=rows)
    tiers = tuple(_in_both(one) for one in described.products)
    speaking = shop(languages=("en", "ko"), complete_languages=complete)
    return replace(described, shop=speaking, comparison=comparison, category=category, products=tiers)


def _in_both(one: Product) -> Product:
    charges = tuple(replace(part, label={"en": "Base", "ko": "기본"}) for part in one.prices[0].components)
    return replace(one, prices=(replace(one.prices[0], components=charges),))


def rated(**changes: Any) -> Publication:
    return edition(replace(small(), rating=replace(RATED, **changes)), large())


def _part(**changes: Any) -> PartRating:
    return replace(PartRating(of="feature", key="storage", average="4.5", count=20), **changes)


def besides(charge: str | None, obligation: Obligation | None = None) -> Publication:
    """The small tier needs filters, paid by the charge of that key."""
    made = price("10")
    if obligation is not None:
        extra = replace(made.components[0], key="filters", obligation=obligation)
        made, charge = replace(made, components=(*made.components, extra)), "filters"
    filters = Separate(label={"en": "Filters"}, charge=charge)
    return edition(replace(small(), prices=(made,), separate=(filters,)), large())


def described(words: str, language: str = "en", **changes: Any) -> Publication:
    """The small tier with *words* as its description."""
    return edition(replace(small(), description={language: words}, **changes), large())


def ending(words: str, valid_to: str | None, **changes: Any) -> Publication:
    return described(words, prices=(price("10", valid_to=valid_to, **changes),))


def discounted(valid_to: str) -> Publication:
    sale = Discount(
        key="sale",
        label={"en": "Flash sale"},
        kind="amount",
        value="1",
        needs="coupon",
        coupon="X",
        valid_to=valid_to,
    )
    return edition(product("small", price("10", discounts=(sale,))), large())


def huge() -> Product:
    """More storage than anybody needs, at a price."""
    return product("huge", price("200"), cells={"storage": Number(amount="90")})


def picked(tier: str, *tiers: Product, needs: tuple[str, ...] = ("50",)) -> Publication:
    """A buyer type for each need of so much storage, and one tier that the shop picks."""
    shown = tiers or (small(), large(), huge())
    personas = tuple(
        replace(persona(Need(feature="storage", op=">=", number=number)), key=f"needs-{number}")
        for number in needs
    )
    pick = Pick(tier=tier, reason={"en": "We use it"})
    return edition(*shown, personas=personas, comparison={"pick": pick})


def returnable(returns: Returns | None) -> Publication:
    return edition(shop=shop(returns=returns))


BAD_CONTENT: tuple[Bad, ...] = (
    Bad("H31", "clause", "error", "$.products[1].cells[1].value", lambda: boundless(CLAUSE)),
    Bad(
        "H33",
        "missing",
        "warning",
        "$.products[0].description",
        lambda: in_two_languages(en="Ten chats a day"),
    ),
    Bad(
        "H33",
        "missing",
        "error",
        "$.products[0].description",
        lambda: in_two_languages(complete=("ko",), en="Ten chats a day"),
    ),
    Bad(
        "H33",
        "numbers",
        "warning",
        "$.products[0].description",
        lambda: in_two_languages(en="Keeps 1,000 messages", ko="대화 100개 보관"),
    ),
    Bad(
        "H33",
        "numbers",
        "error",
        "$.products[0].description",
        lambda: in_two_languages(complete=("en", "ko"), en="Up to 10 GB", ko="10MB까지"),
    ),
    Bad("H37", "no_count", "error", "$.products[0].rating.count", lambda: rated(count=None)),
    Bad("H37", "no_period", "error", "$.products[0].rating.period", lambda: rated(period=None)),
    Bad("H37", "no_verified", "error", "$.products[0].rating.verified", lambda: rated(verified=None)),
    Bad("H37", "outside", "error", "$.products[0].rating.average", lambda: rated(average="5.1")),
    Bad("H37", "of_nobody", "error", "$.products[0].rating.count", lambda: rated(count=0)),
    Bad(
        "H37", "other_spread", "error", "$.products[0].rating.spread", lambda: rated(spread=(0, 0, 0, 0, 128))
    ),
    Bad("H38", "no_count", "error", "$.products[0].description", lambda: described("Only 2 left")),
    Bad(
        "H38",
        "other_count",
        "error",
        "$.products[0].description",
        lambda: described("Only 2 left", stock=Stock(left=40)),
    ),
    Bad("H38", "no_end", "error", "$.products[0].description", lambda: described("Sale ends today!")),
    Bad(
        "H38",
        "other_end",
        "error",
        "$.products[0].description",
        lambda: ending("Sale ends today!", "2026-12-24"),
    ),
    Bad(
        "H38",
        "restarted",
        "error",
        "$.products[0].prices[0].discounts[0].valid_to",
        lambda: discounted("2026-11-28"),
        before=lambda: discounted("2026-11-21"),
    ),
    Bad("H40", "made_middle", "information", "$.comparison.pick", lambda: picked("large")),
    Bad("H40", "for_nobody", "information", "$.comparison.pick", lambda: picked("large", needs=("90",))),
    Bad("H41", "none", "warning", "$.shop.returns", lambda: returnable(None)),
    Bad(
        "H41",
        "no_days",
        "warning",
        "$.shop.returns.days",
        lambda: returnable(Returns(who_pays="shop", fee="0")),
    ),
    Bad(
        "H41",
        "no_who_pays",
        "warning",
        "$.shop.returns.who_pays",
        lambda: returnable(Returns(days=14, fee="0")),
    ),
    Bad(
        "H41",
        "no_fee",
        "warning",
        "$.shop.returns.fee",
        lambda: returnable(Returns(days=14, who_pays="buyer")),
    ),
    Bad(
        "H41",
        "no_currency",
        "warning",
        "$.products[0].returns.currency",
        lambda: edition(replace(small(), returns=Returns(days=14, who_pays="buyer", fee="3.50")), large()),
    ),
    Bad(
        "H37",
        "part_outside",
        "error",
        "$.products[0].rating.parts[0]",
        lambda: rated(parts=(_part(count=129),)),
    ),
    Bad(
        "H37",
        "part_of_nothing",
        "warning",
        "$.products[0].rating.parts[0]",
        lambda: rated(parts=(_part(key="gone"),)),
    ),
    Bad("S04", "not_priced", "warning", "$.products[0].separate[0].charge", lambda: besides(None)),
    Bad("S04", "no_charge", "error", "$.products[0].separate[0].charge", lambda: besides("gone")),
    Bad(
        "S04",
        "not_always",
        "warning",
        "$.products[0].separate[0].charge",
        lambda: besides("base", Optional()),
    ),
    Bad(
        "S05",
        "color",
        "error",
        "$.shop.theme.light.color",
        lambda: themed(color="#777", surface="#888", accent="#000"),
    ),
    Bad("S05", "accent", "error", "$.shop.theme.light.accent", lambda: themed(accent="#03c75a")),
)

MORE_CONTENT: tuple[Bad, ...] = (
    Bad("H31", "clause", "error", "$.products[1].cells[1].value", lambda: boundless(description=CLAUSE)),
    Bad(
        "H31", "clause", "error", "$.products[0].cells[2].value", lambda: in_words("Unlimited*", "* Fair use")
    ),
    Bad(
        "H31",
        "clause",
        "error",
        "$.products[0].cells[2].value",
        lambda: in_words("무제한, 속도가 제한될 수 있어요"),
    ),
    Bad("H38", "no_count", "error", "$.products[0].description", lambda: described("선착순 판매")),
    Bad("H38", "no_end", "error", "$.products[0].description", lambda: described("마감 임박")),
    Bad(
        "H38",
        "no_end",
        "error",
        "$.comparison.title",
        lambda: edition(comparison={"title": {"en": "Today only"}}),
    ),
    Bad(
        "H38",
        "no_count",
        "error",
        "$.products[0].cells[0].note",
        lambda: edition(
            replace(
                small(),
                cells=(
                    Cell(feature="chat", value=YesNo(yes=True), note={"en": "Selling fast"}),
                    *small().cells[1:],
                ),
            ),
            large(),
        ),
    ),
)
