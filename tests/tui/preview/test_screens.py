"""How the preview looks, as plain text that a person can review; `make snapshots` draws it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.app.screens import SIZES
from tests.tui.preview.opened import played, previewed

BROKEN = ("then: who-goes-where", "then: who-goes-were")

SCREENS = {
    "map": ("", "d details"),
    "details": ("down down d", "esc close"),
    "practice": ("enter", "esc to the map"),
    "help": ("question_mark", "esc close"),
}
"""Keys from the map with the games of the gate, and words to be seen at the end."""


pytestmark = pytest.mark.usefixtures("utc")  # the first line says when the file was saved


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    """Every screen of the preview looks as it did when somebody last looked at it."""
    keys, seen = SCREENS[name]
    async with previewed(tmp_path, size=size) as trainer:
        await trainer.hears(played())
        await trainer.press(*keys.split())
        await trainer.sees(seen)
        trainer.sees_as(f"{size[0]}x{size[1]}/{name}")


@pytest.mark.parametrize("size", [*SIZES, (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_broken_file(tmp_path: Path, size: tuple[int, int]) -> None:
    """Problems stand above the last good map, also in the smallest terminal."""
    async with previewed(tmp_path, size=size) as trainer:
        await trainer.hears(played())
        await trainer.saves(BROKEN)
        await trainer.sees("2 problems", "d details")
        trainer.sees_as(f"{size[0]}x{size[1]}/broken")


async def test_a_terminal_that_becomes_wide(tmp_path: Path) -> None:
    """With room for it, what is known of the scene under the cursor stands beside the map."""
    async with previewed(tmp_path) as trainer:
        await trainer.resize(200, 60)
        await trainer.press("down")
        await trainer.sees("WHO GOES WHERE", "You have nine soldiers.")
