"""`prepare`, and what a publication makes ready by itself."""

import sqlite3
from pathlib import Path

from builders_lamps import ONE, lamps


def ready(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "shop.db")
    found = connection.execute("select comparison, query from prepared order by query").fetchall()
    connection.close()
    return found


def test_a_publication_is_ready_and_one_that_was_imported_can_be(run, tmp_path):
    file = tmp_path / "lamps.yaml"
    file.write_text(lamps(ONE._replace(terms="closed: {by: me, on: 2026-11-01}")))
    run("import", str(file), "--shop", "lamps", "--publish")
    imported = ready(tmp_path)
    done = run("prepare")
    prepared = ready(tmp_path)
    assert (imported, done.code, done.out) == ([], 0, f"lamps/lamps: {len(prepared)}\n")
    assert prepared[0] == ("lamps", "")
    assert run("publish", "lamps/lamps").code == 0
    assert ready(tmp_path) == prepared
    assert run("prepare", "lamps/nothing").out == "lamps/nothing: 0\n"
