"""The dialogs of exercise control: what each asks, and what is done with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from scoring.rating_scales import scale_named
from simulator.exercise.entries import Lesson, Result
from simulator.exercise.refused import Refused
from tui.tabletop.control.control import Control
from tui.tabletop.control.dialog import Answers, Dialog, Pick, Write, word, words
from tui.tabletop.control.log_lines import log_line, moment_line
from tui.tabletop.control.overview import OptionRow, criterion_rows, option_rows, situation
from tui.words import say

RESULTS = ("seen", "partly seen", "not seen")
LESSONS = ("sustain", "improve")


class Asked(NamedTuple):
    """A dialog and what its answer does. `about` is the moment that it belongs to, where another asks another thing."""

    dialog: Dialog
    do: Callable[[Answers], None]
    about: object = None


def inject(control: Control) -> Asked:
    """Something that nobody planned."""
    seats = tuple((id, seat.title) for id, seat in control.room.scenario.file.seats.items())
    fields = (
        Write("title", say("tabletop.dialog.inject-title")),
        Write("text", say("tabletop.dialog.inject-text")),
        Pick("to", say("tabletop.dialog.inject-to"), seats, many=True),
    )
    dialog = Dialog(say("tabletop.dialog.inject"), fields)
    return Asked(dialog, lambda a: control.improvise(word(a, "title"), word(a, "text"), words(a, "to")))


def message(control: Control, seat: str) -> Asked:
    """A message to a seat."""
    who = control.room.naming.title(seat)
    dialog = Dialog(say("tabletop.dialog.message", who=who), (Write("text", say("tabletop.dialog.text")),))
    return Asked(dialog, lambda a: control.say(seat, word(a, "text")))


def note(control: Control, *, public: bool) -> Asked:
    """A note for oneself, or for all."""
    title = say("tabletop.dialog.tell" if public else "tabletop.dialog.note")
    dialog = Dialog(title, (Write("text", say("tabletop.dialog.text")),))
    return Asked(dialog, lambda a: control.note(word(a, "text"), public=public))


def decision(control: Control) -> Asked:
    """The decision, taken down by a scribe or taken in place of the seat whose it is."""
    room = control.room
    decider = room.exercise.decider
    picks = _options(control)
    fields: list[Write | Pick] = [
        *picks,
        Write("words", say("tabletop.dialog.words")),
        Write("reason", say("tabletop.dialog.reason")),
    ]
    if decider in room.standing.seats:
        fields.append(Write("instead", say("tabletop.dialog.instead", who=room.naming.title(decider or ""))))

    def do(answers: Answers) -> None:
        control.decide(
            _letters(picks, answers),
            word(answers, "reason"),
            instead_of=word(answers, "instead"),
            words=word(answers, "words"),
        )

    return Asked(Dialog(say("tabletop.dialog.decision"), fields), do, _moment(control))


def recommendation(control: Control, seat: str) -> Asked:
    """What a seat recommends aloud or on paper."""
    picks = _options(control)
    fields: list[Write | Pick] = [*picks, Write("reason", say("tabletop.ask.why"))]
    title = say("tabletop.dialog.recommendation", who=control.room.naming.title(seat))

    def do(answers: Answers) -> None:
        control.recommend_for(seat, _letters(picks, answers), word(answers, "reason"))

    return Asked(Dialog(title, fields), do, _moment(control))


def mark(control: Control) -> Asked:
    """A criterion that was seen, partly, or not."""
    rows = criterion_rows(control.room)
    criteria = tuple((str(n), f"{row.text}  {row.marked}".strip()) for n, row in enumerate(rows))
    results = tuple((each, say(f"tabletop.result.{each.replace(' ', '-')}")) for each in RESULTS)
    fields = (
        Pick("criterion", say("tabletop.dialog.criterion"), criteria),
        Pick("result", say("tabletop.dialog.result"), results),
        Write("note", say("tabletop.ask.evidence")),
    )

    def do(answers: Answers) -> None:
        row = rows[int(word(answers, "criterion") or 0)]
        control.mark(row.objective, row.criterion, cast(Result, word(answers, "result")), word(answers, "note"))

    return Asked(Dialog(say("tabletop.dialog.mark"), fields), do)


def rating(control: Control) -> Asked:
    """How an objective is rated, on the scale of the exercise."""
    opened = control.room.standing.opened
    scale = scale_named(opened.scale if opened else None)
    fields = (
        Pick(
            "objective",
            say("tabletop.dialog.objective"),
            tuple((o.id, o.text) for o in control.room.scenario.file.objectives),
        ),
        Pick("rating", say("tabletop.dialog.rating"), tuple((r.id, r.text) for r in scale.ratings) if scale else ()),
        Write("note", say("tabletop.ask.rests-on")),
    )
    dialog = Dialog(say("tabletop.dialog.rate"), fields)
    return Asked(dialog, lambda a: control.rate(word(a, "objective"), word(a, "rating"), word(a, "note")))


def lesson(control: Control) -> Asked:
    """Something to sustain or to improve, whose it is and by when."""
    kinds = tuple((each, say(f"tabletop.lesson.{each}")) for each in LESSONS)
    fields = (
        Pick("kind", say("tabletop.dialog.kind"), kinds),
        Write("text", say("tabletop.dialog.text")),
        Write("owner", say("tabletop.ask.owner")),
        Write("due", say("tabletop.ask.due")),
    )

    def do(answers: Answers) -> None:
        kind = cast(Lesson, word(answers, "kind"))
        control.learn(kind, word(answers, "text"), word(answers, "owner"), word(answers, "due"))

    return Asked(Dialog(say("tabletop.dialog.lesson"), fields), do)


def commitment(control: Control) -> Asked:
    """What somebody commits to."""
    fields = (
        Write("text", say("tabletop.ask.commit")),
        Write("owner", say("tabletop.ask.owner")),
        Write("due", say("tabletop.ask.due")),
    )
    return Asked(
        Dialog(say("tabletop.dialog.commitment"), fields),
        lambda a: control.commit(word(a, "text"), word(a, "owner"), word(a, "due")),
    )


def take_back(control: Control) -> Asked:
    """What no longer counts. Raises Refused where there is nothing that could be taken back."""
    room = control.room
    remarks = tuple((str(entry.n), log_line(room, entry)) for entry in reversed(room.standing.remarks))
    if not remarks:
        raise Refused("no-such-entry", room.standing.phase)
    dialog = Dialog(say("tabletop.dialog.take-back"), (Pick("n", say("tabletop.dialog.which"), remarks),))
    return Asked(dialog, lambda a: control.take_back(int(word(a, "n") or 0)))


def fork(control: Control) -> Asked:
    """From which moment to go on in another way."""
    room = control.room
    moments = tuple((str(entry.n), moment_line(room, entry)) for entry in control.moments())
    dialog = Dialog(
        say("tabletop.dialog.fork"),
        (Pick("at", say("tabletop.dialog.moment"), moments),),
        say("tabletop.dialog.about-fork"),
    )
    return Asked(dialog, lambda a: control.fork(int(word(a, "at") or 0)))


def merge(control: Control, seat: str) -> Asked:
    """Who takes a seat besides the own one."""
    room = control.room
    others = tuple((id, room.naming.called(id)) for id in room.standing.seats if id != seat)
    dialog = Dialog(
        say("tabletop.dialog.merge", who=room.naming.title(seat)),
        (Pick("other", say("tabletop.dialog.whose"), others),),
    )
    return Asked(dialog, lambda a: control.give(seat, word(a, "other")))


def paper(control: Control, seat: str) -> Asked:
    """Somebody who sits there without a phone."""
    dialog = Dialog(
        say("tabletop.dialog.paper", who=control.room.naming.title(seat)),
        (Write("name", say("tabletop.web.door.name")),),
    )
    return Asked(dialog, lambda a: control.take_for_paper(seat, word(a, "name")))


def end(control: Control) -> Asked:
    """End play, and why."""
    dialog = Dialog(
        say("tabletop.dialog.end"), (Write("why", say("tabletop.ask.why")),), say("tabletop.dialog.about-end")
    )
    return Asked(dialog, lambda a: control.end(word(a, "why")))


def dissent(control: Control, seat: str) -> Asked:
    """Dissent that a seat gave aloud or on paper."""
    title = say("tabletop.dialog.dissent", who=control.room.naming.title(seat))
    dialog = Dialog(title, (Write("text", say("tabletop.dialog.text")),))
    return Asked(dialog, lambda a: control.dissent_for(seat, word(a, "text")), _moment(control))


def after_emergency(control: Control) -> Asked:
    """Whether the real emergency is over."""
    choices = (("stay", say("tabletop.dialog.not-over")), ("on", say("tabletop.dialog.over")))
    dialog = Dialog(say("tabletop.phase.emergency"), (Pick("what", say("tabletop.dialog.is-it-over"), choices),))
    return Asked(dialog, lambda a: control.next() if word(a, "what") == "on" else None)


def closing(control: Control) -> Asked:
    """Whether nothing is to be added any more."""
    choices = (("stay", say("tabletop.dialog.stay-open")), ("close", say("tabletop.dialog.close")))
    dialog = Dialog(say("tabletop.dialog.closing"), (Pick("what", say("tabletop.dialog.about-closing"), choices),))
    return Asked(dialog, lambda a: control.next() if word(a, "what") == "close" else None)


def _moment(control: Control) -> object:
    """The situation on the table: what was begun for another is not for this one."""
    standing = control.room.standing
    return len(standing.records), len(standing.outcomes)


def _options(control: Control) -> list[Pick]:
    """What can be done: one of a choice, some of a selection, one for each field of a form.

    Raises Refused where nothing is asked.
    """
    view = situation(control.room)
    if view is None:
        raise Refused("phase", control.room.standing.phase)
    rows = {row.id: row for row in option_rows(control.room)}
    if view.kind != "form":
        many = view.kind == "select"
        return [Pick("move", say("tabletop.ask.what"), tuple(_lettered(row) for row in rows.values()), many=many)]
    return [
        Pick(f"move-{field.id}", field.label, tuple(_lettered(rows[option.id]) for option in field.options))
        for field in view.fields
        if not field.free_text
    ]


def _lettered(row: OptionRow) -> tuple[str, str]:
    return row.letter, f"{row.letter}  {row.label}"


def _letters(picks: Sequence[Pick], answers: Answers) -> str:
    """The letters of all that was chosen."""
    return "".join("".join(words(answers, pick.id)) if pick.many else word(answers, pick.id) for pick in picks)
