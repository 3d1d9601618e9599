"""Whether a buyer type is still true: what has not been looked at for a year, or contradicts itself."""

import datetime

from ....core.needs import clashes
from ....core.personas import Persona

_MONTHS = 12


def is_old(persona: Persona, today: datetime.date) -> bool:
    """Whether twelve months have passed since somebody looked, or nobody ever has."""
    return persona.last_reviewed is None or is_year_old(persona.last_reviewed, today)


def is_year_old(day: str, today: datetime.date) -> bool:
    """Whether twelve months have passed since *day*; what is no day is as old."""
    try:
        looked = datetime.date.fromisoformat(day)
    except ValueError:
        return True
    return (today.year - looked.year) * _MONTHS + today.month - looked.month - (
        today.day < looked.day
    ) >= _MONTHS


def is_contradictory(persona: Persona) -> bool:
    """Whether no value can meet two of its needs."""
    return bool(clashes(persona.needs))
