"""docs/proof.md: its Python sends a checkout back to a real server, its numbers are those of the code."""

import json
import re
import shutil
import subprocess
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_proof import QUOTES, with_setup
from builders_server import running
from builders_web import new_store, publish

from comparison.core.pricing.drift import DAYS, LEAST_CHECKED
from comparison.settings import Settings
from comparison.storage.checkouts import MOST_LISTED
from comparison.web.signing import MOST_SIGNED
from comparison.web.tokens import new_token
from comparison.web.verifying import MOST_BODY_BYTES

PAGE = (Path(__file__).parents[2] / "docs" / "proof.md").read_text("utf-8")
[PHP] = re.findall(r"^```php\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[PROGRAM] = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)

SendBack = Callable[..., dict[str, Any]]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SendBack, str]]:
    """The page's own function against a real server, and a signed quote of it."""
    store = new_store(tmp_path)
    publish(store, with_setup())
    token, row = new_token("acme", "", now="2026-11-22T00:00:00.000000Z", by="test")
    store.add_token(row)
    store.close()
    with running(tmp_path) as server:
        monkeypatch.setenv("COMPARE_ADDRESS", f"http://127.0.0.1:{server.port}")
        monkeypatch.setenv("COMPARE_TOKEN", token)
        names: dict[str, Any] = {}
        exec(compile(PROGRAM, "docs/proof.md", "exec"), names)  # noqa: S102  The page's own program.
        answer = server.get(QUOTES).split(b"\r\n\r\n", 1)[1]
        yield names["send_back"], json.loads(answer)["tiers"][0]["signed"]


def test_the_program_of_the_page_sends_a_checkout_back(shop: tuple[SendBack, str]) -> None:
    send_back, signed = shop
    assert send_back(signed, 1_500, "USD", "A-1")["equal"]
    lines = [("base", None, 1_000)]
    told = send_back(signed, 1_000, "USD", "A-2", lines)
    assert [(one["component"], one["kind"]) for one in told["lines"]] == [("setup", "missing")]
    with pytest.raises(urllib.error.HTTPError) as refused:
        send_back(signed[:-1] + ("A" if signed[-1] != "A" else "B"), 1_500, "USD", "A-3")
    refused.value.close()
    assert refused.value.code == 422


@pytest.mark.skipif(shutil.which("php") is None, reason="PHP is not installed")
def test_the_php_of_the_page_sends_a_checkout_back(shop: tuple[SendBack, str]) -> None:
    told = []
    for signed in (shop[1], "none"):
        call = f'{PHP} echo json_encode(send_back("{signed}", 1500, "USD", "A-1"));'
        done = subprocess.run(["php", "-r", call], capture_output=True, check=True, timeout=30)
        told.append(json.loads(done.stdout))
    assert (told[0]["equal"], told[1]["status"]) == (True, 422)


def test_the_program_of_the_page_is_about_20_lines() -> None:
    assert len(PROGRAM.splitlines()) <= 25


def test_the_page_states_the_numbers_of_the_code() -> None:
    assert f"`TIER_COMPARE_QUOTE_HOURS` ({Settings().quote_hours})" in PAGE
    assert f"From {LEAST_CHECKED} checked checkouts in the last {DAYS} days on" in PAGE
    assert f"the newest {MOST_LISTED} that differed" in PAGE
    assert f"more than {MOST_BODY_BYTES // 1_000} kB" in PAGE
    assert f"more than {MOST_SIGNED:,} characters" in PAGE
