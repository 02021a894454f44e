"""What goes on in a process of its own while the preview is read: silent games, what they did not come to, proofs.

The process is killed whenever the file is saved. It writes a line whenever it knows more.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui.preview.games import Games, written
from tui.preview.reaching import reached
from tui.preview.silent import Silent
from tui.proof_finding import Finding
from tui.stepping_back import step_back

GAMES = 5_000
"""Silent games at most."""

SECONDS = 20.0
"""And as long as they may take."""

FIRST, SLOWER = 0.2, 1.7
"""Seconds until something is told for the first time, and how much longer each next time: few redraw the screen."""

KINDNESS = 10
"""How far this steps back behind the preview and the editor, which a person is looking at."""


def background(file: Path) -> Iterator[Games]:
    """More and more of what is known of a scenario file; nothing where it cannot be loaded."""
    from tui.shelf import Shelf

    try:
        scenario = Shelf().load(file)
    except SimulatorError:
        return
    games = Games()
    for games in known_of(scenario):
        yield replace(games, over=False)
    yield replace(games, over=False, proving=True)
    yield replace(games, found=_proved(scenario, file), over=True)


def _proved(scenario: Scenario, file: Path) -> tuple[Finding, ...]:
    from tui.quick_proofs import quick_findings  # only once nothing quicker is to be told

    return quick_findings(scenario, file, lambda _part, states, seconds: _leave_when_alone(states, seconds))


def known_of(scenario: Scenario, most: int = GAMES) -> Iterator[Games]:
    """More and more of what is known of a scenario by playing."""
    silent = Silent(scenario)
    yield from _played(silent, most)
    games = silent.games
    yield games
    missing = [scene for scene in scenario.scenes if scene not in silent.ways]
    if missing and not games.broken:
        found = reached(scenario, missing, _leave_when_alone)
        games = replace(games, ways={**games.ways, **found.ways}, never=found.never)
        yield games
    yield replace(games, over=True)


def _played(silent: Silent, most: int) -> Iterator[Games]:
    begun = time.monotonic()
    pause, told = FIRST, begun
    while silent.played < most and (now := time.monotonic()) - begun < SECONDS:
        silent.play()
        if now - told >= pause:
            yield silent.games
            pause, told = pause * SLOWER, now


def _leave_when_alone(states: int, seconds: float) -> None:
    """End where the preview is gone: nobody waits for this any more."""
    if os.getppid() != PARENT:
        raise SystemExit


PARENT = os.getppid()


def main() -> None:
    """Tell what is known of the file that the argument names."""
    step_back(KINDNESS)
    for games in background(Path(sys.argv[1])):
        sys.stdout.write(written(games) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
