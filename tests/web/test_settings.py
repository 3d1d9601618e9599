import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from comparison.settings import (
    PREFIX,
    BadSetting,
    Settings,
    environment_of,
    read_settings,
    secret_of,
    variable_of,
)

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"
SECRET = "s" * 43
EVERYWHERE = "0.0.0.0"  # noqa: S104  A setting that people write; nothing is bound to it here.


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()


def test_a_variable_is_read():
    assert read_settings({"TIER_COMPARE_PORT": "9000", "HOME": "/"}).port == 9000


def test_an_option_beats_its_variable():
    assert read_settings({"TIER_COMPARE_PORT": "9000"}, port=9001).port == 9001


def test_an_option_that_is_not_given_leaves_the_variable():
    assert read_settings({"TIER_COMPARE_PORT": "9000"}, port=None).port == 9000


def test_an_empty_variable_is_as_good_as_none():
    assert read_settings({"TIER_COMPARE_PORT": ""}).port == Settings().port


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE", "shop\n.db"),
        ("HOST", "a b"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠"),
        ("WORKERS", "many"),
        ("BASE_URL", "compare.example"),
        ("BASE_URL", "https://compare.example/path"),
        ("BASE_URL", "https://user@compare.example"),
        ("BASE_URL", "https://compare.example:65536"),
        ("BASE_URL", "https://compare.example:0"),
        ("PURGE", "http://127.0.0.1:65536/"),
        ("CACHE_BYTES", "10"),
        ("CACHE_ENTRIES", "-1"),
        ("TEMPLATES", "/no/such/folder"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
        ("SECRET", "short"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_variable(name, value):
    with pytest.raises(BadSetting) as caught:
        read_settings({PREFIX + name: value})
    assert caught.value.variable == PREFIX + name
    assert PREFIX + name in str(caught.value)


def test_a_misspelt_variable_is_refused_with_those_that_there_are():
    with pytest.raises(BadSetting, match=r"TIER_COMPARE_PROT.*TIER_COMPARE_PORT"):
        read_settings({"TIER_COMPARE_PROT": "9000"})


def test_the_value_of_a_misspelt_variable_is_not_repeated_in_the_message():
    with pytest.raises(BadSetting, match="TIER_COMPARE_SECERT is no setting") as caught:
        read_settings({"TIER_COMPARE_SECERT": SECRET})
    assert SECRET[:4] not in str(caught.value)


def test_a_refused_secret_is_not_repeated_in_the_message():
    with pytest.raises(BadSetting) as caught:
        read_settings({"TIER_COMPARE_SECRET": "hunter2 hunter2"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("port", ["1", "80", "8000", "9999", "10000", "59999", "65000", "65499", "65535"])
def test_every_port_there_is_can_stand_in_the_base_url(port):
    address = f"https://compare.example:{port}"
    assert read_settings({"TIER_COMPARE_BASE_URL": address}).base_url == address


def test_a_port_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(BadSetting, match=r"ports go to 65535"):
        read_settings({"TIER_COMPARE_BASE_URL": "https://compare.example:99999"})


def test_the_slash_at_the_end_of_the_base_url_goes():
    assert (
        read_settings({"TIER_COMPARE_BASE_URL": "https://compare.example/"}).base_url
        == "https://compare.example"
    )


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        (EVERYWHERE, "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("fd00::7", "http://[fd00::7]:8000"),
    ],
)
def test_without_a_base_url_the_address_is_one_that_can_be_opened(host, address):
    assert Settings(host=host).address == address


def test_the_base_url_is_the_address_whatever_is_listened_on():
    assert Settings(host=EVERYWHERE, base_url="https://compare.example").address == "https://compare.example"


def test_settings_come_back_from_the_environment_they_are_handed_on_in(tmp_path):
    given = Settings(port=9000, workers=3, templates=tmp_path, secret=SECRET, log_format="json")
    assert read_settings(environment_of(given)) == given


def test_a_secret_that_is_set_makes_no_file(tmp_path):
    settings = Settings(database=f"sqlite:{tmp_path}/shop.db", secret=SECRET)
    assert secret_of(settings) == SECRET
    assert list(tmp_path.iterdir()) == []


def test_a_missing_secret_is_made_once_beside_the_database(tmp_path):
    settings = Settings(database=f"sqlite:{tmp_path}/shop.db")
    made = secret_of(settings)
    assert secret_of(settings) == made
    assert [path.name for path in tmp_path.iterdir()] == ["shop.db.secret"]


def test_only_its_owner_may_read_the_secret(tmp_path):
    secret_of(Settings(database=f"sqlite:{tmp_path}/shop.db"))
    assert stat.S_IMODE((tmp_path / "shop.db.secret").stat().st_mode) == 0o600


def test_a_plain_path_is_a_database_too(tmp_path):
    assert secret_of(Settings(database=f"{tmp_path}/shop.db")) == (tmp_path / "shop.db.secret").read_text()


@pytest.mark.parametrize("content", [b"half", b"", b"\xff" * 43])
def test_a_damaged_secret_is_refused_by_the_name_of_its_file(tmp_path, content):
    (tmp_path / "shop.db.secret").write_bytes(content)
    with pytest.raises(BadSetting, match=r"shop\.db\.secret"):
        secret_of(Settings(database=f"sqlite:{tmp_path}/shop.db"))


def test_a_secret_that_cannot_be_read_is_refused_by_the_name_of_its_file(tmp_path):
    (tmp_path / "shop.db.secret").mkdir()
    with pytest.raises(BadSetting, match=r"shop\.db\.secret"):
        secret_of(Settings(database=f"sqlite:{tmp_path}/shop.db"))


def test_a_disk_without_links_keeps_a_secret_too(tmp_path, monkeypatch):
    def no_links(file, target):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    settings = Settings(database=f"sqlite:{tmp_path}/shop.db")
    assert secret_of(settings) == secret_of(settings) == (tmp_path / "shop.db.secret").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["shop.db.secret"]


def test_where_no_secret_can_be_made_its_file_is_named_and_nothing_is_left(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadSetting, match=r"shop\.db\.secret is 'No space left"):
        secret_of(Settings(database=f"sqlite:{tmp_path}/shop.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_no_file_needs_a_secret_that_is_set():
    with pytest.raises(BadSetting, match="TIER_COMPARE_SECRET"):
        secret_of(Settings(database="postgresql://db/shop"))


def test_workers_that_start_together_get_the_same_secret(tmp_path):
    program = (
        "from comparison.settings import Settings, secret_of;"
        f"print(secret_of(Settings(database='sqlite:{tmp_path}/shop.db')))"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    assert len({worker.communicate(timeout=30)[0] for worker in workers}) == 1


def test_the_page_for_operators_lists_every_setting_and_no_other():
    listed = re.findall(r"^\| `(TIER_COMPARE_[A-Z_]+)`", OPERATING.read_text("utf-8"), re.MULTILINE)
    assert listed == [variable_of(name) for name in Settings.__struct_fields__]


def test_the_page_for_operators_states_the_defaults():
    page = OPERATING.read_text("utf-8")
    stated = dict(re.findall(r"^\| `(TIER_COMPARE_[A-Z_]+)` \| `?([^`|]*?)`? \|", page, re.MULTILINE))
    defaults = msgspec.structs.asdict(Settings())
    assert stated == {variable_of(name): str(value or "none") for name, value in defaults.items()}


@pytest.mark.parametrize("text", ["http://127.0.0.1:6081/", "https://cache.example/purge, http://[::1]:6081"])
def test_shared_caches_are_named_by_their_addresses(text):
    assert read_settings({"TIER_COMPARE_PURGE": text}).purge == text


@pytest.mark.parametrize(
    "text", ["cache.example", "ftp://cache.example/", "http://a b/", "http://a/\r\nx: 1"]
)
def test_what_is_no_address_of_a_cache_is_refused(text):
    with pytest.raises(BadSetting, match="TIER_COMPARE_PURGE"):
        read_settings({"TIER_COMPARE_PURGE": text})


def test_a_refused_purge_secret_is_not_repeated_in_the_message():
    with pytest.raises(BadSetting) as caught:
        read_settings({"TIER_COMPARE_PURGE_SECRET": "hunter2 hunter2"})
    assert "hunter2" not in str(caught.value)
