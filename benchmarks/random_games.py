"""Games at random with coverage, as the preview plays them silently, beside inkjs doing the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import story_as_scenario
from benchmarks.peers import install
from benchmarks.peers.process import running
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.story import OPTIONS, SCENES, generate
from benchmarks.story_as_ink import as_ink
from benchmarks.timing import interleaved, on_one_core, ratio, timed
from tui.preview.silent import READ, Silent

ROW = Row(
    "random games",
    "random games of 30 decisions with coverage, 30 scenes, 109 options",
    "inkjs 2.4.0, the same story",
    "games/s",
)
TARGET = Target("at least", 10)
DECISIONS, OURS, INKS = 30, 100, 20  # decisions of a game, and games that ours and ink play in a round


def rows(quick: bool) -> Iterator[Row]:
    """The row beside inkjs. Its compiler in the machine's language needs a few rounds before it is at full speed."""
    story = generate()
    with TemporaryDirectory() as folder, on_one_core():
        silent = Silent(story_as_scenario.read(story_as_scenario.write(story, Path(folder))), DECISIONS)
        _play(silent, READ)  # those are read word by word as well, to tell how long a game takes
        task = Path(folder) / "task.json"
        task.write_text(json.dumps({"source": as_ink(story), "names": list(story.start), "walks": []}))
        try:
            command = [install.node(), str(install.HERE / "ink.cjs"), str(install.inkjs()), str(task)]
            with running(command) as ink:
                measures = {
                    "ours": timed(lambda: _play(silent, OURS), OURS),
                    "ink": lambda: ink.ask(f"random {INKS} {DECISIONS}")["ns"] / 1e9 / INKS,
                }
                seconds = interleaved(measures, 10 if quick else 100, warm_up=30)
                theirs = ink.ask(f"random 1 {DECISIONS}")
        except Absent as reason:
            yield absent(ROW, TARGET, str(reason))
            return
    games, note = silent.games, "in these games came up, ours: {}; ink: {}"
    covered = [_share(len(games.scenes), len(games.options)), _share(theirs["scenes"], theirs["choices"])]
    ours, inks = seconds["ours"], seconds["ink"]
    yield measured(ROW, TARGET, 1 / median(ours), 1 / median(inks), ratio(inks, ours), note.format(*covered))


def _play(silent: Silent, games: int) -> None:
    for _ in range(games):
        silent.play()


def _share(scenes: int, options: int) -> str:
    return f"{scenes} of {SCENES} scenes, {options} of {OPTIONS} options"
