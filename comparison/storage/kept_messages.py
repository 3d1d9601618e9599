"""Messages that were kept as JSON, with their arguments as they were."""

from typing import Any

import msgspec

from ..core.messages import Message, Period, Quantified

_TAGGED: dict[str, type[Message | Quantified | Period]] = {
    "message": Message,
    "quantified": Quantified,
    "period": Period,
}


def restored(message: Message) -> Message:
    """*message* as it was before it was kept: lists are tuples again, and messages inside of it messages."""
    return msgspec.structs.replace(
        message, arguments={name: _value(value) for name, value in message.arguments.items()}
    )


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(one) for one in value)
    if isinstance(value, dict) and value.get("type") in _TAGGED:
        found = msgspec.convert(value, _TAGGED[value["type"]])
        return restored(found) if isinstance(found, Message) else found
    return value
