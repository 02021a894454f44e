"""What a proof sheet says: each claim is made by an example that deserves it, and by no other."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.proofs.claims.alone import alone, rule_claims, settled
from scoring.proofs.claims.compliance_claims import Kept, compliance, compliance_claims
from scoring.proofs.claims.graph_claims import graph_claims
from scoring.proofs.claims.property_claims import property_claims, watched_slots
from scoring.proofs.claims.variants import in_other_variants
from scoring.proofs.losing import replayed
from scoring.proofs.seeds import seed_for
from scoring.proofs.sheet import Claim, RuleShown
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer
from simulator.run import Run
from simulator.scenario import Scenario
from tests.scoring.test_compliance import RULES, watched
from tests.small import VOCABULARY, scene, small

FORCE, WARN, DUTY = (next(rule for rule in RULES if rule.id == id) for id in ("A01", "A03", "A06"))


def of_graph(made: Scenario) -> dict[str, Claim]:
    """The claims about a scenario's graph, by code."""
    found = Explorer(made, with_edges=True).run()
    return {claim.code: claim for claim in graph_claims(found)}


def of_rules(made: Scenario, *rules: Rule) -> dict[str, Claim]:
    """The claims about compliance with some rules, by code."""
    watch, found = watched(made, list(rules))
    return {claim.code: claim for claim in compliance_claims(Kept.of(watch, found))}


def plays_to(made: Scenario, claim: Claim) -> str:
    """The scene at which the game of a claim arrives, played by its seed as a person would."""
    assert claim.game is not None
    seed = seed_for(made, claim.game)
    assert seed is not None
    run = Run.start(made, seed)
    for step in claim.game:
        run.decide(step.move)
    return run.state.scene


GO: dict[str, Any] = {"then": "end"}


def test_a_sound_graph_gives_no_claim() -> None:
    """Nothing is said of a scenario in which all is reached, offered and ended."""
    made = small({"a": scene({"go": {"then": "b"}, "wait": {"then": "a", "takes": 60}}), "b": scene({"go": GO})})
    assert of_graph(made) == {}


def test_a_scene_behind_a_condition_that_never_holds() -> None:
    """The scene, its ending and the option to it are named; they are proved out of reach."""
    made = small(
        {
            "a": scene({"go": GO, "never": {"when": "n > 3", "then": "b"}, "wait": {"takes": 120, "then": "a"}}),
            "b": scene({"go": {"then": "end2"}}),
            "end2": {"title": "E", "text": "E", "ending": {"title": "E"}},
        },
        state={"n": {"gauge": [0, 5], "start": 0}},
    )
    found = of_graph(made)
    assert set(found) == {"P101", "P102", "P105"}
    assert found["P101"].scene == "b"
    assert (found["P102"].scene, found["P102"].option) == ("a", "never")
    assert found["P105"].scene == "end2"
    assert {claim.status for claim in found.values()} == {"proved"}


def test_an_ending_that_only_the_clock_leads_to() -> None:
    """Where no game lasts so long, that is worth a note; every file has to name such an ending."""
    made = small({"a": scene({"go": GO})})
    claim = of_graph(made)["P105"]
    assert (claim.scene, claim.weight) == ("late", "note")


def test_a_scene_that_only_another_variant_comes_to() -> None:
    """It is no mistake: the note names the variant. What no variant comes to stays one."""
    scenes = {
        "a": scene({"go": GO, "there": {"when": "open", "then": "b"}, "nowhere": {"when": "shut", "then": "c"}}),
        "b": scene({"go": GO}),
        "c": scene({"go": GO}),
    }
    made = small(
        scenes,
        state={"open": {"flag": False}, "shut": {"flag": False}},
        variants={"other": {"title": "Open", "set": {"open": True}}},
    )
    found = Explorer(made, with_edges=True).run()
    claims = list(in_other_variants(made, graph_claims(found), Budget()))
    notes = {(claim.scene, claim.option, claim.name) for claim in claims if claim.code == "P110"}
    assert notes == {("b", None, "other"), ("a", "there", "other")}
    assert {claim.scene for claim in claims if claim.code == "P101"} == {"c"}


def test_a_scene_that_can_offer_nothing() -> None:
    """The state in which nothing is on offer is shown by the game that leads there."""
    made = small(
        {
            "a": scene(
                {
                    "ready": {"set": {"ready": True}, "then": "b"},
                    "go": {"then": "b"},
                    "wait": {"takes": 120, "then": "a"},
                }
            ),
            "b": scene({"only": {"when": "ready", "then": "end"}}),
        },
        state={"ready": {"flag": False}},
    )
    claim = of_graph(made)["P103"]
    assert claim.scene == "b"
    assert claim.game is not None
    assert [step.move for step in claim.game] == [("go",)]


