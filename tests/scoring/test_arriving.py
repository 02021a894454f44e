"""Injects that no game brings, asked for together: each is told, and none that some game brings, however rare."""

from __future__ import annotations

import pytest

from scoring.proofs.claims import arriving
from scoring.proofs.claims.arriving import never_coming
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tests.small import scene, small

START = 1
INJECTS = {"at-two": 2, "at-three": 3, "at-four": 4, "at-nine": 9}


def alarmed() -> Scenario:
    """Alarm stands at 1 or 3 when there is a decision; each inject waits for another height of it."""
    ways = {"go": {"then": "end"}, "shout": {"add": {"alarm": 2}, "then": "a", "takes": 60}}
    injects = {id: {"when": f"alarm >= {height}", "text": id} for id, height in INJECTS.items()}
    variants = {"loud": {"title": "Loud", "set": {"alarm": 2}}}
    state = {"alarm": {"gauge": [0, 9], "start": START}}
    return small({"a": scene(ways)}, injects=injects, state=state, variants=variants)


def told(scenario: Scenario, met: dict[str, int], states: int = 1_000) -> list[tuple[str | None, str]]:
    return [(claim.name, claim.status) for claim in never_coming(scenario, met, Budget(states=states))]


def test_only_what_no_variant_brings_is_told() -> None:
    """Shouting once brings the first two; in the loud variant one more comes; the last never."""
    assert told(alarmed(), {}) == [("at-nine", "proved")]


def test_nothing_is_asked_of_what_games_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sampled game met needs no proof."""
    monkeypatch.setattr(arriving, "Explorer", None)
    assert told(alarmed(), dict.fromkeys(INJECTS, 1)) == []


def test_what_could_not_be_gone_through_is_not_known() -> None:
    """A budget of one state ends after a layer: what that shows is shown, and nothing is proved."""
    assert told(alarmed(), {}, 1) == [("at-nine", "unknown")]


def test_many_that_never_come_are_asked_for_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two games show all that comes here, the third exploration shows that the rest does not: not one for each."""
    asked = []

    def flagged(scenario: Scenario, ids: list[str], variant: str | None) -> Scenario:
        asked.append((variant, tuple(ids)))
        return real(scenario, ids, variant)

    real = arriving._flagged
    monkeypatch.setattr(arriving, "_flagged", flagged)
    told(alarmed(), {})
    assert asked[0] == (None, tuple(INJECTS))
    assert len(asked) <= 2 * len(INJECTS)
    assert [ids for variant, ids in asked if variant is None][-1] == ("at-four", "at-nine")
