"""Options that are never reasonable, and options that are always best: what came after each, from the same situation.

What is compared, exactly. For scenes in which one option is chosen, `VISITS` visits of sampled games are looked at
again. In each, every option on offer is taken, and the game is played on `PLAYOUTS` times by a careful player, with
the same luck for each option. A careful player takes what breaks least in the next step, then what harms fewest
people, then what keeps most rules; among equals, any. Of an option its best game counts: what could still be reached.
Games are compared from this decision on by critical findings, then major ones, then others, then people harmed.

An option is *never reasonable* where in at least `CLEAR` of the comparisons, `FEWEST` or more, every other option came
out better; *always best* where every other came out worse. This is shown by games, not proved, and a careful player is
not a perfect one: a duty that can only be done a long way off is not seen from here. A wrong option that tempts may
rightly be never reasonable, so that is a note, unless it leaves only one option to choose: then nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from scoring.proofs.playing.games import BROKEN, MET, Answer, Game, Place, Table, Turn
from scoring.proofs.sheet import Claim, Weight
from scoring.proofs.values.harm import GRAVEST
from simulator.scenario import Move

FEWEST = 30
"""Comparisons below which nothing is said: where thirty all come out alike, at least nine of ten do (rule of three)."""

VISITS = 2 * FEWEST
"""Visits that are looked at, so that an option which is on offer half of the time is still compared often enough."""

PLAYOUTS = 2
"""Games after each option, of which the better counts: one bad draw of luck must not decide."""

CLEAR = 0.95
"""The share of comparisons that must come out alike. One in twenty may not: the careful player is not perfect."""

MOST_MOVES = 6
"""A careful player with more moves than these looks at so many of them: selections can have hundreds."""


class Outcome(NamedTuple):
    """What came of some turns, from the gravest to the least; the lower, the better."""

    critical: int = 0
    major: int = 0
    other: int = 0
    harmed: int = 0


class Tally(NamedTuple):
    """How often an option was compared, and how often it came out worst and best of all."""

    compared: int = 0
    worst: int = 0
    best: int = 0

    def is_open(self, most_missed: float) -> bool:
        """Whether it can still turn out clear."""
        return self.compared - max(self.worst, self.best) <= most_missed


def outcome(table: Table, turns: Iterable[Turn]) -> Outcome:
    """What came of these turns."""
    grave = {"critical": 0, "major": 0}
    other = harmed = 0
    for turn in turns:
        for found in turn.found:
            if found.verdict in BROKEN:
                how = table.book.rule(found.rule).severity_of(found.clause)
                if how in grave:
                    grave[how] += 1
                else:
                    other += 1
        for entry in turn.record.entries:
            if entry[0] == "ledger" and str(entry[2]).partition(".")[2] in GRAVEST:
                harmed += int(entry[3] or 0)
    return Outcome(grave["critical"], grave["major"], other, harmed)


def careful(table: Table) -> Answer:
    """The careful player. What chance will bring is not known to it."""
    known: dict[Place, tuple[Move, ...]] = {}

    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        best = known.get(place)
        if best is None:
            best = known[place] = _best(table, place, moves)
        return choice.choice(best)

    return answer


def _best(table: Table, place: Place, moves: Sequence[Move]) -> tuple[Move, ...]:
    if len(moves) == 1:
        return tuple(moves)
    marks = {move: _mark(table, table.take(place, move, Random(1).randrange)) for move in some_of(moves)}
    best = min(marks.values())
    return tuple(move for move, mark in marks.items() if mark == best)


def some_of(moves: Sequence[Move]) -> Sequence[Move]:
    """The moves that are looked at: of many, always the same few."""
    return moves if len(moves) <= MOST_MOVES else Random(len(moves)).sample(moves, MOST_MOVES)


def _mark(table: Table, turn: Turn | None) -> tuple[int, ...]:
    if turn is None:
        return (1_000_000,)
    return (*outcome(table, [turn]), -sum(found.verdict in MET for found in turn.found))


def weighed(table: Table, games: Sequence[Game], seed: int = 1) -> Iterator[Claim]:
    """P212: options that are never reasonable. P213: options that are always best."""
    player, chosen = careful(table), Random(seed)
    for id, visits in _visits(table, games).items():
        if len(visits) >= FEWEST:
            tallies = _compared(table, player, chosen.sample(visits, min(VISITS, len(visits))), seed)
            yield from _claims(id, tallies)


def _visits(table: Table, games: Iterable[Game]) -> Mapping[str, list[Place]]:
    """The places of sampled games at which one of several options was to be chosen, by scene."""
    found: dict[str, list[Place]] = {
        id: [] for id, scene in table.scenario.scenes.items() if scene.kind == "choose" and len(scene.options) > 1
    }
    for turn in (turn for game in games for turn in game.turns[1:]):
        scene = turn.record.scene
        if scene in found and len(table.moves(turn.before.state)) > 1:
            found[scene].append(turn.before)
    return found


def _compared(table: Table, player: Answer, visits: Sequence[Place], seed: int) -> Mapping[str, Tally]:
    """The tally of each option over some visits; given up as soon as nothing can be clear any more."""
    tallies: dict[str, Tally] = {}
    most_missed = (1 - CLEAR) * len(visits)
    for n, place in enumerate(visits):
        outcomes = {move[0]: _outlook(table, player, place, move, seed + n) for move in table.moves(place.state)}
        for id, mine in outcomes.items():
            others = [theirs for other, theirs in outcomes.items() if other != id]
            before = tallies.get(id, Tally())
            worst, best = all(mine > each for each in others), all(mine < each for each in others)
            tallies[id] = Tally(before.compared + 1, before.worst + worst, before.best + best)
        if not any(tally.is_open(most_missed) for tally in tallies.values()):
            return {}
    return tallies


def _outlook(table: Table, player: Answer, place: Place, move: Move, seed: int) -> Outcome:
    """The best that came of a move."""
    found = []
    for n in range(PLAYOUTS):
        turn = table.take(place, move, Random(f"{seed}:{n}").randrange)
        rest = None if turn is None else table.onward(turn.after, player, seed * PLAYOUTS + n)
        if turn is not None and rest is not None:
            found.append(outcome(table, (turn, *rest)))
    return min(found, default=Outcome(critical=1_000_000))


def _claims(scene: str, tallies: Mapping[str, Tally]) -> Iterator[Claim]:
    clear = {id: tally for id, tally in tallies.items() if tally.compared >= FEWEST}
    worst = [id for id, tally in clear.items() if tally.worst >= CLEAR * tally.compared]
    best = [id for id, tally in clear.items() if tally.best >= CLEAR * tally.compared]
    weight: Weight = "warning" if len(tallies) == 2 else "note"
    for id in worst:
        fill, count = _fill(scene, id, clear[id].worst, clear[id].compared), clear[id].worst
        yield Claim(code="P212", status="shown", weight=weight, scene=scene, option=id, fill=fill, count=count)
    for id in best if len(tallies) > 2 or not worst else ():  # of two options, one says it all
        fill, count = _fill(scene, id, clear[id].best, clear[id].compared), clear[id].best
        yield Claim(code="P213", status="shown", weight="note", scene=scene, option=id, fill=fill, count=count)


def _fill(scene: str, option: str, times: int, compared: int) -> dict[str, str]:
    return {"scene": scene, "option": option, "times": str(times), "of": str(compared)}