def test_a_scenario_that_offers_nothing_from_the_start() -> None:
    """Where already the first scene offers nothing, that is told, and there is no game to show."""
    made = small({"a": scene({"go": {"when": "ready", **GO}})}, state={"ready": {"flag": False}})
    claim = of_graph(made)["P103"]
    assert (claim.scene, claim.game) == ("a", None)


def test_a_number_that_leaves_its_range_from_the_start() -> None:
    """Where already the beginning adds too much, that is told, and there is no game to show."""
    injects = {"early": {"when": "n == 0", "add": {"n": 9}}}
    made = small({"a": scene({"go": GO})}, injects=injects, state={"n": {"range": [0, 3], "start": 0}})
    claim = of_graph(made)["P104"]
    assert (claim.scene, claim.name, claim.game) == ("a", "n", None)


def test_a_number_that_can_leave_its_range() -> None:
    """It is named with its range, and the shortest game by which it leaves it."""
    made = small(
        {"a": scene({"add": {"add": {"n": 2}, "then": "a", "takes": 30}, "go": GO})},
        state={"n": {"range": [0, 3], "start": 0}},
    )
    claim = of_graph(made)["P104"]
    assert (claim.name, claim.fill) == ("n", {"low": "0", "high": "3"})
    assert claim.game is not None
    assert [step.move for step in claim.game] == [("add",), ("add",)]


def test_a_circle_that_only_the_clock_ends() -> None:
    """A pair of scenes that lead to each other and nowhere else."""
    made = small(
        {
            "a": scene({"go": GO, "in": {"then": "b"}}),
            "b": scene({"on": {"then": "c"}}),
            "c": scene({"back": {"then": "b"}}),
        }
    )
    claim = of_graph(made)["P106"]
    assert claim.scene in ("b", "c")
    assert plays_to(made, claim) == claim.scene


def test_a_circle_that_a_flag_closes() -> None:
    """The way out is there, but not for who has let the gate be locked; who is only late is not named."""
    made = small(
        {
            "a": scene({"lock": {"set": {"locked": True}, "then": "b"}, "on": {"then": "b", "takes": 50}}),
            "b": scene({"wait": {"then": "a", "takes": 2}, "out": {"when": "not locked", "then": "end"}}),
        },
        state={"locked": {"flag": False}},
    )
    claim = of_graph(made)["P106"]
    assert claim.game is not None
    assert [step.move for step in claim.game][-1] == ("lock",)


def test_a_circle_is_told_though_the_ending_at_the_horizon_is_led_to_elsewhere() -> None:
    """Many scenarios end as the clock does where nothing else was settled; a move to it excuses no circle."""
    made = small(
        {
            "a": scene({"late": {"then": "late"}, "in": {"then": "b"}}),
            "b": scene({"on": {"then": "c", "takes": 9}}),
            "c": scene({"back": {"then": "b", "takes": 9}}),
        }
    )
    claim = of_graph(made)["P106"]
    assert claim.scene in ("b", "c")


def test_a_scene_in_which_games_get_stuck_is_not_said_to_be_out_of_reach() -> None:
    """A scene that always offers nothing is told as that, and not as one to which no game comes."""
    made = small(
        {"a": scene({"go": GO, "in": {"then": "b"}}), "b": scene({"over": {"when": "ready", **GO}})},
        state={"ready": {"flag": False}},
    )
    assert set(of_graph(made)) >= {"P103"}
    assert "P101" not in of_graph(made)


def test_who_waits_for_the_clock_is_not_in_a_circle() -> None:
    """A game in which one can wait until it is too late has no circle."""
    made = small({"a": scene({"wait": {"then": "a", "takes": 5}, "go": {"then": "b"}}), "b": scene({"go": GO})})
    assert of_graph(made) == {}


def test_everything_can_be_kept() -> None:
    """Where a way keeps the rule, nothing is said but that it is so."""
    made = small({"a": scene({"fire": {"acts": ["force.fire"], **GO}, "talk": {"acts": ["talk"], **GO}})})
    watch, found = watched(made, [FORCE])
    summary = compliance(Kept.of(watch, found))
    assert (summary.status, summary.from_start) == ("proved", "surely")
    assert of_rules(made, FORCE) == {}


def test_no_game_keeps_the_rules() -> None:
    """Every option breaks one: that is proved."""
    made = small({"a": scene({"fire": {"acts": ["force.fire"], **GO}})})
    assert set(of_rules(made, FORCE)) == {"P203"}


