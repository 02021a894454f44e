"""Injects that no game brings: each that sampled games did not meet is given a flag, and all games are asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.proofs.property_claims import property_claims, watched_slots
from scoring.proofs.sheet import Claim, Status
from simulator.compiling import compile_scenario
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer
from simulator.model import Property, Variable
from simulator.scenario import Scenario

FLAG = "the-inject-has-come"
"""Set when the inject comes, and read by a property alone; so the games stay what they are."""


def never_coming(scenario: Scenario, met: Mapping[str, int], budget: Budget) -> Iterator[Claim]:
    """P111: injects that no game brings. `met` says how often sampled games met each; those need no proof.

    Nothing is said where a game of another variant brings it.
    """
    for id in (inject.id for inject in scenario.injects if not met.get(inject.id)):
        status = _never_comes(scenario, id, scenario.variant, budget)
        others = (name for name in (None, *scenario.file.variants) if name != scenario.variant)
        if status is not None and all(_never_comes(scenario, id, name, budget) for name in others):
            yield Claim(code="P111", status=status, weight="error", name=id, fill={"name": id})


def _never_comes(scenario: Scenario, id: str, variant: str | None, budget: Budget) -> Status | None:
    """*proved* where no game of a variant brings the inject, None where one does."""
    flagged = _flagged(scenario, id, variant)
    explorer = Explorer(flagged, budget=budget, watched=watched_slots(flagged))
    (claim,) = property_claims(explorer, explorer.run())
    return None if claim.code == "P302" else claim.status


def _flagged(scenario: Scenario, id: str, variant: str | None) -> Scenario:
    """The same games, with a flag that the inject sets, and the property that it is never set."""
    file, inject = scenario.file, scenario.file.injects[id]
    injects = {**file.injects, id: inject.replaced(set={**inject.set, FLAG: True})}
    state, asked = {**file.state, FLAG: Variable(flag=False)}, {"never": Property(never=FLAG)}
    file = file.replaced(state=state, injects=injects, properties=asked)
    return compile_scenario(file, scenario.area, scenario.vocabulary, variant=variant, hash=scenario.hash)
