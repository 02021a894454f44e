"""Forking an exercise: the log up to a moment in it, to be played on in another way. Nothing is erased."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exercise.entries import Decided, Entry, Injected, Opened, Stepped
from simulator.exercise.refused import Refused
from simulator.exercise.standing import standing_of


def may_fork(entries: Sequence[Entry], at: int) -> bool:
    """Whether a fork may take over the first `at` entries: a decision or inject stays with what came of it."""
    if not 1 <= at <= len(entries):
        return False
    before, after = entries[at - 1].what, entries[at].what if at < len(entries) else None
    return not (isinstance(before, Decided | Injected) and isinstance(after, Stepped))


def forked(entries: Sequence[Entry], at: int, id: str) -> list[Entry]:
    """The log of a fork with this id: the first `at` entries, with their origin on record. Seed and luck stay.

    Raises Refused where no fork may be made.
    """
    opened = entries[0].what
    if not may_fork(entries, at) or not isinstance(opened, Opened):
        raise Refused("no-such-entry", standing_of(entries).phase)
    origin = opened.replaced(exercise=id, forked_from=opened.exercise, fork_at=at)
    return [entries[0]._replace(what=origin), *entries[1:at]]


def shared(one: Sequence[Entry], other: Sequence[Entry]) -> int:
    """How many entries two exercises share from the beginning, where they are forks of each other."""
    count = 1
    for before, after in zip(one[1:], other[1:], strict=False):
        if before != after:
            break
        count += 1
    return count
