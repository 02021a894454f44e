"""Ten thousand traces by twenty rules, with verdict and witness, beside pm4py's check; the verdicts are compared."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import declared_rules
from benchmarks.peers import install
from benchmarks.peers.process import Peer, running
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import interleaved, median, on_one_core, ratio, timed
from benchmarks.traces import Step, steps, templates
from scoring import bulk

WHAT = "10,000 traces of 30 steps by 20 rules, with verdict and witness"
EVENTS = Row("bulk scoring", WHAT, "pm4py's conformance_declare on an event log, same rules", "traces/s")
FRAME = Row(
    "bulk scoring, data frame", "for comparison: the same", "pm4py on the data frame its readers give", "traces/s"
)
TARGET = Target("at least", 1)
TRACES, QUICK = 10_000, 1_000
ROUNDS, FEW = 9, 3


def rows(quick: bool) -> Iterator[Row]:
    """The row for the event log, and for comparison the one for the data frame."""
    made = steps(QUICK if quick else TRACES)
    try:
        with on_one_core(), TemporaryDirectory() as folder, running(_command(made, Path(folder))) as pm4py:
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
    book, log = declared_rules.rulebook(), bulk.rows(declared_rules.traces(made))
    ours = [declared_rules.violated(scores) for scores in bulk.score_many(book, log)]
    alike, agreed = _agreement(ours, pm4py.ask("verdicts")["violated"])
    gc.freeze()  # a million entries that stay: not to be looked through again and again
    seconds = interleaved(
        {
            "ours": timed(lambda: bulk.score_many(book, log), len(made)),
            "events": lambda: pm4py.ask("events")["ns"] / 1e9 / len(made),
            "frame": lambda: pm4py.ask("frame")["ns"] / 1e9 / len(made),
        },
        rounds,
    )
    row = _rated(EVENTS, TARGET, seconds["ours"], seconds["events"], agreed)
    yield row._replace(reached=bool(row.reached) and alike)
    yield _rated(FRAME, None, seconds["ours"], seconds["frame"])


def _rated(row: Row, target: Target | None, ours: list[float], theirs: list[float], note: str = "") -> Row:
    """Traces per second, and how many times theirs ours are."""
    return measured(row, target, 1 / median(ours), 1 / median(theirs), ratio(theirs, ours), note)


def _agreement(ours: list[set[int]], theirs: list[list[int]]) -> tuple[bool, str]:
    """Whether every verdict agrees, and how many do: one for each trace and rule."""
    rules = len(templates())
    apart = sum(len(mine ^ set(other)) for mine, other in zip(ours, theirs, strict=True))
    every = len(ours) * rules
    violated = sum(map(len, theirs))
    return apart == 0, f"{every - apart:,} of {every:,} verdicts agree ({violated:,} of them violations)"
