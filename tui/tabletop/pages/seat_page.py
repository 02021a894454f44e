"""The page of a seat: what everybody sees, what this seat alone is told, and what it is asked. Nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.exercise.entries import CONTROL
from simulator.exercise.sight import Sight
from tui.story import Situation
from tui.tabletop.hosting.room import Room
from tui.tabletop.pages import asking, telling
from tui.tabletop.pages.section import Line, Page, Section
from tui.words import say


def seat_page(room: Room, seat: str) -> Page:
    """What the seat sees now."""
    seen = room.sight(seat)
    return Page(telling.head(room, seen), tuple(_sections(room, seen)))


def _sections(room: Room, seen: Sight) -> Iterator[Section]:
    """The sections of a page, each built anew only when what it follows from is not what it was."""
    kept, seat = room.kept, seen.seat
    called = room.called
    yield _on_table(room, seen)
    yield _answer(room, seen)
    yield kept.last(("told", seat), (seen.told,), lambda: _told(room, seen))
    yield kept.last(("arrived", seat), (seen.arrived,), lambda: _arrived(room, seen))
    yield kept.last(("revealed", seat), (seen.revealed, seen.phase, *called), lambda: _revealed(room, seen))
    yield kept.last(("messages", seat), (seen.messages,), lambda: _messages(room, seen))
    yield kept.last(("documents", seat), (seen.documents,), lambda: _documents(room, seen))
    yield kept.last(("decisions", seat), (seen.decisions, *called), lambda: _decisions(room, seen))
    yield _evaluation(room, seen)


def _arrived(room: Room, seen: Sight) -> Section:
    """What reached the seat: for most seats the same."""
    return room.kept.get(("arrived", seen.arrived), lambda: telling.arrived(room.scenario, seen.arrived))


def _revealed(room: Room, seen: Sight) -> Section:
    if seen.phase != "revealed":
        return Section("revealed", "")
    return telling.recommended(room.naming, seen.scene or "", seen.revealed)


def _documents(room: Room, seen: Sight) -> Section:
    return room.kept.get(("papers", seen.documents), lambda: telling.papers_of(room.scenario, seen.documents))


def _decisions(room: Room, seen: Sight) -> Section:
    """What was decided so far: for most seats the same."""
    if not seen.decisions:
        return Section("decisions", "")
    called = tuple(room.names.items()), tuple(room.standing.seats.items())
    return room.kept.get(("decisions", called, seen.decisions), lambda: telling.decisions(room.naming, seen.decisions))


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
        follows = room.standing.outcomes, room.standing.records, room.standing.shown, *room.called
        return room.kept.last("consequence", follows, lambda: telling.consequence(room))
    view = telling.situation_on_table(room)
    return room.kept.last("scene", (view,), lambda: telling.situation(view)) if view else Section("situation", "")


def _answer(room: Room, seen: Sight) -> Section:
    """What is asked of this seat now, or whom the table waits for."""
    if seen.paused:
        return room.kept.get("paused", _paused)
    view, standing = telling.situation_on_table(room), room.standing
    follows = (seen.phase, seen.decides, seen.mine, view, standing.asked, standing.outcomes, *room.called)
    return room.kept.last(("answer", seen.seat), follows, lambda: _asked(room, seen, view))


def _paused() -> Section:
    return Section("answer", say("tabletop.section.answer"), (Line("alert", say("tabletop.paused")),))


def _asked(room: Room, seen: Sight, view: Situation | None) -> Section:
    observer = room.scenario.file.seats[seen.seat].post == "observer"
    asks = asking.asked_of(seen, view, room.standing, observer=observer) if view else ()
    if seen.phase == "decided" and not observer and not _decided_by(room, seen.seat):
        asks = (asking.dissent(seen.seat, room.standing),)
    if seen.phase == "debrief" and not observer:
        asks = (asking.commitment(),)
    return Section("answer", say("tabletop.section.answer"), tuple(_whose(room, seen, bool(asks))), asks)


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
