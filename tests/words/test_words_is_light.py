import subprocess
import sys


def test_saying_things_loads_neither_a_server_nor_a_database():
    script = "import sys, comparison.words; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "babel" in loaded
    assert not {"litestar", "jinja2", "sqlite3", "pysqlite3", "sqlite_utils", "yaml", "pint"} & set(loaded)
