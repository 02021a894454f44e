"""The oracle for explorations says of small scenarios what a reader can count by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scoring.automaton import Automaton
from scoring.evaluation import evaluate, rule_verdicts
from scoring.from_log import trace_of
from scoring.rules import Rule
from scoring.verdicts import Verdict
from simulator.errors import NothingOffered, RangeLeft
from simulator.run import Run, history
from simulator.scenario import Scenario
from simulator.step import step
from tests.random_scenarios import walks
from tests.scoring.small_rules import rule_of
from tests.scoring.small_runs import VOCABULARY, book_of
from tests.simulator.direct_exploration import (
    NOT_COMPLIANT,
    Explored,
    TooMany,
    Watched,
    begun,
    can_reach,
    can_reach_an_ending,
    compliant_surely,
    compliant_with_luck,
    count,
    dead_ends,
    endings_reached,
    endings_with_verdicts,
    explore,
    explore_with,
    game_to,
    injects_fired,
    options_offered,
    options_taken,
    scenes_entered,
    scenes_reached,
    seen,
    values_seen,
    verdicts_at_endings,
    watched,
)
from tests.small import scene, small

END = {"then": "end"}
CHANCE = {"chance": [{"weight": 2, "then": "b"}, {"weight": 3, "then": "end"}], "then": "end"}
TIMED = {"decide within": "30 s", "by default": "hold"}


def places(explored: Explored) -> list[tuple[str, int]]:
    return [(state.scene, state.minute) for state in explored.states]


def automata(scenario: Scenario, *rules: Rule) -> list[Automaton]:
    start = scenario.file.start_of_day
    return [Automaton(rule, VOCABULARY, scenario.card, scenario.targets, start) for rule in rules]


def test_every_state_is_found_once_nearest_first() -> None:
    """States are what a decision can be met in: here and there, early and late, each once."""
    roads = scene({"short": {"takes": 5, "then": "b"}, "long": {"takes": 9, "then": "b"}, "home": END})
    explored = explore(small({"a": roads, "b": scene({"on": END})}))
    assert places(explored) == [("a", 0), ("b", 5), ("b", 9), ("end", 1), ("end", 6), ("end", 10)]
    assert [(e.source, e.move, e.target) for e in explored.edges[:2]] == [(0, ("short",), 1), (0, ("long",), 2)]


def test_each_outcome_of_chance_is_an_edge_with_its_weight() -> None:
    """Chance gives one edge for each branch, with its weight out of the total, and the draw that gives it."""
    explored = explore(small({"a": scene({"go": CHANCE}), "b": scene({"on": END})}))
    told = [(edge.branch, edge.draw, edge.weight, edge.total, edge.target) for edge in explored.edges]
    assert told == [(0, 0, 2, 5, 1), (1, 2, 3, 5, 2), (None, None, 1, 1, 3)]


def test_timeouts_are_edges_of_timed_scenes() -> None:
    """A timed scene has a timeout beside its options; it is no move of the player's."""
    explored = explore(small({"a": scene({"hold": END, "go": {"takes": 2, **END}}, **TIMED)}))
    assert [(edge.move, edge.by_player) for edge in explored.edges] == [
        (("hold",), True),
        (("go",), True),
        (("@timeout",), False),
    ]


def test_an_inject_by_hand_is_an_edge_inside_its_window_and_so_often() -> None:
    """The facilitator may play an inject at decisions inside its window, and no more often than it says."""
    injects = {"call": {"by hand": {"from": 3, "to": 6, "at most": 1}, "set": {"children.present": True}}}
    steps = {"a": scene({"go": {"takes": 4, "then": "b"}}), "b": scene({"on": {"takes": 9, "then": "c"}})}
    explored = explore(small({**steps, "c": scene({"out": END})}, injects=injects))
    world = [(explored.states[edge.source].scene, edge.source) for edge in explored.edges if edge.by_world]
    assert world == [("b", 1)]
    assert injects_fired(explored) == {"call"}
    assert len(explored.states) == 7  # a; then b, c and end, each before and after the call


