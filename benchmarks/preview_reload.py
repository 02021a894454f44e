"""From saving a file of a thousand lines to its problems on the screen of `preview`, in a real pseudo-terminal.

Each save makes a mistake with a name of its own, or mends it. A time is taken when the screen says so: the problem with
its name, or that there is none. Beside it, in this process, the same file is loaded and validated with everything
imported already. Silent games run in the background, as they do for a person.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.app_game import PROGRAM, data_folder
from benchmarks.app_keys import percentile
from benchmarks.app_terminal import ROOT, Size, Terminal
from benchmarks.row import Absent, Row, Target, absent, measured

LINES = 1_000
SAVES, FEW = 60, 6
TARGET = Target("at most", 3)
NAME = "thousand-lines"
AREA = ROOT / "scenarios" / "ashara" / "area.yaml"
PAUSE = 0.7
"""Seconds between two saves: silent games have begun by then."""

WHAT = "from saving a file of {lines:,} lines to its problems on the screen of preview: {percent}th percentile"
AGAINST = "loading and validating that file"

HEAD = """\
format: 1
id: thousand-lines
title: A thousand lines
summary: Made for measuring.
level: tactical
role: Section commander
component: military
mission area: ashara
card: roe
play minutes: 20
starts: "06:30"
horizon: 600
at the horizon: relieved
objectives: [{id: talk, text: Talk before anything else, rules: [T21]}]
briefing: {situation: It is made., mission: Measure., execution: Go on., support: None., command: You.}
state: {tension: {gauge: [0, 9], start: 2}, trust: {range: [0, 900], start: 0}, seen: {flag: false}}
start: scene-1
scenes:
"""
SCENE = """\
  scene-{n}:
    title: Scene {n}
    text: |
      Forty women sit on the road, and number {n} of them has brought a chair. Nobody has told her to stay, and nobody
      has told her to go. Behind her somebody passes bottles from hand to hand.

      Your interpreter listens. The last convoy, he says, sold the food.
    also: [{{when: tension >= 4 or seen, text: You smell petrol.}}]
    options:
      speak:
        label: Send the interpreter forward to speak with her
        when: tension < 7
        acts: [{{crowd.dialogue: crowd}}]
        takes: 4
        add: {{tension: -1}}
        then: {to}
        consequence: She listens. She does not move the chair.
        tactical: It costs four minutes, and you have them.
        political: You were seen to ask.
      hold:
        label: Hold, and watch
        acts: [wait]
        takes: 5
        add: {{tension: 1}}
        set: {{seen: true}}
        then: [{{when: tension >= 8, to: relieved}}, {{to: scene-{next}}}]
        consequence: Nothing happens for five minutes, but for the bottles.
"""
END = """\
  relieved:
    title: Relieved
    text: The relief is there.
    ending: {title: Relieved}
who: {crowd: {name: the crowd}}
"""


class Watched(Terminal):
    """The preview in a terminal."""

    def after(self, act: Callable[[], object], seen: Callable[[str], bool]) -> float:
        """Do something to the file; seconds until the screen says what is wanted."""
        self._draw(self._pieces(0))
        begun = time.perf_counter()
        act()
        pieces, texts = self._answer(begun, seen)
        return next(at - begun for (at, _), text in zip(pieces, texts, strict=True) if seen(text))


class Saves(NamedTuple):
    """Seconds from each save to the screen, and for loading the same file."""

    shown: list[float]
    loaded: list[float]


def rows(quick: bool) -> Iterator[Row]:
    """The 50th and the 90th percentile, against the median of loading; the target is for the 90th."""
    row = Row("save to problems", "", AGAINST, "ms")
    try:
        found = _measure(FEW if quick else SAVES)
    except Absent as reason:
        yield absent(row._replace(what=WHAT.format(lines=LINES, percent=90)), TARGET, str(reason))
        return
    for percent in (50, 90):
        ours, theirs = percentile(found.shown, percent) * 1000, median(found.loaded) * 1000
        row = Row(f"save to problems, p{percent}", WHAT.format(lines=LINES, percent=percent), AGAINST, "ms")
        note = f"{len(found.shown)} saves, silent games in the background"
        yield measured(row, TARGET if percent == 90 else None, ours, theirs, ours / theirs, note)


def text(mistake: str | None = None) -> str:
    """The file, of as many lines as are wanted; with a mistake, one option leads to a scene that is not there."""
    length = len(SCENE.splitlines())
    count = (LINES - len(HEAD.splitlines()) - len(END.splitlines())) // length
    scenes = [SCENE.format(n=n, to=f"scene-{n + 1}", next=n + 1) for n in range(1, count)]
    last = SCENE.format(n=count, to=mistake or "relieved", next=count).replace(f"to: scene-{count}", "to: relieved")
    written = HEAD + "".join([*scenes, last]) + END
    return written + "# The end.\n" * (LINES - len(written.splitlines()))


def _measure(saves: int) -> Saves:
    if not PROGRAM.exists():
        raise Absent("the console script is not installed")
    with data_folder() as folder:
        shutil.copy(AREA, folder)
        file = folder / f"{NAME}.yaml"
        file.write_text(text(), encoding="utf-8")
        with Watched([PROGRAM, "preview", file], Size(), PEACEKEEPER_SETTINGS=str(folder / "settings.json")) as screen:
            screen.until(lambda shown: "no problems" in shown)
            return _saved(screen, file, saves)


def _saved(screen: Watched, file: Path, saves: int) -> Saves:
    found = Saves([], [])
    for n in range(-2, saves):  # the first two only warm up
        time.sleep(PAUSE)
        mistake = f"no-scene-{n}" if n % 2 else None
        seconds = screen.after(lambda wrong=mistake: file.write_text(text(wrong), encoding="utf-8"), _says(mistake))  # type: ignore[misc]
        load_seconds = _load(file)
        if n >= 0:
            found.shown.append(seconds)
            found.loaded.append(load_seconds)
    return found


def _says(mistake: str | None) -> Callable[[str], bool]:
    return lambda shown: f"'{mistake}'" in shown if mistake else "no problems" in shown


def _load(file: Path) -> float:
    """Seconds for loading and validating the file, with everything imported."""
    from simulator.loading import load
    from simulator.problems import LoadError, Problems
    from tui.policy import vocabulary

    words = vocabulary()
    begun = time.perf_counter()
    with suppress(LoadError):
        load(file, words, problems=Problems())
    return time.perf_counter() - begun


if __name__ == "__main__":
    for one in rows("--quick" in sys.argv):
        print(one)
