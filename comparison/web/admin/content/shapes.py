"""What a shop says beside values and prices, as the fields of its forms."""

from collections.abc import Mapping, Sequence
from typing import get_args

from ....core.bounds import Weekday
from ....core.content import Returns
from ..options import Options
from ..parts import Part, Parts

DAYS: tuple[str, ...] = get_args(Weekday)
WORKDAYS = DAYS[:5]
PAYERS = ("shop", "buyer")
ANSWERERS = ("person", "machine_first", "machine")
MOST_MONTHS = 120
MOST_DAYS = 3_650
MOST_REPLY_HOURS = 720
MOST_REGION_DAYS = 365

QUESTIONS: Parts = (
    Part("question", "label", "admin_content.question", needed=True),
    Part("answer", "prose", "admin_content.answer", needed=True),
)
HEARD: Parts = (
    Part("said", "line", "admin_content.said", needed=True),
    Part("did", "line", "admin_content.did", needed=True),
    Part("on", "date", "admin_content.on", needed=True),
)
SUPPORT: Parts = (
    Part("label", "label", "admin_content.support_label", needed=True),
    Part("months", "whole", "admin_content.support_months", least=1, most=MOST_MONTHS),
    Part("while_paid", "flag", "admin_content.support_while_paid"),
    Part("note", "line", "admin_content.support_note"),
)
BOX: Parts = (
    Part("label", "label", "admin_content.box_label", needed=True),
    Part("count", "whole", "admin_content.box_count", least=1, most=10_000),
)
EXCLUDED: Parts = (
    Part("key", "kept", "admin_look.excluded_label"),
    Part("label", "label", "admin_look.excluded_label", needed=True),
    Part("reason", "line", "admin_look.excluded_reason", needed=True),
    Part("estimate", "amount", "admin_look.estimate"),
    Part("every", "choice", "admin_look.every", choices=("month", "year")),
    Part("method", "line", "admin_look.method", help="admin_look.method_help"),
)
ARRIVAL: Parts = (
    Part("days_min", "whole", "admin_content.days_min", needed=True, most=365),
    Part("days_max", "whole", "admin_content.days_max", needed=True, most=365),
    Part("cutoff", "clock", "admin_content.cutoff", help="admin_content.cutoff_help"),
    Part("slow", "flag", "admin_content.slow"),
    Part("note", "line", "admin_content.arrival_note"),
)
EVIDENCE: Parts = (
    Part("body", "text", "admin_content.checked_by", needed=True, help="admin_content.checked_by_help"),
    Part("number", "text", "admin_content.certificate", needed=True),
    Part("valid_to", "date", "admin_content.valid_to", needed=True, help="admin_content.valid_to_help"),
    Part("address", "address", "admin_content.evidence_address"),
)
SOURCE: Parts = (
    Part("title", "label", "admin_content.source_title", needed=True),
    Part("as_of", "date", "admin_content.source_as_of"),
    Part("address", "address", "admin_content.source_address"),
)
# Where what is said of somebody else, or of the whole trade, comes from: asked for with its day.
DATED_SOURCE: Parts = (
    Part("title", "label", "admin_content.source_title", needed=True),
    Part("as_of", "date", "admin_content.source_as_of", needed=True),
    Part("address", "address", "admin_content.source_address"),
)
HOURS: Parts = (
    Part("days", "choices", "admin_content.days", needed=True, choices=DAYS, blank=WORKDAYS),
    Part("opens", "clock", "admin_content.opens", needed=True),
    Part("closes", "clock", "admin_content.closes", needed=True),
)


def returns_parts(currencies: Sequence[str]) -> Parts:
    """How something bought can be sent back."""
    return (
        Part(
            "days", "whole", "admin_content.returns_days", most=MOST_DAYS, help="admin_content.returns_help"
        ),
        Part("who_pays", "choice", "admin_content.who_pays", choices=PAYERS),
        Part("fee", "amount", "admin_content.fee", help="admin_content.fee_help"),
        Part(
            "currency",
            "choice",
            "admin_content.currency",
            needed=True,
            pairs=tuple((one, one) for one in currencies),
        ),
    )


def arrival_parts(regions: Options, days: Options, countries: Options) -> Parts:
    """When something arrives; what differs in the delivery zones *regions* of the shop's markets.

    *days* are those of the week by their names, *countries* those whose holidays may be days off.
    """
    zone = (
        # Chosen, it says that there is such a zone; a row without one is refused at this field.
        Part(
            "region",
            "choice",
            "admin_look.region",
            pairs=tuple(regions),
            reads=lambda form, name: form.choice(name, [key for key, _ in regions]),
        ),
        Part("more_days", "whole", "admin_look.more_days", most=MOST_REGION_DAYS),
        Part(
            "delivers",
            "choice",
            "admin_look.delivers",
            needed=True,
            choices=("yes", "no"),
            fill=lambda name, delivers: {name: "yes" if delivers else "no"},
            reads=lambda form, name: form.get(name) != "no",
        ),
    )
    moves = Part("works_on", "choices", "admin_look.works_on", pairs=tuple(days), blank=WORKDAYS)
    away = Part(
        "country", "choice", "admin_rated.country", pairs=tuple(countries), help="admin_rated.country_help"
    )
    zones = (Part("regions", "rows", "admin_look.regions", parts=zone),) if regions else ()
    return (*ARRIVAL, moves, away, *zones)


def excluded_parts(currencies: Sequence[str]) -> Parts:
    """Running costs that are no part of any sum, in one of *currencies*."""
    pairs = tuple((one, one) for one in currencies)
    return (*EXCLUDED, Part("currency", "choice", "admin_content.currency", pairs=pairs))


def channel_parts(languages: Options) -> Parts:
    """One way to ask."""
    return (
        Part("label", "label", "admin_content.channel_label", needed=True),
        Part(
            "address",
            "address",
            "admin_content.channel_address",
            needed=True,
            help="admin_content.channel_help",
        ),
        Part("answered_by", "choice", "admin_content.answered_by", needed=True, choices=ANSWERERS),
        Part("person", "address", "admin_content.channel_person", help="admin_content.channel_person_help"),
        Part(
            "reply_hours",
            "whole",
            "admin_content.reply_hours",
            most=MOST_REPLY_HOURS,
            help="admin_content.reply_help",
        ),
        Part("languages", "choices", "admin_content.channel_languages", pairs=tuple(languages)),
        Part("hours", "rows", "admin_content.hours", parts=HOURS),
    )


def separate_parts(charges: Options) -> Parts:
    """One thing that has to be bought besides."""
    return (
        Part("label", "label", "admin_content.separate_label", needed=True),
        Part(
            "charge",
            "choice",
            "admin_content.separate_charge",
            pairs=tuple(charges),
            help="admin_content.separate_help",
        ),
    )


def is_said(returns: Mapping[str, object]) -> bool:
    """Whether a form says anything of returns; a currency alone does not."""
    return bool(returns.keys() - {"currency"})


def currencies_of(returns: Returns | None, known: Sequence[str]) -> tuple[str, ...]:
    """The currencies of the shop's markets, and the one that is stated by now."""
    own = (returns.currency,) if returns and returns.currency else ()
    return tuple(dict.fromkeys((*own, *known)))
