"""The page of a seat: what everybody sees, what this seat alone is told, and what it is asked. Nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.exercise.entries import CONTROL
from simulator.exercise.sight import Sight, sight
from tui.tabletop.hosting.room import Room
from tui.tabletop.pages import asking, telling
from tui.tabletop.pages.section import Line, Page, Section
from tui.words import say


def seat_page(room: Room, seat: str) -> Page:
    """What the seat sees now."""
    seen = sight(room.scenario, room.standing, seat)
    return Page(telling.head(room, seen), tuple(_sections(room, seen)))


def _sections(room: Room, seen: Sight) -> Iterator[Section]:
    yield _on_table(room, seen)
    yield _answer(room, seen)
    yield _told(room, seen)
    yield room.kept.get(("arrived", seen.arrived), lambda: telling.arrived(room.scenario, seen.arrived))
    if seen.phase == "revealed":
        yield telling.recommended(room.naming, seen.scene or "", seen.revealed)
    else:
        yield Section("revealed", "")
    yield _messages(room, seen)
    yield room.kept.get(("papers", seen.documents), lambda: telling.papers_of(room.scenario, seen.documents))
    yield _decisions(room, seen)
    yield _evaluation(room, seen)


def _decisions(room: Room, seen: Sight) -> Section:
    """What was decided so far; worked out anew only where there is more of it, or people sit elsewhere."""
    if not seen.decisions:
        return Section("decisions", "")
    named = room.kept.get(
        ("named", room.id, room.version), lambda: (tuple(room.names.items()), tuple(room.standing.seats.items()))
    )
    return room.kept.get(("decisions", named, seen.decisions), lambda: telling.decisions(room.naming, seen.decisions))


def _on_table(room: Room, seen: Sight) -> Section:
    """The situation; before play the briefing, and after a decision what came of it."""
    if seen.real:
        return Section("situation", say("tabletop.phase.emergency"), (Line("alert", say("tabletop.emergency")),))
    if seen.phase == "lobby":
        lines = (Line("text", say("tabletop.lobby")), *telling.carried(room))
        return Section("situation", say("tabletop.section.lobby"), lines)
    if seen.phase == "briefing":
        return room.kept.get("briefing", lambda: telling.briefing(room.scenario))
    if seen.phase == "decided":
        return telling.consequence(room)
    view = telling.situation_on_table(room)
    return room.kept.get(("scene", view), lambda: telling.situation(view)) if view else Section("situation", "")


def _answer(room: Room, seen: Sight) -> Section:
    """What is asked of this seat now, or whom the table waits for."""
    title = say("tabletop.section.answer")
    if seen.paused:
        return room.kept.get("paused", lambda: Section("answer", title, (Line("alert", say("tabletop.paused")),)))
    seats = room.scenario.file.seats
    observer = seats[seen.seat].post == "observer"
    view = telling.situation_on_table(room)
    asks = asking.asked_of(seen, view, room.standing, observer=observer) if view else ()
    if seen.phase == "decided" and not observer and not _decided_by(room, seen.seat):
        asks = (asking.dissent(seen.seat, room.standing),)
    if seen.phase == "debrief" and not observer:
        asks = (asking.commitment(),)
    return Section("answer", title, tuple(_whose(room, seen, bool(asks))), asks)


def _decided_by(room: Room, seat: str) -> bool:
    return bool(room.standing.outcomes) and room.standing.outcomes[-1].by == seat


def _whose(room: Room, seen: Sight, asked: bool) -> Iterator[Line]:
    if seen.mine is not None and seen.phase == "recommending":
        yield Line("text", say("tabletop.yours-is-in"))
    if seen.decides is None or seen.phase not in ("situation", "recommending", "revealed"):
        return
    if seen.decides == seen.seat:
        yield Line("text", say("tabletop.yours-to-decide"))
    else:
        yield Line("text", say("tabletop.theirs-to-decide", seat=room.naming.called(seen.decides)))
    if seen.phase == "situation":
        yield Line("text", say("tabletop.talk"))


def _told(room: Room, seen: Sight) -> Section:
    """Who this seat is, and what it alone is told, the last first."""
    return room.kept.get(("told", seen.seat, seen.told), lambda: _tell(room, seen))


def _tell(room: Room, seen: Sight) -> Section:
    lines: list[Line] = []
    for told in reversed(seen.told):
        label = room.scenario.scenes[told.scene].file.title if told.scene else say("tabletop.before-play")
        paragraphs = list(telling.prose(told.text))
        lines += [paragraphs[0]._replace(label=label), *paragraphs[1:]]
    lines.append(Line("heading", say("tabletop.your-role")))
    lines += telling.prose(room.scenario.file.seats[seen.seat].role)
    return Section("told", say("tabletop.section.told"), tuple(lines))


def _messages(room: Room, seen: Sight) -> Section:
    """What exercise control and this seat wrote to each other, and notes for all, the last first."""
    lines = []
    for each in reversed(seen.messages):
        whose = say("tabletop.you") if each.by == seen.seat else room.naming.called(each.by)
        label = say("tabletop.to-all", who=whose) if each.to is None else whose
        lines.append(Line("item", each.text, label, telling.minute_of_play(each.played)))
    return Section(
        "messages", say("tabletop.section.messages", who=room.naming.title(CONTROL)), tuple(lines), (asking.message(),)
    )


def _evaluation(room: Room, seen: Sight) -> Section:
    """For an observer: the criteria to be marked, and a place for notes. Others have none of it."""
    if room.scenario.file.seats[seen.seat].post != "observer":
        return Section("evaluation", "")
    asks = [asking.note(), *asking.marks(room.scenario, seen.seat, room.standing)]
    if seen.phase == "debrief":
        asks += asking.ratings(room.scenario, seen.seat, room.standing)
    return Section("evaluation", say("tabletop.section.evaluation"), (), tuple(asks))
