"""`user add`: links by which people get in."""

import re

from conftest import Run


def test_a_link_for_an_owner_is_printed_once(run: Run) -> None:
    done = run("user", "add")
    assert done.code == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/admin/_/first/[0-9A-Za-z_-]{32}\n", done.out)


def test_an_invitation_needs_a_shop_that_is_there(run: Run) -> None:
    assert run("user", "add", "--shop", "nowhere").code == 1
