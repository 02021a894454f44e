"""What a host sends is not trusted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tui.tabletop.pages.section import Head, Line, Section
from tui.tabletop.terminal.received import NotUnderstood, part

HEAD = Head("T", "S", "lobby", "Lobby", "day 1, 08:00", 0, False, "")._asdict()


def event(**changes: Any) -> str:
    """An event of a stream."""
    told = Section("told", "Told", (Line("text", "One."),))
    return json.dumps({"head": HEAD, "sections": {"told": told}} | changes)


def test_an_event_is_read_as_what_was_sent() -> None:
    """Head and sections, as the same values that the host made of the exercise."""
    found = part(event())
    assert found.head == Head(**HEAD)
    assert found.sections == {"told": Section("told", "Told", (Line("text", "One."),))}


def test_nothing_that_a_terminal_would_obey_gets_through() -> None:
    """Escape sequences, other control characters and turned text become blanks; lines of a letter stay."""
    evil = "\x1b]0;owned\x07\x9b2J\u202eabc\u200b\nnext"
    section = ["told", evil, [["kept", evil, evil, None]], []]
    found = part(event(sections={"told": section})).sections["told"]
    for text in (found.title, found.lines[0].text, found.lines[0].label or ""):
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u200b"} & set(text)
        assert text.endswith("\nnext")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        event(head={**HEAD, "played": "soon"}),
        event(sections=[]),
        event(sections={"told": ["told", "Told", [["shouted", "x", None, None]], []]}),
        event(sections={"told": ["told"]}),
    ],
)
def test_anything_else_is_no_page(text: str) -> None:
    """One error, whatever it was."""
    with pytest.raises(NotUnderstood):
        part(text)
