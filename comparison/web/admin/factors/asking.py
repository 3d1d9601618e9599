"""What the pages of second factors answer a script: what to sign, or why not."""

import msgspec

from .... import words
from ....core.errors import ComparisonError
from ....core.messages import Message, say
from ...answers import JSON, Answer, momentary
from ..refusals import TooManyAttempts
from ..visit import Visit
from .ceremonies import Options


def told(options: Options) -> Answer:
    """What a device is asked."""
    return momentary(msgspec.json.encode(options), JSON, status=200, head=False)


def told_error(visit: Visit, error: ComparisonError) -> Answer:
    """That *error* is why nothing is asked."""
    status = 429 if isinstance(error, TooManyAttempts) else 422
    return told_why(visit, say(error.key, **error.facts), status=status)


def told_why(visit: Visit, message: Message, *, status: int = 422) -> Answer:
    """Why nothing is asked, in the reader's language."""
    text = words.speaker(visit.language).say(message)
    return momentary(msgspec.json.encode({"message": text}), JSON, status=status, head=False)
