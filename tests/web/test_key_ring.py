"""Keys that come and go: the newest signs, those before it verify, a retired one never again."""

import stat
import threading
from pathlib import Path

import pytest

from comparison.core.errors import NotFound, StoreUnusable
from comparison.web.key_ring import KeyInUse, KeyRing, NoPlaceForKeys
from comparison.web.proof_refusals import QuoteTampered
from comparison.web.signing import key_from, opened, signed

NOW = "2026-11-22T12:00:00.000000Z"
SECRET = "s" * 43
PAYLOAD = b"{}"


def ring(folder: Path, secret: str = SECRET, *, is_set: bool = False) -> KeyRing:
    return KeyRing(lambda: secret, folder / "shop.db.keys", is_set=is_set)


def signs(one: KeyRing) -> str:
    return signed(PAYLOAD, one.signing())


def holds(one: KeyRing, text: str) -> bool:
    try:
        return opened(text, one.verifying()) == PAYLOAD
    except QuoteTampered:
        return False


def test_before_any_rotation_the_secret_s_own_key_signs(tmp_path: Path) -> None:
    assert ring(tmp_path).signing() == key_from(SECRET)
    assert list(tmp_path.iterdir()) == []


def test_after_a_rotation_the_new_key_signs_and_old_quotes_hold(tmp_path: Path) -> None:
    before = signs(ring(tmp_path))
    made = ring(tmp_path).rotate(NOW)
    assert ring(tmp_path).signing() == made
    assert holds(ring(tmp_path), before)


def test_a_retired_key_refuses(tmp_path: Path) -> None:
    before = signs(ring(tmp_path))
    ring(tmp_path).rotate(NOW)
    ring(tmp_path).retire(key_from(SECRET).id)
    assert not holds(ring(tmp_path), before)
    assert holds(ring(tmp_path), signs(ring(tmp_path)))


def test_a_server_that_runs_sees_a_rotation_and_a_retirement_at_once(tmp_path: Path) -> None:
    running, text = ring(tmp_path), signs(ring(tmp_path))
    assert holds(running, text)
    ring(tmp_path).rotate(NOW)
    assert running.signing() != key_from(SECRET)
    ring(tmp_path).retire(key_from(SECRET).id)
    assert not holds(running, text)


def test_only_its_owner_may_read_the_keys(tmp_path: Path) -> None:
    ring(tmp_path).rotate(NOW)
    [file] = tmp_path.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("shop.db.keys", 0o600)


def test_the_secret_of_a_retired_key_is_gone_from_the_file(tmp_path: Path) -> None:
    first = ring(tmp_path).rotate(NOW)
    ring(tmp_path).rotate(NOW)
    ring(tmp_path).retire(first.id)
    text = (tmp_path / "shop.db.keys").read_text()
    assert text.count("secret") == 1
    assert first.id in text


def test_the_key_that_signs_cannot_be_retired(tmp_path: Path) -> None:
    with pytest.raises(KeyInUse):
        ring(tmp_path).retire(key_from(SECRET).id)


def test_an_unknown_key_and_one_that_is_retired_cannot_be_retired(tmp_path: Path) -> None:
    first = ring(tmp_path).rotate(NOW)
    ring(tmp_path).rotate(NOW)
    ring(tmp_path).retire(first.id)
    for key in (first.id, "0" * 16):
        with pytest.raises(NotFound):
            ring(tmp_path).retire(key)


def test_the_list_says_what_every_key_does(tmp_path: Path) -> None:
    first = ring(tmp_path).rotate(NOW)
    second = ring(tmp_path).rotate(NOW)
    ring(tmp_path).retire(first.id)
    listed = [tuple(one) for one in ring(tmp_path).listed()]
    own = key_from(SECRET).id
    assert listed == [(own, "", "verifies"), (second.id, NOW, "signs"), (first.id, "", "retired")]


def test_a_secret_of_the_environment_signs_whatever_the_file_holds(tmp_path: Path) -> None:
    rotated = ring(tmp_path).rotate(NOW)
    one = ring(tmp_path, "e" * 43, is_set=True)
    assert one.signing() == key_from("e" * 43)
    assert rotated in one.verifying()


def test_a_secret_of_the_environment_is_kept_before_it_is_exchanged(tmp_path: Path) -> None:
    before = signs(ring(tmp_path, "e" * 43, is_set=True))
    ring(tmp_path, "e" * 43, is_set=True).rotate(NOW)
    after = ring(tmp_path, "f" * 43, is_set=True)
    assert after.signing() == key_from("f" * 43)
    assert holds(after, before)
    after.retire(key_from("e" * 43).id)
    assert not holds(after, before)


def test_a_retired_secret_that_comes_back_signs_nothing(tmp_path: Path) -> None:
    ring(tmp_path, "e" * 43, is_set=True).rotate(NOW)
    ring(tmp_path, "f" * 43, is_set=True).retire(key_from("e" * 43).id)
    with pytest.raises(StoreUnusable, match="TIER_COMPARE_SECRET"):
        ring(tmp_path, "e" * 43, is_set=True).signing()


def test_rotations_at_the_same_moment_lose_no_key(tmp_path: Path) -> None:
    threads = [threading.Thread(target=lambda: ring(tmp_path).rotate(NOW)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ring(tmp_path).verifying()) == 9


def test_without_a_place_for_files_nothing_can_be_rotated() -> None:
    with pytest.raises(NoPlaceForKeys):
        KeyRing(lambda: SECRET, None, is_set=True).rotate(NOW)


@pytest.mark.parametrize("content", ["", "{", '{"keys":[{"id":"x","made":"","secret":"y"}]}'])
def test_a_damaged_file_signs_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "shop.db.keys").write_text(content)
    with pytest.raises(StoreUnusable, match=r"shop\.db\.keys"):
        ring(tmp_path).signing()
