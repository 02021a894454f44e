"""Playing the small scenarios of the fixtures, in this process and in others."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulator.database import Database
from simulator.loading import load
from simulator.run import Run
from simulator.scenario import Move, Scenario
from tui import keeping
from tui.keeping import Kept
from tui.plain.listening import Listener
from tui.plain.page import Page
from tui.policy import vocabulary

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = ROOT / "tests" / "fixtures" / "small"
GATE = SMALL / "the-gate.yaml"
TWO_WORDS = SMALL / "two-words.yaml"

WHOLE: tuple[Move, ...] = (("talk",), ("medic", "water"), ("gas",), ("counted", "food"), ("open",))
"""A whole run of the gate, in moves."""

WHOLE_TEXT = "talk,water+medic,gas,counted+food,open"
"""The same run as a script; the order within a selection does not matter."""

NO_SETTINGS = {"PEACEKEEPER_SETTINGS": str(ROOT / "tests" / "no-settings.json")}
"""Names no file: a test does not depend on what somebody at this desk has set."""

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()")


@cache
def gate(variant: str | None = None) -> Scenario:
    """The scenario with every kind of scene."""
    return load(GATE, vocabulary(), variant=variant)


@cache
def two_words() -> Scenario:
    """The shortest scenario, with a part, around midnight."""
    return load(TWO_WORDS, vocabulary())


def played(scenario: Scenario, moves: Iterable[Move], seed: int = 1) -> Run:
    """A run after these moves."""
    run = Run.start(scenario, seed)
    for move in moves:
        run.decide(move)
    return run


def kept_after(database: Database, moves: Iterable[Move], **more: Any) -> Kept:
    """A kept play of the gate after these moves."""
    kept = keeping.begin(database, gate(), **{"seed": 1, **more})
    kept.play.begin()
    for move in moves:
        kept.play.decide(move)
    return kept


class Answers(io.StringIO):
    """Lines that a person types, at a terminal if told so."""

    def __init__(self, *lines: str, terminal: bool = False) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def listening(
    *lines: str, terminal: bool = False, watch: Callable[[], float] = lambda: 0.0, width: int = 78
) -> tuple[Listener, io.StringIO]:
    """A listener that hears these lines, and what it writes."""
    out = io.StringIO()
    return Listener(Page(out, width), Answers(*lines, terminal=terminal), watch), out


def environment(**more: str) -> dict[str, str]:
    """The environment for a process: nothing of the person at the desk but the path."""
    kept = ("PATH", "HOME", "PEACEKEEPER_DB", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SYSTEMROOT")
    return (
        {name: os.environ[name] for name in kept if name in os.environ}
        | {"PYTHONPATH": str(ROOT), **NO_SETTINGS}
        | more
    )


def peacekeeper(
    *arguments: str | Path,
    typed: str | bytes = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    inside: Iterable[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, `inside` a command that runs commands.

    What it wrote is decoded forgivingly.
    """
    data = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run(
        [*inside, *PROGRAM, *map(str, arguments)],
        input=data,
        capture_output=True,
        check=False,
        env=environment() if env is None else env,
        cwd=cwd,
        timeout=60,
    )
    out, err = (stream.decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)
