"""What the tests of the merchant's side share."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, office, signed_in


@pytest.fixture
def at(tmp_path: Path) -> Office:
    """An installation with one shop and nobody yet."""
    return office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    """Its owner, signed in."""
    return signed_in(at)
