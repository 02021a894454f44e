"""Pictures of the app as it is, exported by the app itself: `make pictures` draws them anew.

    python docs/pictures/draw.py [FOLDER]

The depot is played with a fixed seed by the plan that keeps every rule, but for one decision, so that there is
something to learn from. Nothing in a picture is of this computer or of today, and nothing in it is fetched.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from textual.app import App  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from benchmarks.strategies import PLANS, answer, planned, read_plan  # noqa: E402
from simulator.database import Database  # noqa: E402
from tui import keeping  # noqa: E402
from tui.app.app import PeacekeeperApp  # noqa: E402
from tui.app.opening import Opening  # noqa: E402
from tui.keeping import Kept  # noqa: E402
from tui.shelf import Shelf  # noqa: E402

DEPOT, SEED = "crowd-at-the-depot", 4
SLIP = {"bottles": ["gas-early"]}
"""The decision that goes against the plan: gas, where children are."""

SIZE = (100, 30)
"""Columns and rows: a laptop's terminal, and still readable on a page."""


PATIENCE = 50
"""Looks at a screen until it has to be there; most take one."""


@dataclass(frozen=True)
class Picture:
    """Keys from where `opening` opens, and words that stand on the screen once it is there."""

    keys: str
    seen: str
    opening: Callable[[Database], Opening | None] = lambda database: None


def at(scene: str | None) -> Callable[[Database], Opening]:
    """The depot, played to this scene, or to its end."""
    return lambda database: Opening(kept=played_to(database, scene))


def played_to(database: Database, scene: str | None) -> Kept:
    """A run of the depot by the plan, kept in this database. Raises LookupError where it never comes to this scene."""
    order = planned({**read_plan(PLANS / f"{DEPOT}.best.yaml"), **SLIP})
    kept = keeping.begin(database, Shelf(None).find(DEPOT), seed=SEED, mode="coached", name=None)
    kept.play.begin()
    while not kept.run.finished:
        if kept.run.state.scene == scene:
            return kept
        kept.play.decide(answer(kept.run, order, Random(SEED)))
    if scene is not None:
        raise LookupError(scene)
    return kept


PICTURES: Mapping[str, Picture] = {
    "library": Picture("", "The crowd at the depot"),
    "briefing": Picture("enter", "SITUATION"),
    "decision": Picture("", "WHAT IS BEING HANDED ON", at("bottles")),
    "feedback": Picture("{gas-early}", "You:", at("bottles")),
    "debrief": Picture("escape", "WHAT HAPPENED TO PEOPLE", at(None)),
    "cards": Picture("f1 {hrddp}", "in eight steps", at("bottles")),
    "settings": Picture("s", "Colours"),
}


async def draw(name: str, picture: Picture, folder: Path) -> None:
    """Open the app, go there, and write the picture. Raises LookupError where it does not come to see it."""
    with tempfile.TemporaryDirectory() as new, Database.open(Path(new) / "peacekeeper.db") as database:
        opening = picture.opening(database)
        app = PeacekeeperApp(database, Shelf(database), opening, stopwatch=lambda: 0.0)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press(*keys(picture.keys, opening))
            svg = await seen(app, pilot, picture.seen)
    (folder / f"{name}.svg").write_text(still(svg), encoding="utf-8")


async def seen(app: App[None], pilot: Pilot[None], wanted: str, title: str = "Peacekeeper") -> str:
    """The picture, as soon as these words stand in it. Raises LookupError where they never do."""
    for _ in range(PATIENCE):
        await pilot.pause()
        svg = app.export_screenshot(title=title)
        if wanted in words(svg):
            return svg
    raise LookupError(f"'{wanted}' is not on the screen")


def keys(written: str, opening: Opening | None) -> list[str]:
    """Keys by their names; in braces, the number of an option on offer or of a pocket card."""
    from tui.pocket_cards import cards

    numbers: dict[str, int] = {}
    if opening is not None and opening.kept is not None:
        numbers = {id: n for n, id in enumerate(opening.kept.run.offered, 1)}
        numbers |= {card.id: n % 10 for n, card in enumerate(cards(opening.kept.scenario), 1)}
    return [str(numbers[key[1:-1]]) if key.startswith("{") else key for key in written.split()]


def words(svg: str) -> str:
    """The text in a picture, with the blanks that SVG keeps."""
    return re.sub(r"<[^>]+>", "", svg).replace("&#160;", " ")


def still(svg: str) -> str:
    """The picture without what differs from one time to the next, and without anything that would be fetched."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


def main(folder: Path) -> None:
    """Draw every picture into the folder."""
    ids = count(1)
    keeping.now = lambda: "2026-01-02T03:04:05+00:00"
    keeping._new_id = lambda: f"run-{next(ids)}"
    with tempfile.TemporaryDirectory() as new:
        os.environ |= {
            "TZ": "UTC",
            "PEACEKEEPER_SETTINGS": str(Path(new) / "settings.json"),
            "PEACEKEEPER_LANGUAGE": "en",
        }
        for name, picture in PICTURES.items():
            asyncio.run(draw(name, picture, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