def test_a_choice_after_which_a_break_cannot_be_avoided() -> None:
    """Nothing is broken yet, but only force without a warning is left: the choice before is named, with the rule."""
    made = small(
        {
            "a": scene({"warn": {"acts": ["warn"], "then": "b"}, "close": {"then": "b"}}),
            "b": scene({"push": {"acts": ["force.push"], **GO}}),
        }
    )
    found = of_rules(made, WARN)
    assert set(found) == {"P206"}
    assert (found["P206"].scene, found["P206"].fill["rules"]) == ("a", "A03")
    assert plays_to(made, found["P206"]) == "b"


@pytest.mark.parametrize("dilemma", [False, True])
def test_chance_that_forces_a_break(dilemma: bool) -> None:
    """What chance alone can bring about is an error of the scenario's, unless it declares that dilemma."""
    declared: dict[str, Any] = (
        {"dilemmas": {"hard": {"scene": "a", "rules": ["A01"], "why": "It happens."}}} if dilemma else {}
    )
    lucky = {"chance": [{"weight": 1, "then": "b"}, {"weight": 1, "then": "end"}]}
    made = small({"a": scene({"try": lucky}), "b": scene({"fire": {"acts": ["force.fire"], **GO}})}, **declared)
    found = of_rules(made, FORCE)
    assert set(found) == {"P204", "P205"}
    assert found["P204"].weight == ("note" if dilemma else "error")
    assert plays_to(made, found["P204"]) == "b"


def test_an_inject_that_breaks_a_rule_by_itself() -> None:
    """Where nothing on offer can do the duty that a facilitator's inject opens, the inject forces the break."""
    by_hand = {"radio": {"by hand": {"to": 60}, "text": "Help.", "events": ["alert"]}}
    made = small({"a": scene({"go": {"takes": 2, **GO}})}, injects=by_hand)
    found = of_rules(made, DUTY)
    assert set(found) == {"P204", "P205"}
    assert found["P204"].game is not None
    assert found["P204"].game[-1].move == ("@inject", "radio")


def test_chance_that_breaks_a_rule_by_itself() -> None:
    """Where one outcome of a choice opens a duty that nothing can do, that is no choice of the player's."""
    lucky = {"chance": [{"weight": 1, "then": "b"}, {"weight": 1, "then": "end"}]}
    made = small({"a": scene({"try": lucky}), "b": {**scene({"go": GO}), "events": ["alert"]}})
    found = of_rules(made, DUTY)
    assert set(found) == {"P204", "P205"}
    assert (found["P204"].scene, found["P204"].weight) == ("a", "error")


def test_a_duty_that_no_act_ahead_can_do() -> None:
    """A duty that opens where nothing on offer does it is lost from the start."""
    alert = {"events": ["alert"]}
    made = small({"a": scene({"go": {"then": "b"}}), "b": {**scene({"wait": {"acts": ["wait"], **GO}}), **alert}})
    assert set(of_rules(made, DUTY)) == {"P203"}


def test_a_rule_that_no_game_keeps_or_breaks() -> None:
    """Watched alone in all games, what playing did not show is settled: proved impossible, or shown by a game."""
    made = small(
        {"a": scene({"warn": {"acts": ["warn"], "then": "b"}}), "b": scene({"push": {"acts": ["force.push"], **GO}})}
    )
    book = RuleBook((WARN,), VOCABULARY)
    asked = RuleShown(rule="A03", objectives=("one",), kept="unknown", not_kept="unknown")
    shown = settled(asked, alone(made, book, WARN, Budget()))
    assert (shown.kept, shown.not_kept) == ("shown", "proved")
    assert [(claim.code, claim.status) for claim in rule_claims((shown,))] == [("P202", "proved")]


def test_properties_are_proved_or_refuted_by_a_game() -> None:
    """Each kind of property, once so and once not."""
    made = small(
        {
            "a": scene({"up": {"add": {"n": 1}, "then": "b"}, "go": GO}),
            "b": scene({"go": GO, "back": {"takes": 9, "then": "a"}}),
        },
        state={"n": {"gauge": [0, 3], "start": 0}},
        properties={
            "never-four": {"never": "n > 3"},
            "never-three": {"never": "n == 3"},
            "a-way-out": {"always reachable": "end"},
            "a-way-back": {"always reachable": "a"},
            "by-way-of-b": {"at least one of": ["b"]},
            "by-way-of-a": {"at least one of": ["a"]},
        },
    )
    explorer = Explorer(made, with_edges=True, watched=watched_slots(made))
    claims = {claim.name: claim for claim in property_claims(explorer, explorer.run())}
    holds = {name for name, claim in claims.items() if claim.code == "P301"}
    assert holds == {
        "never-four",
        "a-way-out",
        "by-way-of-a",
    }  # late in the day the clock ends before the way back does
    refuted = claims["never-three"].game
    assert refuted is not None
    assert replayed(made, refuted)[0].values[0] == 3
