"""Slack's four plans as published on 2025-03-08, for the golden table of fits."""

from collections.abc import Mapping

from builders_fit import NO, YES, number, rising, seats, tier, unlimited, unpriced_add_on
from builders_fit import feature as row

from comparison.core.catalogue import AddOn, Feature
from comparison.core.fitting import Candidate
from comparison.core.values import Value

PLANS = ("free", "pro", "business-plus", "enterprise-grid")
PRICES = {"free": "0", "pro": "8.75", "business-plus": "15", "enterprise-grid": None}

_EVERY = ("slack-connect",)
_FROM_PRO = ("lists", "workflow-builder", "24-7-support")
_FROM_BUSINESS = (
    "single-sign-on",
    "users-management-scim",
    "export-messages",
    "data-residence",
    "four-hours-first-time-response",
)
_FROM_GRID = ("audit-logs", "compliance-hipaa", "legal-retention-hold")
_FROM = {
    **dict.fromkeys(_EVERY, 0),
    **dict.fromkeys(_FROM_PRO, 1),
    **dict.fromkeys(_FROM_BUSINESS, 2),
    **dict.fromkeys(_FROM_GRID, 3),
}
_LIMITS = {
    "use-messages-access": number(90, "day"),
    "use-apps-and-services": number(10, "app"),
    "use-voice-and-video-calls": number(1, "user"),
}
FEATURES: tuple[Feature, ...] = (
    *(rising(key) for key in _LIMITS),
    *(row(key) for key in _FROM),
    row("slack-ai"),
)
AI = unpriced_add_on("slack-ai", {"slack-ai": YES}, available_for=PLANS[1:])
ADD_ONS: tuple[AddOn, ...] = (AI,)


def plan(key: str, people: int) -> Candidate:
    """One plan for *people* users; Slack AI can be bought beside the paid ones, price on request."""
    quote = seats(key, PRICES[key], people, extras={"slack-ai": None})
    return tier(key, _values(PLANS.index(key)), quote, add_ons=ADD_ONS)


def plans(people: int) -> tuple[Candidate, ...]:
    return tuple(plan(key, people) for key in PLANS)


def _values(place: int) -> Mapping[str, Value]:
    limits = _LIMITS if place == 0 else dict.fromkeys(_LIMITS, unlimited())
    return {
        **limits,
        **{key: YES if place >= since else NO for key, since in _FROM.items()},
        "slack-ai": NO,
    }
