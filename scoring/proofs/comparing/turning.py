"""Verdicts that turned: the same game played in two versions of a scenario, and what rules say of it in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from scoring.assessment import Block
from scoring.proofs.playing.games import MOST_STEPS, Game, Place, Table, Turn, again, replay, turns_of
from scoring.proofs.sheet import GameStep
from scoring.verdicts import Verdict
from simulator.scenario import Move

Steps = tuple[GameStep, ...]


class Turned(Block):
    """A rule that judges the same moves otherwise in the new version, with the shortest such game that was met."""

    rule: str
    old: Verdict
    new: Verdict
    game: Steps
    count: int = 1


class Fit(Block):
    """How games of one version fit the other: how many were played in both, and how many end or go elsewhere there."""

    games: int = 0
    unfit: int = 0
    other_ending: int = 0


def turned(old: Table, new: Table, games: Iterable[Steps]) -> tuple[tuple[Turned, ...], Fit]:
    """The verdicts that turned in these games, each kind once, and how far the games fit both versions."""
    found: dict[tuple[str, Verdict, Verdict], Turned] = {}
    played = unfit = elsewhere = 0
    for steps in dict.fromkeys(games):
        one, other = replay(old, steps), replay(new, steps)
        played += 1
        if one is None or other is None:
            unfit += 1
            continue
        elsewhere += one.ending != other.ending
        for each in _between(one, other, steps):
            before = found.get((each.rule, each.old, each.new))
            count = 1 if before is None else before.count + 1
            shorter = before is None or len(steps) < len(before.game)
            game = steps if shorter or before is None else before.game
            found[each.rule, each.old, each.new] = each.replaced(count=count, game=game)
    order = sorted(found.values(), key=lambda each: (each.rule, each.old, each.new))
    return tuple(order), Fit(games=played, unfit=unfit, other_ending=elsewhere)


def _between(one: Game, other: Game, steps: Steps) -> Iterator[Turned]:
    before, after = one.verdicts, other.verdicts
    for rule in {**before, **after}:
        old, new = before.get(rule, Verdict.NOT_TESTED), after.get(rule, Verdict.NOT_TESTED)
        if old is not new:
            yield Turned(rule=rule, old=old, new=new, game=steps)


def finished(old: Table, new: Table, steps: Steps, seed: int) -> Steps | None:
    """A game that begins so, led on at random in the old version to its end, as long as the new one allows the same."""
    turns, beside = turns_of(old, steps), turns_of(new, steps)
    if turns is None:
        return None
    choice, played = Random(seed), list(steps)
    place, other = turns[-1].after, beside[-1].after if beside else None
    while place.state.phase == "play" and len(played) < MOST_STEPS:
        moves = [m for m in old.moves(place.state) if other is None or m in new.moves(other.state)]
        turn = _take(old, place, moves or old.moves(place.state), choice)
        if turn is None:
            return None
        played.append(turn.step)
        place = turn.after
        after = again(new, other, turn.step) if other is not None else None
        other = after.after if after is not None else None
    return tuple(played)


def _take(table: Table, place: Place, moves: Sequence[Move], choice: Random) -> Turn | None:
    return table.take(place, moves[choice.randrange(len(moves))], choice.randrange) if moves else None
