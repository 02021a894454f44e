"""The oracle for explorations, its graph: every game, by the step alone, breadth first and with no reduction.

Slow and plain on purpose. It was written from the design and from `step` and `moves`, and knows nothing of the fast
explorer. `tests/simulator/direct_exploration.py` goes through the same games once more while rules watch.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.errors import NothingOffered, RangeLeft
from simulator.expressions import Name
from simulator.moves import BEGIN, INJECT, TIMEOUT, moves, offered
from simulator.scenario import Move, Scenario
from simulator.state import State, Value
from simulator.step import Entries, initial, step


class TooMany(Exception):
    """There are more states than the caller wants to wait for."""


class Outcome(NamedTuple):
    """One thing that a move may come to. `branch` is None without chance; `draw` is the first number that gives it.

    `weight` is how many of the numbers that may be drawn give it, out of `total`; both are 1 without chance.
    """

    branch: int | None
    draw: int | None
    weight: int
    total: int
    after: State
    entries: Entries


class Edge(NamedTuple):
    """One outcome of one move, from state `source` to state `target`; both count from 0, in order of discovery."""

    source: int
    move: Move
    branch: int | None
    draw: int | None
    weight: int
    total: int
    target: int
    entries: Entries

    @property
    def by_player(self) -> bool:
        """Whether the player chose the move: neither the clock nor the facilitator did."""
        return self.move[:1] not in (TIMEOUT, (INJECT,))

    @property
    def by_world(self) -> bool:
        """Whether the facilitator made the move."""
        return self.move[:1] == (INJECT,)


class Failure(NamedTuple):
    """An author's error: RangeLeft or NothingOffered, at this move in this state, with the first draw that shows it."""

    state: State
    move: Move
    draw: int | None
    kind: type[RangeLeft | NothingOffered]
    says: str


@dataclass(frozen=True)
class Explored:
    """Every state in which a decision is on offer or the game has ended. State 0 follows the briefing.

    There is no state at all where already the beginning is an error. `parent` is the edge by which a state was found,
    None for state 0: following it back gives a shortest game.
    """

    scenario: Scenario
    begin: Entries
    states: tuple[State, ...]
    edges: tuple[Edge, ...]
    errors: tuple[Failure, ...]
    parent: tuple[Edge | None, ...]

    def ends(self, index: int) -> bool:
        """Whether the game is over in this state."""
        return self.states[index].phase == "debrief"


def explore(scenario: Scenario, most: int = 1_000_000) -> Explored:
    """Explore every game. Raises TooMany beyond so many states."""
    errors: list[Failure] = []
    begun = _outcomes(scenario, initial(scenario), BEGIN, errors)
    states = [outcome.after for outcome in begun]
    index = {state: n for n, state in enumerate(states)}
    parent: list[Edge | None] = [None for _ in states]
    edges: list[Edge] = []
    for source, state in enumerate(states):  # it grows while it is gone through: breadth first
        for move in every_move(scenario, state):
            for branch, draw, weight, total, after, entries in _outcomes(scenario, state, move, errors):
                target = index.setdefault(after, len(states))
                edges.append(Edge(source, move, branch, draw, weight, total, target, entries))
                if target == len(states):
                    states.append(after)
                    parent.append(edges[-1])
        if len(states) > most:
            raise TooMany(f"more than {most:,} states")
    begin = begun[0].entries if begun else ()
    return Explored(scenario, begin, tuple(states), tuple(edges), tuple(errors), tuple(parent))


def count(scenario: Scenario) -> tuple[int, int]:
    """How many states and edges there are: the same exploration for large scenarios, as it keeps nothing but states."""
    errors: list[Failure] = []
    found = {outcome.after for outcome in _outcomes(scenario, initial(scenario), BEGIN, errors)}
    waiting, edges = deque(found), 0
    while waiting:
        state = waiting.popleft()
        for move in every_move(scenario, state):
            for outcome in _outcomes(scenario, state, move, errors):
                edges += 1
                if outcome.after not in found:
                    found.add(outcome.after)
                    waiting.append(outcome.after)
    return len(found), edges


def every_move(scenario: Scenario, state: State) -> Iterator[Move]:
    """The player's moves, then the timeout, then what the facilitator may play by hand now. Stopping is left out."""
    if state.phase != "play":
        return
    yield from moves(scenario, state)
    if scenario.scenes[state.scene].default is not None:
        yield TIMEOUT
    for inject in scenario.injects:
        window = inject.file.by_hand
        if window and window.from_ <= state.minute <= window.to and state.fired[inject.index] < window.at_most:
            yield (INJECT, inject.id)


