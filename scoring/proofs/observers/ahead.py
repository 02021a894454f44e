"""What a rule may forget in a scene: whom no guarded act ahead concerns, and triggers that cannot come any more.

Holds where only broken rules are watched for: what was tested or kept is not remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scoring import duty, prohibition
from scoring.automaton import AnyClause, Automaton, ClauseMemory, Memory
from scoring.duty import DutyClause
from scoring.evaluation import EXCEPTION_USED
from scoring.proofs.observers.relative import FAR
from simulator.exploration.needs import Needs
from simulator.graph import courses
from simulator.model import Ending
from simulator.scenario import Scenario, Scene, Use

Targets = frozenset[str | None]


class Ahead:
    """The acts and events that may come after each scene's decision is on offer, and the facts that may change."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self._needs = scenario, Needs(scenario)
        injected = frozenset(use for inject in scenario.injects for use in inject.events)
        moved = {id: frozenset(_moved(scene)) for id, scene in scenario.scenes.items()}
        entered = {id: frozenset(event.use for event in scene.events) for id, scene in scenario.scenes.items()}
        self.uses: Mapping[str, frozenset[Use]] = {
            id: (moved[id] | injected).union(*(moved[other] | entered[other] for other in self._needs.reach[id]))
            if scene.kind != "ending"
            else frozenset()
            for id, scene in scenario.scenes.items()
        }

        self.endings: Mapping[str, tuple[Ending, ...]] = {
            id: tuple(
                ending for other in sorted(self._needs.reach[id]) if (ending := scenario.scenes[other].file.ending)
            )
            for id in scenario.scenes
        }

    def facts(self, scene: str) -> frozenset[str]:
        """Facts that may still change."""
        changing = self._needs.changeable(scene)
        return frozenset(name.name for at, name in enumerate(self.scenario.names) if changing >> at & 1)


def _moved(scene: Scene) -> Iterable[Use]:
    yield from (use for option in scene.options.values() for use in option.course.acts)
    yield from (use for course in courses(scene) for use in course.closing)


class Mends(NamedTuple):
    """What may still end a duty well: some ending that takes it on, every ending, an act."""

    some_ending: bool
    every_ending: bool
    act: bool


class Forgetting:
    """What one rule may forget in each scene."""

    def __init__(self, automaton: Automaton, ahead: Ahead, watched: frozenset[str]) -> None:
        self.automaton, self.ahead, self.watched = automaton, ahead, watched
        self._concerned: dict[tuple[int, str], Targets] = {}
        self._mends: dict[tuple[int, str], Mends] = {}

    def kept(self, memory: Memory, scene: str) -> Memory:
        """What makes a difference of a memory in this scene."""
        pairs = zip(self.automaton.clauses, memory.clauses, strict=True)
        return memory._replace(clauses=tuple(self._clause(n, *pair, scene) for n, pair in enumerate(pairs)))

    def _clause(self, number: int, clause: AnyClause, memory: ClauseMemory, scene: str) -> ClauseMemory:
        at = (number, scene)
        if at not in self._concerned:
            self._concerned[at] = self._targets(clause, scene)
        concerned = self._concerned[at]
        if isinstance(memory, prohibition.Memory):
            if not concerned:
                return clause.start
            return prohibition.Memory(memory.done & concerned, memory.live & concerned, None)
        assert isinstance(clause, DutyClause)
        open = tuple(each for each in memory.open if not self._is_safe(clause, each, scene))
        if not concerned:
            return duty.Memory(open, clause.start.live, memory.pausing if open else frozenset())
        return memory._replace(open=open, live=memory.live & concerned)

    def is_lost(self, memory: Memory, scene: str) -> bool:
        """Whether an open duty cannot be kept any more: overdue, or no act ahead does it, and nothing mends that."""
        if self.ahead.scenario.scenes[scene].kind == "ending":
            return False
        return any(
            self._is_lost(clause, each, scene)
            for clause, own in zip(self.automaton.clauses, memory.clauses, strict=True)
            if isinstance(clause, DutyClause) and isinstance(own, duty.Memory) and not clause.excuses
            for each in own.open
        )

    def _is_lost(self, clause: DutyClause, open: duty.Duty, scene: str) -> bool:
        at = (clause.number, scene)
        if at not in self._mends:
            handed_over = [any(map(clause.is_handed_over, e.hands_over)) for e in self.ahead.endings[scene]]
            done = any(use.word in clause.musts for use in self.ahead.uses[scene])
            self._mends[at] = Mends(any(handed_over), all(handed_over), done)
        mends = self._mends[at]
        return not mends.some_ending and (open.overdue or not mends.act)

    def _is_safe(self, clause: DutyClause, open: duty.Duty, scene: str) -> bool:
        """Whether every ending takes the duty on before it is due, and nothing ahead can break it."""
        self._is_lost(clause, open, scene)
        ends = clause.before | clause.closes
        return (
            self._mends[clause.number, scene].every_ending
            and open.first is not None
            and not clause.excuses
            and (open.due is None or open.due >= FAR)
            and not any(use.word in ends for use in self.ahead.uses[scene])
        )

    def _targets(self, clause: AnyClause, scene: str) -> Targets:
        """Whom guarded acts or triggers ahead may concern; everybody where a watched fact may change."""
        if isinstance(clause, DutyClause):
            if clause.becomes is not None and self.watched & self.ahead.facts(scene):
                return clause.all
            words = clause.triggers
        else:
            words = clause.guarded
        if EXCEPTION_USED in words:
            return clause.all
        found: set[str | None] = set()
        for use in self.ahead.uses[scene]:
            if use.word in words:
                everybody = use.about is None or not clause.same
                found.update(clause.all if everybody else clause.reach.get(str(use.about), (use.about,)))
        return frozenset(found)
