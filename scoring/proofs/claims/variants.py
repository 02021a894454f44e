"""What one variant does not come to, and another does: no mistake, but worth knowing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.proofs.sheet import Claim
from simulator.compiling import of_variant
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario

OUT_OF_REACH = ("P101", "P102", "P105")
"""Claims about scenes and options to which no game comes."""


def in_other_variants(scenario: Scenario, claims: Iterable[Claim], budget: Budget) -> Iterator[Claim]:
    """The claims, where what no game of this variant comes to is a note if a game of another variant does."""
    claims = list(claims)
    others: list[tuple[str, Explored]] = []
    if any(claim.code in OUT_OF_REACH for claim in claims):
        names = [None, *scenario.file.variants]
        others = [(name or "", _explored(scenario, name, budget)) for name in names if name != scenario.variant]
    for claim in claims:
        variant = next((name for name, found in others if _reaches(found, claim)), None)
        yield claim if variant is None else _note(claim, variant)


def _explored(scenario: Scenario, variant: str | None, budget: Budget) -> Explored:
    return Explorer(of_variant(scenario, variant), budget=budget).run()


def _reaches(found: Explored, claim: Claim) -> bool:
    if claim.code not in OUT_OF_REACH or claim.scene is None:
        return False
    if claim.option is None:
        return bool(len(found.nodes_of(claim.scene)))
    bit = list(found.scenario.scenes[claim.scene].options).index(claim.option)
    return bool(found.offered[claim.scene] >> bit & 1)


def _note(claim: Claim, variant: str) -> Claim:
    return claim.replaced(code="P110", status="proved", weight="note", name=variant)
