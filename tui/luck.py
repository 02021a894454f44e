"""Chance after the fact: whether it went against a decision. Unlucky is not wrong."""

from __future__ import annotations

from itertools import accumulate

from simulator.moves import course_of, options_taken
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Course, Scenario
from simulator.state import State
from simulator.step import Draw, Entries, step

HARM = frozenset({"killed", "hurt", "burned", "gassed", "detained", "displaced", "abducted", "abused"})


def against(scenario: Scenario, before: State, record: Record) -> bool:
    """Whether another draw of the same move would have brought less harm to people."""
    course = _course(scenario, before, record)
    return any(harm(entries) < harm(record.entries) for entries in _draws(scenario, before, record, course))


def harm(entries: Entries) -> int:
    """How many people came to harm in a step."""
    return sum(int(e[3] or 0) for e in entries if e[0] == "ledger" and str(e[2]).split(".", 1)[1] in HARM)


def _course(scenario: Scenario, before: State, record: Record) -> Course:
    scene = scenario.scenes[before.scene]
    return course_of(scene, before.values, options_taken(scene, record.move))


def _draws(scenario: Scenario, before: State, record: Record, course: Course) -> list[Entries]:
    """What would have happened under each draw; one that an author's error stops is left out."""
    found = []
    for end in accumulate(branch.weight for branch in course.branches):
        try:
            found.append(step(scenario, before, record.move, _always(end - 1))[1])
        except SimulatorError:
            continue
    return found


def _always(number: int) -> Draw:
    return lambda total: number
