"""Addresses as people type them from a screen."""

from __future__ import annotations

import pytest

from tui.tabletop.terminal.address import USUAL, Address, BadAddress, address, digits


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", Address(USUAL)),
        ("192.168.1.5", Address("http://192.168.1.5:8765")),
        (" 192.168.1.5:80 ", Address("http://192.168.1.5:80")),
        ("laptop.local", Address("http://laptop.local:8765")),
        ("https://laptop.local", Address("https://laptop.local")),
        ("[::1]:9", Address("http://[::1]:9")),
        ("http://10.0.0.1:8765/?code=123456", Address("http://10.0.0.1:8765", "123456")),
    ],
)
def test_an_address_is_understood_as_it_stands_on_the_screen(typed: str, found: Address) -> None:
    """With or without scheme and port; a whole address from the picture brings its digits."""
    assert address(typed) == found


@pytest.mark.parametrize("typed", ["ftp://a", "http://", "a:b", "a@b", "two words", "a\u202eb", "http://[", "a:99999"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    """In one sentence that shows what one looks like, with nothing in it that a terminal would obey."""
    with pytest.raises(BadAddress, match=r"192\.168\.1\.5:8765") as found:
        address(typed)
    assert str(found.value).isprintable()


def test_digits_may_be_set_apart() -> None:
    """As they stand on the wall."""
    assert digits("123 456") == "123456"
    assert digits("١٢٣456") == "456"
