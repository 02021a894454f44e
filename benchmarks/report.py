"""Where results go: benchmarks/results.json for programs, docs/benchmarks.md for people, a line each for the desk."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import Any

from benchmarks.row import Row

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "docs" / "benchmarks.md"

HEAD = """\
# Benchmarks

Made by `make bench`, which measures everything in one run, ours and the peers in turn. Do not edit this page by hand.

{machine}

| what | against | unit | ours | baseline | ratio | to reach | reached |
| --- | --- | --- | ---: | ---: | ---: | --- | --- |
"""

FOOT = """
## How it is measured

- Figures are medians. Ours and the peer take turns in short rounds, after rounds that only warm up. The ratio is the
  median of the ratios within a round, so that a machine that changes its speed changes it for both. As in Python's own
  `timeit`, the garbage collector is paused while something is timed, for ours and for peers in Python.
- **Bulk play.** One generated story: 30 scenes, 109 options, 5 variables, conditions on about a third of the options,
  two paragraphs for a scene, a label and a line of consequence for an option. It is written as a scenario file, as ink
  and as Python dictionaries. Walks of 30 decisions from the start, chosen by one seeded sequence. Before anything is
  timed, all engines must pass through the same scenes with the same values (compared by SHA-256). Ours keeps the full
  log; ink puts its texts together as it plays and keeps no log; the plain walk does neither.
- **Bulk scoring.** 10,000 seeded traces of 30 steps, the last of them an act that no rule reads; 20 rules, each with a
  DECLARE template. Both are given the traces ready made in their own shape, with what was done and nothing else, and
  both run on one core. pm4py says *violated* or not; ours says *kept, late, not kept, not due, not tested*, and where
  a rule was broken the decision that settled it. A rule counts as violated where it is *not kept* or *late*. The
  verdicts are compared for every trace and every rule; the target counts as reached only if all agree.
- **Exploring.** Generated models, spelt for each engine: scenes, options with conditions, five gauges and a clock. Both
  go through all states, and a figure counts only if both counted the same. Seconds are the processor's, for both: each
  works on one core. SPIN runs without partial order reduction, so that its states are ours. That its C is generated and
  compiled is left out, as is with us what is made of a scenario before the first state, and numba's compiling. Ours
  keeps a shortest game to each state.
- **Durable decision.** From the move to the commit, on a file, beside one bare `insert` of the same bytes and its
  commit.
- **Cold start.** The whole process, from start to end.
- **The app.** Ours and a trivial Textual app (one text, which changes when a key is pressed) each in a pseudo-terminal
  of its own, key by key in turn. What they send is noted with its time and drawn by a terminal emulator afterwards: a
  screen counts as whole with the first piece after which its text stays as it is in the end. Ours plays the shipped
  *The crowd at the depot* in exam mode without a clock, options chosen by a seeded sequence, game after game. A
  decision counts only if its record is in the database, which puts each on the disk before it goes on. Decisions that
  take more than one key, selections and forms, are played but not counted. The figures here are percentiles over all
  decisions, and the ratio is that of the percentiles.
- Peers are installed by the benchmark into `benchmarks/.peers/`, at exact versions. A peer that cannot be installed is
  reported as absent. pm4py is under the AGPL: it runs in its own process and environment and is no part of what ships.
"""


def told(row: Row) -> str:
    """The row as a line for the desk."""
    figures = f"ours {_figure(row.ours)}, theirs {_figure(row.baseline)} {row.unit}, ratio {_figure(row.ratio)}"
    target = f" (to reach: {row.target}; reached: {_answer(row.reached)})" if row.target else ""
    return f"{row.name}: {figures}{target}{f' [{row.note}]' if row.note else ''}"


def write(rows: list[Row], keep: bool) -> None:
    """Write both files. With `keep`, rows of an earlier run that were not measured now stay, in their places."""
    earlier = _earlier() if keep else []
    new = {row.name: row for row in rows}
    names = {row.name: None for row in [*earlier, *rows]}
    old = {row.name: row for row in earlier}
    every = [new.get(name) or old[name] for name in names]
    results = {"machine": machine(), "rows": [row._asdict() for row in every]}
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(every), encoding="utf-8")


def page(rows: list[Row]) -> str:
    """The page in the documentation."""
    notes = [f"- *{row.name}*: {row.note}" for row in rows if row.note]
    about = f"Measured with {' · '.join(machine().values())}."
    return HEAD.format(machine=about) + "\n".join([*map(_line, rows), "", *notes, ""]) + FOOT


def machine() -> dict[str, str]:
    """The machine in general terms: what changes figures, and nothing that says whose it is."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "cores": f"{os.cpu_count()} cores",
        "system": f"{platform.system()}, {platform.machine()}",
    }


def _earlier() -> list[Row]:
    data: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"rows": []}
    return [Row(**row) for row in data["rows"]]


def _line(row: Row) -> str:
    cells = (row.what, row.against, row.unit, _figure(row.ours), _figure(row.baseline), _figure(row.ratio))
    return f"| {' | '.join(cells)} | {row.target or '-'} | {_answer(row.reached)} |"


def _figure(figure: float | None) -> str:
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if figure >= 1000 else f"{figure:.3g}"


def _answer(reached: bool | None) -> str:
    return {True: "yes", False: "no", None: "-"}[reached]
