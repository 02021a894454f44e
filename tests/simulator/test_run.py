"""The run and its log: durable facts, chance, forks, versions."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Illegal, NothingOffered
from simulator.moves import STOP
from simulator.names import declare, written
from simulator.run import Divergence, Record, Run, draw_number, history
from simulator.scenario import Scenario
from tests.random_scenarios import possible, walks
from tests.small import built, scene, small

GOLDEN = Path(__file__).parent / "golden"


def log(run: Run) -> str:
    return "".join(record.to_json() + "\n" for record in run.records)


def test_draw_n_is_sha256_of_the_seed_and_n_modulo_the_total() -> None:
    """Draw *n* of a run is SHA-256 of the ASCII text `seed:n`, as a big-endian integer, modulo the total."""
    number = int(hashlib.sha256(b"7:1").hexdigest(), 16)
    assert [draw_number(7, 1, total) for total in (3, 10, 1000)] == [number % 3, number % 10, number % 1000]


def coin(**more: Any) -> Scenario:
    chance = [{"weight": 1, "then": "a", "ledger": {"men.hurt": 1}}, {"weight": 1, "then": "a"}]
    return small({"a": scene({"flip": {"chance": chance}, "leave": {"then": "end"}})}, horizon=1000, **more)


def test_the_draws_of_a_run_are_numbered_from_one() -> None:
    """A run counts its draws; nothing else uses one up."""
    run = Run.start(coin(), 42)
    drawn = [run.decide(("flip",)).entries[0] for _ in range(20)]
    assert drawn == [("chance", n, draw_number(42, n + 1, 2), 2) for n in range(20)]


def test_forks_keep_the_seed_and_so_the_luck() -> None:
    """Forks keep the seed: played the same way, chance comes out the same."""
    run = Run.start(coin(), 3)
    for _ in range(6):
        run.decide(("flip",))
    fork = run.fork(3)
    assert fork.records == run.records[:3]
    for _ in range(4):
        fork.decide(("flip",))
    assert log(fork) == log(run)


def test_a_rewind_is_a_fork_and_never_an_erasure() -> None:
    """Rewind is a fork, never an erasure: the first run keeps its log."""
    run = Run.start(coin(), 3)
    run.decide(("flip",))
    before = log(run)
    run.fork(1).decide(("leave",))
    assert log(run) == before


def test_moving_to_a_new_version_replays_moves_until_one_no_longer_fits() -> None:
    """Moving to a new version is a fork that replays moves until one no longer fits."""
    run = Run.start(coin(), 3)
    for move in ("flip", "flip", "leave"):
        run.decide((move,))
    without = small({"a": scene({"flip": {"then": "a"}})})
    assert [record.move for record in run.carried_over(without).records] == [("@begin",), ("flip",), ("flip",)]
    assert run.carried_over(coin()).records == run.records


def test_hash_covers_scenario_area_vocabulary_and_parts() -> None:
    """A version is a hash over scenario, mission area, parts, vocabulary and engine semantics."""
    assert coin().hash == coin().hash
    assert coin().hash != coin(title="Another").hash
    part = {"p": {"start": "x", "scenes": {"x": scene({"o": {"then": "return"}})}}}
    with_part = small({"a": scene({"go": {"play": "p", "then": "a"}})}, parts=part)
    assert with_part.hash != small({"a": scene({"go": {"then": "a"}})}).hash


def test_a_log_that_does_not_fit_is_refused_at_the_record() -> None:
    """Replay refuses a log that the scenario version or seed does not explain, and says where."""
    run = Run.start(coin(), 3)
    for _ in range(8):
        run.decide(("flip",))
    with pytest.raises(Divergence, match="Decision"):
        Run.replay(run.scenario, 4, run.records)
    with pytest.raises(Divergence):
        Record.from_json('{"n": 1')


def test_move_that_fails_changes_nothing() -> None:
    """An illegal move leaves state and log as they were."""
    run = Run.start(coin(), 3)
    before = (run.state, list(run.records))
    with pytest.raises(Illegal):
        run.decide(("jump",))
    assert (run.state, run.records) == before


@given(walks())
def test_replay_equals_play(run: Run) -> None:
    """Replay equals play: the same records and the same state."""
    again = Run.replay(run.scenario, run.seed, [Record.from_json(record.to_json()) for record in run.records])
    assert (again.records, again.state) == (run.records, run.state)


@given(walks(), st.data())
def test_fork_and_replay_equal_play(run: Run, data: st.DataObject) -> None:
    """A fork before any record, given the same moves, is the same run."""
    at = data.draw(st.integers(1, len(run.records)))
    fork = run.fork(at)
    for record in run.records[at:]:
        fork._advance(record.move)
    assert (fork.records, fork.state) == (run.records, run.state)


@given(walks(), st.data())
def test_a_log_cut_at_any_decision_resumes(run: Run, data: st.DataObject) -> None:
    """A log cut at any record resumes in the state that the run had there, and can be played on."""
    cut = data.draw(st.integers(1, len(run.records)))
    resumed = Run.replay(run.scenario, run.seed, run.records[:cut])
    assert resumed.state == history(run.scenario, run.seed, run.records)[cut]
    if not resumed.finished:
        resumed._advance(data.draw(st.sampled_from(possible(resumed))))


@given(walks())
def test_state_never_leaves_its_ranges(run: Run) -> None:
    """State never leaves its ranges, the clock never runs backwards, and the stack is never deeper than four."""
    minute = 0
    for state in history(run.scenario, run.seed, run.records):
        for name, value in zip(run.scenario.names, state.values, strict=True):
            assert _fits(run.scenario, written(name), value), (name, value)
        assert minute <= state.minute <= run.scenario.horizon
        assert len(state.stack) <= 4
        minute = state.minute


def _fits(scenario: Scenario, name: str, value: object) -> bool:
    variable = scenario.file.state.get(name)
    if variable is None:
        fact = scenario.vocabulary.facts[name.split("(")[0]]
        return value in fact.values if fact.values else isinstance(value, bool)
    declared = declare(variable)
    if declared.low is not None and declared.high is not None:
        return isinstance(value, int) and declared.low <= value <= declared.high
    return isinstance(value, bool) if variable.flag is not None else value in (variable.one_of or ())


@given(walks())
def test_last_entry_says_what_is_offered_or_how_it_ended(run: Run) -> None:
    """Every record ends by saying what is offered, or that the run has ended; only then is it finished."""
    for record in run.records[:-1]:
        assert record.entries[-1][0] == "offered"
    assert (run.records[-1].entries[-1][0] == "offered") != run.finished


@given(walks(4))
def test_any_open_run_can_be_stopped(run: Run) -> None:
    """A trainee can stop at any time: the log says so and keeps what came before."""
    if not run.finished:
        before = list(run.records)
        run.stop()
        assert run.records[:-1] == before
        assert run.records[-1].move == STOP


REPLAY = """
import json, sys
from simulator.run import Record, Run
from tests.small import built
given = json.load(sys.stdin)
run = Run.replay(built(given["file"]), given["seed"], [Record.from_json(line) for line in given["log"]])
print("".join(record.to_json() + "\\n" for record in run.records), end="")
"""


def test_replay_equals_play_in_another_process() -> None:
    """Replay equals play in another process too, byte for byte (hash randomisation and all)."""
    file = json.loads((GOLDEN / "everything.json").read_text(encoding="utf-8"))
    for seed in range(5):
        run = Run.start(built(file), seed)
        for turn in range(10):
            if run.finished:
                break
            found = possible(run)
            try:
                run._advance(found[turn % len(found)])
            except NothingOffered:
                break
        given_data = json.dumps({"file": file, "seed": seed, "log": [record.to_json() for record in run.records]})
        done = subprocess.run(
            [sys.executable, "-c", REPLAY], input=given_data, capture_output=True, text=True, check=True
        )
        assert done.stdout == log(run)


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.moves")))
def test_golden_log(name: str) -> None:
    """Golden logs: a scenario, a seed and moves give this log, byte for byte."""
    lines = (GOLDEN / f"{name}.moves").read_text(encoding="utf-8").split("\n")
    file, seed, moves = lines[0], int(lines[1]), [line for line in lines[2:] if line]
    run = Run(built(json.loads((GOLDEN / file).read_text(encoding="utf-8"))), seed)
    for move in moves:
        run._advance(tuple(move.split("+")))
    assert log(run) == (GOLDEN / f"{name}.log").read_text(encoding="utf-8")
