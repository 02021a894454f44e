"""Whether the best ending forgives: games with a critical finding that come to it all the same.

The best ending is that of the best games that broke nothing, and of several the first in the file. It is looked for
among games that were proved to keep everything, and among those that were played. Random games seldom come there, and
break much on the way. So some good games are played once more: up to a decision, then another answer that breaks a
critical rule, then on as the good game went wherever its answer is on offer, and else carefully.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from scoring.proofs.playing.games import BROKEN, Answer, Game, Place, Table, Turn, is_critical, objectives_met
from scoring.proofs.playing.weighing import careful, some_of
from scoring.proofs.sheet import Claim
from simulator.scenario import Move

FOLLOWED = 5
"""Good games that others stray from: more of them differ in little but their luck."""

LUCK = 4
"""Games that go on after each wrong answer: where luck decides evenly between two endings, one in sixteen is missed."""


def forgiving(table: Table, played: Sequence[Game], good: Sequence[Game] = ()) -> Iterator[Claim]:
    """P208: games with a critical finding that come to the best ending, told once, by a shortest of them.

    `good` are games that broke nothing, such as those of a proof; `played` are others.
    """
    best = best_ending(table, (*good, *played))
    if best is None:
        return
    followed = [game for game in good if game.ending == best][:FOLLOWED]
    games = [*played, *(stray for game in followed for stray in strays(table, game))]
    there = [game for game in games if game.ending == best]
    broken = [game for game in there if any(is_critical(table.book, found) for found in game.found)]
    if not broken:
        return
    shown = min(broken, key=lambda game: len(game.turns))
    rule = next(found.rule for found in shown.found if is_critical(table.book, found))
    fill = {"ending": best, "rule": rule, "games": str(len(broken)), "of": str(len(there))}
    yield Claim(
        code="P208",
        status="shown",
        weight="warning",
        scene=best,
        rule=rule,
        fill=fill,
        count=len(broken),
        game=shown.steps,
    )


def best_ending(table: Table, games: Sequence[Game]) -> str | None:
    """The ending of the best games: those that broke nothing, where there are any, and among them those that met most.

    Where they come to several endings, luck decides among them; then it is the one that stands first in the file.
    None where all games end alike: then no ending is better than another.
    """
    if len({game.ending for game in games}) < 2:
        return None
    clean = [game for game in games if not any(found.verdict in BROKEN for found in game.found)] or games
    met = [objectives_met(table.scenario, game) for game in clean]
    best = {game.ending for n, game in zip(met, clean, strict=True) if n == max(met)}
    return next(id for id in table.scenario.scenes if id in best)


def strays(table: Table, good: Game) -> Iterator[Game]:
    """Games that leave a good one by an answer that breaks a critical rule, and come back to it where they can."""
    follow = _following(table, good)
    for n in range(1, len(good.turns)):
        for turn in _wrong(table, good.turns[n].before):
            for seed in range(LUCK):
                rest = table.onward(turn.after, follow, seed)
                if rest is not None:
                    yield Game((*good.turns[:n], turn, *rest))


def _wrong(table: Table, place: Place) -> Iterator[Turn]:
    """Answers that break a critical rule at once; of many, some are looked at."""
    for move in some_of(table.moves(place.state)):
        turn = table.take(place, move, Random(1).randrange)
        if turn is not None and any(is_critical(table.book, found) for found in turn.found):
            yield turn


def _following(table: Table, good: Game) -> Answer:
    """Answers as a good game did in the same scene, and carefully where that is not on offer."""
    taken = {turn.record.scene: turn.record.move for turn in reversed(good.turns[1:])}
    player = careful(table)

    def answer(place: Place, moves: Sequence[Move], choice: Random) -> Move:
        move = taken.get(place.state.scene)
        return move if move is not None and move in moves else player(place, moves, choice)

    return answer
