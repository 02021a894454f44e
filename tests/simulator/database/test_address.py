"""Addresses: which is a file, which a server, and that neither is mistaken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.database.address import Server, place_of

SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="…"), min_size=3, max_size=20)


@pytest.mark.parametrize(
    "text", ["postgresql://host/db", "postgres://n:p@host", "postgresql:///db?host=/run/postgresql"]
)
def test_an_address_is_a_server(text: str) -> None:
    """As the library for PostgreSQL writes them."""
    place = place_of(text)
    assert isinstance(place, Server)
    assert place.url == text


@pytest.mark.parametrize("text", ["a.db", "postgresql.db", "./postgresql://x", "/srv/postgres/a.db", "file:x"])
def test_everything_else_is_a_file(text: str) -> None:
    """Whatever its name."""
    assert place_of(text) == Path(text)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ana:secret@host:5433/training?sslmode=require", "postgresql://host:5433/training"),
        ("postgresql:///training?host=/run", "postgresql:///training"),
        ("postgresql://ana:p@ss/w@host/db", "postgresql://host/db"),
    ],
)
def test_what_is_shown_of_a_server_is_where_it_is(url: str, shown: str) -> None:
    """Not who uses it, with which password."""
    assert str(place_of(url)) == shown


@given(secret=SECRETS, words=st.text("abc ", max_size=20))
def test_a_password_is_taken_out_of_what_is_said(secret: str, words: str) -> None:
    """However it is written into the address."""
    said = f"{words} {secret} {words}"
    for url in (f"postgresql://ana:{secret}@host/db", f"postgresql://host/db?password={secret.replace('&', '_')}"):
        password = secret if "@host" in url else secret.replace("&", "_")
        server = Server(url)
        if "?" not in password and "@" not in password and "#" not in password:
            assert password not in server.without_secrets(said.replace(secret, password))
