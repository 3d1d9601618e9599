"""What the tests of the web room share."""

from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs


@pytest.fixture
def log() -> Iterator[list]:
    """Everything that is logged."""
    with capture_logs() as entries:
        yield entries
    structlog.reset_defaults()