def _outcomes(scenario: Scenario, state: State, move: Move, errors: list[Failure]) -> list[Outcome]:
    """What a move may come to: every number that may be drawn is drawn, and draws of one branch are one outcome."""
    found: dict[int | None, Outcome] = {}
    failed: dict[str, Failure] = {}
    number, total = 0, 1
    while number < total:
        drawn = _Drawn(number)
        try:
            after, entries = step(scenario, state, move, drawn)
        except (RangeLeft, NothingOffered) as error:
            draw = number if drawn.total else None
            failed.setdefault(str(error), Failure(state, move, draw, type(error), str(error)))
        else:
            branch = next((int(entry[2] or 0) for entry in entries if entry[0] == "chance"), None)
            draw = None if branch is None else number
            before = found.get(branch, Outcome(branch, draw, 0, drawn.total or 1, after, entries))
            found[branch] = before._replace(weight=before.weight + 1)
        number, total = number + 1, drawn.total or 1
    errors += failed.values()
    return list(found.values())


class _Drawn:
    """A draw that always gives one number, and remembers the total that it was asked for (0: nothing was drawn)."""

    def __init__(self, number: int) -> None:
        self.number, self.total = number, 0

    def __call__(self, total: int) -> int:
        self.total = total
        return self.number


# Questions about the graph


def scenes_reached(explored: Explored) -> frozenset[str]:
    """Scenes in which a player comes to stand, endings among them."""
    return frozenset(state.scene for state in explored.states)


def scenes_entered(explored: Explored) -> frozenset[str]:
    """Scenes that are entered, also those that an inject leads away from before anything is offered."""
    return frozenset(str(entry[2]) for entry in _entries(explored) if entry[0] == "enter")


def injects_fired(explored: Explored) -> frozenset[str]:
    """Injects that happen in some game."""
    return frozenset(str(entry[2]) for entry in _entries(explored) if entry[0] == "inject")


def _entries(explored: Explored) -> Iterator[tuple[Value | None, ...]]:
    yield from explored.begin
    for edge in explored.edges:
        yield from edge.entries


def options_offered(explored: Explored) -> frozenset[tuple[str, str]]:
    """Scene and option, for every option that is offered in some game."""
    return frozenset((state.scene, id) for state in explored.states for id in offered(explored.scenario, state))


def options_taken(explored: Explored) -> frozenset[tuple[str, str]]:
    """Scene and option, for every option that a player can take in some game. A timeout takes none."""
    players = (edge for edge in explored.edges if edge.by_player)
    return frozenset((explored.states[edge.source].scene, id) for edge in players for id in edge.move)


def endings_reached(explored: Explored) -> frozenset[str]:
    """Endings that some game comes to."""
    return frozenset(state.scene for state in explored.states if state.phase == "debrief")


def values_seen(explored: Explored) -> Mapping[Name, frozenset[Value]]:
    """For each variable and fact the values that it has at some decision or ending."""
    columns = zip(*(state.values for state in explored.states), strict=True)
    return {name: frozenset(column) for name, column in zip(explored.scenario.names, columns, strict=True)}


def dead_ends(explored: Explored) -> frozenset[int]:
    """States in play from which no move leads on: each is an error."""
    leading_on = {edge.source for edge in explored.edges}
    return frozenset(n for n in range(len(explored.states)) if not explored.ends(n) and n not in leading_on)


def can_reach(explored: Explored, targets: Iterable[int]) -> frozenset[int]:
    """The states from which some way leads to one of the targets, these included."""
    return backward(((edge.source, edge.target) for edge in explored.edges), targets)


def can_reach_an_ending(explored: Explored) -> frozenset[int]:
    """The states from which some way leads to an ending."""
    return can_reach(explored, (n for n in range(len(explored.states)) if explored.ends(n)))


def backward(arrows: Iterable[tuple[int, int]], targets: Iterable[int]) -> frozenset[int]:
    """What leads to the targets along these arrows, the targets included."""
    before: dict[int, list[int]] = defaultdict(list)
    for source, target in arrows:
        before[target].append(source)
    found = set(targets)
    waiting = deque(found)
    while waiting:
        for source in before[waiting.popleft()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return frozenset(found)


def game_to(explored: Explored, index: int) -> tuple[tuple[Move, int | None], ...]:
    """A shortest game to this state: after the beginning, each move with the number to draw at it."""
    steps: list[tuple[Move, int | None]] = []
    edge = explored.parent[index]
    while edge is not None:
        steps.append((edge.move, edge.draw))
        edge = explored.parent[edge.source]
    return tuple(reversed(steps))
