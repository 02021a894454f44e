"""Memory in play, after some decisions, beside a trivial Textual app after as many keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.app_game import Game, data_folder, trivial, until_first_text
from benchmarks.app_terminal import Size, Terminal
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import ratio

RESIDENT = Row(
    "app memory", "resident memory in play, after five decisions", "a trivial Textual app after five keys", "MB"
)
SHARE = Row(
    "app memory, share", "for comparison: the same, with shared pages divided among their users", RESIDENT.against, "MB"
)
TARGET = Target("at most", 1.6)
DECISIONS = 5
FIELDS = ("Rss", "Pss")


def rows(quick: bool) -> Iterator[Row]:
    """Resident memory, which counts every page in use, and the share, which divides pages that others use too."""
    try:
        pairs = _measure(1 if quick else 5)
    except Absent as reason:
        yield absent(RESIDENT, TARGET, str(reason))
        return
    for field, row, target in ((0, RESIDENT, TARGET), (1, SHARE, None)):
        mine, theirs = ([pair[app][field] for pair in pairs] for app in (0, 1))
        yield measured(row, target, median(mine), median(theirs), ratio(mine, theirs))


def resident(process: int) -> tuple[float, ...]:
    """Resident memory of a process and its share of it, in MB. Raises Absent where the system does not say."""
    file = Path(f"/proc/{process}/smaps_rollup")
    if not file.exists():
        raise Absent("this system does not say how much memory a process has")
    lines = dict(line.split(":", 1) for line in file.read_text().splitlines()[1:])
    return tuple(int(lines[field].split()[0]) * 1024 / 1e6 for field in FIELDS)


def _measure(games: int) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    pairs = []
    for seed in range(1, games + 1):
        with data_folder() as folder, Game(folder, Size(), seed) as game, trivial(Size()) as other:
            until_first_text(other)
            _play(game, other)
            pairs.append((resident(game.terminal.process.pid), resident(other.process.pid)))
    return pairs


def _play(game: Game, other: Terminal) -> None:
    for _ in range(DECISIONS):
        game.decide()
        other.press(b"x")