def test_selections_and_forms_are_answered_in_every_way() -> None:
    """A selection within its budget and a form with a choice for each field are moves of several options."""
    picked = {"budget": 3, "unit": "people", "at least": 0, "takes": 1, "then": "f"}
    options = {id: {"label": id, "costs": cost} for id, cost in (("x", 1), ("y", 2), ("z", 3))}
    fields = {f: {"label": f, "options": {f"{f}{n}": {"label": f} for n in range(2)}} for f in ("p", "q")}
    scenes = {
        "a": {"title": "A", "text": "A.", "select": {**picked, "options": options}},
        "f": {"title": "F", "text": "F.", "form": {"title": "F", "then": "end", "fields": fields}},
    }
    explored = explore(small(scenes))
    by_scene = [(explored.states[edge.source].scene, edge.move) for edge in explored.edges]
    assert {move for where, move in by_scene if where == "a"} == {(), ("x",), ("y",), ("z",), ("x", "y")}
    assert len([move for where, move in by_scene if where == "f"]) == 4


def test_an_author_s_error_is_kept_with_its_state_and_move() -> None:
    """Leaving a range and offering nothing are errors of a move in a state, for the draw that shows them."""
    broken = {"chance": [{"weight": 2, "then": "end"}, {"weight": 1, "then": "end", "add": {"hands": -2}}], **END}
    options = {"spend": broken, "stuck": {"then": "b"}}
    hands = {"hands": {"range": [0, 3], "start": 1}}
    explored = explore(small({"a": scene(options), "b": scene({"on": {"when": "hands > 1", **END}})}, state=hands))
    told = [(error.state.scene, error.move, error.draw, error.kind) for error in explored.errors]
    assert told == [("a", ("spend",), 2, RangeLeft), ("a", ("stuck",), None, NothingOffered)]


def test_an_error_at_the_beginning_leaves_no_state() -> None:
    """Where already the first scene offers nothing, there is an error and no state."""
    explored = explore(small({"a": scene({"on": {"when": "children.present", **END}})}))
    assert (explored.states, [error.move for error in explored.errors]) == ((), [("@begin",)])
    assert dead_ends(explored) == can_reach_an_ending(explored) == frozenset()


LOCKED = {
    "a": scene({"in": {"then": "trap"}, "out": END}),
    "trap": scene({"wait": {"then": "trap2"}}),
    "trap2": scene({"push": {"add": {"hands": 9}, "then": "lost"}}),
    "lost": scene({"never": {"when": "hands > 2", **END}, "on": END}),
}


def locked() -> Explored:
    return explore(small(LOCKED, state={"hands": {"range": [0, 3], "start": 1}}))


def test_a_dead_end_and_the_way_into_it_are_told() -> None:
    """A state that only leads to an error is a dead end; what leads only there reaches no ending either."""
    explored = locked()
    at = {state.scene: n for n, state in enumerate(explored.states)}
    assert dead_ends(explored) == {at["trap2"]}
    assert can_reach_an_ending(explored) == {at["a"], at["end"]}
    assert can_reach(explored, [at["trap2"]]) == {at["a"], at["trap"], at["trap2"]}


def test_scenes_options_and_endings_that_no_game_reaches_are_left_out() -> None:
    """What is reached, offered and taken is said of games, not of the drawing."""
    explored = locked()
    assert scenes_reached(explored) == {"a", "trap", "trap2", "end"}
    assert endings_reached(explored) == {"end"}
    assert options_offered(explored) == {("a", "in"), ("a", "out"), ("trap", "wait"), ("trap2", "push")}
    assert options_taken(explored) == options_offered(explored) - {("trap2", "push")}


def test_a_scene_that_an_inject_leaves_at_once_is_entered_and_not_reached() -> None:
    """A scene from which an inject on a condition leads away at once is entered, but nobody decides there."""
    injects = {"away": {"when": "children.present", "then": "c"}}
    scenes = {
        "a": scene({"go": {"then": "b"}}),
        "b": scene({"on": END}, set={"children.present": True}),
        "c": scene({"out": END}),
    }
    explored = explore(small(scenes, injects=injects))
    assert scenes_entered(explored) - scenes_reached(explored) == {"b"}


def test_values_are_those_at_decisions_and_endings() -> None:
    """For each variable the values that it can have are listed."""
    push = {"takes": 40, "add": {"tension": 2}, "then": "a"}
    explored = explore(small({"a": scene({"push": push})}, state={"tension": {"gauge": [0, 3], "start": 0}}))
    assert {name.name: values for name, values in values_seen(explored).items()}["tension"] == {0, 2, 3}


