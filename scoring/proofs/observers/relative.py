"""What a rule remembers, counted from now: minutes from this minute on, decisions from the one on offer.

A run's own memories hold absolute minutes and numbers of decisions, of which there would be no end. Counted from now,
the same situation is the same memory. The decision on offer counts as 1, earlier ones as 0; what only a finding would
tell is dropped.
"""

from __future__ import annotations

from scoring import duty, prohibition
from scoring.automaton import ClauseMemory, Memory
from scoring.verdicts import Verdict

FAR = 1 << 20
"""A due time that will not come before the end."""


def from_now(memory: Memory, minutes: int, decisions: int, *, keeps_worst: bool) -> Memory:
    """The memory after so many minutes and decisions have gone by."""
    clauses = tuple(_clause(each, minutes, decisions) for each in memory.clauses)
    return Memory(clauses, memory.worst if keeps_worst else Verdict.NOT_TESTED)


def _clause(memory: ClauseMemory, minutes: int, decisions: int) -> ClauseMemory:
    if isinstance(memory, prohibition.Memory):
        tested = memory.tested
        if tested is None:
            return memory
        return memory._replace(tested=tested._replace(decision=max(0, tested.decision - decisions), minute=0))
    return memory._replace(open=tuple(_duty(each, minutes, decisions) for each in memory.open))


def _duty(open: duty.Duty, minutes: int, decisions: int) -> duty.Duty:
    due, paused = open.due, open.paused
    if due is not None and due < FAR:
        due = max(-1, due - (minutes if paused is None else paused))
    first = None if open.first is None else max(0, open.first - decisions)
    return open._replace(
        target=open.key, minute=0, decision=0, due=due, first=first, paused=None if paused is None else 0
    )


def with_left(memory: Memory, left: int) -> Memory:
    """Where at most so many minutes are left, a due time beyond them is as good as any other."""
    return memory._replace(clauses=tuple(_clause_with_left(each, left) for each in memory.clauses))


def _clause_with_left(memory: ClauseMemory, left: int) -> ClauseMemory:
    if isinstance(memory, prohibition.Memory) or not memory.open:
        return memory
    return memory._replace(
        open=tuple(each._replace(due=FAR) if each.due is not None and each.due > left else each for each in memory.open)
    )


def is_open(memory: Memory) -> bool:
    """Whether some duty is open."""
    return any(isinstance(clause, duty.Memory) and clause.open for clause in memory.clauses)


def waits(memory: Memory) -> bool:
    """Whether some due time is still to come."""
    duties = (each for clause in memory.clauses if isinstance(clause, duty.Memory) for each in clause.open)
    return any(each.due is not None and each.due < FAR for each in duties)
