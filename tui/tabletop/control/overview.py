"""What exercise control sees, as a value: agenda, seats, clocks, and what should not be overlooked."""

from __future__ import annotations

from string import ascii_uppercase
from typing import NamedTuple

from simulator.exercise.agenda import MINUTE, Item, agenda, behind, due_now, may_be_left_out
from simulator.exercise.entries import CONTROL, Marked, Noted, Said
from simulator.exercise.standing import Plan
from tui import story
from tui.story import Situation
from tui.tabletop.control.steps import Step, next_step
from tui.tabletop.hosting.room import Knock, Room
from tui.tabletop.pages.telling import situation_on_table
from tui.words import say


class AgendaRow(NamedTuple):
    """A planned inject. `due` is in minutes of play; `now` says that it should come."""

    inject: str
    number: str
    title: str
    due: int | None
    stands: Plan
    to: str
    now: bool
    changes: bool


class SeatRow(NamedTuple):
    """A seat: who sits there, whether a phone is connected, what it did. `asked` is None while nothing is asked."""

    seat: str
    called: str
    taken: bool
    here: bool
    asked: bool | None
    spoken: bool
    observer: bool
    decides: bool


class OptionRow(NamedTuple):
    """Something that can be done, lettered, and the seats that recommend it once this is shown."""

    letter: str
    id: str
    label: str
    seats: tuple[str, ...]


class CriterionRow(NamedTuple):
    """A criterion with its objective, and what was marked last."""

    objective: str
    criterion: str
    text: str
    of: str
    marked: str


class Message(NamedTuple):
    """Something that a seat or an observer wrote to exercise control, or control to a seat; `entry` is its number."""

    entry: int
    minute: int
    text: str
    who: str
    mine: bool


class Overview(NamedTuple):
    """Everything at once. `origin` is the exercise that this is a fork of; `behind` is in minutes.

    `left_out` are the titles of what could be skipped then.
    """

    title: str
    group: str
    origin: str
    phase: str
    state: str
    step: Step
    scene: str
    time: str
    played: int
    planned: int
    behind: int
    left_out: tuple[str, ...]
    agenda: tuple[AgendaRow, ...]
    seats: tuple[SeatRow, ...]
    knocks: tuple[Knock, ...]
    options: tuple[OptionRow, ...]
    messages: tuple[Message, ...]
    code: str


def overview(room: Room) -> Overview:
    """What exercise control sees now."""
    standing, scenario = room.standing, room.scenario
    played, items = room.exercise.played, agenda(scenario, standing)
    state = "emergency" if standing.real else standing.phase
    moment = story.moment(scenario, room.exercise.run.state.minute)
    out = may_be_left_out(items, played, scenario.file.play_minutes)
    late = behind(items, played)
    scene = scenario.scenes.get(standing.scene_shown or "")
    return Overview(
        title=scenario.title,
        group=(standing.opened.group if standing.opened else None) or "",
        origin=(standing.opened.forked_from if standing.opened else None) or "",
        phase=say(f"tabletop.phase.{state}"),
        state=state,
        step=next_step(room),
        scene=scene.file.title if scene else "",
        time=say("tabletop.story-time", day=moment.day, time=moment.time),
        played=played // MINUTE,
        planned=scenario.file.play_minutes,
        behind=late,
        left_out=tuple(_named(item) for item in out) if late else (),
        agenda=tuple(_agenda_row(room, item, item in due_now(items, played)) for item in items),
        seats=tuple(_seat_row(room, seat) for seat in scenario.file.seats),
        knocks=tuple(room.knocks.values()),
        options=tuple(option_rows(room)),
        messages=tuple(_messages(room)),
        code=room.door.code,
    )


def option_rows(room: Room) -> list[OptionRow]:
    """What can be done now, with who recommends it once that is shown."""
    view = situation(room)
    if view is None:
        return []
    shown = room.standing.waiting == "revealed"
    found = [*view.options, *(option for field in view.fields for option in field.options)]
    rows = []
    for letter, option in zip(ascii_uppercase, found, strict=False):
        by = [each.seat for each in room.standing.recommendations.values() if option.id in each.move]
        rows.append(
            OptionRow(letter, option.id, option.label, tuple(room.naming.title(seat) for seat in by) if shown else ())
        )
    return rows


def situation(room: Room) -> Situation | None:
    """The situation that is to be decided on; None where none is."""
    return None if room.standing.waiting in ("debrief", "closed") else situation_on_table(room)


def criterion_rows(room: Room) -> list[CriterionRow]:
    """Every criterion, with exercise control's own last mark."""
    last = {(w.objective, w.criterion): w.result for entry, w in room.standing.remarked(Marked) if entry.by == CONTROL}
    return [
        CriterionRow(objective.id, each.id, each.text, objective.text, last.get((objective.id, each.id), ""))
        for objective in room.scenario.file.objectives
        for each in objective.criteria
    ]


def _named(item: Item) -> str:
    return f"{item.number} {item.title or item.inject}" if item.number else item.title or item.inject


def _agenda_row(room: Room, item: Item, now: bool) -> AgendaRow:
    to = ", ".join(item.to) or say("tabletop.control-screen.all")
    inject = room.scenario.inject(item.inject)
    file = inject.file if inject else None
    changes = file is not None and bool(file.then or file.set or file.add or file.events or file.schedule)
    number = str(item.number) if item.number else "-"
    return AgendaRow(item.inject, number, item.title or item.inject, item.due, item.stands, to, now, changes)


def _seat_row(room: Room, seat: str) -> SeatRow:
    standing, observer = room.standing, room.scenario.file.seats[seat].post == "observer"
    taken = seat in standing.seats
    asks = standing.waiting == "recommending" and taken and not observer
    return SeatRow(
        seat=seat,
        called=room.naming.title(seat)
        + (f" ({room.names[standing.seats[seat]]})" if taken and room.names.get(standing.seats[seat]) else ""),
        taken=taken,
        here=taken and room.is_here(seat),
        asked=(seat in standing.recommendations) if asks else None,
        spoken=seat in standing.spoken,
        observer=observer,
        decides=standing.phase not in ("debrief", "closed")
        and standing.scene is not None
        and standing.decider(room.scenario) == seat,
    )


def _messages(room: Room) -> list[Message]:
    found = []
    for entry in room.standing.words:
        what = entry.what
        if isinstance(what, Said):
            mine = entry.by == CONTROL
            who = room.naming.title(what.to if mine else entry.by)
            found.append(Message(entry.n, entry.minute, what.text, who, mine))
        elif isinstance(what, Noted):
            words = "public" if what.public else "note"
            who = say(f"tabletop.noted.{words}", who=room.naming.title(entry.by))
            found.append(Message(entry.n, entry.minute, what.text, who, entry.by == CONTROL))
    return found


def move_of(room: Room, letters: str) -> tuple[str, ...]:
    """The options that letters name, in the order in which the scene has them; letters that name none are left out."""
    wanted = {letter.upper() for letter in letters}
    return tuple(row.id for row in option_rows(room) if row.letter in wanted)