@given(walks(4))
def test_a_game_to_a_state_leads_there(run: Run) -> None:
    """The game given for a state, played with its draws, ends in exactly that state; its length is the least."""
    try:
        explored = explore(run.scenario, 300)
    except TooMany:
        return
    assert count(run.scenario) == (len(explored.states), len(explored.edges))
    for n in range(len(explored.states)):
        state, game = explored.states[0], game_to(explored, n)
        for move, draw in game:
            state, _ = step(run.scenario, state, move, lambda total, draw=draw: int(draw))  # type: ignore[misc]
        assert state == explored.states[n]
    lengths = [len(game_to(explored, n)) for n in range(len(explored.states))]
    assert lengths == sorted(lengths)


def test_too_many_states_stop_the_exploration() -> None:
    """Beyond the number that the caller allows there is no answer."""
    with pytest.raises(TooMany, match="more than 20"):
        explore(small({"a": scene({"go": {"then": "a"}})}), 20)


WARNED = rule_of({"never": "force.fire"}, id="T01")
FIRST = rule_of({"when": "force.push", "only after": "warn"}, id="T02")
REPORT = rule_of({"when": "force", "must": "report", "within": 30}, id="T03")
RULES = (WARNED, FIRST, REPORT)
AT_ONCE: dict[str, Any] = {"acts": ["force.push"], "takes": 5, "then": "b"}
AT_LEISURE: dict[str, Any] = {"acts": ["warn", "force.push"], "takes": 5, "then": "b"}
AFTERWARDS = scene({"tell": {"acts": ["report"], **END}, "sleep": {"takes": 60, **END}, "go": END})


def watched_crowd(*rules: Rule) -> Any:
    made = small({"a": scene({"at-once": AT_ONCE, "at-leisure": AT_LEISURE}), "b": AFTERWARDS})
    return explore_with(made, automata(made, *rules))


def test_verdicts_at_endings_are_those_of_all_games() -> None:
    """Every verdict that a finished game can give a rule is there, and no other."""
    found = verdicts_at_endings(watched_crowd(*RULES))
    assert found["T01"] == {Verdict.NOT_TESTED}
    assert found["T02"] == {Verdict.KEPT, Verdict.NOT_KEPT}
    assert found["T03"] == {Verdict.KEPT, Verdict.NOT_KEPT, Verdict.NOT_DUE}


def test_verdicts_are_kept_together_for_each_ending() -> None:
    """Which verdicts go together can be read: two ways in and three ways out give six of them."""
    found = endings_with_verdicts(watched_crowd(FIRST, REPORT))
    assert len(found) == 6
    assert ("end", (Verdict.KEPT, Verdict.KEPT)) in found


def test_compliance_is_lost_where_a_rule_was_broken() -> None:
    """From the start a compliant game is possible; after the push without a warning it is not."""
    observed = watched_crowd(FIRST, REPORT)
    kept = compliant_surely(observed, ["T02", "T03"])
    at_once, at_leisure = (step.target for step in observed.steps if step.source == 0)
    assert 0 in kept
    assert at_leisure in kept
    assert at_once not in kept
    assert at_once in compliant_surely(observed, ["T03"])


def lucky(options: dict[str, Any], **more: Any) -> tuple[bool, bool]:
    """Whether the start is compliant surely, and with luck, for the rule that nobody may be fired at."""
    made = small({"a": scene(options, **more), "b": scene({"fire": {"acts": ["force.fire"], **END}})})
    observed = explore_with(made, automata(made, WARNED))
    return 0 in compliant_surely(observed, ["T01"]), 0 in compliant_with_luck(observed, ["T01"])


def test_sure_and_lucky_are_told_apart() -> None:
    """What only a good draw can keep is compliant with luck and not surely; a second, safe way makes it sure."""
    assert lucky({"go": CHANCE}) == (False, True)
    assert lucky({"go": CHANCE, "home": END}) == (True, True)
    assert lucky({"go": {"then": "b"}}) == (False, False)


