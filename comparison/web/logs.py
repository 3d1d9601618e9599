"""What the process says of itself: one line for each event on standard error, JSON or for people.

The library for it takes 4 MB and a tenth of a second to load; a server that has nothing to say
never loads it.
"""

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from structlog.typing import Processor


class _Form(NamedTuple):
    form: str
    level: str


_wished: list[_Form] = []


def set_up_logs(form: str, level: str) -> None:
    """Set *form* (``json`` or ``console``) and the least *level* for the whole process.

    Addresses are logged as they were sent, percent-encoded: nothing that a visitor typed can
    begin a line or reach a terminal.
    """
    _wished[:] = [_Form(form, level)]


def log() -> Any:
    """Where events are logged, each by a method of its level's name."""
    import structlog  # noqa: PLC0415  See above.

    if _wished:
        _configure(_wished.pop())
    return structlog.get_logger("comparison.web")


def _configure(wished: _Form) -> None:
    import structlog  # noqa: PLC0415  See above.

    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if wished.form == "json"
        else [_for_people()]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(wished.level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _for_people() -> "Processor":
    import structlog  # noqa: PLC0415  See above.

    # A plain traceback: the richer one prints local variables, which may hold what nobody should log.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
