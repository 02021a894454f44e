"""How much some game goes through: conditions count where both their sides came up when they were asked."""

from __future__ import annotations

from typing import Any

from scoring.proofs.claims.coverage import coverage
from scoring.proofs.prove import Asked, prove
from scoring.proofs.sheet import Coverage
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario
from tests.small import VOCABULARY, scene, small

LEVEL: dict[str, Any] = {"n": {"gauge": [0, 3], "start": 0}}


def covered(scenario: Scenario) -> Coverage:
    explorer = Explorer(scenario)
    return coverage(explorer, explorer.run())


def two_scenes(then: Any, **more: Any) -> Scenario:
    """At the first decision n becomes 0 or 2; then a way on asks for it."""
    first = scene({"low": {"then": "b"}, "high": {"add": {"n": 2}, "then": "b"}})
    return small({"a": first, "b": scene({"go": {"then": then, **more}, "stay": {"then": "end"}})}, state=LEVEL)


def test_a_case_that_holds_in_one_state_and_not_in_another_is_covered() -> None:
    """Both ways on are gone."""
    assert covered(two_scenes([{"when": "n > 1", "to": "end"}, {"to": "a"}])).conditions == (1, 1)


def test_a_case_that_never_holds_is_not() -> None:
    """n never comes to 3 where it is asked."""
    assert covered(two_scenes([{"when": "n > 2", "to": "end"}, {"to": "late"}])).conditions == (0, 1)


def test_a_case_behind_another_is_asked_only_where_that_does_not_hold() -> None:
    """Wherever the second is asked it holds: n is 0."""
    cases = [{"when": "n > 1", "to": "end"}, {"when": "n < 2", "to": "late"}, {"to": "end"}]
    assert covered(two_scenes(cases)).conditions == (1, 2)


def test_a_way_is_asked_only_where_its_option_is_on_offer() -> None:
    """The option itself is covered, its way is not: on offer it is only where n is 2."""
    cases = [{"when": "n > 1", "to": "end"}, {"to": "late"}]
    assert covered(two_scenes(cases, when="n > 1")).conditions == (1, 2)


def test_scenes_and_options_are_those_that_some_game_meets() -> None:
    """What is out of reach is counted among all."""
    far = {"when": "n > 2", "to": "c"}
    first = scene({"on": {"then": [far, {"to": "end"}]}})
    found = covered(small({"a": first, "c": scene({"go": {"then": "end"}})}, state=LEVEL))
    assert (found.scenes, found.options) == ((2, 4), (1, 2))


def test_injects_that_no_game_brings_are_not_covered() -> None:
    """A sheet counts those that came, or may come, of all."""
    injects = {"never": {"when": "n > 2", "text": "Never."}, "soon": {"at": 5, "text": "Soon."}}
    first = scene({"wait": {"takes": 20, "then": "end"}})
    made = small({"a": first}, injects=injects, state=LEVEL)
    sheet = prove(made, RuleBook((), VOCABULARY), Asked(Budget(), 20), "today")
    assert sheet.coverage.injects == (1, 2)
