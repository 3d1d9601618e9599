"""A page that several tests look at is the same for each of them, in whichever order they run."""

from builders_pages import Demo, Look


def test_a_page_that_was_scrolled_is_looked_at_from_its_top(look: Look, demo: Demo) -> None:
    address = demo.product("hanui/air-purifiers")
    look(address, 360).evaluate("scrollTo(0, 1500)")
    assert look(address, 360).evaluate("scrollY") == 0
