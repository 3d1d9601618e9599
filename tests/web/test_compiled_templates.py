"""Templates that were compiled before are used, and never where anything about them is another."""

import threading
from pathlib import Path

import jinja2
import pytest
from builders_prepared import edition_of
from builders_web import NOON
from jinja2.bccache import Bucket

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.web import compiled
from comparison.web.render import Renderer


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    (folder / "shop").mkdir(parents=True)
    return folder


def renderer(tmp_path, own=None):
    return Renderer(
        own=own, address="https://compare.example", asset_url=lambda name: name, compiled=tmp_path / "kept"
    )


def view():
    return compare(edition_of(), read_asked([]), NOON.date())


def files(tmp_path):
    return {file: file.read_bytes() for file in (tmp_path / "kept").rglob("*") if file.is_file()}


def no_compiling(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("compiled again")

    monkeypatch.setattr("jinja2.Environment.compile", refuse)


def test_a_second_start_compiles_nothing(tmp_path, monkeypatch):
    first = renderer(tmp_path).share(view())
    no_compiling(monkeypatch)
    assert renderer(tmp_path).share(view()) == first


def test_a_template_that_was_changed_is_compiled_anew(tmp_path, own):
    page = own / "shop" / "_comparison.html"
    page.write_text("one", "utf-8")
    before = renderer(tmp_path, own).fragment(view())
    page.write_text("two", "utf-8")
    assert (before, renderer(tmp_path, own).fragment(view())) == (b"one", b"two")


def test_a_page_is_compiled_anew_when_a_template_that_it_includes_was_changed(tmp_path, own):
    (own / "shop" / "_comparison.html").write_text("{% include 'shop/outer.html' %}", "utf-8")
    (own / "shop" / "outer.html").write_text("{% include 'shop/inner.html' %}", "utf-8")
    inner = own / "shop" / "inner.html"
    inner.write_text("one", "utf-8")
    before = renderer(tmp_path, own).fragment(view())
    inner.write_text("two", "utf-8")
    assert (before, renderer(tmp_path, own).fragment(view())) == (b"one", b"two")


@pytest.mark.parametrize("name", ["notice.txt", "our notice.html"])
def test_whatever_an_included_template_is_called_its_change_is_seen(name, tmp_path, own):
    (own / "shop" / "_comparison.html").write_text(f"{{% include 'shop/{name}' %}}", "utf-8")
    notice = own / "shop" / name
    notice.write_text("one", "utf-8")
    before = renderer(tmp_path, own).fragment(view())
    notice.write_text("two", "utf-8")
    assert (before, renderer(tmp_path, own).fragment(view())) == (b"one", b"two")


def test_another_release_uses_nothing_of_the_one_before_and_removes_it(tmp_path, monkeypatch):
    renderer(tmp_path).fragment(view())
    before = files(tmp_path)
    monkeypatch.setattr(compiled, "_release", lambda: "0" * 16)
    renderer(tmp_path).fragment(view())
    assert before
    assert not before.keys() & files(tmp_path).keys()


def test_a_damaged_file_is_compiled_anew(tmp_path):
    html = renderer(tmp_path).fragment(view())
    for file, content in files(tmp_path).items():
        file.write_bytes(content[:-40] + bytes(40))
    assert renderer(tmp_path).fragment(view()) == html


def test_the_plain_and_the_light_way_are_kept_apart(tmp_path):
    made = renderer(tmp_path)
    assert made.light is not None
    light = made.fragment(view())
    made.light = None
    stock = made.fragment(view())
    again = renderer(tmp_path)
    again.light = None
    assert light == stock == again.fragment(view())


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path):
    (tmp_path / "kept").write_text("a file", "utf-8")
    assert renderer(tmp_path).fragment(view()).startswith(b"<")


def test_nobody_else_may_write_what_is_run(tmp_path):
    renderer(tmp_path).fragment(view())
    folders = [tmp_path / "kept", *(one for one in (tmp_path / "kept").iterdir())]
    assert {folder.stat().st_mode & 0o077 for folder in folders} == {0}


@pytest.mark.parametrize("whose", ["kept", "kept/*"], ids=["folder", "release"])
def test_what_others_may_write_is_not_run(whose, tmp_path, monkeypatch):
    renderer(tmp_path).fragment(view())
    [folder] = tmp_path.glob(whose)
    folder.chmod(0o777)
    no_compiling(monkeypatch)
    with pytest.raises(AssertionError, match="compiled again"):
        renderer(tmp_path).fragment(view())


def test_what_another_user_has_is_not_run(tmp_path, monkeypatch):
    renderer(tmp_path).fragment(view())
    monkeypatch.setattr(compiled.os, "geteuid", lambda: -1)
    no_compiling(monkeypatch)
    with pytest.raises(AssertionError, match="compiled again"):
        renderer(tmp_path).fragment(view())


def test_a_change_of_the_compiler_is_another_release(monkeypatch, tmp_path):
    for name in compiled._COMPILERS:
        (tmp_path / name).write_text("a", "utf-8")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    before = compiled._release.__wrapped__()
    (tmp_path / "light.py").write_text("b", "utf-8")
    assert compiled._release.__wrapped__() != before


def test_two_threads_that_compile_one_template_write_a_draft_each(tmp_path, monkeypatch):
    drafts, both, replace = [], threading.Barrier(2), Path.replace

    def once_both_are_written(draft, target):
        drafts.append(draft)
        both.wait(10)
        return replace(draft, target)

    def dump():
        bucket = Bucket(jinja2.Environment(autoescape=True), "one", "sum")
        bucket.code = compile("1", "one", "eval")
        compiled.Compiled(tmp_path / "kept", "plain").dump_bytecode(bucket)

    monkeypatch.setattr(Path, "replace", once_both_are_written)
    threads = [threading.Thread(target=dump) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({*drafts}) == 2
    assert [file.name for file in files(tmp_path)] == ["one"]
