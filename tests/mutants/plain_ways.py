"""Answering without reading, by plain play: what always the first, the last or the longest comes to, beside a coin."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import fmean, stdev
from typing import NamedTuple

from scoring.evaluation import rule_verdicts
from scoring.rules import RuleBook
from scoring.verdicts import Finding, worst
from simulator.moves import BEGIN, in_file_order, offered
from simulator.run import Record
from simulator.scenario import Move, Option, Scenario, Scene
from simulator.step import step
from tests.mutants.plain import BROKEN, KEPT, MOST_MOVES, findings_of

GAMES = 150
CERTAIN = 4.0
"""Standard errors from which on a way counts as better: what is a matter of luck is not a defect."""


class Came(NamedTuple):
    """What a game came to: objectives that were met, and critical findings."""

    met: int
    critical: int


def pays(scenario: Scenario, book: RuleBook, way: str) -> bool:
    """Whether answering this way meets clearly more objectives than a coin, with clearly fewer critical findings.

    Game by game chance draws the same numbers for both.
    """
    pairs = [(_came_to(scenario, book, way, seed), _came_to(scenario, book, "coin", seed)) for seed in range(GAMES)]
    more = [ours.met - theirs.met for ours, theirs in pairs]
    fewer = [theirs.critical - ours.critical for ours, theirs in pairs]
    none = not any(ours.critical or theirs.critical for ours, theirs in pairs)
    return _is_certain(more) and (none or _is_certain(fewer))


def _is_certain(differences: Sequence[int]) -> bool:
    error = stdev(differences) / len(differences) ** 0.5
    return bool(fmean(differences) > CERTAIN * error)


def _came_to(scenario: Scenario, book: RuleBook, way: str, seed: int) -> Came:
    luck, choice, records = Random(f"{seed}:luck"), Random(f"{seed}:choice"), []
    state, entries = step(scenario, scenario.initial, BEGIN, luck.randrange)
    records.append(Record(0, 0, scenario.initial.scene, BEGIN, entries))
    while state.phase == "play" and len(records) < MOST_MOVES:
        before, scene = state, scenario.scenes[state.scene]
        move = _answer(scene, _in_order(scene, list(offered(scenario, state)), way, choice))
        state, entries = step(scenario, before, move, luck.randrange)
        records.append(Record(len(records), before.minute, before.scene, move, entries))
    found = findings_of(scenario, book, records)
    broken = [finding for finding in found if finding.verdict in BROKEN]
    by_rule = rule_verdicts(book, found)
    met = sum(worst(by_rule[rule] for rule in objective.rules) in KEPT for objective in scenario.file.objectives)
    return Came(met, sum(_is_critical(book, finding) for finding in broken))


def _is_critical(book: RuleBook, finding: Finding) -> bool:
    return book.rule(finding.rule).severity_of(finding.clause) == "critical"


def _in_order(scene: Scene, ids: list[str], way: str, choice: Random) -> list[str]:
    if way == "first":
        return ids
    if way == "last":
        return ids[::-1]
    if way == "longest":
        return sorted(ids, key=lambda id: -len(_label(scene, scene.options[id], id)))
    return choice.sample(ids, len(ids))


def _label(scene: Scene, option: Option, id: str) -> str:
    file = scene.file
    if file.form is not None:
        return file.form.fields[str(option.field)].options[id].label
    return (file.select.options[id] if file.select is not None else file.options[id]).label


def _answer(scene: Scene, wanted: list[str]) -> Move:
    """What is wanted most: one option, one for each field, or as many as the budget allows."""
    if scene.kind == "choose":
        return (wanted[0],)
    taken: list[str] = []
    fields: set[object] = set()
    left = scene.budget
    for id in wanted:
        option = scene.options[id]
        if scene.kind == "form":
            if option.field not in fields:
                fields.add(option.field)
                taken.append(id)
        elif option.costs <= left:
            left -= option.costs
            taken.append(id)
    return in_file_order(scene, set(taken))


__all__ = ["pays"]
