"""Why a tier cannot be had in a context: raised while computing, answered as ``not_available``."""

from typing import Any

from ..errors import ComparisonError
from ..messages import Message


class NotSold(ComparisonError):
    """This tier cannot take what the context asks for; *reason* says why."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(**facts)
        self.key = key
        self.reason = Message(key=key, arguments=facts)
