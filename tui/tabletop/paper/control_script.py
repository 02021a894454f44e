"""The timed script for exercise control: the two hours minute by minute, and every branch to run by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.graph import edges
from simulator.model import Branch, Effects
from simulator.scenario import Scenario, Scene
from tui.tabletop.paper.board import changes
from tui.tabletop.paper.injects import Numbered, comes, is_over, numbered
from tui.tabletop.paper.lettering import Lettered, groups
from tui.tabletop.paper.onward import Leading, Onward, leading, ways
from tui.tabletop.paper.table import Table

BRIEF, HOT_DEBRIEF, ACTIONS = 10, 30, 10
"""Minutes around the play, as a session of two hours has them."""

HOT = 4
"""Questions of a hot debrief; the others are for the review."""


class Hours(NamedTuple):
    """Minutes of the parts of a session, and the fewest decisions on a way to an end, with the minutes for each."""

    brief: int
    play: int
    hot_debrief: int
    actions: int
    decisions: int
    each: int


class AgendaLine(NamedTuple):
    """An inject as exercise control has it: when, what, to whom, what should follow, and what it changes."""

    number: int
    id: str
    title: str
    comes: str
    over: bool
    by_hand: bool
    to: tuple[str, ...]
    type: str | None
    means: str | None
    from_: str | None
    activity: str | None
    expected: str | None
    for_evaluators: str | None
    objectives: tuple[str, ...]
    slip: bool
    changes: tuple[str, ...]
    onward: tuple[Onward, ...]


class Answer(NamedTuple):
    """What to do when the table has answered with this option; `leading` is None where the whole sheet says it."""

    letter: str
    id: str
    label: str
    when: str | None
    field: str | None
    consequence: str | None
    changes: tuple[str, ...]
    leading: Leading | None


class Turn(NamedTuple):
    """A sheet as exercise control runs it."""

    number: int
    scene: str
    title: str
    ending: bool
    here: bool
    decider: str | None
    documents: tuple[int, ...]
    told: tuple[str, ...]
    strips: tuple[str, ...]
    entry: tuple[str, ...]
    answers: tuple[Answer, ...]
    consequence: str | None
    leading: Leading | None


def hours(table: Table) -> Hours:
    """The timetable of the session."""
    play, fewest = table.scenario.file.play_minutes, fewest_decisions(table.scenario)
    return Hours(BRIEF, play, HOT_DEBRIEF, ACTIONS, fewest, play // max(1, fewest))


def fewest_decisions(scenario: Scenario) -> int:
    """How many decisions lead to an ending at least; 1 where only the clock ends it."""
    following: dict[str, set[str]] = {}
    for edge in edges(scenario):
        following.setdefault(edge.source, set()).add(edge.target)
    seen, layer = {scenario.file.start}, {scenario.file.start}
    for count in range(len(scenario.scenes)):
        if any(scenario.scenes[id].kind == "ending" for id in layer):
            return max(1, count)
        layer = {to for id in layer for to in following.get(id, ())} - seen
        seen |= layer
    return 1


def agenda_lines(table: Table) -> tuple[AgendaLine, ...]:
    """All injects in the order in which they are planned."""
    return tuple(_line(table, each) for each in numbered(table))


def turns(table: Table) -> tuple[Turn, ...]:
    """Every sheet, in file order."""
    return tuple(_turn(table, scene) for scene in table.scenario.scenes.values())


def _line(table: Table, each: Numbered) -> AgendaLine:
    file, sheet, texts = each.inject.file, each.sheet, {o.id: o.text for o in table.scenario.file.objectives}
    return AgendaLine(
        number=each.number,
        id=each.inject.id,
        title=file.title or each.inject.id,
        comes=comes(table, each),
        over=is_over(table, each.inject),
        by_hand=file.by_hand is not None,
        to=tuple(table.called(seat) for seat in sheet.to),
        type=sheet.type,
        means=sheet.means,
        from_=sheet.from_,
        activity=sheet.activity,
        expected=sheet.expected,
        for_evaluators=sheet.for_evaluators,
        objectives=tuple(texts[id] for id in sheet.objectives),
        slip=each.tells,
        changes=changes(table.scenario, each.inject.effects),
        onward=ways(table, each.inject.way),
    )


def _turn(table: Table, scene: Scene) -> Turn:
    file, decider = scene.file, table.decider(scene)
    course = file.select or file.form
    shared = leading(table, scene, scene.shared, course.chance) if scene.shared and course else None
    return Turn(
        number=table.numbers[scene.id],
        scene=scene.id,
        title=file.ending.title if file.ending else file.title,
        ending=file.ending is not None,
        here=scene.id == table.standing.scene,
        decider=table.called(decider) if decider and scene.options else None,
        documents=tuple(table.wall_documents[id] for id in file.documents),
        told=tuple(table.called(seat) for seat in table.seats if seat in file.told_to),
        strips=tuple(also.when for also in file.also),
        entry=_on_entry(table, scene),
        answers=tuple(_answers(table, scene)),
        consequence=course.consequence if course else None,
        leading=shared,
    )


def _on_entry(table: Table, scene: Scene) -> tuple[str, ...]:
    from simulator.scenario import Effects as Compiled

    return changes(table.scenario, Compiled(scene.on_entry, scene.ledger))


def _answers(table: Table, scene: Scene) -> Iterator[Answer]:
    for group in groups(scene):
        for option in group.options:
            yield _answer(table, scene, option, group.label)


def _answer(table: Table, scene: Scene, option: Lettered, field: str | None) -> Answer:
    course, written = scene.options[option.id].course, _branches(option.choice)
    return Answer(
        letter=option.letter,
        id=option.id,
        label=option.label,
        when=option.when,
        field=field,
        consequence=option.choice.consequence,
        changes=changes(table.scenario, course.effects),
        leading=leading(table, scene, course, written) if scene.shared is None else None,
    )


def _branches(choice: Effects) -> tuple[Branch, ...]:
    found: tuple[Branch, ...] = getattr(choice, "chance", ())
    return found
