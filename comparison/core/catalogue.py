"""The nouns a merchant edits: shop, category, product, add-on and comparison.

Every one is a record of its own with a key unique in its shop. References between
records are keys; that they lead somewhere is the catalogue check's business, so that
a draft can be stored while it is still incomplete.
"""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import (
    MOST_FEATURES,
    MOST_LANGUAGES,
    MOST_SHOWN_TIERS,
    MOST_TIERS,
    ClockText,
    CountryCode,
    DateText,
    IntervalText,
    Key,
    Languages,
    LanguageTag,
    LineText,
    LongText,
    MarketCode,
    Months,
    NumberText,
    ProseText,
    Quantity,
    Record,
    ShortString,
    ShortText,
    UnitKey,
    WebAddress,
    Weekday,
    ZoneName,
)
from .content import (
    BLOCKS,
    MOST_BLOCKS,
    BlockKey,
    BoxItem,
    Channel,
    ExcludedCost,
    Heard,
    Image,
    Question,
    Rating,
    Returns,
    Separate,
    Support,
)
from .overrides import Override, Pick
from .pains import Pain
from .pricing.model import Price
from .quiz import Quiz
from .sizes import SizeRange
from .sources import Competitor, Norm, Source
from .theme import Theme
from .values import Value, ValueKind

Keys = Annotated[tuple[Key, ...], Meta(max_length=100)]
BuildParameter = Literal["interval", "persona", "diff", "view"]


class Shop(Record, frozen=True, kw_only=True):
    """A tenant. The first language and the first market are what a shopper gets unasked.

    *complete_languages* are those of *languages* that the shop declares complete: what is missing there,
    or says other numbers, keeps an edition from being published. *returns* hold for every product that
    has none of its own, and so does *support*. *most_compared* are the products that a shopper may put
    side by side. *build* are the parameters that a static build spreads out beside language and market,
    *theme* how its comparisons look. *counting* says whether what shoppers do is counted, by day and without
    telling one from another.
    """

    key: Key
    name: ShortText
    languages: Languages
    markets: Annotated[tuple[MarketCode, ...], Meta(min_length=1, max_length=30)]
    time_zone: ZoneName = "UTC"
    home: WebAddress | None = None
    contact: WebAddress | None = None
    complete_languages: Annotated[tuple[LanguageTag, ...], Meta(max_length=MOST_LANGUAGES)] = ()
    returns: Returns | None = None
    support: Annotated[tuple[Support, ...], Meta(max_length=10)] = ()
    channels: Annotated[tuple[Channel, ...], Meta(max_length=10)] = ()
    most_compared: Annotated[int, Meta(ge=2, le=MOST_SHOWN_TIERS)] = MOST_SHOWN_TIERS
    build: Annotated[tuple[BuildParameter, ...], Meta(max_length=4)] = ("interval", "persona", "diff")
    theme: Theme | None = None
    counting: bool = False


class Group(Record, frozen=True, kw_only=True):
    """A heading over features."""

    key: Key
    label: ShortText


class Feature(Record, frozen=True, kw_only=True):
    """A row. A usage limit is a feature of its own, *linked* to the feature it limits.

    *direction* says which number is better; without one nothing is called best.
    *best* is the word for the best in the row ("Quietest").
    """

    key: Key
    label: ShortText
    kind: ValueKind = "yes_no"
    group: Key | None = None
    unit: UnitKey | None = None
    direction: Literal["higher", "lower", "none"] = "none"
    linked: Keys = ()
    help: ProseText | None = None
    best: ShortText | None = None
    norm: Norm | None = None
    source_key: ShortString | None = None


class Category(Record, frozen=True, kw_only=True):
    """What makes products comparable: the features they are described by."""

    key: Key
    label: ShortText
    groups: Annotated[tuple[Group, ...], Meta(max_length=100)] = ()
    features: Annotated[tuple[Feature, ...], Meta(max_length=MOST_FEATURES)] = ()


class Evidence(Record, frozen=True, kw_only=True):
    """What a claim rests on. Past *valid_to* the claim is the seller's own statement again."""

    body: ShortString
    number: ShortString
    valid_to: DateText
    address: WebAddress | None = None


class Cell(Record, frozen=True, kw_only=True):
    """One product's *value* for one *feature*.

    A cell with *claim* set is a transparency claim; without *evidence* it is the seller's
    own statement and meets no need. *scope* says what the claim covers.
    """

    feature: Key
    value: Value
    note: LineText | None = None
    claim: bool = False
    evidence: Evidence | None = None
    source: Source | None = None
    scope: LineText | None = None


class Stock(Record, frozen=True, kw_only=True):
    """Whether it can be bought now. *back_on* is the day it can be again, where known.

    *left* is how many there are, where the shop counts them: what its words say of few must agree.
    """

    state: Literal["available", "sold_out", "gone"] = "available"
    back_on: DateText | None = None
    left: Quantity | None = None


class RegionArrival(Record, frozen=True, kw_only=True):
    """What differs in a delivery zone of the market: *more_days* working days, or no delivery at all."""

    region: Key
    more_days: Annotated[int, Meta(ge=0, le=365)] = 0
    delivers: bool = True


