"""The graph of a scenario: which scene can follow which, and what must hold of it before anybody plays."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph import Edge, _zero_cycle, edges, reachable
from simulator.problems import LoadError
from simulator.run import Run
from tests.random_scenarios import walks
from tests.simulator.stepping import after
from tests.simulator.writing import Mistake, expected, mistake, told
from tests.small import scene, small

SPEAK_THEN = "then: [{when: tension > 3, to: who-goes}, {to: the-report}]"
ENDING = "{title: T, text: T., ending: {title: T}}"

MISTAKES = [
    mistake("S518", "  relieved:\n", f"  ▸forgotten: {ENDING}\n  relieved:\n"),
    mistake("S518", "      nine-line:\n", f"      ▸ten: {ENDING}\n      nine-line:\n"),
    mistake("S519", SPEAK_THEN, "takes: 0\n        then: at-the-gate", **{"  at-the-gate:": "  ▸at-the-gate:"}),
    mistake(
        "S519",
        "          send:",
        "          again: {label: Again, takes: 0, then: nine-line}\n          send:",
        **{"      nine-line:": "      ▸nine-line:"},
    ),
    mistake(
        "S523",
        "          send:",
        "          again: {label: Again, play: medevac, then: return}\n          send:",
        **{"  medevac:": "  ▸medevac:"},
    ),
]


@pytest.mark.parametrize("wrong", MISTAKES, ids=lambda wrong: f"{wrong.code} {next(iter(wrong.changes.values()))}")
def test_what_is_wrong_with_the_graph_is_told_at_its_place(tmp_path: Path, wrong: Mistake) -> None:
    """A scene that nothing leads to, a circle in no time and parts too deep are told at the key of what is wrong."""
    assert told(tmp_path, wrong) == [expected(wrong)]


@given(walks())
def test_every_way_that_a_run_takes_is_in_the_graph(run: Run) -> None:
    """A step goes along an edge, or where an inject or the horizon leads; and every scene it sees can be reached."""
    scenario = run.scenario
    along = {(edge.source, edge.target) for edge in edges(scenario)}
    elsewhere = {case.scene for inject in scenario.injects if inject.way for case in inject.way.cases}
    elsewhere.add(scenario.at_the_horizon)
    entered = [entry[2] for record in run.records for entry in record.entries if entry[0] == "enter"]
    assert [way for way in pairwise(entered) if way not in along and way[1] not in elsewhere] == []
    assert set(entered) <= reachable(scenario)


EDGES = st.lists(st.builds(Edge, st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(0, 1)), max_size=10)


@given(EDGES)
def test_a_circle_in_no_time_is_found_where_there_is_one(found: list[Edge]) -> None:
    """The scene that is named lies on a circle of moves that take no time; none is named where there is none."""
    quick = {(edge.source, edge.target) for edge in found if edge.takes == 0}
    led = set(quick)
    for _ in "abcde":
        led |= {(a, d) for a, b in led for c, d in quick if b == c}
    assert _zero_cycle(found) == sorted(a for a, b in led if a == b)[:1]


def part(**options: Any) -> dict[str, Any]:
    """A part of one scene."""
    return {"start": "s", "scenes": {"s": scene(options)}}


def test_parts_may_play_parts_four_deep_and_no_deeper() -> None:
    """Four parts in each other can be played; of five the last is told."""

    def nested(depth: int) -> dict[str, Any]:
        inner = {f"p{n}": part(on={"play": f"p{n + 1}", "then": "return"}) for n in range(1, depth)}
        return {**inner, f"p{depth}": part(on={"then": "return"})}

    start = {"a": scene({"go": {"play": "p1", "then": "end"}})}
    assert len(small(start, parts=nested(4)).scenes) == 7
    with pytest.raises(LoadError, match="S523 The part 'p5'"):
        small(start, parts=nested(5))


def test_parts_that_play_each_other_are_told() -> None:
    """Two parts that play each other and return to each other never end: that is said, and loading ends."""
    parts = {
        "p": part(on={"play": "q", "then": "return"}, back={"then": "return"}),
        "q": part(on={"play": "p", "then": "return"}, back={"then": "return"}),
    }
    with pytest.raises(LoadError, match="S523"):
        small({"a": scene({"go": {"play": "p", "then": "end"}})}, parts=parts)


def test_a_part_returns_by_way_of_another_parts_return() -> None:
    """A part that was played with `then: return` goes on where the part that played it was to go on."""
    parts = {"p": part(on={"play": "q", "then": "return"}), "q": part(back={"then": "return"})}
    scenario = small({"a": scene({"go": {"play": "p", "then": "end"}})}, parts=parts)
    assert Edge("q/s", "end", 1) in edges(scenario)
    assert after(scenario, "go", "on", "back")[0].scene == "end"
