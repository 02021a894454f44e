"""Scripts: moves that were written down beforehand, for `--moves` and for tests.

Option ids are separated by commas; the answers of a selection or form are joined by `+`, in any order. `@timeout` lets
the time run out, `@stop` abandons the run, and `-` selects nothing. A file has one move a line; # begins a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from simulator.moves import STOP, TIMEOUT, in_file_order
from simulator.problems import SimulatorError
from simulator.run import Run
from simulator.scenario import Move, Scene
from tui.words import say

NOTHING = "-"
LARGEST = 1_000_000
"""Bytes of a script at most: far more moves than any run has."""


class BadScript(SimulatorError):
    """The script cannot be read."""


class BadMove(SimulatorError):
    """A move of the script is not on offer; the message names what was."""


def read_script(given: str) -> list[str]:
    """The moves of a script, as written: from the file of that name, or from the text itself. Raises BadScript."""
    lines = _lines_of_file(Path(given)) if _names_a_file(given) else [given]
    moves = [move.strip() for line in lines for move in line.partition("#")[0].split(",")]
    return [move for move in moves if move]


def move_of(text: str, run: Run) -> Move:
    """The move that the text means at the decision on offer. Raises BadMove, naming what was on offer."""
    if text in (*TIMEOUT, *STOP):
        return (text,)
    scene = run.scenario.scenes[run.state.scene]
    ids = [] if text == NOTHING else [id.strip() for id in text.split("+")]
    if len(set(ids)) != len(ids) or not set(ids) <= set(run.offered):
        raise BadMove(refusal(text, run))
    return in_file_order(scene, set(ids))


def refusal(text: str, run: Run) -> str:
    """Why a move cannot be made, with everything that could have been."""
    scene = run.scenario.scenes[run.state.scene]
    return say("script.not-offered", move=text, n=run.decision, title=scene.file.title, offered=_offered(scene, run))


def _offered(scene: Scene, run: Run) -> str:
    if scene.kind != "form":
        return ", ".join(run.offered)
    by_field = ([id for id in run.offered if scene.options[id].field == name] for name in scene.fields)
    return " + ".join(f"({' | '.join(ids)})" for ids in by_field)


def _names_a_file(given: str) -> bool:
    try:
        return Path(given).is_file() or "/" in given
    except (OSError, ValueError):  # too long, or signs that no name can have
        return False


def _lines_of_file(file: Path) -> Iterable[str]:
    try:
        if not file.is_file():
            raise BadScript(say("script.no-file", file=file))
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise BadScript(say("script.too-large", file=file, most=LARGEST))
        return data.decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(say("script.unreadable", file=file)) from error
