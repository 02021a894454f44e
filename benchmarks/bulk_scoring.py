"""Ten thousand traces by twenty rules, with verdict and witness, beside pm4py's check; the verdicts are compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import declared_rules as given
from benchmarks.peers import install
from benchmarks.peers.process import Peer, running
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import interleaved, median, ratio, timed
from benchmarks.traces import Step, steps, templates

WHAT = "10,000 traces of 30 steps by 20 rules, with verdict and witness"
EVENTS = Row("bulk scoring", WHAT, "pm4py's conformance_declare on an event log, same rules", "traces/s")
FRAME = Row("bulk scoring, data frame", WHAT, "the same on the data frame that pm4py's readers give", "traces/s")
TARGET = Target("at least", 1)
TRACES, QUICK = 10_000, 1_000
ROUNDS, FEW = 9, 3


def rows(quick: bool) -> Iterator[Row]:
    """The row for the event log, and for comparison the one for the data frame."""
    made = steps(QUICK if quick else TRACES)
    try:
        with TemporaryDirectory() as folder, running(_command(made, Path(folder))) as pm4py:
            yield from _beside(made, pm4py, FEW if quick else ROUNDS)
    except Absent as reason:
        yield absent(EVENTS, TARGET, str(reason))
        yield absent(FRAME, None, str(reason))


def _command(made: list[list[Step]], folder: Path) -> list[str]:
    task = folder / "task.json"
    rules = [[template.kind, *template.acts] for template in templates()]
    task.write_text(json.dumps({"traces": [[step.act for step in trace] for trace in made], "rules": rules}))
    return [str(install.pm4py()), str(install.HERE / "declare.py"), str(task)]


def _beside(made: list[list[Step]], pm4py: Peer, rounds: int) -> Iterator[Row]:
    rulebook, traces = given.rulebook(), given.traces(made)
    alike, agreed = _agreement(given.violated(rulebook, traces), pm4py.ask("verdicts")["violated"])
    seconds = interleaved(
        {
            "ours": timed(lambda: given.score(rulebook, traces), len(made)),
            "events": lambda: pm4py.ask("events")["ns"] / 1e9 / len(made),
            "frame": lambda: pm4py.ask("frame")["ns"] / 1e9 / len(made),
        },
        rounds,
    )
    ours = 1 / median(seconds["ours"])
    row = measured(
        EVENTS, TARGET, ours, 1 / median(seconds["events"]), ratio(seconds["events"], seconds["ours"]), agreed
    )
    yield row._replace(reached=bool(row.reached) and alike)
    frame = measured(FRAME, TARGET, ours, 1 / median(seconds["frame"]), ratio(seconds["frame"], seconds["ours"]))
    yield frame._replace(target=None, reached=None, note="for comparison")


def _agreement(ours: list[set[int]], theirs: list[list[int]]) -> tuple[bool, str]:
    """Whether every verdict agrees, and how many do: one for each trace and rule."""
    rules = len(templates())
    apart = sum(len(mine ^ set(other)) for mine, other in zip(ours, theirs, strict=True))
    every = len(ours) * rules
    violated = sum(map(len, theirs))
    return apart == 0, f"{every - apart:,} of {every:,} verdicts agree ({violated:,} of them violations)"
