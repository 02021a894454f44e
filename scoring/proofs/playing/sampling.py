"""What random games came upon: scenes, options, injects, endings, verdicts, and adds that gauges cut off.

Of every four games two answer at random, one takes what was taken least so far, and in one the time may run out and
injects by hand arrive. What no sampled game came upon may still be possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from scoring.assessment import Block
from scoring.proofs.playing.games import Answer, Game, Place, Table, Turn
from scoring.proofs.sheet import GameStep
from scoring.rules import RuleBook
from scoring.verdicts import Verdict
from simulator.moves import options_taken, taken
from simulator.scenario import Change, Effects, Move, Scenario

UNASKED = 0.2
"""How often, in games in which it may, something comes that the player did not do: once in five decisions."""


class GaugeSampled(Block):
    """The adds to one gauge: how many, how many its limits cut off, and a shortest game to one of these."""

    adds: int = 0
    cut: int = 0
    game: tuple[GameStep, ...] | None = None


class Sampled(Block):
    """What the games came upon, each with the number of times; `broken_off` games ended in an author's error.

    Options are named `scene option`. `verdicts` holds for each rule that an act, event or fact can put to the test the
    verdicts with which games ended, each with a shortest such game.
    """

    games: int
    broken_off: int
    scenes: dict[str, int] = {}
    options: dict[str, int] = {}
    injects: dict[str, int] = {}
    endings: dict[str, int] = {}
    verdicts: dict[str, dict[str, tuple[GameStep, ...]]] = {}
    gauges: dict[str, GaugeSampled] = {}


class Cut(NamedTuple):
    """One add to a gauge, and whether the gauge's limits cut it off."""

    gauge: str
    is_cut: bool


def sampled(scenario: Scenario, book: RuleBook, games: int, seed: int) -> Sampled:
    """Play so many random games and count what they come upon. The same seed gives the same games."""
    table = Table(scenario, book)
    return counted(table, random_games(table, games, seed), games)


def random_games(table: Table, games: int, seed: int) -> tuple[Game, ...]:
    """The games themselves, those left out that ended in an author's error."""
    taken_before: Counter[tuple[str, str]] = Counter()
    ways: tuple[Answer, ...] = (at_random, at_random, _least_taken(taken_before), _with_the_world(table))
    played = (table.game(ways[n % len(ways)], seed * 1_000_003 + n) for n in range(games))
    return tuple(_noted(game, taken_before) for game in played if game is not None)


def at_random(place: Place, moves: Sequence[Move], choice: Random) -> Move:
    """Any move on offer, each as likely as the others."""
    return moves[choice.randrange(len(moves))]


def _noted(game: Game, taken_before: Counter[tuple[str, str]]) -> Game:
    taken_before.update((turn.record.scene, id) for turn in game.turns[1:] for id in turn.record.move)
    return game


def _least_taken(taken_before: Mapping[tuple[str, str], int]) -> Answer:
    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        scene = place.state.scene
        counts = [sum(taken_before[scene, id] for id in move) for move in moves]
        least = min(counts)
        return choice.choice([move for move, count in zip(moves, counts, strict=True) if count == least])

    return answer


def _with_the_world(table: Table) -> Answer:
    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        unasked = table.unasked(place.state)
        return at_random(place, unasked if unasked and choice.random() < UNASKED else moves, choice)

    return answer


def counted(table: Table, games: Sequence[Game], asked: int) -> Sampled:
    """What these games came upon; `asked` is how many were to be played."""
    scenario = table.scenario
    turns = [turn for game in games for turn in game.turns]
    entered = [scene for turn in turns for scene in turn.record.entered]
    fired = [str(entry[2]) for turn in turns for entry in turn.record.entries if entry[0] == "inject"]
    return Sampled(
        games=len(games),
        broken_off=asked - len(games),
        scenes=_in_order(scenario.scenes, entered),
        options=_options(scenario, turns),
        injects=_in_order((inject.id for inject in scenario.injects), fired),
        endings=_in_order(_endings(scenario), [game.ending for game in games]),
        verdicts=_verdicts(table, games),
        gauges=_gauges(scenario, games),
    )


def _in_order(ids: Iterable[str], met: Iterable[str]) -> dict[str, int]:
    """How often each was met, in the order of the file; 0 where never."""
    counts = Counter(met)
    return {id: counts[id] for id in ids}


def _endings(scenario: Scenario) -> list[str]:
    return [id for id, scene in scenario.scenes.items() if scene.kind == "ending"]


def _options(scenario: Scenario, turns: Iterable[Turn]) -> dict[str, int]:
    ids = (f"{scene.id} {option}" for scene in scenario.scenes.values() for option in scene.options)
    return _in_order(ids, (f"{turn.record.scene} {id}" for turn in turns for id in turn.record.move))


def _verdicts(table: Table, games: Iterable[Game]) -> dict[str, dict[str, tuple[GameStep, ...]]]:
    shortest: dict[tuple[str, Verdict], Game] = {}
    ids = [rule.id for rule in table.judge.rules]
    for game in games:
        verdicts = game.verdicts
        for at in ((rule, verdicts.get(rule, Verdict.NOT_TESTED)) for rule in ids):
            if at not in shortest or len(game.turns) < len(shortest[at].turns):
                shortest[at] = game
    return {id: {v.value: shortest[id, v].steps for v in Verdict if (id, v) in shortest} for id in ids}


def _gauges(scenario: Scenario, games: Iterable[Game]) -> dict[str, GaugeSampled]:
    gauges = [id for id, variable in scenario.file.state.items() if variable.gauge]
    adds: Counter[str] = Counter()
    cuts: Counter[str] = Counter()
    shortest: dict[str, tuple[Turn, ...]] = {}
    for game in games:
        for n, turn in enumerate(game.turns[1:], 2):
            for gauge, is_cut in adds_of(scenario, turn):
                adds[gauge] += 1
                cuts[gauge] += is_cut
                if is_cut and (gauge not in shortest or n < len(shortest[gauge])):
                    shortest[gauge] = game.turns[:n]
    games_to = {id: Game(turns).steps for id, turns in shortest.items()}
    return {id: GaugeSampled(adds=adds[id], cut=cuts[id], game=games_to.get(id)) for id in gauges}


def adds_of(scenario: Scenario, turn: Turn) -> Iterator[Cut]:
    """The adds to gauges in one step: of the move, of chance and of injects, each read when it was applied."""
    values: list[object] = list(turn.before.state.values)
    slots = {str(name): n for n, name in enumerate(scenario.names)}
    scene, move = scenario.scenes[turn.record.scene], turn.record.move
    move = options_taken(scene, move)
    by_player = not (move and move[0].startswith("@"))  # a selection may be empty
    course = taken(scene, move) if by_player else None
    if course is not None:
        yield from _cuts(course.effects, values)
    for entry in turn.record.entries:
        if entry[0] == "set":
            values[slots[str(entry[2])]] = entry[3]
        elif entry[0] == "chance" and course is not None:
            yield from _cuts(course.branches[int(entry[2] or 0)].effects, values)
        elif entry[0] == "inject":
            inject = scenario.inject(str(entry[2]))
            if inject is not None:
                yield from _cuts(inject.effects, values)


def _cuts(effects: Effects, values: Sequence[object]) -> Iterator[Cut]:
    for change in effects.changes:
        if change.adds and change.clamps and change.value:
            yield Cut(change.name, _is_cut(change, values[change.slot]))


def _is_cut(change: Change, value: object) -> bool:
    assert isinstance(value, int)
    new = value + int(change.value)
    return (change.low is not None and new < change.low) or (change.high is not None and new > change.high)
