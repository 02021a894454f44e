"""What is said of compliance: whether everything can be kept, and where that is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.proofs.compliance import Choices, ended, surely, with_luck
from scoring.proofs.paths import game_along, game_to, way
from scoring.proofs.sheet import Claim, Compliance
from scoring.proofs.watching import Watch
from simulator.exploration.explorer import Explored
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
    """The scenes in which compliance is lost for good, though nothing was broken before; a shortest game to each."""
    found, edges = kept.found, kept.choices.edges
    declared = {scene for dilemma in found.scenario.file.dilemmas.values() for scene in dilemma.scenes}
    falls = (edges.target >= 0) & kept.lucky[edges.source]
    falls &= ~kept.lucky[np.where(edges.target >= 0, edges.target, 0)]
    nodes = np.unique(edges.target[falls])
    by_scene: dict[str, list[int]] = {}
    for node in nodes:
        by_scene.setdefault(found.scene_of(int(node)), []).append(int(node))
    for scene, traps in by_scene.items():
        weight = "note" if scene in declared else "error"
        code = "P206" if scene in declared else "P204"
        game = game_to(found, traps[0])
        yield Claim(code=code, status="shown", weight=weight, scene=scene, count=len(traps), game=game)  # type: ignore[arg-type]
