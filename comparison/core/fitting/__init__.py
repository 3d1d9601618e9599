"""Fits computed: a persona and a tier's candidate give a level with its reasons.

A level depends on one tier, the persona and the context only; what
other tiers are like shows in flags, in the order and in what is given up, never in a level.
"""

from .answer import first_answer, for_less, personas_by_tier
from .candidates import Basis, Candidate, candidate_for
from .dominance import dominates
from .giving_up import give_up_lines
from .levels import fit_tier
from .order import fit_order, fitted_quote, taken
from .tiers import fit_tiers, flagged

__all__ = [
    "Basis",
    "Candidate",
    "candidate_for",
    "dominates",
    "first_answer",
    "fit_order",
    "fit_tier",
    "fit_tiers",
    "fitted_quote",
    "flagged",
    "for_less",
    "give_up_lines",
    "personas_by_tier",
    "taken",
]
