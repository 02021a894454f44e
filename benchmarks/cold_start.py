"""How long `peacekeeper --help` takes, beside the help of a click command of one line in the same environment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import Measure, interleaved, median, ratio, timed

ROW = Row("cold start", "`peacekeeper --help`", "the help of a click command of one line", "ms")
TARGET = Target("at most", 1.3)
ONE_LINE = 'import click\nclick.command(help="One line.")(lambda: None)()\n'


def rows(quick: bool) -> Iterator[Row]:
    """The one row."""
    try:
        ours = [str(_script())]
    except Absent as reason:
        yield absent(ROW, TARGET, str(reason))
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "one_line.py"
        file.write_text(ONE_LINE)
        measures = {"ours": _start(ours), "click": _start([sys.executable, str(file)])}
        seconds = interleaved(measures, rounds=5 if quick else 25)
    ours_ms, click_ms = (median(seconds[name]) * 1000 for name in ("ours", "click"))
    yield measured(ROW, TARGET, ours_ms, click_ms, ratio(seconds["ours"], seconds["click"]))


def _script() -> Path:
    script = Path(sys.executable).parent / "peacekeeper"
    if not script.exists() or subprocess.run([script, "--help"], capture_output=True).returncode:
        raise Absent("the console script does not run")
    return script


def _start(command: list[str]) -> Measure:
    return timed(lambda: subprocess.run([*command, "--help"], check=True, capture_output=True), 1)
