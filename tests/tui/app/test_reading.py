"""Text to read: it starts at its top, says that there is more, and scrolls whatever has the focus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import kept_after
from tui.app.opening import Opening
from tui.app.reading import LEAST_ROOM, wrapped

MORE = "more below: PgDn"


async def test_text_scrolls_while_the_options_have_the_focus(database: Database) -> None:
    """PgDn and the space bar read on to the end, PgUp goes back, and the hint is there only while there is more."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=(60, 16)) as person:
        await person.sees("AT THE GATE", MORE)
        await person.press("pagedown")
        await person.press("space")
        await person.sees("x   you")
        assert MORE not in person.screen
        await person.press("pageup", "pageup")
        await person.sees("AT THE GATE", MORE)


async def test_every_change_starts_at_the_top(database: Database) -> None:
    """A text that was scrolled down does not hide the beginning of the next one."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=(60, 16)) as person:
        await person.press("pagedown", "pagedown", "1")
        await person.sees("You: Walk to the gate")
        assert person.app.screen.query_one("#text").scroll_y == 0


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_a_resize_loses_nothing(database: Database, size: tuple[int, int]) -> None:
    """At any size the time, the question, the first options and the way out stand on the screen."""
    async with opened(database, Opening(kept=kept_after(database, (("talk",),)))) as person:
        await person.press("1")
        await person.resize(*size)
        await person.sees("06:34", "WHO GOES WHERE", "6 of 9 soldiers left", "[x] Medic", "esc pause", "? help")
        assert all(len(line) <= size[0] for line in person.screen.splitlines())
        assert len(person.screen.splitlines()) <= size[1]
        await person.resize(80, 24)
        await person.sees("[x] Medic", "[ ] Six with shields", "0 Done: do it")


async def test_kept_lines_are_not_wrapped(database: Database) -> None:
    """A map in a narrow terminal is moved sideways instead of torn."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=(22, 12)) as person:
        await person.press("f3")
        await person.sees("gate====|road|")
        await person.press("pagedown", "pagedown")
        await person.sees("   o Ford ===== #")
        assert " post" not in person.screen
        await person.press("right", "right", "right", "right", "right")
        await person.sees("===== # post")


async def test_text_can_be_marked_with_the_mouse(database: Database) -> None:
    """What was marked, across lines, is what would be copied."""
    async with opened(database, Opening(kept=kept_after(database, ()))) as person:
        await person.pilot.hover("#text", offset=(2, 0))
        await person.pilot.mouse_down("#text", offset=(2, 0))
        await person.pilot.hover("#text", offset=(6, 2))
        await person.pilot.mouse_up("#text", offset=(6, 2))
        await person.settled()
        assert person.app.screen.get_selected_text() == "AT THE GATE\n\nForty"
        await person.sees("AT THE GATE", "Forty people")


@given(st.lists(st.tuples(st.integers(0, 8), st.text("ab ", max_size=60)), max_size=5), st.integers(1, 90))
def test_a_line_that_is_set_in_stays_so(lines: list[tuple[int, str]], room: int) -> None:
    """Every word is there, in its order; what continues a line that is set in begins below its first word."""
    texts = [Text(" " * inset + words.strip()) for inset, words in lines]
    found = [[line.plain for line in wrapped([text], Console(), room)] for text in texts]
    for text, parts in zip(texts, found, strict=True):
        assert "".join("".join(parts).split()) == "".join(text.plain.split())
        inset = len(text.plain) - len(text.plain.lstrip())
        if text.plain.strip() and inset <= room - LEAST_ROOM:
            assert {len(part) - len(part.lstrip()) for part in parts if part.strip()} == {inset}
        assert all(len(part.rstrip()) <= max(room, 1) for part in parts)
