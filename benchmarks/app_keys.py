"""From a key to the screen in a real pseudo-terminal: a decision in the app, beside a key in the trivial app.

A decision is one key that answers a scene: its record is in the database, on the disk, before the consequence is shown
in place. The two apps take turns, key by key.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.app_game import Decided, Game, data_folder, trivial, until_first_text
from benchmarks.app_terminal import Size, Terminal
from benchmarks.row import Absent, Row, Target, absent, alone, measured

DECISIONS, FEW = 200, 12
SIZES = (Size(80, 24), Size(200, 60))
TARGET = Target("at most", 4)
"""For both percentiles, at the first of the sizes."""

WHAT = "a durable decision, from its key to its consequence on the screen"
AGAINST = "a key in a trivial Textual app"


class Measured(NamedTuple):
    """Every decision that was one key, with the trivial app's seconds for the key that was pressed after it."""

    decided: list[Decided]
    trivial: list[float]
    late: int


def rows(quick: bool) -> Iterator[Row]:
    """For each size: the 50th and 95th percentile of a decision, the way on to the next scene, and the bytes sent."""
    for size in SIZES:
        target = TARGET if size == SIZES[0] else None
        try:
            yield from _rows(size, target, _measure(size, FEW if quick else DECISIONS))
        except Absent as reason:
            yield absent(Row(f"key to screen, {size}", WHAT, AGAINST, "ms"), target, str(reason))


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _measure(size: Size, decisions: int) -> Measured:
    found = Measured([], [], 0)
    with data_folder() as folder, trivial(size) as other:
        until_first_text(other)
        seed = 0
        while len(found.decided) < decisions:
            seed += 1
            found = _play(folder, size, seed, other, decisions, found)
        return found._replace(late=found.late + other.late)


def _play(folder: Path, size: Size, seed: int, other: Terminal, decisions: int, found: Measured) -> Measured:
    """One more game, to its end or until there are as many decisions as are wanted."""
    decided, keys = [*found.decided], [*found.trivial]
    with Game(folder, size, seed) as game:
        while len(decided) < decisions and not game.run.finished:
            taken, key = game.decide(), other.press(b"x")
            if taken.one_key:
                decided.append(taken)
                keys.append(key.seconds)
        return Measured(decided, keys, found.late + game.terminal.late)


def _rows(size: Size, target: Target | None, found: Measured) -> Iterator[Row]:
    at, late = f", {size}", f"; {found.late} answers came in parts" if found.late else ""
    note = f"{len(found.decided)} decisions{late}"
    consequence = [one.consequence.seconds for one in found.decided]
    onward = [one.onward.seconds for one in found.decided if one.onward]
    for percent in (50, 95):
        row = Row(f"key to screen, p{percent}{at}", f"{WHAT}: {percent}th percentile{at}", AGAINST, "ms")
        yield _rated(row, target, consequence, found.trivial, percent, note)
    row = Row(f"going on, p50{at}", f"for comparison: from the consequence on to the next scene{at}", AGAINST, "ms")
    yield _rated(row, None, onward, found.trivial, 50, f"95th percentile: {percentile(onward, 95) * 1000:.3g} ms")
    sent = Row(
        f"bytes, {size}", f"sent to the terminal for a decision and the way on to the next scene{at}", "-", "bytes"
    )
    first = median(one.consequence.sent for one in found.decided)
    yield alone(sent, median(one.sent for one in found.decided), f"{first:,.0f} of them for the decision")


def _rated(row: Row, target: Target | None, ours: list[float], other: list[float], percent: int, note: str) -> Row:
    mine, theirs = percentile(ours, percent) * 1000, percentile(other, percent) * 1000
    return measured(row, target, mine, theirs, mine / theirs, note)
