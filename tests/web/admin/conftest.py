"""What the tests of the merchant's side share."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, office, signed_in
from builders_imports import begin_here

from comparison.storage import import_runs


@pytest.fixture
def at(tmp_path: Path) -> Office:
    """An installation with one shop and nobody yet."""
    return office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    """Its owner, signed in."""
    return signed_in(at)


@pytest.fixture
def merchant(owner: Browser) -> Browser:
    """The owner, who imports and sells."""
    return owner


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import's work is done in this very process."""
    monkeypatch.setattr(import_runs, "begin", begin_here)
