"""Places for a test's own database, made from what one worker has made once: a schema, and compiled templates."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from comparison.storage.opening import open_store

# Where the last installation keeps its templates.
_before: list[Path] = []


def with_schema(database: Path) -> None:
    """Put an empty database with today's schema at *database*, where there is none yet."""
    if not database.exists():
        shutil.copy(_empty(), database)


def with_templates(database: Path) -> None:
    """Give the installation at *database* the templates as the one before it has compiled them."""
    own = database.with_name(f"{database.name}.templates")
    if _before and _before[-1].is_dir() and not own.exists():
        # A name with a dot is a file that is being written.
        shutil.copytree(_before[-1], own, copy_function=os.link, ignore=shutil.ignore_patterns("*.*"))
    _before[:] = [own]


@cache
def _empty() -> Path:
    database = Path(tempfile.mkdtemp(prefix="schema-")) / "shop.db"
    store = open_store(f"sqlite:{database}")
    store.migrate()
    store.close()
    return database
