"""What an edit changed: every first difference between the games of two versions is found, with a game to it."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.proofs.comparing.compare import Asked, Difference, compare
from scoring.proofs.comparing.leading import explored_for, lead_to_touched
from scoring.proofs.comparing.side_by_side import Walk
from scoring.proofs.comparing.touching import touched
from scoring.rules import RuleBook
from simulator.errors import NothingOffered, RangeLeft
from simulator.exploration.budget import Budget, Meter, Spent
from simulator.moves import BEGIN
from simulator.problems import SimulatorError
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries, step
from tests.random_scenarios import scenario_data
from tests.scoring.test_compliance import RULES
from tests.simulator.direct_graph import every_move
from tests.small import VOCABULARY, built, data, scene

BOOK = RuleBook(tuple(RULES), VOCABULARY)
PARTS = {"acts", "set", "add", "takes", "when", "ledger"}
GO: dict[str, Any] = {"then": "end", "takes": 5}
MOST = 300
SMALL = Budget(states=3_000, seconds=5.0)


def compared(old: Scenario, new: Scenario) -> Difference:
    return compare(old, new, BOOK, Asked(games=8))


def story(**more: Any) -> dict[str, Any]:
    """Two scenes: a talk or a push, then a report or a wait while something is tense."""
    scenes = {
        "gate": scene(
            {
                "talk": {"then": "yard", "takes": 5, "acts": [{"talk": "crowd"}], "add": {"tension": -1}},
                "push": {"then": "yard", "takes": 5, "acts": [{"force.push": "crowd"}], "add": {"tension": 1}},
                "hold": {"then": "gate", "takes": 30},
            }
        ),
        "yard": scene(
            {
                "report": {**GO, "acts": ["report"]},
                "wait": {"then": "end", "takes": 10, "when": "tension > 2", "acts": ["wait"]},
            },
            events=[{"alert": "crowd"}],
        ),
    }
    return data(scenes, state={"tension": {"gauge": [0, 5], "start": 2}}, **more)


def edited(*path: str, to: Any) -> Scenario:
    """The story with one thing changed."""
    made = story()
    block = made["scenes"]
    for key in path[:-1]:
        block = block[key]
    if to is None:
        del block[path[-1]]
    else:
        block[path[-1]] = to
    return built(made)


YARD, GATE = ("yard", "options"), ("gate", "options")


@pytest.mark.parametrize(
    ("path", "to", "kind", "at", "length"),
    [
        ((*GATE, "talk", "acts"), ["talk"], "happens", "gate", 1),
        ((*GATE, "push", "then"), "end", "leads", "gate", 1),
        ((*GATE, "hold"), None, "offers", "gate", 0),
        ((*YARD, "wait", "when"), "tension > 0", "offers", "gate", 1),
        ((*YARD, "wait", "takes"), 11, "time", "yard", 2),
        ((*YARD, "report", "ledger"), {"women.hurt": 1}, "counts", "yard", 2),
        (("yard", "events"), [{"casualty": "crowd"}], "happens", "gate", 1),
        ((*GATE, "talk", "add"), {"tension": 1}, "offers", "gate", 1),
        ((*YARD, "report", "set"), {"children.present": True}, "happens", "yard", 2),
    ],
)
def test_an_edit_is_found_at_its_place(path: tuple[str, ...], to: Any, kind: str, at: str, length: int) -> None:
    """Each kind of edit gives the difference that a player or a rule would meet, by a shortest game to it."""
    found = compared(built(story()), edited(*path, to=to))
    assert found.complete
    assert found.status == "differs"
    first = found.partings[0]
    assert (first.kind, first.scene, len(first.game)) == (kind, at, length)


def test_words_change_no_game() -> None:
    """Other words, and nothing else, are proved to leave all games as they are."""
    found = compared(built(story()), edited("yard", "text", to="Something else happens."))
    assert (found.status, found.complete, found.partings) == ("same", True, ())


def test_a_variable_that_nobody_reads_changes_no_game() -> None:
    """A condition that says the same in other words, or a number that nothing reads, is no difference."""
    made = story()
    made["state"]["spare"] = {"range": [0, 9], "start": 0}
    made["scenes"]["gate"]["options"]["talk"]["set"] = {"spare": 4}
    made["scenes"]["yard"]["options"]["wait"]["when"] = "tension >= 3"
    found = compared(built(story()), built(made))
    assert (found.status, found.complete, found.reach_known) == ("same", True, True)


def test_a_passage_that_is_shown_or_not_is_a_difference() -> None:
    """A number that no option and no way reads, but a passage of a text, is seen by the player."""
    made = story()
    made["state"]["mood"] = {"range": [0, 9], "start": 0}
    made["scenes"]["yard"]["also"] = [{"when": "mood > 1", "text": "They sing."}]
    old = built(made)
    made["scenes"]["gate"]["options"]["talk"]["set"] = {"mood": 3}
    found = compared(old, built(made))
    assert [(each.kind, each.new, len(each.game)) for each in found.partings] == [("happens", ("also 1",), 1)]


def test_a_gauge_of_the_debrief_is_seen() -> None:
    """A gauge that nothing reads but the debrief shows is a difference where it moves otherwise."""
    made = story()
    made["state"]["trust"] = {"gauge": [0, 5], "start": 2, "title": "Trust"}
    made["ledger gauges"] = ["trust"]
    old = built(made)
    made["scenes"]["yard"]["options"]["report"]["add"] = {"trust": 1}
    found = compared(old, built(made))
    assert [each.new for each in found.partings] == [("trust = 3",)]


def test_a_verdict_that_turned_is_shown_by_a_game() -> None:
    """The same moves, judged otherwise: who waits instead of reporting did not report."""
    found = compared(built(story()), edited(*YARD, "report", "acts", to=["wait"]))
    turned = {(each.rule, each.old.value, each.new.value): each for each in found.turned}
    assert ("A06", "kept", "not kept") in turned
    assert turned["A06", "kept", "not kept"].game[-1].move == ("report",)


def test_what_only_one_version_comes_to_is_named() -> None:
    """An ending that is hidden behind a condition that cannot hold is lost, and an option with it."""
    found = compared(built(story()), edited(*YARD, "wait", "when", to="tension > 2 and tension < 2"))
    assert [(each.what, each.scene, each.option, each.gained) for each in found.reached] == [
        ("option", "yard", "wait", False)
    ]
    assert [step.move for step in found.reached[0].game] == [("push",)]


def test_another_card_may_turn_verdicts_in_the_same_games() -> None:
    """What rules read beside the games is seen as well: then nothing is said to be the same."""
    found = compared(built(story()), built(story(starts="23:50")))
    assert found.partings == ()
    assert found.status != "same"


Shown = tuple[State, tuple[object, ...]] | str


def taken(made: Scenario, state: State, move: Move) -> Iterator[tuple[int | None, Shown]]:
    """Each number that may be drawn, with what comes of it and can be seen."""
    number, total = 0, 1
    while number < total:
        asked: list[int] = []

        def draw(most: int, number: int = number, asked: list[int] = asked) -> int:
            asked.append(most)
            return number

        try:
            after, entries = step(made, state, move, draw)
            yield number, (after, seen(made, entries))
        except (RangeLeft, NothingOffered) as error:
            yield number, type(error).__name__
        number, total = number + 1, asked[0] if asked else 1


def seen(made: Scenario, entries: Entries) -> tuple[object, ...]:
    return tuple(entry for entry in entries if entry[0] != "set" or entry[2] not in made.file.state)


def differs(old: Scenario, new: Scenario) -> bool | None:
    """Whether any game shows anything else: by the step alone. None where that would take too long."""
    waiting: deque[tuple[State, State, tuple[Move, ...]]] = deque([(old.initial, new.initial, (BEGIN,))])
    known: set[object] = set()
    while waiting:
        one, other, moves = waiting.popleft()
        for move in moves:
            results = list(taken(old, one, move)), list(taken(new, other, move))
            if len(results[0]) != len(results[1]):
                return True
            for (_, before), (_, after) in zip(*results, strict=True):
                if isinstance(before, str) or isinstance(after, str):
                    if before != after:
                        return True
                    continue
                if before[1] != after[1]:
                    return True
                pair = before[0], after[0]
                ways = [tuple(every_move(made, state)) for made, state in zip((old, new), pair, strict=True)]
                if ways[0] != ways[1]:
                    return True
                if pair not in known:
                    known.add(pair)
                    waiting.append((*pair, ways[0]))
        if len(known) > MOST:
            return None
    return False


@st.composite
def two_versions(draw: st.DrawFn, *, injects: bool = True) -> tuple[Scenario, Scenario]:
    """A random scenario, and the same with one scene copied over another, one key of an option or one inject gone."""
    made = draw(scenario_data())
    edit = copy.deepcopy(made)
    scenes = {id: each for id, each in edit["scenes"].items() if id.startswith("scene")}
    at = draw(st.sampled_from(sorted(scenes)))
    options = [option for option in scenes[at].get("options", {}).values() if set(option) & PARTS]
    shorter, elsewhere = draw(st.booleans()), draw(st.booleans())
    if options and shorter:
        option = draw(st.sampled_from(options))
        del option[draw(st.sampled_from(sorted(set(option) & PARTS)))]
    elif injects and edit["injects"] and elsewhere:
        edit["injects"][draw(st.sampled_from(sorted(edit["injects"])))].update({"set": {"ready": True}, "add": {}})
    else:
        edit["scenes"][at] = scenes[draw(st.sampled_from(sorted(scenes)))]
    try:
        return built(made), built(edit)
    except SimulatorError:
        assume(False)
        raise


@settings(max_examples=6, deadline=None)
@given(two_versions())
def test_the_walk_says_what_the_step_says(versions: tuple[Scenario, Scenario]) -> None:
    """A walk that came to its end found a difference where there is one, and none where there is none."""
    old, new = versions
    truth = differs(old, new)
    assume(truth is not None)
    found = compare(old, new, BOOK, Asked(SMALL, games=0, reach=False, partings=10_000))
    assume(found.complete)
    assert bool(found.partings) == truth


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(two_versions(injects=False))
def test_leading_straight_to_what_was_touched_misses_nothing(versions: tuple[Scenario, Scenario]) -> None:
    """By way of an exploration of the old version the same is found."""
    old, new = versions
    found = touched(old, new)
    assume(found.changes_games and not (found.injects or found.everywhere))
    truth = differs(old, new)
    assume(truth is not None)
    walk = Walk(old, new, found, Meter(SMALL), most=10_000)
    states = explored_for(old, found, SMALL)
    assume(states.complete and not (states.left or states.stuck))
    try:
        assert lead_to_touched(walk, states)
    except Spent:
        assume(False)
    assert bool(walk.partings) == truth