def test_a_timeout_neither_helps_nor_harms() -> None:
    """The player never lets the time run out: not to keep a rule, and it counts against nobody."""
    hold = {"acts": ["force.fire"], **END}
    assert lucky({"hold": hold, "go": {"then": "b"}}, **TIMED) == (False, False)
    assert lucky({"hold": hold, "go": END, "b": {"then": "b"}}, **TIMED) == (True, True)


@pytest.mark.parametrize(("leads", "expected"), [("b", (False, True)), ("end", (True, True))])
def test_what_the_facilitator_may_do_is_reckoned_with(leads: str, expected: tuple[bool, bool]) -> None:
    """An inject by hand that leads into a break makes the start unsure, though not hopeless."""
    injects = {"call": {"by hand": {"from": 0, "to": 9, "at most": 1}, "then": leads}}
    made = small(
        {"a": scene({"go": END, "b": {"then": "b"}}), "b": scene({"fire": {"acts": ["force.fire"], **END}})},
        injects=injects,
    )
    observed = explore_with(made, automata(made, WARNED))
    assert (0 in compliant_surely(observed, ["T01"]), 0 in compliant_with_luck(observed, ["T01"])) == expected


def test_a_withdrawn_duty_is_not_compliant_though_a_later_one_is_kept() -> None:
    """*Not due* counts against compliance for good, also where the rule's worst verdict becomes *kept*."""
    rule = rule_of({"when": "alert", "must": "report", "after": "talk", "until": "wait"})
    opening = {"acts": ["talk"], "then": "b"}
    scenes = {
        "a": scene({"go": opening}),
        "b": scene({"drop": {"acts": ["wait", "talk"], "then": "c"}}, events=["alert"]),
        "c": scene({"tell": {"acts": ["report"], **END}}, events=["alert"]),
    }
    made = small(scenes)
    observed = explore_with(made, automata(made, rule))
    assert verdicts_at_endings(observed)["T01"] == {Verdict.KEPT}
    assert compliant_with_luck(observed, ["T01"]) == frozenset()


def test_memories_stay_few_where_a_game_goes_round() -> None:
    """A duty that stays open while decisions pass brings no new memory with each decision."""
    made = small({"a": scene({"push": {"acts": ["force.push"], "then": "b"}}), "b": scene({"go": {"then": "b"}})})
    observed = explore_with(made, automata(made, rule_of({"when": "force", "must": "report"})))
    assert len(observed.nodes) == len(observed.explored.states)


MANY = (
    WARNED,
    rule_of({"when": "force", "only after": "warn", "about": "same", "forget on": "talk"}, id="T02"),
    rule_of({"when": "alert", "must": "report", "within": 7, "pauses while": 'regime == "war"'}, id="T03"),
    rule_of({"when": "force", "must": "aid", "within": 0, "about": "same"}, id="T04"),
    rule_of({"when becomes": "children.present", "must": "talk", "within": 20}, id="T05"),
    rule_of({"when": "arrival", "must": "report", "before": "casualty"}, id="T06"),
    rule_of({"never": "force.push", "after": "alert", "until": "aid"}, unless={"war": 'regime == "war"'}, id="T07"),
    rule_of({"when": "casualty", "must": "aid"}, unless={"gone": "children.present"}, id="T08"),
    rule_of({"when": "exception.used", "must": "report", "within": 5}, id="T09"),
    rule_of({"when": "alert", "must": "warn", "within": 9, "after": "arrival", "until": "talk"}, id="T10"),
)


@given(walks(20))
def test_relative_memories_say_what_the_whole_trace_says(run: Run) -> None:
    """After every step of a random game, memories with relative decisions give the verdicts of the whole trace."""
    book, rules, states = book_of(*MANY), automata(run.scenario, *MANY), history(run.scenario, run.seed, run.records)
    node: Watched = begun(run.scenario, run.records[0].entries, rules)
    for n, record in enumerate(run.records[1:], 1):
        node, _ = watched(rules, node, 0, seen(run.scenario, states[n], record.move, record.entries))
        found = evaluate(book, trace_of(run.scenario, run.records[: n + 1]))
        said = {rule.rule.id: rule.verdict(memory) for rule, memory in zip(rules, node.memories, strict=True)}
        assert said == rule_verdicts(book, found)
        assert node.broken == {finding.rule for finding in found if finding.verdict in NOT_COMPLIANT}
