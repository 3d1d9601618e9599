"""The wheel and the source archive hold all that the program needs, asked for from somewhere else."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from comparison.core.messages import say
from comparison.words import speaker

ROOT = Path(__file__).parents[2]
BESIDE_THE_CODE = ("templates", "static", "catalog_data")
NEVER_PACKED = {".pyc", ".db", ".db-wal", ".db-shm", ".secret"}
# Makes the demo catalogue from the files that the package finds by itself, then asks for it.
_ASK = """
import asyncio, json, sys
from pathlib import Path
import comparison
from comparison.app import create_app
from comparison.cli.demo import DEMO_FOLDER, load_demo
from comparison.settings import Settings
from comparison.storage.opening import open_store

database = "sqlite:" + str(Path.cwd() / "demo.db")
store = open_store(database)
store.migrate()
pages = load_demo(store, DEMO_FOLDER / "team-chat.yaml")
store.close()
application = create_app(Settings(database=database))

async def ask(path, query=""):
    sent = []
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        sent.append(message)
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
             "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
             "root_path": "", "headers": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
             "state": {}}
    await application(scope, receive, send)
    return {"status": sent[0]["status"], "body": b"".join(one["body"] for one in sent[1:]).decode()}

place = f"{pages[0].shop}/{pages[0].comparison}"
answers = {lang: asyncio.run(ask(f"/fragments/{place}", f"lang={lang}")) for lang in ("ko", "en")}
script = asyncio.run(ask("/embed/1/embed.js"))
print(json.dumps({"package": comparison.__file__, "fragments": answers, "script": script}))
"""


class Unpacked(NamedTuple):
    """A wheel, the files in it, and where it lies unpacked."""

    names: frozenset[str]
    folder: Path


def build(target: str, source: Path, folder: Path) -> Path:
    """The wheel or sdist of *source*, built by what is installed here: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [built] = folder.iterdir()
    return built


def unpacked(wheel: Path, folder: Path) -> Unpacked:
    shutil.unpack_archive(wheel, folder, "zip")
    return Unpacked(names_in(wheel), folder)


def names_in(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def files_below(folder: Path) -> set[str]:
    """Paths below *folder*, as text; what Python compiles for itself is left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def run(package: Unpacked, folder: Path, *arguments: str) -> str:
    """What Python says to *arguments* in *folder*, where only the wheel can be imported."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    command = [sys.executable, *arguments]
    environment = {**kept, "PYTHONPATH": str(package.folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    built = build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))
    return unpacked(built, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, unpacked."""
    built = build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(built) as archive:
        archive.extractall(folder)  # noqa: S202  Our own archive, and Python 3.11.2 knows no filter.
    [top] = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def answers(wheel: Unpacked, tmp_path_factory: pytest.TempPathFactory) -> dict:
    return json.loads(run(wheel, tmp_path_factory.mktemp("elsewhere"), "-c", _ASK))


@pytest.mark.parametrize("folder", BESIDE_THE_CODE)
def test_the_wheel_holds_every_file_of_a_folder_beside_the_code(wheel: Unpacked, folder: str):
    wanted = files_below(ROOT / folder)
    assert wanted
    assert files_below(wheel.folder / "comparison" / "_bundled" / folder) == wanted


def test_the_wheel_holds_the_whole_package(wheel: Unpacked):
    in_the_wheel = {name for name in files_below(wheel.folder / "comparison") if "_bundled" not in name}
    assert in_the_wheel == files_below(ROOT / "comparison")


def test_the_wheel_holds_the_words_of_both_languages(wheel: Unpacked):
    for language in ("en", "ko"):
        assert f"comparison/locales/{language}/page.po" in wheel.names


def test_the_wheel_holds_nothing_beside_the_package_and_its_description(wheel: Unpacked):
    tops = {name.split("/")[0].partition("-")[0] for name in wheel.names}
    assert tops == {"comparison", "tier_compare"}
    assert not {name for name in wheel.names if Path(name).suffix in NEVER_PACKED}


def test_what_answers_is_the_unpacked_wheel(wheel: Unpacked, answers: dict):
    assert Path(answers["package"]).is_relative_to(wheel.folder)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_wheel_answers_with_a_fragment_of_the_demo_in_its_own_words(answers: dict, language: str):
    fragment = answers["fragments"][language]
    assert fragment["status"] == 200
    assert f'lang="{language}"' in fragment["body"]
    assert speaker(language).say(say("page.share")) in fragment["body"]


def test_the_wheel_answers_with_the_script_of_the_element(answers: dict):
    assert answers["script"]["status"] == 200
    assert "customElements.define" in answers["script"]["body"]


def test_the_command_of_the_wheel_says_the_version_of_the_project(wheel: Unpacked, tmp_path: Path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert run(wheel, tmp_path, "-m", "comparison", "--version").strip() == project["version"]


@pytest.mark.parametrize("folder", ["comparison", *BESIDE_THE_CODE])
def test_the_source_archive_holds_every_file_of_a_folder(source: Path, folder: str):
    assert files_below(source / folder) == files_below(ROOT / folder)


def test_a_wheel_built_from_the_source_archive_holds_the_same_files(
    wheel: Unpacked, source: Path, tmp_path: Path
):
    assert names_in(build("wheel", source, tmp_path)) == wheel.names
