"""Decisions per second in bulk with the full log, beside inkjs and beside a plain walk without a log.

Before anything is timed, all three play the same walks and must pass through the same scenes with the same values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import plain_walk, story_as_scenario
from benchmarks.peers import install
from benchmarks.peers.process import running
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.story import Story, generate, numbers, without_texts
from benchmarks.story_as_ink import as_ink
from benchmarks.timing import Measure, interleaved, median, ratio, timed
from simulator.moves import BEGIN
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.step import initial, step

WHAT = "30 scenes, 109 options, 5 variables, in bulk with the full log"
INK = Row("bulk play", WHAT, "inkjs 2.4.0, the same story", "decisions/s")
BARE = Row("bulk play, no texts", "for comparison: the same", "inkjs 2.4.0, the story without its texts", "decisions/s")
PLAIN = Row("bulk play, plain", WHAT, "a plain Python dictionary walk without a log", "decisions/s")
INK_TARGET = Target("at least", 8)
PLAIN_TARGET = Target("at least", 0.3)

DECISIONS = 30  # of one walk: about what a scenario takes
WALKS, OURS, INKS = 300, 100, 20  # walks that exist, and that ours and ink play in a round: some 30 ms each
SEED = 1


def rows(quick: bool) -> Iterator[Row]:
    """The rows for inkjs, with and without texts, and for the plain walk."""
    rounds = 10 if quick else 100
    story, walks = generate(), _walks()
    with TemporaryDirectory() as folder:
        scenario = story_as_scenario.read(story_as_scenario.write(story, Path(folder)))
        ours = _hash(path_of(story, play(scenario, walk)) for walk in walks)
        plain = plain_walk.graph_of(story)
        _same(ours, _hash(plain_walk.path(plain, story.start, walk) for walk in walks))
        yield _beside_ink(INK, INK_TARGET, story, scenario, ours, rounds)
        yield _beside_ink(BARE, None, without_texts(story), scenario, ours, rounds)
        yield _beside_plain(plain, story, scenario, rounds)


def play(scenario: Scenario, walk: Iterable[int]) -> list[Record]:
    """One walk by the step alone, as bulk work is done; its full log."""
    state, entries = step(scenario, initial(scenario), BEGIN, no_chance)
    log = [Record(0, 0, state.scene, BEGIN, entries)]
    for n, k in enumerate(walk, 1):
        offered = entries[-1]
        move = (str(offered[2 + k % (len(offered) - 2)]),)
        before = state
        state, entries = step(scenario, before, move, no_chance)
        log.append(Record(n, before.minute, before.scene, move, entries))
    return log


def no_chance(total: int) -> int:
    """The story has no chance in it, so nothing is ever drawn."""
    raise AssertionError(total)


def path_of(story: Story, log: list[Record]) -> Iterator[str]:
    """What a log says the walk passed through: scene, option, values after it."""
    values = dict(story.start)
    for record in log[1:]:
        values |= {entry[2]: entry[3] for entry in record.entries if entry[0] == "set"}  # type: ignore[misc]
        yield plain_walk.line(record.scene, record.move[0], values)


def _walks() -> list[list[int]]:
    found = numbers(SEED, WALKS * DECISIONS)
    return [found[n : n + DECISIONS] for n in range(0, len(found), DECISIONS)]


def _hash(paths: Iterable[Iterable[str]]) -> str:
    sha = hashlib.sha256()
    for path in paths:
        for line in path:
            sha.update(f"{line}\n".encode())
    return sha.hexdigest()


def _same(ours: str, theirs: str) -> None:
    if ours != theirs:
        raise AssertionError("The engines did not pass through the same scenes with the same values.")


def _play_all(scenario: Scenario, walks: list[list[int]]) -> Measure:
    return timed(lambda: [len(play(scenario, walk)) for walk in walks], len(walks) * DECISIONS)


def _beside_ink(row: Row, target: Target | None, story: Story, scenario: Scenario, path: str, rounds: int) -> Row:
    """The row beside inkjs. Its compiler in the machine's language needs a few rounds before it is at full speed."""
    walks = _walks()
    try:
        with TemporaryDirectory() as folder, running(_ink_command(story, walks, Path(folder))) as ink:
            _same(path, ink.ask("path")["sha256"])
            measures = {
                "ours": _play_all(scenario, walks[:OURS]),
                "ink": lambda: ink.ask(f"play {INKS}")["ns"] / 1e9 / (INKS * DECISIONS),
            }
            seconds = interleaved(measures, rounds, warm_up=30)
    except Absent as reason:
        return absent(row, target, str(reason))
    return _rated(row, target, seconds["ours"], seconds["ink"])


def _ink_command(story: Story, walks: list[list[int]], folder: Path) -> list[str]:
    package = install.inkjs()
    task = folder / "task.json"
    task.write_text(json.dumps({"source": as_ink(story), "names": list(story.start), "walks": walks}))
    return [install.node(), str(install.HERE / "ink.cjs"), str(package), str(task)]


def _beside_plain(graph: plain_walk.Graph, story: Story, scenario: Scenario, rounds: int) -> Row:
    walks = _walks()
    measures = {
        "ours": _play_all(scenario, walks[:OURS]),
        "plain": timed(lambda: [plain_walk.walk(graph, story.start, walk) for walk in walks], len(walks) * DECISIONS),
    }
    seconds = interleaved(measures, rounds, warm_up=3)
    return _rated(PLAIN, PLAIN_TARGET, seconds["ours"], seconds["plain"])


def _rated(row: Row, target: Target | None, ours: list[float], theirs: list[float]) -> Row:
    """Decisions per second, and how many times theirs ours are."""
    return measured(row, target, 1 / median(ours), 1 / median(theirs), ratio(theirs, ours))