class Arrival(Record, frozen=True, kw_only=True):
    """Delivery promise in working days after the order, both ends included.

    An order after *cutoff* (the shop's own time), or on a day off, counts as one of the next
    working day. *works_on* are the days of the week on which parcels move; public holidays of
    *country* (None: that of the market) are days off.
    """

    days_min: Annotated[int, Meta(ge=0, le=365)]
    days_max: Annotated[int, Meta(ge=0, le=365)]
    cutoff: ClockText | None = None
    works_on: Annotated[tuple[Weekday, ...], Meta(min_length=1, max_length=7)] = (
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    )
    country: CountryCode | None = None
    regions: Annotated[tuple[RegionArrival, ...], Meta(max_length=50)] = ()
    slow: bool = False
    note: LineText | None = None


class Product(Record, frozen=True, kw_only=True):
    """A column: what is sold, its values, its prices, and where it is bought."""

    key: Key
    name: ShortText
    category: Key
    description: LongText | None = None
    sku: ShortString | None = None
    source_key: ShortString | None = None
    cells: Annotated[tuple[Cell, ...], Meta(max_length=MOST_FEATURES)] = ()
    prices: Annotated[tuple[Price, ...], Meta(max_length=60)] = ()
    excluded: Annotated[tuple[ExcludedCost, ...], Meta(max_length=20)] = ()
    capacity: Annotated[tuple[SizeRange, ...], Meta(max_length=10)] = ()
    stock: Stock = Stock()
    arrival: Arrival | None = None
    offer: WebAddress | None = None
    private: bool = False
    offered_from: DateText | None = None
    offered_to: DateText | None = None
    competitor: Competitor | None = None
    rating: Rating | None = None
    returns: Returns | None = None
    box: Annotated[tuple[BoxItem, ...], Meta(max_length=30)] = ()
    separate: Annotated[tuple[Separate, ...], Meta(max_length=20)] = ()
    support: Annotated[tuple[Support, ...], Meta(max_length=10)] = ()
    image: Image | None = None


class Extension(Record, frozen=True, kw_only=True):
    """An add-on raises the limit *feature* by *amount*, in the limit's own unit."""

    feature: Key
    amount: NumberText


class AddOn(Record, frozen=True, kw_only=True):
    """Something bought beside a product. *available_for* lists product keys; empty means every one."""

    key: Key
    name: ShortText
    description: ProseText | None = None
    source_key: ShortString | None = None
    cells: Annotated[tuple[Cell, ...], Meta(max_length=MOST_FEATURES)] = ()
    extensions: Annotated[tuple[Extension, ...], Meta(max_length=100)] = ()
    prices: Annotated[tuple[Price, ...], Meta(max_length=60)] = ()
    available_for: Keys = ()
    requires: Keys = ()
    excludes: Keys = ()
    group: Key | None = None
    private: bool = False


class Tier(Record, frozen=True, kw_only=True):
    """A product's place in a comparison. *key* is unique there and short enough for an address."""

    key: Key
    product: Key
    label: ShortText | None = None


class Comparison(Record, frozen=True, kw_only=True):
    """Tiers side by side. An empty *features* shows every feature of the category, in its order.

    *noun* decides whether a shopper reads "product" or "plan"; *horizon* is the months the
    longer sum looks ahead, *interval* the rhythm of paying that is shown first (None: the shortest), where
    it is sold. *usual* are the quantities assumed while nobody says any: what prices
    that depend on the shopper's own numbers (sales, orders) are shown for. *chooser* are the chips
    that a shopper sees first, the *quiz* a link beside them. *blocks* are the parts beside the rows and
    the price, in their order.
    """

    key: Key
    title: ShortText
    category: Key
    tiers: Annotated[tuple[Tier, ...], Meta(max_length=MOST_TIERS)] = ()
    personas: Annotated[tuple[Key, ...], Meta(max_length=12)] = ()
    add_ons: Keys = ()
    features: Annotated[tuple[Key, ...], Meta(max_length=MOST_FEATURES)] = ()
    noun: Literal["product", "plan"] = "product"
    horizon: Months = 12
    interval: IntervalText | None = None
    usual: Annotated[tuple[SizeRange, ...], Meta(max_length=6)] = ()
    chooser: Literal["personas", "pains"] = "personas"
    pains: Annotated[tuple[Pain, ...], Meta(max_length=12)] = ()
    quiz: Quiz | None = None
    overrides: Annotated[tuple[Override, ...], Meta(max_length=100)] = ()
    pick: Pick | None = None
    blocks: Annotated[tuple[BlockKey, ...], Meta(max_length=MOST_BLOCKS)] = BLOCKS
    questions: Annotated[tuple[Question, ...], Meta(max_length=30)] = ()
    heard: Annotated[tuple[Heard, ...], Meta(max_length=20)] = ()
    source: Source | None = None
    source_name: ShortString | None = None
    edition_label: ShortString | None = None
    operates_from: DateText | None = None
    operates_to: DateText | None = None
