"""Judging one mutant: what it falsifies by construction or by plain play, and whether the checker tells that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from scoring.proofs.sheet import GameStep
from scoring.verdicts import Verdict
from simulator.compiling import of_variant
from simulator.exploration.explored import Explored, Played, draw_for, nothing
from simulator.moves import BEGIN, offered
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.state import State
from simulator.step import step
from tests.mutants.asked import PLAIN, Said, Told
from tests.mutants.draft import Data, led_to, line_of
from tests.mutants.plain import BROKEN, KEPT, Met, played, share, verdicts_of
from tests.mutants.plain_ways import pays
from tests.mutants.seeded import OFTEN, OFTEN_JUDGED, Expected, Original, Seeded

Known = Literal["by construction", "by the graph", "by plain play"]


@dataclass
class Falsified:
    """A question that has a bad answer now, how that is known, and whether the checker tells it there."""

    expected: Expected
    known: Known
    told: bool


@dataclass
class Judged:
    """What became of a mutant."""

    falsified: list[Falsified] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    changed: bool = False
    """Whether plain games with the same seeds go otherwise."""


def judge(
    original: Original, data: Data, text: str, seeded: Seeded, said: Said, before: Said, met: Met | None
) -> Judged:
    """`said` and `before` are what the checker says of the mutant and said of the original, `met` plain games of the
    mutant, None where it could not be loaded."""
    old = {told.key for told in before.told}
    new = [told for told in said.told if told.weight != "note" and (told.key not in old or told.line is not None)]
    found = Judged(changed=met is None or met.logs != original.met.logs)
    for expected, known in _all(original, data, seeded, said, met):
        found.falsified.append(Falsified(expected, known, _is_told(new, expected, text)))
    if met is not None:
        found.false_alarms = list(_false_alarms(said, met))
    return found


def _all(
    original: Original, data: Data, seeded: Seeded, said: Said, met: Met | None
) -> Iterator[tuple[Expected, Known]]:
    if seeded.expected is not None:
        yield seeded.expected, "by construction"
        return
    unled = led_to(original.data) - led_to(data)
    for scene in sorted(unled):
        yield Expected(("S518", "P101", "P105"), (scene,), ("scenes", scene)), "by the graph"
    if met is None or said.scenario is None:
        return
    for scene in met.stuck:
        yield Expected(("P103",), (scene,)), "by plain play"
    for name in met.left:
        yield Expected(("P104",), (name,)), "by plain play"
    if not met.stuck and not met.left:
        way = seeded.way
        if (
            way is not None
            and pays(said.scenario, original.book, way)
            and not pays(original.scenario, original.book, way)
        ):
            yield Expected(("P207",), (way,)), "by plain play"
        yield from ((each, "by plain play") for each in _gone(original, said, met))
        yield from ((each, "by plain play") for each in _rules(original, seeded, said, met))


def _gone(original: Original, said: Said, met: Met) -> Iterator[Expected]:
    """Scenes, options and injects that plain games met often and do not any more, nor does any game that we have.

    A game that the explorer has for one of them is played here by the step alone: then it is not gone, only rare. What
    plain games of another variant meet is not gone either.
    """
    enough = OFTEN * original.met.games
    scenario, found = said.scenario, said.found
    assert scenario is not None
    assert found is not None
    pairs = (
        (original.met.scenes, met.scenes),
        (original.met.offered, met.offered),
        (original.met.injects, met.injects),
    )
    if all(theirs[name] for mine, theirs in pairs for name, count in mine.items() if count >= enough):
        return
    before = _not_met_elsewhere(original.met, scenario)
    missing = {
        s for s, count in before.scenes.items() if count >= enough and not met.scenes[s] and s in scenario.scenes
    }
    gone = {scene for scene in missing if not _comes_to(scenario, found, scene)}
    for scene in sorted(gone):
        yield Expected(("P105" if scenario.scenes[scene].kind == "ending" else "P101",), (scene,))
    for name, count in before.offered.items():
        scene, id = name.split(" ")
        if count < enough or met.offered[name] or scene in gone or id not in scenario.scenes[scene].options:
            continue
        if not _offers(scenario, found, scene, id):
            yield Expected(("P102",), (name,))
    for id, count in before.injects.items():
        if count >= enough and not met.injects[id] and not _brings(scenario, found, id):
            yield Expected(("P111", "P109"), (id,))


def _not_met_elsewhere(before: Met, scenario: Scenario) -> Met:
    """What plain games met, without what those of another variant of this scenario meet."""
    left = Met(before.games, before.scenes.copy(), before.offered.copy(), injects=before.injects.copy())
    for variant in scenario.file.variants:
        met = played(of_variant(scenario, variant), PLAIN)
        for mine, theirs in ((left.scenes, met.scenes), (left.offered, met.offered), (left.injects, met.injects)):
            for name in theirs:
                del mine[name]
    return left


def _rules(original: Original, seeded: Seeded, said: Said, met: Met) -> Iterator[Expected]:
    assert said.scenario is not None
    for rule in seeded.rules:
        shown = said.rules.get(rule)
        for verdicts, codes, game in (
            (KEPT, ("P201", "P210"), shown.kept_game if shown else None),
            (BROKEN, ("P202", "P201", "P210"), shown.not_kept_game if shown else None),
        ):
            rare = share(original.met, rule, verdicts) < OFTEN_JUDGED
            if rare or share(met, rule, verdicts):
                continue
            if game is None or _verdict(original, said.scenario, game, rule) not in verdicts:
                yield Expected(codes, (rule, *_objectives(original, rule)))


def _objectives(original: Original, rule: str) -> tuple[str, ...]:
    return tuple(o["id"] for o in original.data["objectives"] if rule in o["rules"])


def _verdict(original: Original, scenario: Scenario, game: Iterable[GameStep], rule: str) -> Verdict | None:
    _, records = replayed(scenario, [(each.move, each.branch) for each in game])
    return verdicts_of(scenario, original.book, records).get(rule)


def _is_told(new: list[Told], expected: Expected, text: str) -> bool:
    line = line_of(text, expected.line) if expected.line else None
    return any(
        told.code in expected.codes and (set(told.places) & set(expected.places) or (told.line and told.line == line))
        for told in new
    )


def _false_alarms(said: Said, met: Met) -> Iterator[str]:
    """What the checker says is never met, and plain games met."""
    for told in said.told:
        seen = {"P101": met.scenes, "P105": met.scenes, "P102": met.offered, "P111": met.injects}.get(told.code)
        if seen is not None and seen[told.places[-1]]:
            yield f"{told.code} {told.places[-1]}"


# Games that the explorer has, played by the step alone


def replayed(scenario: Scenario, game: Iterable[tuple[tuple[str, ...], int | None]]) -> tuple[State, list[Record]]:
    """Play a game by the step alone."""
    state, entries = step(scenario, scenario.initial, BEGIN, nothing)
    records = [Record(0, 0, scenario.initial.scene, BEGIN, entries)]
    for move, branch in game:
        before = state
        state, entries = step(scenario, before, move, draw_for(scenario, before, Played(move, branch)))
        records.append(Record(len(records), before.minute, before.scene, move, entries))
    return state, records


def _comes_to(scenario: Scenario, found: Explored, scene: str) -> bool:
    nodes = found.nodes_of(scene)
    return len(nodes) > 0 and replayed(scenario, found.game(int(nodes[0])))[0].scene == scene


def _offers(scenario: Scenario, found: Explored, scene: str, option: str) -> bool:
    """Whether some game that the explorer has is offered the option; of many, a part is tried."""
    nodes = found.nodes_of(scene)
    tried = Random(1).sample(range(len(nodes)), min(2_000, len(nodes)))
    states = (replayed(scenario, found.game(int(nodes[n])))[0] for n in tried)
    return any(option in offered(scenario, state) for state in states)


def _brings(scenario: Scenario, found: Explored, inject: str) -> bool:
    tried = Random(1).sample(range(found.count), min(2_000, found.count))
    games = (replayed(scenario, found.game(node))[1] for node in tried)
    return any(entry[0] == "inject" and entry[2] == inject for game in games for r in game for entry in r.entries)
