"""Acts in one option whose order decides a verdict.

In sampled games two acts that stand side by side in an option are done in the other order, and the rest of the game
stays as it was. Where a rule then ends with another verdict, the order has decided it: a player who reads the label
should be able to tell in which order things are done. It is a warning where the other order comes out better, for then
it may be a slip; else a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scoring.proofs.playing.games import Game, Table, Turn
from scoring.proofs.sheet import Claim
from scoring.verdicts import ORDER, Verdict
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.step import Entry

MOST_TRIES = 12
"""Games in which each pair of acts is tried, the shortest first; one that shows a difference is enough for each rule.

Whether the order matters hangs on what happened before, which differs little from game to game: where one game in five
would show it, twelve miss it in one case of fourteen.
"""


class Swap(NamedTuple):
    """Two acts of an option that stand side by side: the place of the first among the acts of the whole move."""

    scene: str
    option: str
    first: str
    second: str
    at: int


def order_decides(table: Table, games: Sequence[Game]) -> Iterator[Claim]:
    """P211: once for each option, pair of acts and rule."""
    tries: Counter[tuple[str, ...]] = Counter()
    told: set[tuple[str, ...]] = set()
    for game in sorted(games, key=lambda each: len(each.turns)):
        for n, turn in enumerate(game.turns[1:], 1):
            for swap in _swaps(table.scenario, turn.record):
                pair = swap[:4]
                tries[pair] += 1
                if tries[pair] > MOST_TRIES:
                    continue
                for rule, other in _changed(table, game, n, swap):
                    if (*pair, rule) not in told:
                        told.add((*pair, rule))
                        yield _claim(game, n, swap, rule, other)


def _swaps(scenario: Scenario, record: Record) -> Iterator[Swap]:
    """The pairs of different acts in the options that were taken."""
    scene, at = scenario.scenes[record.scene], 0
    if record.move and record.move[0].startswith("@"):
        return
    for id in record.move:
        acts = scene.options[id].course.acts
        for n, (one, two) in enumerate(pairwise(acts)):
            if one != two:
                yield Swap(scene.id, id, one.word, two.word, at + n)
        at += len(acts)


def _changed(table: Table, game: Game, n: int, swap: Swap) -> Iterator[tuple[str, Verdict]]:
    """The rules that end the game with another verdict, and which, after a swap in turn *n*."""
    turn = game.turns[n]
    record = turn.record._replace(entries=_swapped(turn.record.entries, swap.at))
    after = table.judge.after(turn.before.memory, turn.before.state, record)
    if after == (turn.after.memory, turn.found):
        return
    other = Game(
        (
            *game.turns[:n],
            turn._replace(record=record, after=turn.after._replace(memory=after.memory), found=after.found),
            *_again(table, after.memory, game.turns[n + 1 :]),
        )
    ).verdicts
    as_written = game.verdicts
    for rule in sorted(as_written.keys() | other.keys()):
        verdict = other.get(rule, Verdict.NOT_TESTED)
        if verdict != as_written.get(rule, Verdict.NOT_TESTED):
            yield rule, verdict


def _again(table: Table, memory: int, turns: Sequence[Turn]) -> Iterator[Turn]:
    """The same turns, judged by rules that remember something else."""
    for turn in turns:
        after = table.judge.after(memory, turn.before.state, turn.record)
        before, memory = turn.before._replace(memory=memory), after.memory
        yield Turn(before, turn.record, turn.after._replace(memory=memory), after.found)


def _swapped(entries: Sequence[Entry], at: int) -> tuple[Entry, ...]:
    """The entries with the acts number `at` and `at + 1` in the other order."""
    found = list(entries)
    places = [n for n, entry in enumerate(found) if entry[0] == "act"]
    one, two = places[at], places[at + 1]
    found[one], found[two] = found[two], found[one]
    return tuple(found)


def _claim(game: Game, n: int, swap: Swap, rule: str, other: Verdict) -> Claim:
    written = game.verdicts.get(rule, Verdict.NOT_TESTED)
    fill = {
        "scene": swap.scene,
        "option": swap.option,
        "first": swap.first,
        "second": swap.second,
        "rule": rule,
        "verdict": written.value,
        "other": other.value,
    }
    return Claim(
        code="P211",
        status="shown",
        weight="warning" if ORDER.index(other) > ORDER.index(written) and other is not Verdict.NOT_TESTED else "note",
        scene=swap.scene,
        option=swap.option,
        rule=rule,
        fill=fill,
        game=game.steps,
    )
