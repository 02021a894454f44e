"""All games of two versions side by side: breadth first over pairs of states, by the same moves and the same luck.

Where a pair parts, what comes after is another game and is not followed; everything else is. What is not touched by an
edit, and can come to nothing that is, is left out. Where nothing waits any more, every first difference was found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from scoring.proofs.comparing.partings import Parting, Unlike
from scoring.proofs.comparing.sides import Pair, Side, Sides
from scoring.proofs.comparing.touching import Touched
from scoring.proofs.sheet import GameStep
from simulator.errors import Illegal, NothingOffered, RangeLeft
from simulator.exploration.budget import Meter
from simulator.moves import BEGIN, INJECT, TIMEOUT, offered, options_taken, taken
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries, step

LOOKS = 256
"""Pairs after which the budget is looked at."""


class Stopped(NamedTuple):
    """A step that is an author's error, in its own words."""

    says: str


class After(NamedTuple):
    """What a move came to in both versions: the pair after it, None where games part, and the difference, if any."""

    move: Move
    branch: int | None
    pair: Pair | None
    unlike: Unlike | None


class Walk:
    """A walk over pairs. `partings` are the differences so far, one for each scene and what differs there.

    Whatever goes on raises Spent where the budget ends.
    """

    def __init__(self, old: Scenario, new: Scenario, touched: Touched, meter: Meter, most: int = 100) -> None:
        self.sides, self.meter, self.most = Sides(old, new, touched), meter, most
        self.old, self.new = old, new
        self.partings: dict[tuple[str, Unlike], Parting] = {}
        self.pairs: list[Pair] = []
        self._came: list[tuple[int, GameStep | None]] = []
        self._known: set[object] = set()
        self._waiting: deque[int] = deque()

    @property
    def enough(self) -> bool:
        """Whether as many differences were found as were asked for."""
        return len(self.partings) >= self.most

    def begin(self) -> int | None:
        """Take the beginning. None where the versions part there."""
        before = Pair(self.old.initial, self.new.initial)
        for after in self._after(before, BEGIN, (), ()):
            self._note(-1, before.old.scene, after)
            return None if after.pair is None else self._keep(-1, None, after.pair)
        return None

    def lead(self, at: int, move: Move, branch: int | None) -> int | None:
        """Take one move from a pair, and where it arrives; None where the versions part, or it is not possible."""
        pair = self.pairs[at]
        for after in self.moved(pair, move):
            if after.branch == branch and after.pair is not None:
                self._note(at, pair.old.scene, after)
                return self._keep(at, GameStep(move=move, branch=branch), after.pair)
            self._note(at, pair.old.scene, after)
        return None

    def expand(self, at: int, *, follow_same: bool = True) -> None:
        """Take every move from a pair; what it comes to waits, where it was not met before.

        Without `follow_same` only where the versions do not stand at the same place.
        """
        pair = self.pairs[at]
        if pair.old.phase != "play":
            return
        for move in self.moves(pair):
            for after in self.moved(pair, move):
                self._note(at, pair.old.scene, after)
                if after.pair is not None:
                    self._meet(at, after, follow_same)

    def onward(self, *, follow_same: bool = True, pairs: int | None = None) -> bool:
        """Go on with what waits, and with what comes of it, at most so many pairs. Whether nothing is left."""
        done = 0
        while self._waiting and not self.enough and done != pairs:
            if done % LOOKS == 0:
                self.meter.check(len(self.pairs), 0)
            self.expand(self._waiting.popleft(), follow_same=follow_same)
            done += 1
        return not self._waiting

    def wait_for(self, at: int) -> None:
        """Have a pair gone on with."""
        self._waiting.append(at)

    def moves(self, pair: Pair) -> Iterator[Move]:
        """What may come in either version, the player's moves first."""
        yield from self.sides.moves(pair.old.scene, offered(self.old, pair.old))
        yield from dict.fromkeys((*self.sides.old.unasked(pair.old), *self.sides.new.unasked(pair.new)))

    def moved(self, pair: Pair, move: Move) -> Iterator[After]:
        """What a move comes to, for each branch of chance."""
        one, other = _weights(self.sides.old, pair.old, move), _weights(self.sides.new, pair.new, move)
        if one is None or other is None:
            words = tuple(() if each is None else (" ".join(move),) for each in (one, other))
            yield After(move, None, None, Unlike("world" if move[0][:1] == "@" else "offers", *words))
            return
        if one != other:
            yield After(move, None, None, Unlike("chance", tuple(map(str, one)), tuple(map(str, other))))
        yield from self._after(pair, move, one, other)

    def _after(self, pair: Pair, move: Move, one: tuple[int, ...], other: tuple[int, ...]) -> Iterator[After]:
        branches: Iterable[int | None] = range(min(len(one), len(other))) if one and other else (None,)
        for branch in branches:
            if branch is None or (one[branch] and other[branch]):
                yield self._taken(pair, move, branch, (one, other))

    def _taken(self, pair: Pair, move: Move, branch: int | None, weights: tuple[tuple[int, ...], ...]) -> After:
        before = _step(self.old, pair.old, move, weights[0], branch)
        if not isinstance(before, Stopped) and self._stays_alike(pair, move, before[1]):
            return After(move, branch, Pair(before[0], before[0]), None)
        after = _step(self.new, pair.new, move, weights[1], branch)
        if isinstance(before, Stopped) or isinstance(after, Stopped):
            if isinstance(before, Stopped) and isinstance(after, Stopped):
                return After(move, branch, None, None)
            words = tuple((each.says,) if isinstance(each, Stopped) else () for each in (before, after))
            return After(move, branch, None, Unlike("stops", *words))
        arrived = Pair(before[0], after[0])
        found = self.sides.unlike((before[1], after[1]), arrived)
        follows = found is None or (found.kind in ("happens", "counts") and self._go_on_alike(arrived))
        return After(move, branch, arrived if follows else None, found)

    def _stays_alike(self, pair: Pair, move: Move, entries: Entries) -> bool:
        """Whether the new version need not be asked: nothing of this step was touched."""
        alike = self.sides.alike and pair.old == pair.new
        return alike and self.sides.is_untouched(pair.old.scene, move, entries)

    def _go_on_alike(self, pair: Pair) -> bool:
        return pair.old.scene == pair.new.scene and self.sides.is_same(self.sides.keys(pair))

    def _meet(self, before: int, after: After, follow_same: bool) -> None:
        assert after.pair is not None
        keys = self.sides.keys(after.pair)
        same = self.sides.is_same(keys)
        key = keys[0] if same else keys
        ended = same and not (follow_same and after.pair.old.scene in self.sides.worth)
        if after.pair.old.phase != "play" or ended or key in self._known:
            return
        self._known.add(key)
        self._waiting.append(self._keep(before, GameStep(move=after.move, branch=after.branch), after.pair))

    def _keep(self, before: int, played: GameStep | None, pair: Pair) -> int:
        self.pairs.append(pair)
        self._came.append((before, played))
        return len(self.pairs) - 1

    def _note(self, before: int, scene: str, after: After) -> None:
        if after.unlike is None or (scene, after.unlike) in self.partings:
            return
        kind, old, new = after.unlike
        last = (GameStep(move=after.move, branch=after.branch),) if before >= 0 else ()
        found = Parting(kind=kind, scene=scene, move=after.move, old=old, new=new, game=(*self.game(before), *last))
        self.partings[scene, after.unlike] = found

    def game(self, at: int) -> tuple[GameStep, ...]:
        """The game to a pair."""
        found: list[GameStep] = []
        while at >= 0:
            at, played = self._came[at]
            found += [played] if played is not None else []
        return tuple(reversed(found))


def _weights(side: Side, state: State, move: Move) -> tuple[int, ...] | None:
    """The weights of a move's branches, none without chance; None where the move is not possible."""
    if move[:1] in ((INJECT,), TIMEOUT):
        if move not in side.unasked(state):
            return None
        if move != TIMEOUT:
            return ()
    scene = side.scenario.scenes[state.scene]
    try:
        course = taken(scene, options_taken(scene, move))
    except KeyError:
        return None
    return tuple([branch.weight for branch in course.branches])


def _step(
    scenario: Scenario, state: State, move: Move, weights: Sequence[int], branch: int | None
) -> tuple[State, Entries] | Stopped:
    low = 0 if branch is None else [0, *accumulate(weights)][branch]
    try:
        return step(scenario, state, move, lambda total: low)
    except (RangeLeft, NothingOffered, Illegal) as error:
        return Stopped(str(error))
