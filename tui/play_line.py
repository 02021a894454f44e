"""The command that plays a game which a proof shows, as a person can type it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.moves import INJECT
from simulator.scenario import Move, Scenario
from tui.heads import shipped_folder
from tui.words import say


def play_line(scenario: Scenario, moves: Sequence[Move], seed: int | None, file: str | None = None) -> str:
    """How to see a game: the command, or its moves alone where nobody can play them with one command.

    That is so without a seed, and where somebody has to play an inject by hand. `file` is where the scenario stands;
    one that ships, or stands in the database, is named by its id.
    """
    line = typed(moves)
    if seed is None or any(move[:1] == (INJECT,) for move in moves):
        return say("proofs.game", moves=line)
    variant = f" --variant {scenario.variant}" if scenario.variant else ""
    return say("proofs.play", id=_given(scenario, file) + variant, moves=shlex.quote(line), seed=seed)


def typed(moves: Iterable[Move]) -> str:
    """Moves as they are typed after `--moves`."""
    return ",".join("+".join(move) or "-" for move in moves)


def _given(scenario: Scenario, file: str | None) -> str:
    if file is None or Path(file).resolve().is_relative_to(shipped_folder().resolve()):
        return scenario.id
    return shlex.quote(file)
