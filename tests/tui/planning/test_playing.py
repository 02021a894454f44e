"""A plan is the real game with the real rules, and where a game leaves it is told at the line of the plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.run import Run
from tests.tui.planning.planned import GOOD, played, problems, written
from tests.tui.playing import WHOLE, gate
from tui.planning.game import Game
from tui.planning.reading import read_plans
from tui.planning.testing import played_file


def test_a_plan_that_fits_has_no_problem(tmp_path: Path) -> None:
    """Its moves, what holds on the way, its ending and its rules."""
    (plan,) = played(tmp_path).plans
    assert plan.problems == ()
    assert (plan.decisions, plan.scene, plan.ended) == (5, "gate-open", True)


def test_without_draws_a_game_by_plan_is_the_run_of_its_seed() -> None:
    """The same moves and seed give the same log as in play, whatever chance brings."""
    for seed in range(5):
        game, run = Game(gate(), seed), Run.start(gate(), seed)
        for move in (*WHOLE[:2], ("back",), *WHOLE[3:]):
            game.decide(move)
            run.decide(move)
        assert game.records == run.records


@pytest.mark.parametrize("branch", [0, 1])
def test_a_draw_takes_its_outcome_whatever_the_seed(branch: int) -> None:
    """The log says which branch came, as it does in play."""
    for seed in range(5):
        game = Game(gate(), seed)
        for move in WHOLE[:2]:
            game.decide(move)
        game.decide(("back",), branch)
        assert ("chance", 7, branch, 3) in game.records[-1].entries


def test_the_answers_may_stand_in_any_order(tmp_path: Path) -> None:
    """A selection or form takes its options in the order of the file, however a plan lists them."""
    assert problems(tmp_path, "[counted, food]", "[food, counted]") == []


def test_time_may_run_out_and_injects_may_be_played(tmp_path: Path) -> None:
    """`@timeout` plays the default; `inject` is no decision, and waits for its time."""
    text = GOOD.replace("{do: back, draw: 2, then at: the-report, offers: counted}", '"@timeout"')
    text = text.replace("      - [counted", "      - {inject: reporter, minute: 12}\n      - [counted")
    (plan,) = played(tmp_path, text).plans
    assert (plan.problems, plan.decisions) == ((), 5)


def test_a_plan_may_be_for_a_variant(tmp_path: Path) -> None:
    """It is played with the start and card of the variant."""
    assert problems(tmp_path, "    moves:", "    variant: police\n    moves:") == []
    (problem,) = problems(tmp_path, "    moves:", "    variant: polce\n    moves:")
    assert (problem.code, problem.suggestion, problem.place.line) == ("S314", "police", 5)


LEAVES = [
    ("do: talk,", "do: tolk,", "S302", "talk"),
    ("do: talk,", "do: hold,", "S601", None),
    ("- open", "- opened", "S302", "open"),
    ("then at: who-goes-where", "then at: the-report", "S602", None),
    ("then at: who-goes-where", "then at: who-goes-were", "S301", "who-goes-where"),
    ("holds: talked", "holds: not talked", "S603", None),
    ("holds: talked", "holds: tolked", "S402", "talked"),
    ("offers: counted", "offers: [food, open]", "S604", None),
    ("minute: 4", "minute: 5", "S605", None),
    ("draw: 2", "draw: 3", "S606", None),
    ("- open", "- keep-shut\n      - open", "S607", None),
    ("      - open\n", "", "S608", None),
    ("ends: gate-open", "ends: relieved", "S609", None),
    ("kept: [T03]", "not kept: [T03]", "S610", None),
    ("kept: [T03]", "kept: [t03]", "R901", "T03"),
    ("- {do: talk,", "- {inject: repoter,", "S303", "reporter"),
    ("- {do: talk, ", "- {inject: reporter, ", "S612", None),
    ("[counted, food]", "[counted]", "S612", None),
]


@pytest.mark.parametrize(("old", "new", "code", "meant"), LEAVES, ids=lambda value: str(value).strip())
def test_where_a_game_leaves_its_plan_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, meant: str | None
) -> None:
    """With the code, the line of the plan, and the name that was probably meant."""
    problem = problems(tmp_path, old, new)[0]
    line = GOOD[: GOOD.index(old)].count("\n") + 1
    assert (problem.code, problem.suggestion) == (code, meant)
    assert problem.place.line in (line, line + 1)
    assert problem.place.file.endswith("the-gate.plans.yaml")


def test_it_is_said_what_was_expected_and_what_is_there(tmp_path: Path) -> None:
    """The decision, the scene, the options on offer and the values that a condition reads."""
    (leaves,) = problems(tmp_path, "do: talk,", "do: hold,")
    assert leaves.message == "At decision 1, at 'at-the-gate' in minute 0, 'hold' is not on offer."
    assert leaves.advice.startswith("On offer: talk, loudspeaker, fire, wait.")
    (holds,) = problems(tmp_path, "tension == 1", "tension == 3")
    assert holds.message == "After decision 1, `talked and tension == 3` does not hold."
    assert holds.advice == "It is so: talked: true, tension: 1."


def test_what_does_not_hold_ends_no_game(tmp_path: Path) -> None:
    """All that is wrong on the way is told together; only where a game cannot go on does it stop."""
    text = GOOD.replace("minute: 4", "minute: 5").replace("offers: counted", "offers: open").replace("[T03]", "T21")
    assert [problem.code for problem in played(tmp_path, text).plans[0].problems] == ["S605", "S604", "S610"]


def test_a_critical_finding_is_told_with_its_decision(tmp_path: Path) -> None:
    """`no critical finding` names each critical rule that was not kept."""
    text = "format: 1\nplans:\n  fires:\n    moves: [fire]\n    no critical finding: true\n    not kept: [T03]\n"
    found = played(tmp_path, text).plans[0].problems
    assert "T03" in {problem.message.split()[0] for problem in found}
    assert {problem.code for problem in found} == {"S611"}
    assert all(problem.message.endswith("is not kept at decision 1.") for problem in found)


def test_a_scenario_that_cannot_begin_is_told(tmp_path: Path) -> None:
    """Where the first scene offers nothing, every plan says so, at its own line."""
    plans = written(tmp_path)
    scenario = plans.with_name("the-gate.yaml")
    text = scenario.read_text(encoding="utf-8")
    label = "        label: "
    first, rest = text[: text.index("  who-goes-where:")], text[text.index("  who-goes-where:") :]
    shut = re.sub(r"^ {8}when: .*\n", "", first, flags=re.M).replace(label, "        when: water\n" + label)
    scenario.write_text(shut + rest, encoding="utf-8")
    (plan,) = played_file(read_plans(plans)).plans
    assert [(problem.code, problem.place.line) for problem in plan.problems] == [("S612", 4)]
