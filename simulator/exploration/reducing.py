"""What is left out before exploring: changes nobody reads, injects that change nothing, acts nobody watches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.exploration.needs import Interest, Needs, changes, may_leave, union
from simulator.scenario import Course, Effects, Inject, Scenario, Use

EVERY_SLOT = -1
"""All places of a state's values, as bits."""


@dataclass(frozen=True)
class Reduced:
    """The slots and injects that matter, for somebody's interest; `whole` where nothing is left out."""

    interest: Interest
    slots: int
    injects: frozenset[int]
    whole: bool = False

    def effects(self, effects: Effects) -> Effects:
        """Without what nobody reads."""
        kept = tuple(change for change in effects.changes if self.slots >> change.slot & 1)
        counted = effects.ledger if self.interest.ledger else ()
        return Effects(kept, counted, tuple(item for item in effects.schedule if item[0] in self.injects))

    def course(self, course: Course) -> Course:
        """A course with what matters of it."""
        branches = tuple(replace(branch, effects=self.effects(branch.effects)) for branch in course.branches)
        return replace(
            course,
            acts=self._watched(course.acts),
            closing=self._watched(course.closing),
            effects=self.effects(course.effects),
            branches=branches,
        )

    def _watched(self, uses: Iterable[Use]) -> tuple[Use, ...]:
        return tuple(use for use in uses if use.word in self.interest.words)


def reduced(scenario: Scenario, interest: Interest, watched: int) -> Reduced:
    """What matters: slots that something reads, and injects that change such a slot, lead elsewhere or are watched."""
    needs = Needs(scenario, interest, watched, injects=frozenset())
    slots = union(needs.base.values()) | interest.facts | watched
    kept: frozenset[int] = frozenset()
    while True:
        matter = frozenset(i.index for i in scenario.injects if _matters(i, slots, kept, interest))
        if matter == kept:
            return Reduced(interest, slots, kept)
        kept = matter
        slots |= union(needs.inject_reads(i) for i in scenario.injects if i.index in kept)


def whole(scenario: Scenario, interest: Interest) -> Reduced:
    """Everything matters: states are told apart as the engine itself tells them."""
    return Reduced(interest, EVERY_SLOT, frozenset(inject.index for inject in scenario.injects), whole=True)


def _matters(inject: Inject, slots: int, kept: frozenset[int], interest: Interest) -> bool:
    return (
        inject.way is not None
        or bool(changes(inject.effects) & slots)
        or bool(may_leave(inject.effects))
        or any(index in kept for index, _ in inject.effects.schedule)
        or any(use.word in interest.words for use in inject.events)
        or (interest.ledger and bool(inject.effects.ledger))
    )
