"""A server that only answers fragments loads nothing that it does not need for them."""

import subprocess
import sys
from pathlib import Path

from builders_web import new_store, publication, publish

ROOT = Path(__file__).parents[2]
NEVER = (
    "PIL",
    "charset_normalizer",
    "comparison.cli",
    "comparison.core.check",
    "comparison.storage.checking",
    "comparison.storage.importing",
    "comparison.storage.publish",
    "comparison.web.admin",
    "comparison.web.building",
    "comparison.web.demo_shop",
    "comparison.web.openapi",
    "comparison.web.purging",
    "cryptography",
    "defusedxml",
    "fido2",
    "holidays",
    "nh3",
    "openpyxl",
    "pint",
    "pyotp",
    "python_calamine",
    "segno",
    "structlog",
)
PROGRAM = """
import asyncio, os, sys
sys.path[:0] = [os.path.join(sys.argv[1], "tests"), os.path.join(sys.argv[1], "tests", "web")]
from builders_web import Client
from comparison.app import create_app_from_environment
asking = Client(create_app_from_environment())
for target in ("/fragments/acme/air", "/fragments/acme/air", "/fragments/acme/air?persona=flat&lang=ko"):
    assert asking.get(target, {"accept-encoding": "br"}).status == 200
print("\\n".join(sys.modules))
"""


def test_what_fragments_do_not_need_is_not_loaded(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        env={"PYTHONPATH": str(ROOT), "TIER_COMPARE_DATABASE": f"sqlite:{tmp_path / 'shop.db'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "comparison.web.pages" in loaded
    assert [name for name in NEVER if name in loaded] == []


SIGNING_IN = """
import os, sys
sys.path[:0] = [os.path.join(sys.argv[1], "tests"), os.path.join(sys.argv[1], "tests", "web")]
from builders_web import Client
from comparison.app import create_app_from_environment
asking = Client(create_app_from_environment())
assert asking.get("/admin/_/sign-in", {"host": "127.0.0.1:8000"}).status == 200
print("\\n".join(sys.modules))
"""


def test_whoever_signs_in_by_password_alone_loads_nothing_of_second_factors(tmp_path):
    new_store(tmp_path).close()
    done = subprocess.run(
        [sys.executable, "-c", SIGNING_IN, str(ROOT)],
        env={"PYTHONPATH": str(ROOT), "TIER_COMPARE_DATABASE": f"sqlite:{tmp_path / 'shop.db'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "comparison.web.admin.factors" in loaded
    assert [name for name in ("cryptography", "fido2", "pyotp", "segno") if name in loaded] == []
