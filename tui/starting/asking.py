"""The questions of `new`: each with what holds if you only press Enter, and asked again where an answer cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from scoring.rule import Rule
from simulator.area import Area
from simulator.loading import load_area
from simulator.problems import nearest, shown
from simulator.source import AREA_FILE
from tui.plain.listening import Listener
from tui.policy import rulebook, vocabulary
from tui.starting.answers import (
    COMPONENTS,
    LEVELS,
    Answers,
    Component,
    Level,
    NotPossible,
    line_of,
    minutes_of,
)
from tui.starting.sketch import sketch
from tui.words import has, say

Value = TypeVar("Value")
Read = Callable[[str], Value]

USUAL_MINUTES = "20"
MOST_RULES = 6
"""Rules of one scenario to begin with: nobody learns more in one sitting."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line said already; None where it said nothing."""

    title: str | None = None
    role: str | None = None
    component: str | None = None
    level: str | None = None
    minutes: str | None = None
    area: str | None = None
    rules: tuple[str, ...] = ()


class Asker:
    """Asks what was not given. Without a listener the usual answers hold."""

    def __init__(self, given: Given, areas: Mapping[str, Path], listener: Listener | None) -> None:
        self._given, self._areas, self._listener = given, areas, listener

    def answers(self, usual_title: str) -> Answers:
        """All answers. Raises NotPossible where something was given that cannot be, and Left where the input ends."""
        given = self._given
        title = self._ask("title", given.title, usual_title, line_of)
        component = self._choice("component", given.component, COMPONENTS)
        role = self._ask("role", given.role, say(f"new.usual-role.{component}"), line_of)
        level = self._choice("level", given.level, LEVELS)
        minutes = self._ask("minutes", given.minutes, USUAL_MINUTES, minutes_of)
        area = self._area(self._choice("area", given.area, tuple(self._areas)))
        rules = self._rules()
        return Answers(title, role, cast(Component, component), cast(Level, level), minutes, area, rules)

    def _area(self, id: str) -> Area:
        area = load_area(self._areas[id], vocabulary=vocabulary())
        assert area is not None  # without a collector, a problem is raised
        if not area.cards:
            raise NotPossible(say("new.wrong.no-card", file=shown(self._areas[id])))
        return area

    def _rules(self) -> tuple[Rule, ...]:
        known = {rule.id: rule for rule in rulebook().rules}
        if self._given.rules or self._listener is None:
            ids = self._given.rules or (say("new.usual-rule"),)
            return _rules_of(" ".join(ids), known)
        usual = known[say("new.usual-rule")]
        groups: dict[str, list[Rule]] = {}
        for rule in known.values():
            if sketch(rule, vocabulary()) is not None:
                groups.setdefault(rule.area, []).append(rule)
        area = self._choice("field", None, tuple(sorted(groups)), usual.area)
        rules = groups[area]
        self._show([f"{rule.title}. {rule.why.strip()}" for rule in rules], [rule.id for rule in rules])
        first = usual if usual.area == area else rules[0]
        return self._ask("rules", None, first.id, lambda answer: _rules_of(answer, known))

    def _choice(self, name: str, given: str | None, values: tuple[str, ...], usual: str | None = None) -> str:
        if len(values) == 1 and given is None:
            return values[0]
        if self._listener is not None and given is None:
            self._listener.page.line()
            self._show([say(f"new.field.{value}") if has(f"new.field.{value}") else value for value in values])
        return self._ask(name, given, usual or values[0], lambda answer: _one_of(answer, values))

    def _show(self, lines: Sequence[str], labels: Sequence[str] | None = None) -> None:
        assert self._listener is not None  # only asked for where somebody answers
        for number, line in enumerate(lines, 1):
            self._listener.page.line(line, labels[number - 1] if labels else str(number))

    def _ask(self, name: str, given: str | None, usual: str, read: Read[Value]) -> Value:
        """One answer: the given one, else what the person says, else the usual one."""
        if given is not None or self._listener is None:
            try:
                return read(usual if given is None else given)
            except NotPossible as problem:
                raise NotPossible(say("new.wrong.option", name=say(f"new.name.{name}"), why=problem)) from None
        while True:
            answer = self._listener.ask(say(f"new.ask.{name}", usual=usual))
            try:
                return read(answer or usual)
            except NotPossible as problem:
                self._listener.page.line(str(problem))


def areas_for(file: Path, shipped: Mapping[str, Path]) -> Mapping[str, Path]:
    """The mission areas that a file may take place in: the one beside it, else those that ship. Raises LoadError."""
    beside = file.parent / AREA_FILE
    if not beside.exists():
        return shipped
    area = load_area(beside, vocabulary=vocabulary())
    assert area is not None  # without a collector, a problem is raised
    return {area.id: beside}


def _one_of(answer: str, values: tuple[str, ...]) -> str:
    found = next((value for n, value in enumerate(values, 1) if answer.casefold() in (str(n), value.casefold())), None)
    if found is None:
        meant = nearest(answer, values) or values[0]
        raise NotPossible(say("new.wrong.choice", answer=shown(answer), values=", ".join(values), meant=meant))
    return found


def _rules_of(answer: str, known: Mapping[str, Rule]) -> tuple[Rule, ...]:
    ids = list(dict.fromkeys(answer.replace(",", " ").upper().split()))
    wrong = next((id for id in ids if id not in known), None)
    if wrong is not None or not ids:
        meant = nearest(wrong or "", known) or next(iter(known))
        raise NotPossible(say("new.wrong.rule", id=shown(wrong or answer), meant=meant))
    if len(ids) > MOST_RULES:
        raise NotPossible(say("new.wrong.many-rules", count=MOST_RULES))
    return tuple(known[id] for id in ids)
