"""Runs pm4py's conformance check of DECLARE rules; started with the peer's own Python, never imported by ours.

Argument: a file with {"traces": [[act, ...], ...], "rules": [[template, act, ...], ...]}. Commands, one a line:
`events` and `frame` answer how long the check of an event log and of a data frame took, in nanoseconds; `verdicts`
which rules each trace violates. pm4py calls the event log deprecated, but checks it several times as fast.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import warnings
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # it greets
    import pandas  # type: ignore[import-untyped]
    import pm4py  # type: ignore[import-not-found]

MINUTE = 60


def data_frame(traces: list[list[str]]) -> Any:
    """The traces as the data frame that pm4py reads event logs into."""
    rows = [(case, act, n * MINUTE) for case, trace in enumerate(traces) for n, act in enumerate(trace)]
    frame = pandas.DataFrame(rows, columns=["case", "act", "second"])
    frame["time"] = pandas.to_datetime(frame.pop("second"), unit="s", utc=True)
    frame["case"] = frame["case"].map(lambda case: f"{case:06}")
    return pm4py.format_dataframe(frame, case_id="case", activity_key="act", timestamp_key="time")


def model(rules: list[list[str]]) -> dict[str, dict[Any, dict[str, int]]]:
    """The rules as pm4py writes a DECLARE model."""
    found: dict[str, dict[Any, dict[str, int]]] = {}
    for template, *acts in rules:
        found.setdefault(template, {})[_key(acts)] = {"support": 1, "confidence": 1}
    return found


def _key(acts: Any) -> Any:
    return acts[0] if len(acts) == 1 else tuple(acts)


def check(log: Any, rules: dict[str, dict[Any, dict[str, int]]]) -> tuple[int, list[dict[str, Any]]]:
    """Nanoseconds that the check took, and what it found. The collector is paused, as it is for ours."""
    gc.collect()
    gc.disable()
    with redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        begin = time.perf_counter_ns()
        found = pm4py.conformance_declare(log, rules)
        spent = time.perf_counter_ns() - begin
    gc.enable()
    return spent, found


def main() -> None:
    """Answer commands until standard input closes."""
    task = json.loads(Path(sys.argv[1]).read_text())
    frame, rules = data_frame(task["traces"]), model(task["rules"])
    logs = {"frame": frame, "events": pm4py.convert_to_event_log(frame)}
    number = {(template, _key(acts)): n for n, (template, *acts) in enumerate(task["rules"])}
    for line in sys.stdin:
        command = line.strip()
        spent, found = check(logs.get(command, logs["events"]), rules)
        answer: dict[str, Any] = {"ns": spent}
        if command == "verdicts":
            answer = {"violated": [sorted(number[kind, acts] for kind, acts in case["deviations"]) for case in found]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
