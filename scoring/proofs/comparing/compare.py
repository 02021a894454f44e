"""What an edit changed: the games of two versions of a scenario, and what rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from scoring.assessment import Block
from scoring.proofs.comparing.leading import explored_for, lead_to_touched
from scoring.proofs.comparing.partings import Parting
from scoring.proofs.comparing.reaching import Reached, reached_in_one
from scoring.proofs.comparing.side_by_side import Walk
from scoring.proofs.comparing.touching import WHOLE, Touched, touched
from scoring.proofs.comparing.turning import Fit, Steps, Turned, finished, turned
from scoring.proofs.comparing.wandering import wander
from scoring.proofs.playing.games import Table
from scoring.proofs.playing.sampling import random_games
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget, Meter, Spent
from simulator.exploration.explored import Explored
from simulator.scenario import Scenario

Status = Literal["same", "differs", "unknown"]
"""Proved the same in all games, shown to differ by a game, or not known because the budget ended."""

FIRST = 3_000
"""Pairs that are walked from the start before anything is explored: enough for a small scenario, quick for any."""

LEADS_ON = 3
"""Games that are led on to an end from each parting."""

Tell = Callable[[str, int, float], None]


@dataclass(frozen=True)
class Asked:
    """How thoroughly to compare: a budget for each part, how many differences are enough, and games to judge.

    Without `reach` it is not asked which scenes and options only one of the versions comes to.
    """

    budget: Budget = field(default_factory=lambda: Budget(seconds=60.0, states=3_000_000))
    partings: int = 40
    games: int = 200
    seed: int = 1
    reach: bool = True


class Difference(Block):
    """What is different between two versions of a scenario, or two variants.

    `complete` says that all games were looked at: then there is no difference in games beside `partings`. `touched`
    are the places that the versions have differently: `scene`, `scene option`, `inject`.
    """

    old: str
    new: str
    status: Status
    complete: bool
    touched: tuple[str, ...] = ()
    partings: tuple[Parting, ...] = ()
    reached: tuple[Reached, ...] = ()
    reach_known: bool = False
    turned: tuple[Turned, ...] = ()
    fit: Fit = Fit()
    pairs: int = 0

    @property
    def is_seen(self) -> bool:
        """Whether any difference in behaviour was found."""
        return bool(self.partings or self.reached or self.turned)


def compare(
    old: Scenario,
    new: Scenario,
    book: RuleBook,
    asked: Asked | None = None,
    games: Iterable[Steps] = (),
    explored: Explored | None = None,
    tell: Tell | None = None,
) -> Difference:
    """What an edit changed. `games` are played in both besides random ones: those of plans and proof sheets.

    `explored`, the states of the old version (see `explored_for`), saves exploring it again for many new ones.
    """
    asked = asked or Asked()
    found = touched(old, new)
    if not (found.changes_games or found.judged):
        return Difference(old=old.hash, new=new.hash, status="same", complete=True)
    walk, complete = _walked(old, new, found, asked, explored, tell)
    reached, known = reached_in_one(old, new, asked.budget, tell) if asked.reach else ((), False)
    partings = tuple(sorted(walk.partings.values(), key=lambda parting: len(parting.game)))
    verdicts, fit = _judged(old, new, book, asked, partings, games)
    status: Status = "differs" if partings or reached or verdicts else "unknown"
    if status == "unknown" and complete and not found.judged:
        status = "same"
    return Difference(
        old=old.hash,
        new=new.hash,
        status=status,
        complete=complete,
        touched=_places(found),
        partings=partings,
        reached=reached,
        reach_known=known,
        turned=verdicts,
        fit=fit,
        pairs=len(walk.pairs),
    )


def _walked(
    old: Scenario, new: Scenario, found: Touched, asked: Asked, explored: Explored | None, tell: Tell | None
) -> tuple[Walk, bool]:
    """Both versions side by side: from the start, then straight to what was touched, then at random."""
    told = None if tell is None else lambda pairs, seconds: tell("comparing", pairs, seconds)
    walk = Walk(old, new, found, Meter(asked.budget, told), asked.partings)
    try:
        if _from_the_start(walk, FIRST):
            return walk, True
        if found.injects or found.everywhere:
            wander(walk, asked.games, asked.seed)
            return walk, walk.onward()
        states = explored if explored is not None else explored_for(old, found, asked.budget)
        led = _led(walk, states, asked.budget)
        if led is not None:
            return led, True
        walk.meter = Meter(asked.budget, told)
        wander(walk, asked.games, asked.seed)
    except Spent:
        pass
    return walk, False


def _from_the_start(walk: Walk, pairs: int) -> bool:
    at = walk.begin()
    if at is not None:
        walk.wait_for(at)
    return walk.onward(pairs=pairs)


def _led(walk: Walk, states: Explored, budget: Budget) -> Walk | None:
    """A walk led to what was touched; None where that was not all, and what it found stands in the first walk."""
    led = Walk(walk.old, walk.new, walk.sides.touched, Meter(budget, walk.meter.tell), walk.most)
    led.partings = walk.partings
    try:
        return led if lead_to_touched(led, states) else None
    except Spent:
        return None


def _judged(
    old: Scenario, new: Scenario, book: RuleBook, asked: Asked, partings: tuple[Parting, ...], games: Iterable[Steps]
) -> tuple[tuple[Turned, ...], Fit]:
    if not asked.games:
        return (), Fit()
    tables = Table(old, book), Table(new, book)
    all_games = [*games]
    for table in tables:
        all_games += [game.steps for game in random_games(table, asked.games, asked.seed)]
    for parting in partings:
        led = (finished(*tables, parting.game, asked.seed + n) for n in range(LEADS_ON))
        all_games += [game for game in led if game is not None]
    return turned(*tables, all_games)


def _places(found: Touched) -> tuple[str, ...]:
    scenes = [
        scene if option == WHOLE else f"{scene} {option}"
        for scene, options in found.scenes.items()
        for option in sorted(options)
    ]
    return (*scenes, *sorted(found.injects))
