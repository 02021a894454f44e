"""What is said of compliance: whether everything can be kept, and where that is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.proofs.claims.compliance import Choices, ended, surely, with_luck
from scoring.proofs.losing import lost_rules
from scoring.proofs.observers.watching import Watch
from scoring.proofs.paths import game_along, game_by, way
from scoring.proofs.sheet import Claim, Compliance, Weight
from simulator.exploration.explored import Explored
from simulator.exploration.fields import Flags


@dataclass(frozen=True)
class Kept:
    """An exploration with all rules watching, and the nodes from which everything can still be kept."""

    watch: Watch
    found: Explored
    choices: Choices
    lucky: Flags
    sure: Flags

    @classmethod
    def of(cls, watch: Watch, found: Explored) -> Kept:
        """Backwards from the endings reached with nothing broken."""
        assert found.edges is not None
        choices = Choices.among(found.edges, found.moves)
        return cls(watch, found, choices, with_luck(found, choices), surely(found, choices))


def compliance(kept: Kept) -> Compliance:
    """Whether everything can be kept: from the start and from each decision that is reached with nothing broken."""
    found, rules = kept.found, tuple(rule.id for rule in kept.watch.rules)
    if not found.complete:
        return Compliance(status="unknown", from_start=None, rules=rules)
    if not found.count:
        return Compliance(status="proved", from_start="never", rules=rules)
    decisions = ~ended(found)
    start = "surely" if kept.sure[0] else "with luck" if kept.lucky[0] else "never"
    along = way(kept.choices.edges, 0, ended(found), kept.sure if kept.sure[0] else kept.lucky)
    return Compliance(
        status="proved",
        from_start=start,  # type: ignore[arg-type]
        decisions=int(decisions.sum()),
        with_luck=int((kept.lucky & decisions).sum()),
        surely=int((kept.sure & decisions).sum()),
        rules=rules,
        game=None if along is None else game_along(found, kept.choices.edges, along),
    )


def compliance_claims(kept: Kept) -> Iterator[Claim]:
    """No compliant game at all, one only with luck, and decisions from which no way on keeps everything."""
    found = kept.found
    if not found.complete:
        yield Claim(code="P200", status="unknown", weight="warning", fill={"ended": str(found.reason)})
        return
    if not found.count or not kept.lucky[0]:
        yield Claim(code="P203", status="proved", weight="error", scene=found.scenario.file.start)
        return
    if not kept.sure[0]:
        yield Claim(code="P205", status="proved", weight="warning", scene=found.scenario.file.start)
    yield from _traps(kept)


def _traps(kept: Kept) -> Iterator[Claim]:
    """The scenes in which compliance is lost for good, though nothing is broken yet; a shortest game to each.

    Either by chance or the world, where no choice would have been sure: then the scenario forces the break. Or by the
    player's own choice, where another would have kept everything: then it is the decision that counts.
    """
    found, edges, choices = kept.found, kept.choices.edges, kept.choices
    inside = edges.target >= 0
    target = np.where(inside, edges.target, 0)
    falls = kept.lucky[edges.source] & ~(inside & kept.lucky[target])
    hopeful = np.bincount(choices.of, weights=inside & kept.lucky[target], minlength=len(choices.source)) > 0
    forced = falls & ~kept.sure[edges.source] & (hopeful | choices.by_world)[choices.of]
    declared = {scene for dilemma in found.scenario.file.dilemmas.values() for scene in dilemma.scenes}
    yield from _lost_in(kept, forced, "P204", declared)
    breaks = ~inside & (edges.target & 1 == 1)  # a choice that breaks a rule itself needs no proof
    yield from _lost_in(kept, falls & ~breaks & ~forced, "P206", declared)


def _lost_in(kept: Kept, falls: Flags, code: str, declared: set[str]) -> Iterator[Claim]:
    """One claim for each scene in which the last decision was taken, with the game up to the loss."""
    found, edges = kept.found, kept.choices.edges
    at = np.flatnonzero(falls)
    _, first = np.unique(edges.source[at], return_index=True)
    by_scene: dict[str, list[int]] = {}
    for edge in at[first]:
        by_scene.setdefault(found.scene_of(int(edges.source[edge])), []).append(int(edge))
    for scene, lost in by_scene.items():
        node, move = int(edges.source[lost[0]]), int(edges.move[lost[0]])
        weight: Weight = "warning" if code == "P206" else "note" if scene in declared else "error"
        game = game_by(found, node, move)
        end = int(edges.target[lost[0]])
        rules = lost_rules(found.scenario, kept.watch.book, game) if end >= 0 else sorted(kept.watch.broke(end))
        fill = {"rules": ", ".join(rules), "move": ", ".join(game[-1].move)}
        yield Claim(code=code, status="shown", weight=weight, scene=scene, count=len(lost), fill=fill, game=game)
