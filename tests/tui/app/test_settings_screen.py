"""Settings in the app: they hold at once, and are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import kept_after
from tui.app.opening import Opening
from tui.app.themes import filters
from tui.settings import THEMES, Settings, read_settings


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test alone."""
    found = tmp_path / "settings.json"
    monkeypatch.setenv("PEACEKEEPER_SETTINGS", str(found))
    return found


async def test_each_press_takes_the_next_colours(database: Database, file: Path) -> None:
    """Every theme can be put on, and after the last comes the first."""
    async with opened(database) as person:
        await person.press("s")
        for theme in (*THEMES[1:], THEMES[0]):
            await person.press("1")
            assert person.app.settings.theme == theme == read_settings(file).theme
        await person.press("escape")
        await person.sees("PEACEKEEPER")


async def test_a_name_is_kept_and_stands_in_the_library(database: Database, file: Path) -> None:
    """Escape leaves it as it was, Enter keeps it."""
    async with opened(database) as person:
        await person.press("s", "3")
        await person.type("Ana")
        await person.press("escape")
        assert read_settings(file).name == ""
        await person.press("3")
        await person.type("K7")
        await person.press("enter")
        await person.sees("Name or number: K7")
        await person.press("escape")
        await person.sees("K7")
    assert read_settings(file).name == "K7"


async def test_a_timed_decision_has_three_times_as_long_or_no_clock(database: Database) -> None:
    """The seconds in the first line are those that were set."""
    kept = kept_after(database, (("talk",), ("medic",)))
    for timing, seen in (("stretched", "read first (1:30)"), ("off", "your clock is off")):
        async with opened(database, Opening(kept=kept), settings=Settings(timing=timing)) as person:  # type: ignore[arg-type]
            await person.sees("STONES", seen)


async def test_an_action_gets_another_key(database: Database, file: Path) -> None:
    """The new key works at once, the old one no more, and the footer says so; a key that is taken is refused."""
    async with opened(database) as person:
        await person.press("s", "5")
        await person.sees("library: search")
        await person.press("enter", "f")
        await person.sees("f is already filter.")
        await person.press("enter", "x")
        await person.press("escape", "escape")
        await person.sees("x search")
        await person.press("x")
        await person.sees("Search: words of a title")
    assert read_settings(file).keys == {"library.search": "x"}


async def test_settings_that_cannot_be_kept_hold_all_the_same(database: Database, tmp_path: Path, file: Path) -> None:
    """What, where, and that nothing is lost."""
    file.mkdir()
    async with opened(database) as person:
        await person.press("s", "1")
        await person.sees("The settings cannot be kept", "until the program")
        assert person.app.settings.theme == THEMES[1]


def test_without_colour_what_had_a_ground_of_its_own_is_reversed() -> None:
    """The cursor is seen without any colour, and nothing has one."""
    (taker,) = filters("no-colour")
    given = [Segment("chosen", Style(color="black", bgcolor="white", bold=True)), Segment("text", Style(color="red"))]
    chosen, text = taker.apply(given, Color(0, 0, 0))
    assert chosen.style == Style(bold=True, reverse=True)
    assert text.style is not None
    assert (text.style.color, text.style.bgcolor, text.style.reverse) == (None, None, False)


@pytest.mark.parametrize("asked_by", ["setting", "environment"])
async def test_without_colour_only_the_cursor_is_reversed(
    database: Database, monkeypatch: pytest.MonkeyPatch, asked_by: str
) -> None:
    """Whether it was set here or is asked of every program: text stands on the terminal's own ground."""
    if asked_by == "environment":
        monkeypatch.setenv("NO_COLOR", "1")
    settings = Settings(theme="no-colour") if asked_by == "setting" else Settings()
    async with opened(database, settings=settings) as person:
        await person.press("s")
        await person.sees("1 Colours")
        strips = person.app.screen._compositor.render_strips()
        reversed_lines = ["".join(part.text for part in strip if part.style and part.style.reverse) for strip in strips]
    assert [line.strip().split(":")[0] for line in reversed_lines if line.strip()] == ["1 Colours"]
