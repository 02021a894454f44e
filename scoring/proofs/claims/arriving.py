"""Injects that no game brings: those that sampled games did not meet are given a flag, and all games asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scoring.proofs.claims.property_claims import property_claims, watched_slots
from scoring.proofs.losing import replayed
from scoring.proofs.sheet import Claim, Status
from simulator.compiling import compile_scenario
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer
from simulator.model import Property, Variable
from simulator.scenario import Scenario

FLAG = "an-inject-has-come"
"""Set when one of the injects comes, and read by a property alone; so the games stay what they are."""


def never_coming(scenario: Scenario, met: Mapping[str, int], budget: Budget) -> Iterator[Claim]:
    """P111: injects that no game brings. `met` says how often sampled games met each; those need no proof.

    Nothing is said where a game of another variant brings it.
    """
    unmet = [inject.id for inject in scenario.injects if not met.get(inject.id)]
    found = _not_brought(scenario, unmet, scenario.variant, budget)
    absent = list(found)
    for name in (None, *scenario.file.variants):
        if name != scenario.variant:
            absent = list(_not_brought(scenario, absent, name, budget))
    for id in absent:
        yield Claim(code="P111", status=found[id], weight="error", name=id, fill={"name": id})


def _not_brought(scenario: Scenario, ids: Sequence[str], variant: str | None, budget: Budget) -> dict[str, Status]:
    """Those of the injects that no game of a variant brings: *proved*, or *unknown*.

    All are asked for at once; a game that brings some shows which, and the others are asked for again.
    """
    left = list(ids)
    while left:
        flagged = _flagged(scenario, left, variant)
        explorer = Explorer(flagged, budget=budget, watched=watched_slots(flagged))
        (claim,) = property_claims(explorer, explorer.run())
        if claim.code != "P302":
            return dict.fromkeys(left, claim.status)
        _, records = replayed(flagged, claim.game or ())
        brought = {str(entry[2]) for record in records for entry in record.entries if entry[0] == "inject"}
        left = [id for id in left if id not in brought]
    return {}


def _flagged(scenario: Scenario, ids: Sequence[str], variant: str | None) -> Scenario:
    """The same games, with a flag that the injects set, and the property that it is never set."""
    file = scenario.file
    injects = {
        id: inject.replaced(set={**inject.set, FLAG: True}) if id in ids else inject
        for id, inject in file.injects.items()
    }
    state, asked = {**file.state, FLAG: Variable(flag=False)}, {"never": Property(never=FLAG)}
    file = file.replaced(state=state, injects=injects, properties=asked)
    return compile_scenario(file, scenario.area, scenario.vocabulary, variant=variant, hash=scenario.hash)
