"""A shipped scenario played in the app by its keys, as a person would, and the trivial app beside it.

The database says what was decided: a decision counts only once its record is there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple, Self

from benchmarks import app_trivial
from benchmarks.app_terminal import Shown, Size, Terminal
from benchmarks.peers.install import ENVIRONMENTS
from benchmarks.row import Absent
from simulator.database import Database
from simulator.database.runs import RunRow
from simulator.run import Run
from tui import keeping, story
from tui.words import say

SCENARIO = "crowd-at-the-depot"
ENTER, END = b"\r", b"\x1b[F"
PROGRAM = Path(sys.executable).parent / "peacekeeper"
TRIVIAL = Path(app_trivial.__file__)
KEYS = 9
"""Options that have a number key."""
TO_DEBRIEF = "app.to-debrief"
ONWARD = ("app.go-on", TO_DEBRIEF)
"""Words of what leads on, by their keys in the catalogue: Enter takes it."""
ENOUGH = 20
"""Characters of a label that tell it, and stand on one line."""
MOST_ENTERS = 6
"""Keys from the first screen to the first decision, at most."""


class Decided(NamedTuple):
    """A decision: what the last key of the answer came to, then the key that led on. `one_key`: none came before.

    `onward` is None where there was nothing to read, so that the next scene stands there at once.
    """

    one_key: bool
    consequence: Shown
    onward: Shown | None

    @property
    def sent(self) -> int:
        """Bytes for both."""
        return self.consequence.sent + (self.onward.sent if self.onward else 0)


@contextmanager
def data_folder() -> Iterator[Path]:
    """A new folder on the disk that holds the project, not in memory, with an empty database."""
    ENVIRONMENTS.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ENVIRONMENTS) as name:
        Database.open(Path(name) / "peacekeeper.db").close()
        yield Path(name)


def ours(folder: Path, size: Size, *arguments: str) -> Terminal:
    """The program, with the data of this folder."""
    env = {"PEACEKEEPER_DB": str(folder / "peacekeeper.db"), "PEACEKEEPER_SETTINGS": str(folder / "settings.json")}
    if not PROGRAM.exists():
        raise Absent("the console script is not installed")
    return Terminal([PROGRAM, *arguments], size, **env)


def trivial(size: Size) -> Terminal:
    """The trivial app."""
    return Terminal([sys.executable, TRIVIAL], size)


def until_first_text(terminal: Terminal) -> float:
    """Wait for the trivial app's text; seconds since its start."""
    return terminal.until(lambda text: app_trivial.FIRST in text)


class Game:
    """One run in the app, from its first scene to its end, in exam mode and without a clock."""

    def __init__(self, folder: Path, size: Size, seed: int) -> None:
        self._chance = Random(seed)
        self._database = Database.open(folder / "peacekeeper.db", read_only=True)
        earlier = {row.id for row in self._database.runs.list()}
        self.terminal = ours(folder, size, "play", SCENARIO, "--mode", "exam", "--no-clock", "--seed", str(seed))
        self._row = self._begun(earlier)
        self._version = keeping.version_of(self._database, self._row)
        if not self._asks(self.terminal.text):
            self.terminal.until(self._asks)
        self.terminal.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__(kind, error, trace)
        self._database.close()

    @property
    def run(self) -> Run:
        """The run as the database has it."""
        return Run.replay(self._version, self._row.seed, keeping.records_of(self._database, self._row.id))

    def decide(self) -> Decided:
        """Answer the decision on offer, by chance, and go on to the next."""
        run = self.run
        *first, last = self._keys(_view(run))
        for key in first:
            self._press(key, lambda text: True)
            self.terminal.settle()
        consequence = self._press(last, lambda text: self._length() > len(run.records) and self._told(text))
        onward = self._press(ENTER, self._asks) if _leads_on(consequence.text) else None
        return Decided(len(first) == 0, consequence, onward)

    def _press(self, key: bytes, done: Callable[[str], bool]) -> Shown:
        """Press a key, which changes the text unless it only moves the cursor."""
        before = self.terminal.text
        return self.terminal.press(key, lambda text: (key == END or text != before) and done(text))

    def _begun(self, earlier: set[str]) -> RunRow:
        """The run, once Enter has led from the briefing to the first scene."""
        self.terminal.until(lambda text: bool(text.strip()))
        self.terminal.settle()
        for _ in range(MOST_ENTERS):
            self.terminal.press(ENTER)
            for row in self._database.runs.list():
                if row.id not in earlier and row.length:
                    return row
        raise RuntimeError(f"The run did not begin:\n{self.terminal.text}")

    def _length(self) -> int:
        """How many records of the run are on the disk."""
        return keeping.row_of(self._database, self._row.id).length

    def _told(self, text: str) -> bool:
        """Whether a text is that of a consequence, or of what is asked next."""
        return _leads_on(text) or self._asks(text)

    def _asks(self, text: str) -> bool:
        """Whether a text asks for the decision that is on offer now, or is that of the ending."""
        view = _view(self.run)
        labels = [*(field.label for field in view.fields), *(option.label for option in view.options)]
        return (labels[0][:ENOUGH] if labels else say(TO_DEBRIEF)) in text

    def _keys(self, view: story.Situation) -> list[bytes]:
        if view.kind == "choose":
            return [_number(self._chance.choice(view.options).number)]
        if view.budget is not None:
            return [*self._selected(view, view.budget), END, ENTER]
        return [*map(self._filled, view.fields), b"1"]

    def _filled(self, field: story.FieldView) -> bytes:
        return ENTER if field.free_text else _number(self._chance.choice(field.options).number)

    def _selected(self, view: story.Situation, budget: story.Budget) -> list[bytes]:
        left, keys = budget.total, []
        for option in self._chance.sample(view.options, len(view.options)):
            if option.number <= KEYS and (option.costs or 0) <= left:
                left -= option.costs or 0
                keys.append(_number(option.number))
        return keys


def _view(run: Run) -> story.Situation:
    return story.situation(run.scenario, run.state, run.records)


def _leads_on(text: str) -> bool:
    return any(say(words) in text for words in ONWARD)


def _number(number: int) -> bytes:
    return str(number).encode()
