"""What is said of compliance: whether everything can be kept, and where that is lost for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.proofs.claims.compliance import Choices, surely, with_luck
from scoring.proofs.losing import lost_rules
from scoring.proofs.observers.watching import Watch
from scoring.proofs.paths import ended, game_along, game_by, way
from scoring.proofs.sheet import Claim, Compliance, Weight
from simulator.exploration.explored import Edges, Explored
from simulator.exploration.fields import Column, Flags
from simulator.moves import TIMEOUT

LOST_BY_CHOICE = "P206"


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
    """The decisions in which compliance is lost for good, though nothing is broken yet; a shortest game to each.

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
    yield from _lost_in(kept, falls & ~breaks & ~forced, LOST_BY_CHOICE, declared)


def _lost_in(kept: Kept, falls: Flags, code: str, declared: set[str]) -> Iterator[Claim]:
    """One claim for each scene, or for each option where choosing it is what counts and not a selection or form.

    Each with the number of states in which it is so, and the game to the first of them, up to the loss.
    """
    found, edges = kept.found, kept.choices.edges
    at = np.flatnonzero(falls)
    at = at[np.argsort(edges.source[at], kind="stable")]
    decisions = _decisions(found, edges, at, by_option=code == LOST_BY_CHOICE)
    _, first = np.unique(np.stack((decisions, edges.source[at]), axis=1), axis=0, return_index=True)
    by_decision: dict[int, list[int]] = {}
    for n in np.sort(first):
        by_decision.setdefault(int(decisions[n]), []).append(int(at[n]))
    claims = [_lost(kept, lost[0], len(lost), code, declared) for lost in by_decision.values()]
    told = {claim.scene for claim in claims if claim.option is not None}
    yield from (claim for claim in claims if claim.option is not None or claim.scene not in told)  # not time alone


def _decisions(found: Explored, edges: Edges, at: Column, *, by_option: bool) -> Column:
    """A number for each edge: its scene, and the option that is chosen there, where options count."""
    scenes = found.scenario.scenes
    number = {id: n for n, id in enumerate(scenes)}
    scene_of = np.zeros(found.count, dtype=np.int64)
    for layer in found.layers:
        scene_of[layer.first : layer.first + len(layer.words)] = number[layer.scene]
    scene, move = scene_of[edges.source[at]], edges.move[at] >> 8
    chooses = np.array([by_option and each.kind == "choose" for each in scenes.values()], dtype=np.bool_)
    answers = np.array([move != TIMEOUT for move in found.moves], dtype=np.bool_)
    return scene * (len(found.moves) + 1) + np.where(chooses[scene] & answers[move], move + 1, 0)


def _lost(kept: Kept, edge: int, count: int, code: str, declared: set[str]) -> Claim:
    found, edges = kept.found, kept.choices.edges
    scene = found.scene_of(int(edges.source[edge]))
    weight: Weight = "warning" if code == LOST_BY_CHOICE else "note" if scene in declared else "error"
    game = game_by(found, int(edges.source[edge]), int(edges.move[edge]))
    end = int(edges.target[edge])
    rules = lost_rules(found.scenario, kept.watch.book, game) if end >= 0 else sorted(kept.watch.broke(end))
    move = game[-1].move
    fill = {"rules": ", ".join(rules), "move": ", ".join(move)}
    chosen = code == LOST_BY_CHOICE and found.scenario.scenes[scene].kind == "choose" and move != TIMEOUT
    option = move[0] if chosen else None
    return Claim(
        code=code, status="shown", weight=weight, scene=scene, option=option, count=count, fill=fill, game=game
    )
