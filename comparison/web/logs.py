"""What the process says of itself: one line for each event on standard error, JSON or for people."""

import sys

import structlog
from structlog.typing import Processor


def set_up_logs(form: str, level: str) -> None:
    """Set *form* (``json`` or ``console``) and the least *level* for the whole process.

    Addresses are logged as they were sent, percent-encoded: nothing that a visitor typed can
    begin a line or reach a terminal.
    """
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if form == "json"
        else [_for_people()]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _for_people() -> Processor:
    # A plain traceback: the richer one prints local variables, which may hold what nobody should log.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
