"""The oracle for explorations, with rules that watch: which verdicts games give, and where all can be kept.

Plain and slow as well. A memory is kept with its decisions counted from the one on offer, so that memories stay few.
What the graph alone answers can be had from here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scoring.automaton import Automaton, ClauseMemory, Memory
from scoring.duty import Memory as DutyMemory
from scoring.evaluation import play
from scoring.from_log import entries_after, trace_of
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.moves import BEGIN, INJECT, TIMEOUT
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries
from tests.simulator.direct_graph import (
    Edge,
    Explored,
    Failure,
    Outcome,
    TooMany,
    _outcomes,
    backward,
    can_reach,
    can_reach_an_ending,
    count,
    dead_ends,
    endings_reached,
    every_move,
    explore,
    game_to,
    injects_fired,
    options_offered,
    options_taken,
    scenes_entered,
    scenes_reached,
    values_seen,
)

ON_OFFER = 2
"""The number that the decision on offer has in every memory that is kept: real numbers would never come back."""

NOT_COMPLIANT = (Verdict.NOT_KEPT, Verdict.LATE, Verdict.NOT_DUE)
"""Findings that a compliant game does not have."""


class Watched(NamedTuple):
    """A state with what each rule remembers there, and the rules that have a finding that is not compliant."""

    state: int
    memories: tuple[Memory, ...]
    broken: frozenset[str]


class Step(NamedTuple):
    """An edge of the scenario, taken from one watched state to another; both count from 0, in order of discovery."""

    source: int
    edge: Edge
    target: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Observed:
    """Every state of the scenario with every memory of the rules that a game can bring to it."""

    explored: Explored
    automata: tuple[Automaton, ...]
    nodes: tuple[Watched, ...]
    steps: tuple[Step, ...]
    parent: tuple[Step | None, ...]

    def ends(self, index: int) -> bool:
        """Whether the game is over in this watched state."""
        return self.explored.ends(self.nodes[index].state)


def explore_with(scenario: Scenario, automata: Sequence[Automaton], most: int = 1_000_000) -> Observed:
    """Explore every game while these rules watch. Raises TooMany beyond so many watched states."""
    explored = explore(scenario, most)
    ways: dict[int, list[tuple[Edge, tuple[Entry, ...]]]] = defaultdict(list)
    for edge in explored.edges:
        ways[edge.source].append((edge, seen(scenario, explored.states[edge.source], edge.move, edge.entries)))
    nodes = [begun(scenario, explored.begin, automata)] if explored.states else []
    index = {node: n for n, node in enumerate(nodes)}
    steps: list[Step] = []
    parent: list[Step | None] = [None for _ in nodes]
    for source, node in enumerate(nodes):
        for edge, entries in ways[node.state]:
            after, findings = watched(automata, node, edge.target, entries)
            target = index.setdefault(after, len(nodes))
            steps.append(Step(source, edge, target, findings))
            if target == len(nodes):
                nodes.append(after)
                parent.append(steps[-1])
        if len(nodes) > most:
            raise TooMany(f"more than {most:,} watched states")
    return Observed(explored, tuple(automata), tuple(nodes), tuple(steps), tuple(parent))


def begun(scenario: Scenario, begin: Entries, automata: Sequence[Automaton]) -> Watched:
    """What the rules remember after the beginning, whose entries these are."""
    record = Record(0, scenario.initial.minute, scenario.initial.scene, BEGIN, begin)
    before = Watched(0, tuple(rule.start() for rule in automata), frozenset())
    return watched(automata, before, 0, trace_of(scenario, [record]).entries)[0]


def seen(scenario: Scenario, state: State, move: Move, entries: Entries) -> tuple[Entry, ...]:
    """What rules see of one step, as if the decision on offer had the number ON_OFFER."""
    record = Record(ON_OFFER, state.minute, state.scene, move, entries)
    return next(found for _, found in entries_after(scenario, state, ON_OFFER, [record]))


def watched(
    automata: Sequence[Automaton], node: Watched, target: int, entries: tuple[Entry, ...]
) -> tuple[Watched, tuple[Finding, ...]]:
    """The watched state that these entries lead to, and the permanent findings on the way."""
    played = play(automata, node.memories, entries)
    broken = {finding.rule for finding in played.findings if finding.verdict in NOT_COMPLIANT}
    memories = tuple(_relative(memory, entries[-1].decision) for memory in played.memories)
    return Watched(target, memories, node.broken | broken), played.findings


def _relative(memory: Memory, on_offer: int) -> Memory:
    """The memory with decisions counted from the one on offer, and without the minutes that only findings tell.

    Of a duty it matters whether the decision on offer is its first one, and no more; of a decision that is being
    tested, that it is the one on offer. Due times and pauses stay absolute: the horizon makes them few.
    """
    return memory._replace(clauses=tuple(_clause(clause, on_offer) for clause in memory.clauses))


def _clause(memory: ClauseMemory, on_offer: int) -> ClauseMemory:
    def relative(decision: int) -> int:
        return ON_OFFER if decision == on_offer else ON_OFFER - 1

    if isinstance(memory, DutyMemory):
        duties = (
            duty._replace(minute=0, decision=ON_OFFER - 1, first=None if duty.first is None else relative(duty.first))
            for duty in memory.open
        )
        return memory._replace(open=tuple(duties))
    tested = memory.tested
    if tested is None:
        return memory
    return memory._replace(tested=tested._replace(minute=0, decision=relative(tested.decision)))


def verdicts_at_endings(observed: Observed) -> Mapping[str, frozenset[Verdict]]:
    """For each rule the verdicts that finished games give it."""
    outcomes = [verdicts for _, verdicts in endings_with_verdicts(observed)]
    return {rule.rule.id: frozenset(verdicts[n] for verdicts in outcomes) for n, rule in enumerate(observed.automata)}


def endings_with_verdicts(observed: Observed) -> frozenset[tuple[str, tuple[Verdict, ...]]]:
    """Each ending with the verdicts, in the order of the rules, that a game which comes to it can have."""
    return frozenset(
        (observed.explored.states[node.state].scene, tuple(map(_verdict, observed.automata, node.memories)))
        for n, node in enumerate(observed.nodes)
        if observed.ends(n)
    )


def _verdict(rule: Automaton, memory: Memory) -> Verdict:
    return rule.verdict(memory)


def compliant_with_luck(observed: Observed, rules: Iterable[str]) -> frozenset[int]:
    """The watched states from which some way ends with all these rules kept, if chance and facilitator help.

    The player never lets the time run out.
    """
    asked = frozenset(rules)
    steps = [(step.source, step.target) for step in observed.steps if step.edge.by_player or step.edge.by_world]
    return backward(steps, _kept_at_the_end(observed, asked))


def compliant_surely(observed: Observed, rules: Iterable[str]) -> frozenset[int]:
    """The watched states from which the player can keep all these rules, whatever chance and the facilitator do.

    An outcome that is an author's error keeps nothing. The player never lets the time run out.
    """
    found = set(_kept_at_the_end(observed, frozenset(rules)))
    failing = {(error.state, error.move) for error in observed.explored.errors}
    choices: dict[int, dict[Move, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for one in observed.steps:
        choices[one.source][one.edge.move].append(one)

    def sure(source: int, move: Move) -> bool:
        state = observed.explored.states[observed.nodes[source].state]
        return (state, move) not in failing and all(one.target in found for one in choices[source][move])

    return _least(found, choices, lambda source: _keeps_on(observed, source, sure))


def _keeps_on(observed: Observed, source: int, sure: Callable[[int, Move], bool]) -> bool:
    """Whether every move of the facilitator's is sure, and some move of the player's."""
    scenario, state = observed.explored.scenario, observed.explored.states[observed.nodes[source].state]
    every = list(every_move(scenario, state))
    world = [move for move in every if move[0:1] == (INJECT,)]
    player = [move for move in every if move not in world and move != TIMEOUT]
    return all(sure(source, move) for move in world) and any(sure(source, move) for move in player)


def _least(found: set[int], sources: Iterable[int], holds: Callable[[int], bool]) -> frozenset[int]:
    """Add sources for which it holds, from the last discovered on, until nothing more is added."""
    waiting = sorted(set(sources) - found, reverse=True)
    while True:
        left = []
        for source in waiting:
            if holds(source):
                found.add(source)
            else:
                left.append(source)
        if len(left) == len(waiting):
            return frozenset(found)
        waiting = left


def _kept_at_the_end(observed: Observed, rules: frozenset[str]) -> list[int]:
    return [n for n, node in enumerate(observed.nodes) if observed.ends(n) and not node.broken & rules]


__all__ = [
    "NOT_COMPLIANT",
    "ON_OFFER",
    "Edge",
    "Explored",
    "Failure",
    "Observed",
    "Outcome",
    "Step",
    "TooMany",
    "Watched",
    "_outcomes",
    "backward",
    "begun",
    "can_reach",
    "can_reach_an_ending",
    "compliant_surely",
    "compliant_with_luck",
    "count",
    "dead_ends",
    "endings_reached",
    "endings_with_verdicts",
    "every_move",
    "explore",
    "explore_with",
    "game_to",
    "injects_fired",
    "options_offered",
    "options_taken",
    "scenes_entered",
    "scenes_reached",
    "seen",
    "values_seen",
    "verdicts_at_endings",
    "watched",
]
