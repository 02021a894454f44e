"""All states of generated models, beside SPIN and beside the plain explorer of the tests: same model, same counts."""

from __future__ import annotations

import gc
import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.models.as_promela import as_promela
from benchmarks.models.as_scenario import as_scenario
from benchmarks.models.model import SIZES, generate
from benchmarks.peers import spin as spin_peer
from benchmarks.row import Absent, Row, Target, absent, alone, measured
from benchmarks.timing import on_one_core, ratio
from simulator.exploration.explorer import Explorer
from simulator.exploration.hashed import FAST
from simulator.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, FEW = 5, 2
SPIN = "SPIN 6.5, generated C at -O2"
ORACLE = "the plain explorer of the tests"
UNIT = "states/s"
NUMPY, NUMBA = "with NumPy alone", "with numba, warmed up"
AGAINST_SPIN = {"large": Target("at least", 2), "small": Target("at least", 1.5)}
WITH_NUMBA = Target("at least", 4)
AGAINST_ORACLE = Target("at least", 8)
MOST_MEGABYTES = 300
LONGEST = 600  # seconds

Seconds = Callable[[], float]


def rows(quick: bool) -> Iterator[Row]:
    """Rows for the large and the small model beside SPIN, and for the small one and thirty scenes beside the oracle."""
    rounds = FEW if quick else ROUNDS
    with on_one_core():
        for name in ("small",) if quick else ("large", "small"):
            yield from _beside_spin(name, rounds)
        for name in ("small",) if quick else ("small", "thirty"):
            yield _beside_oracle(name, rounds)
    yield _memory()


def seconds(scenario: Scenario, states: int | None, *, reduce: bool = False, fast: bool = False) -> float:
    """Processor seconds in which we go through all states. Raises Absent where the count is another one."""
    gc.collect()
    gc.disable()
    try:
        explorer = Explorer(scenario, reduce=reduce, fast=fast)  # as SPIN's C is generated beforehand
        begin = time.process_time()
        found = explorer.run()
        taken = time.process_time() - begin
    finally:
        gc.enable()
    if not found.complete or (states is not None and found.count != states):
        raise Absent(f"we counted {found.count:,} states")
    return taken


def _beside_spin(name: str, rounds: int) -> Iterator[Row]:
    model = generate(SIZES[name])
    states, scenario = model.size.states, as_scenario(model)
    what = f"exhaustive, {states:,} states"
    row = Row(f"exploring, {name}", f"{what}, {NUMPY}", SPIN, UNIT)
    fast = Row(f"exploring, {name}, numba", f"{what}, {NUMBA}", SPIN, UNIT)
    reduced = Row(
        f"exploring, {name}, reduced", "for comparison: the same, states that count as one left out", SPIN, UNIT
    )
    target, higher = AGAINST_SPIN[name], WITH_NUMBA if name == "large" else None
    try:
        with spin_peer.verifier(as_promela(model), states) as verifier:
            ours: dict[str, Seconds] = {
                "numpy": lambda: seconds(scenario, states),
                "numba": lambda: seconds(scenario, states, fast=True),
                "reduced": lambda: seconds(scenario, None, reduce=True),
            }
            if not FAST:
                del ours["numba"]
            found = _in_turn({**ours, "spin": lambda: _spin(verifier, states)}, rounds)
    except Absent as reason:
        yield absent(row, target, str(reason))
        return
    note = f"the same count from both; SPIN {states / median(found['spin']):,.0f} states/s"
    yield _rated(row, target, states, found["numpy"], found["spin"], note)
    if "numba" in found:
        yield _rated(fast, higher, states, found["numba"], found["spin"])
    else:
        yield absent(fast, higher, "numba is not installed")
    left = Explorer(scenario).run().count
    note = f"{left:,} states are gone through, which stand for all {states:,}; those are counted here"
    yield _rated(reduced, None, states, found["reduced"], found["spin"], note)


def _spin(verifier: spin_peer.Verifier, states: int) -> float:
    run = verifier.run()
    if run.states != states:
        raise Absent(f"SPIN counted {run.states:,} states")
    return run.processor


def _in_turn(measures: dict[str, Seconds], rounds: int) -> dict[str, list[float]]:
    """Each in turn; the first round only warms up."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for n in range(rounds + 1):
        for name, measure in measures.items():
            taken = measure()
            if n:
                found[name].append(taken)
    return found


def _beside_oracle(name: str, rounds: int) -> Row:
    model = generate(SIZES[name])
    states, scenario = model.size.states, as_scenario(model)
    row = Row(f"exploring, {name}, oracle", f"exhaustive, {states:,} states, {NUMPY}", ORACLE, UNIT)
    if name == "thirty":
        row = row._replace(what=f"30 scenes, 109 options, 5 variables: exhaustive, {states:,} states, {NUMPY}")
    plain = importlib.import_module("tests.simulator.direct_exploration")
    begin = time.process_time()
    counted, _ = plain.count(scenario)
    theirs = time.process_time() - begin
    if counted != states:
        return absent(row, AGAINST_ORACLE, f"the plain explorer counted {counted:,} states")
    ours = [seconds(scenario, states) for _ in range(rounds)]
    return _rated(row, AGAINST_ORACLE, states, ours, [theirs] * rounds, "the same count; the oracle ran once")


def _rated(row: Row, target: Target | None, states: int, ours: list[float], theirs: list[float], note: str = "") -> Row:
    """States per second, and how many times theirs ours are."""
    return measured(row, target, states / median(ours), states / median(theirs), ratio(theirs, ours), note)


def _memory() -> Row:
    """The most memory of a process that does nothing but explore the thirty scenes."""
    row = Row("exploring, thirty, memory", "peak memory of that exploration, the whole process", "-", "MB")
    command = [sys.executable, "-m", "benchmarks.exploring"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    if done.returncode:
        return absent(row, None, done.stderr[-300:])
    megabytes = json.loads(done.stdout)["megabytes"]
    row = alone(row, megabytes)
    return row._replace(target=f"at most {MOST_MEGABYTES} MB", reached=megabytes <= MOST_MEGABYTES)


def main() -> None:
    """Explore the thirty scenes in this process, and print the most megabytes that it took."""
    seconds(as_scenario(generate(SIZES["thirty"])), SIZES["thirty"].states)
    (most,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    print(json.dumps({"megabytes": int(most) / 1024}))


if __name__ == "__main__":
    main()
