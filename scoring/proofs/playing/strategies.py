"""Ways of answering without thought: whether one does better than chance.

Each way plays as many games as a coin, with the same luck: game by game the same numbers are drawn where chance
decides. A way does better where it meets more objectives, and where it has fewer critical findings if the coin comes
to any, both by more than twice what the games differ among themselves (the standard error of the mean difference).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from statistics import fmean, stdev
from typing import NamedTuple

from scoring.proofs.playing.games import Answer, Game, Place, Table, is_critical, objectives_met
from scoring.proofs.sheet import Claim
from simulator.moves import in_file_order
from simulator.scenario import Move, Option, Scene

GAMES = 40
"""Games of each way. The standard error is then a sixth of how much two games differ: a way that meets one objective
more in every third game is seen, and one that is hardly better is not worth telling."""

CLEAR = 2.0
"""Standard errors by which a way must be better: of forty ways that are as good as the coin, one would be."""

FORCE = ("force", "force.physical")
"""The families that cover the use of force; a vocabulary may have one or the other."""

Rank = Callable[[Scene, Sequence[str]], Sequence[str]]
"""Puts the options on offer in the order in which a way wants them."""


class Result(NamedTuple):
    """What one way came to in each of its games."""

    met: tuple[int, ...]
    critical: tuple[int, ...]
    game: Game
    """A shortest of its games."""


def ways(table: Table) -> Mapping[str, Rank]:
    """The ways of answering, by name. *Most cautious* takes least force, and among equals the most time."""
    force = frozenset[str]().union(*(table.book.vocabulary.members(family) for family in FORCE))
    return {
        "first": lambda scene, ids: ids,
        "last": lambda scene, ids: ids[::-1],
        "longest": lambda scene, ids: sorted(ids, key=lambda id: -len(_label(scene, id))),
        "cautious": lambda scene, ids: sorted(ids, key=lambda id: _daring(scene.options[id], force)),
    }


def _daring(option: Option, force: frozenset[str]) -> tuple[int, int]:
    return sum(use.word in force for use in (*option.course.acts, *option.course.closing)), -option.course.takes


def _label(scene: Scene, id: str) -> str:
    file = scene.file
    if file.form is not None:
        field = scene.options[id].field
        return file.form.fields[str(field)].options[id].label
    return (file.select.options[id] if file.select is not None else file.options[id]).label


def answering(table: Table, rank: Rank) -> Answer:
    """The way as answers: the option wanted most, for each field of a form, or as many as a budget allows."""

    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        scene = table.scenario.scenes[place.state.scene]
        offered = {id for move in moves for id in move}
        ids = rank(scene, [id for id in scene.options if id in offered])
        if scene.kind == "choose":
            return (ids[0],)
        move = _filled(scene, ids) if scene.kind == "form" else _within(scene, ids)
        return move if move in moves else moves[0]

    return answer


def _filled(scene: Scene, ids: Sequence[str]) -> Move:
    return in_file_order(scene, set({scene.options[id].field: id for id in reversed(ids)}.values()))


def _within(scene: Scene, ids: Sequence[str]) -> Move:
    chosen: list[str] = []
    for id in ids:
        if sum(scene.options[other].costs for other in (*chosen, id)) <= scene.budget:
            chosen.append(id)
    return in_file_order(scene, set(chosen))


def _coin(table: Table) -> Answer:
    """Options in any order, taken as every other way takes them."""

    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        return answering(table, lambda scene, ids: choice.sample(ids, len(ids)))(place, moves, choice)

    return answer


def played(table: Table, answer: Answer, games: int, seed: int) -> Result | None:
    """What a way comes to; None where some game ends in an author's error."""
    found = [table.game(answer, seed * 1_000_003 + n) for n in range(games)]
    ended = [game for game in found if game is not None]
    if len(ended) < len(found) or not ended:
        return None
    met = tuple(objectives_met(table.scenario, game) for game in ended)
    critical = tuple(sum(is_critical(table.book, each) for each in game.found) for game in ended)
    return Result(met, critical, min(ended, key=lambda game: len(game.turns)))


def better_than_chance(table: Table, *, games: int = GAMES, seed: int = 1) -> Iterator[Claim]:
    """P207: ways of answering that do better than a coin, in objectives and in critical findings."""
    coin = played(table, _coin(table), games, seed)
    if coin is None:
        return
    for way, rank in ways(table).items():
        result = played(table, answering(table, rank), games, seed)
        if result and _is_better(result, coin):
            fill = {"way": way, "games": str(games), "of": str(len(table.scenario.file.objectives))}
            fill |= {"met": _mean(result.met), "chance_met": _mean(coin.met)}
            fill |= {"critical": _mean(result.critical), "chance_critical": _mean(coin.critical)}
            game = result.game.steps
            yield Claim(code="P207", status="shown", weight="warning", name=way, fill=fill, count=games, game=game)


def _is_better(result: Result, coin: Result) -> bool:
    """Clearly more objectives; and clearly fewer critical findings, or none at all where the coin has none either."""
    fewer = _is_clear(coin.critical, result.critical) if any(coin.critical) else not any(result.critical)
    return fewer and _is_clear(result.met, coin.met)


def _is_clear(more: Sequence[int], less: Sequence[int]) -> bool:
    """Whether the first numbers are clearly higher than the second, pair by pair."""
    differences = [a - b for a, b in zip(more, less, strict=True)]
    if len(differences) < 2:
        return False
    error = stdev(differences) / len(differences) ** 0.5
    return fmean(differences) > 0 and fmean(differences) > CLEAR * error


def _mean(numbers: Sequence[int]) -> str:
    return f"{fmean(numbers):.1f}"
