"""Questions that are answered by playing: many random games and some careful ones, and what they show."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.proofs.playing.forgiving import forgiving
from scoring.proofs.playing.games import Game, Table, replay
from scoring.proofs.playing.ordering import order_decides
from scoring.proofs.playing.reading_over import reading_over
from scoring.proofs.playing.sampling import Sampled, counted, random_games
from scoring.proofs.playing.strategies import better_than_chance
from scoring.proofs.playing.weighing import careful, weighed
from scoring.proofs.sheet import Claim, GameStep
from scoring.rules import RuleBook
from simulator.scenario import Scenario

CAREFUL = 40
"""Games of a careful player: they show where good play leads, which random games seldom do. An ending to which luck
leads in one of ten such games is met nearly always."""


def questions_by_playing(
    scenario: Scenario, book: RuleBook, *, games: int = 300, seed: int = 1, kept: Sequence[Sequence[GameStep]] = ()
) -> tuple[Sampled, tuple[Claim, ...]]:
    """What random games came upon, and what they, careful games and reading the file over give rise to say.

    `kept` are games that keep everything, as far as they are known. The same seed gives the same answers.
    """
    table = Table(scenario, book)
    played = random_games(table, games, seed)
    found = counted(table, played, games)
    claims = [*reading_over(scenario, book, found), *order_decides(table, played)]
    if played:
        claims += weighed(table, played, seed)
        claims += better_than_chance(table, seed=seed)
        good = [game for steps in kept if (game := replay(table, steps)) is not None]
        claims += forgiving(table, (*played, *careful_games(table, CAREFUL, seed)), good)
    return found, tuple(claims)


def careful_games(table: Table, games: int, seed: int) -> tuple[Game, ...]:
    """Games of the careful player, those left out that ended in an author's error."""
    player = careful(table)
    played = (table.game(player, seed * 1_000_003 + n) for n in range(games))
    return tuple(game for game in played if game is not None)
