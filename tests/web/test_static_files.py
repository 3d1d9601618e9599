import re

import pytest
from builders_web import Client, client, new_store

from comparison.app import framework
from comparison.assets import STATIC
from comparison.web import embed, static
from comparison.web.codings import packed

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def asking(tmp_path):
    new_store(tmp_path).close()
    return client(tmp_path)


def served(*routes) -> Client:
    return Client(framework(routes, on_shutdown=lambda: None))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "page.css").write_text("p { color: red }" * 50)
    (tmp_path / "deep" / "mark.png").write_bytes(b"\x89PNG" + bytes(range(256)) * 10)
    (tmp_path / "secret.txt").write_text("not here")
    return tmp_path


def test_an_address_with_the_digest_of_the_bytes_is_kept_for_ever(folder):
    files = static.StaticFiles(folder)
    got = served(*static.routes(files)).get(files.address("page.css"))
    assert (got.status, got.headers["cache-control"]) == (200, FOREVER)


@pytest.mark.parametrize("digest", ["0", "0123456789abcdef", "%00"])
def test_an_address_with_another_digest_is_kept_for_a_minute(folder, digest):
    files = static.StaticFiles(folder)
    got = served(*static.routes(files)).get(f"/static/{digest}/page.css")
    assert (got.status, got.headers["cache-control"]) == (200, "public, max-age=60")


def test_other_bytes_have_another_address(folder):
    before = static.StaticFiles(folder).address("page.css")
    (folder / "page.css").write_text("p { color: blue }")
    assert static.StaticFiles(folder).address("page.css") != before


def test_a_file_that_is_not_there_has_no_address(folder):
    with pytest.raises(KeyError):
        static.StaticFiles(folder).address("none.css")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "deep/../../shop.db",
        "/etc/passwd",
        ".",
        "deep",
    ],
)
def test_nothing_outside_the_folder_is_served(folder, asking, name):
    got = asking.get(f"/static/0/{name}")
    assert got.status == 404
    assert got.headers["access-control-allow-origin"] == "*"


def test_text_comes_in_the_coding_asked_for_and_an_image_as_it_is(folder):
    files = static.StaticFiles(folder)
    asking = served(*static.routes(files))
    style = asking.get(files.address("page.css"), {"accept-encoding": "br"})
    image = asking.get(files.address("deep/mark.png"), {"accept-encoding": "br"})
    assert (style.headers["content-encoding"], style.headers["vary"]) == ("br", "Accept-Encoding")
    assert style.plain == (folder / "page.css").read_bytes()
    assert image.headers.keys().isdisjoint({"content-encoding", "vary"})
    assert (image.headers["content-type"], image.body) == (
        "image/png",
        (folder / "deep" / "mark.png").read_bytes(),
    )


def test_a_script_is_sent_in_the_fewest_bytes(asking):
    got = asking.get("/embed/1/embed.js", {"accept-encoding": "br"})
    assert got.body == packed(got.plain, "br", "best")
    assert len(got.body) < len(packed(got.plain, "br"))


def test_text_that_more_effort_makes_larger_is_packed_with_less(folder):
    (folder / "words.css").write_text(" ".join(f"a{number * 37 % 101} {{}}" for number in range(900)))
    files = static.StaticFiles(folder)
    got = served(*static.routes(files)).get(files.address("words.css"), {"accept-encoding": "br"})
    assert got.body == packed(got.plain, "br")


def test_a_static_file_is_conditional(folder):
    files = static.StaticFiles(folder)
    asking = served(*static.routes(files))
    tag = asking.get(files.address("page.css")).headers["etag"]
    assert asking.get(files.address("page.css"), {"if-none-match": tag}).status == 304


@pytest.mark.parametrize("name", ["page.css", "page.js", "embed/tier-compare.css"])
def test_the_files_of_the_house_are_served_with_their_types(asking, name):
    got = asking.get(static.StaticFiles(STATIC).address(name))
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert (got.status, got.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.fixture
def scripts(tmp_path):
    for version in ("1.0.0", "1.2.0", "1.10.0", "2.0.0"):
        (tmp_path / f"embed-{version}.js").write_text(f"// {version}")
    for other in ("embed-1.99.js", "embed-1.99.0.js.map", "tier-compare.js"):
        (tmp_path / other).write_text("// no release")
    return served(*embed.routes(embed.EmbedScripts(tmp_path)))


@pytest.mark.parametrize(("major", "newest"), [("1", "1.10.0"), ("2", "2.0.0")])
def test_the_address_of_a_major_version_follows_its_newest_release(scripts, major, newest):
    got = scripts.get(f"/embed/{major}/embed.js")
    assert (got.status, got.text) == (200, f"// {newest}")
    assert got.headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize("version", ["1.0.0", "1.2.0", "1.10.0"])
def test_the_address_of_a_release_never_changes(scripts, version):
    got = scripts.get(f"/embed/{version}/embed.js")
    assert (got.text, got.headers["cache-control"]) == (f"// {version}", FOREVER)


@pytest.mark.parametrize("version", ["3", "1.0", "1.99", "1.99.0", "01", "1.0.1", "latest", ".."])
def test_a_release_that_was_never_built_is_not_there(asking, version):
    assert asking.get(f"/embed/{version}/embed.js").status == 404


def test_the_script_is_open_to_any_page_in_any_coding(asking):
    for coding in ("br", "gzip", "identity"):
        got = asking.get("/embed/1/embed.js", {"accept-encoding": coding})
        assert (got.status, got.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
        assert got.headers["cross-origin-resource-policy"] == "cross-origin"
        assert got.plain == asking.get("/embed/1/embed.js").body


def test_every_release_in_the_house_has_its_address(asking):
    built = [path.name for path in (STATIC / "embed").glob("embed-*.js")]
    assert built
    for name in built:
        version = re.fullmatch(r"embed-(.+)\.js", name)[1]
        assert asking.get(f"/embed/{version}/embed.js").headers["cache-control"] == FOREVER
