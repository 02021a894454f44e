"""What is told on every page: the briefing, the situation, what arrived, what was recommended and decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.exercise.agenda import MINUTE
from simulator.exercise.phases import RUNNING
from simulator.exercise.sight import NOBODY, Arrived, Decision, Sight
from simulator.exercise.standing import Recommendation
from simulator.prose import plain
from simulator.scenario import Scenario
from tui import papers, story
from tui.durations import in_short
from tui.story import DocumentView, Situation, documents, labels, text_of
from tui.tabletop.hosting.room import Room
from tui.tabletop.naming import Naming
from tui.tabletop.pages.section import Head, Line, Section
from tui.words import say


def prose(text: str) -> Iterator[Line]:
    """A text as its author wrote it, a line for each paragraph."""
    yield from (Line("text", paragraph) for paragraph in plain(text).split("\n\n"))


def minute_of_play(seconds: int) -> str:
    """At which minute of play something was."""
    return say("tabletop.minute", count=seconds // MINUTE)


def head(room: Room, seen: Sight) -> Head:
    """What is always in sight."""
    played = room.exercise.played
    shared = room.kept.get(("head", room.id, room.version, played), lambda: _shared_head(room, seen, played))
    if not seen.seat:
        return shared
    called, others = room.kept.last(("whose", seen.seat), room.called, lambda: _whose(room, seen.seat))
    return shared._replace(seat=called, others=others)


def _whose(room: Room, seat: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a seat is called, and the further seats of the same person."""
    others = room.seats_of(room.standing.seats.get(seat, 0))
    return room.naming.called(seat), tuple((id, room.naming.title(id)) for id in others if id != seat)


def _shared_head(room: Room, seen: Sight, played: int) -> Head:
    """The same for all seats."""
    standing, run = room.standing, room.exercise.run
    state = "emergency" if seen.real else "paused" if seen.paused else seen.phase
    moment = story.moment(room.scenario, run.state.minute)
    opened = standing.opened
    return Head(
        title=room.scenario.title,
        seat="",
        state=state,
        phase=say(f"tabletop.phase.{state}"),
        time=say("tabletop.story-time", day=moment.day, time=moment.time),
        played=played,
        runs=standing.phase in RUNNING,
        group=(opened.group if opened else None) or "",
    )


def situation_on_table(room: Room) -> Situation | None:
    """The situation with its options; None before play, and while a decision waits to be gone on from."""
    standing = room.standing
    if not standing.shown or standing.shown < len(standing.records):
        return None
    run = room.exercise.run
    # Records are frozen values: the last one and their number say which situation it is, in forks too.
    key = ("situation", room.id, len(run.records), run.records[-1].n, run.state.minute)
    return room.kept.get(key, lambda: story.situation(room.scenario, run.state, run.records))


def carried(room: Room) -> Iterator[Line]:
    """What was committed to at the end of an earlier exercise; this one opens with it."""
    if room.carried:
        yield Line("heading", say("tabletop.carried"))
    yield from (Line("item", text) for text in room.carried)


def briefing(scenario: Scenario, parts: int | None = None) -> Section:
    """The briefing, as it is put on the table; with `parts` only so many parts of the orders."""
    view = papers.briefing(scenario)
    lines = [Line("text", view.place)]
    if view.content_note:
        lines.append(Line("text", view.content_note, say("tabletop.content-note")))
    for order in view.orders[:parts]:
        lines += [Line("heading", order.title), *prose(order.text)]
    return Section("situation", say("tabletop.section.briefing"), tuple(lines))


def situation(view: Situation) -> Section:
    """The situation. What arrived with it is told to those whom it reached, elsewhere."""
    lines = [Line("text", text_of(paragraph)) for paragraph in view.paragraphs]
    return Section("situation", view.title, (*lines, *_papers(view.documents)))


def consequence(room: Room) -> Section:
    """What came of the decision that was just taken, as far as everybody sees it."""
    standing = room.standing
    last = standing.outcomes[-1]
    lines = [*_decided(room.naming, _taken(room, last.entry))]
    record = next((each for each in standing.records[standing.shown :] if each.move == last.decided.move), None)
    if record is not None:
        found = story.consequence(room.scenario, record)
        lines += [Line("text", text_of(paragraph)) for paragraph in found.paragraphs]
        took = found.ended.minute - found.begun.minute
        lines.append(Line("text", say("tabletop.took", time=in_short(took), now=found.ended.time)))
    return Section("situation", say("tabletop.section.decided"), tuple(lines))


def arrived(scenario: Scenario, found: tuple[Arrived, ...]) -> Section:
    """What arrived, the last first."""
    lines: list[Line] = []
    for each in reversed(found):
        means = [part for part in (each.title, each.means) if part]
        if each.from_:
            means.append(say("tabletop.from", who=each.from_))
        when = minute_of_play(each.played)
        texts = plain(each.text).split("\n\n") if each.text else [""]
        lines.append(Line("item", texts[0], " · ".join(means) or None, when))
        lines += [Line("text", text) for text in texts[1:]]
        lines += _papers(documents(scenario, each.documents))
    return Section("arrived", say("tabletop.section.arrived"), tuple(lines))


def papers_of(scenario: Scenario, ids: Iterable[str]) -> Section:
    """Documents of a seat."""
    return Section("documents", say("tabletop.section.documents"), tuple(_papers(documents(scenario, ids))))


def _papers(found: Iterable[DocumentView]) -> Iterator[Line]:
    """Documents, their lines kept."""
    for document in found:
        yield Line("heading", document.title)
        yield Line("kept", document.text)


def recommended(naming: Naming, scene: str, found: Iterable[Recommendation]) -> Section:
    """What was recommended, once it is shown."""
    lines = [_recommendation(naming, scene, each) for each in found]
    return Section("revealed", say("tabletop.section.revealed"), tuple(lines or [Line("text", say("tabletop.nobody"))]))


def decisions(naming: Naming, found: Iterable[Decision]) -> Section:
    """All decisions that were taken, the last first."""
    lines: list[Line] = []
    for each in reversed(tuple(found)):
        lines.append(Line("heading", naming.scenario.scenes[each.scene].file.title))
        lines += _decided(naming, each)
        lines += [_recommendation(naming, each.scene, one) for one in each.recommended]
    return Section("decisions", say("tabletop.section.decisions"), tuple(lines))


def chosen(naming: Naming, scene: str, move: Iterable[str]) -> str:
    """What a move is called, as its options are labelled."""
    return "; ".join(labels(naming.scenario, scene, move))


def _taken(room: Room, entry: int) -> Decision:
    return next(each for each in room.sight(NOBODY).decisions if each.entry == entry)


def _decided(naming: Naming, each: Decision) -> list[Line]:
    what = each.words or chosen(naming, each.scene, each.move)
    lines = [Line("item", what, say("tabletop.decided-by", seat=naming.called(each.by)))]
    if each.words and each.move:
        lines.append(Line("item", chosen(naming, each.scene, each.move), say("tabletop.recorded-as")))
    if each.reason:
        lines.append(Line("item", each.reason, say("tabletop.reason")))
    if each.instead_of:
        lines.append(Line("item", each.instead_of, say("tabletop.instead-of")))
    lines += [Line("item", text, say("tabletop.dissent", seat=naming.called(seat))) for seat, text in each.dissent]
    return lines


def _recommendation(naming: Naming, scene: str, each: Recommendation) -> Line:
    what = chosen(naming, scene, each.move)
    text = say("tabletop.because", what=what, reason=each.reason) if each.reason else what
    return Line("item", text, naming.called(each.seat))
