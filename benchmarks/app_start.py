"""From the start of the program to the first row of the library on the screen, beside a trivial app's first text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.app_game import data_folder, ours, trivial, until_first_text
from benchmarks.app_terminal import Size, Terminal
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import Measure, interleaved, ratio
from tui.shelf import Shelf

ROW = Row("app start", "`peacekeeper` to the first row of the library", "a trivial Textual app to its first text", "ms")
TARGET = Target("at most", 1.5)


def rows(quick: bool) -> Iterator[Row]:
    """The one row. The database is there already, as at every start but the first."""
    title = Shelf().items()[0].title
    try:
        with data_folder() as folder:
            measures = {
                "ours": _start(
                    lambda: ours(folder, Size()), lambda terminal: terminal.until(lambda text: title in text)
                ),
                "trivial": _start(lambda: trivial(Size()), until_first_text),
            }
            seconds = interleaved(measures, rounds=4 if quick else 25)
    except Absent as reason:
        yield absent(ROW, TARGET, str(reason))
        return
    mine, theirs = (median(seconds[name]) * 1000 for name in ("ours", "trivial"))
    yield measured(ROW, TARGET, mine, theirs, ratio(seconds["ours"], seconds["trivial"]))


def _start(begin: Callable[[], Terminal], seconds: Callable[[Terminal], float]) -> Measure:
    def measure() -> float:
        with begin() as terminal:
            return seconds(terminal)

    return measure
