"""A server of each test's own: these tests change what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_admin_pages import Office, serving


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Office]:
    """A server with nobody yet."""
    with serving(tmp_path) as office:
        yield office
