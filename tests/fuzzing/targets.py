"""What is fuzzed: each target takes any bytes, and whatever they are, an answer in words comes in time.

A target that raises, hangs or eats memory has found a mistake. See `__main__` for how it is run.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from simulator.loading import load
from simulator.moves import moves
from simulator.problems import LoadError, Problems, SimulatorError
from simulator.run import Run
from simulator.scenario import Scenario
from tests.hostile import bounded, changed_bytes, changed_text
from tests.simulator.test_hostile_conditions import check as check_condition
from tests.simulator.test_hostile_files import ODD_TEXT, folder
from tests.simulator.writing import FILE
from tests.simulator.writing import VOCABULARY as SMALL_VOCABULARY
from tests.tui.exchange.packs import zipped
from tests.tui.exchange.test_hostile_workbook import members, outcome
from tests.tui.language_server.test_hostile import PARTS, asked_everything
from tests.tui.playing import SMALL
from tui.commands.checked import check_text
from tui.heads import shipped_folder

PROGRAM = 24
"""Bytes that say what is done to a text or a file: six changes of four bytes."""

PLANS = shipped_folder() / "ashara" / "fuel-for-the-brigade.plans.yaml"
FILES = (SMALL / "the-gate.yaml", SMALL / "area.yaml", PARTS / "casevac.yaml", PLANS)
"""One of each kind of file that a trainer writes."""

DECISIONS = 5
"""Decisions that are played of what could be loaded."""

SHEETS = ("xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml", "xl/workbook.xml", "xl/styles.xml")


@cache
def room() -> Path:
    """A folder of this process, with the small mission area in it."""
    return folder(Path(mkdtemp(prefix="fuzzing-")))


@cache
def text_of(file: Path) -> str:
    """What stands in a file."""
    return file.read_text(encoding="utf-8")


def condition(data: bytes) -> None:
    """Any text where a condition stands."""
    check_condition(data.decode("utf-8", "surrogateescape"))


def file(data: bytes) -> None:
    """Any bytes as a scenario file."""
    at = room() / "any.yaml"
    at.write_bytes(data)
    _loaded(lambda problems: load(at, SMALL_VOCABULARY, problems=problems))


def changed_file(data: bytes) -> None:
    """A right scenario file with some changes; what can still be loaded is played a little."""
    text = changed_text(FILE, data[:PROGRAM], ODD_TEXT)
    at = room() / "the-gate.yaml"
    _loaded(lambda problems: load(at, SMALL_VOCABULARY, problems=problems, text=text))


def checked(data: bytes) -> None:
    """What `check` says of the files that a trainer writes: a scenario, an area, a test plan, a part."""
    at = FILES[data[0] % len(FILES)] if data else FILES[0]
    with bounded():
        for problem in check_text(at, changed_text(text_of(at), data[1 : PROGRAM + 1], ODD_TEXT)).problems:
            assert str(problem).isprintable()


def workbook(data: bytes) -> None:
    """A workbook with damaged bytes, or with odd XML in one of its sheets."""
    kind, program = (data[0], data[1 : PROGRAM + 1]) if data else (0, b"")
    if kind % 5 == len(SHEETS):
        assert outcome(changed_bytes(zipped(members()), program), room())
        return
    name = SHEETS[kind % 5]
    odd = changed_text(members()[name].decode().replace("><", ">\n<"), program, ODD_TEXT)
    assert outcome(zipped({**members(), name: odd.encode("utf-8", "replace")}, zipfile.ZIP_STORED), room())


def editor(data: bytes) -> None:
    """Every question that an editor may ask about a place in a text: what was changed, and any text."""
    at = FILES[data[0] % len(FILES)] if data else FILES[0]
    text = changed_text(text_of(at), data[3 : PROGRAM + 3], ODD_TEXT)
    if len(data) > 1 and data[1] % 4 == 0:
        text = data[3:].decode("utf-8", "replace")
    where = int.from_bytes(data[1:3], "big") % (len(text) + 1)
    with bounded():
        asked_everything(at, text, where)


TARGETS: dict[str, tuple[Callable[[bytes], None], int]] = {
    "condition": (condition, 500_000),
    "file": (file, 250_000),
    "changed-file": (changed_file, 150_000),
    "checked": (checked, 60_000),
    "workbook": (workbook, 20_000),
    "editor": (editor, 20_000),
}
"""Each target, and how many inputs `make soak` gives it: a million in all."""


def _loaded(loads: Callable[[Problems], Scenario]) -> None:
    with bounded():
        told: tuple[object, ...] = ()
        try:
            scenario = loads(Problems())
        except LoadError as error:
            told = error.problems
        else:
            _played(scenario)
            return
    assert told
    assert all(str(problem).isprintable() for problem in told)


def _played(scenario: Scenario) -> None:
    """A few decisions at random; an author's mistake that only a game shows ends them."""
    chance = random.Random(1)
    with suppress(SimulatorError):
        run = Run.start(scenario, 1)
        while not run.finished and run.decision <= DECISIONS:
            run.decide(chance.choice(list(moves(scenario, run.state))))
