"""Where an exercise stands: what its log adds up to. A pure fold, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from simulator.exercise.entries import (
    CONTROL,
    Asked,
    Briefed,
    Closed,
    Committed,
    Decided,
    Dissented,
    Ended,
    Entry,
    Held,
    Injected,
    Learned,
    Marked,
    Moved,
    Noted,
    Opened,
    Paused,
    Rated,
    Recommended,
    Resumed,
    Revealed,
    Said,
    Seated,
    Skipped,
    Spoke,
    Stepped,
    TakenBack,
    Vacated,
    WentOn,
)
from simulator.exercise.phases import Phase, Trigger, followed
from simulator.run import Record
from simulator.scenario import Scenario

Plan = Literal["planned", "held", "skipped", "come"]
Remark = TypeVar("Remark", Noted, Marked, Rated, Learned, Committed)
REMARKS = (Noted, Marked, Rated, Learned, Committed)
"""What may be taken back."""

TRIGGERS: Mapping[type, Trigger] = MappingProxyType(
    {
        Briefed: "brief",
        Asked: "ask",
        Revealed: "reveal",
        Decided: "decide",
        WentOn: "go_on",
        Resumed: "resume",
        Paused: "pause",
        Ended: "end",
        Closed: "close",
    }
)
"""What an entry does to the phase. A step of the run may do something too, see `_stepped`."""


class Recommendation(NamedTuple):
    """What a seat recommends, and in which entry it said so."""

    entry: int
    seat: str
    move: tuple[str, ...]
    reason: str | None


class Outcome(NamedTuple):
    """A decision that was taken and by whom, with the recommendations before it, and whether these were `revealed`."""

    entry: int
    by: str
    scene: str
    played: int
    decided: Decided
    recommendations: tuple[Recommendation, ...]
    revealed: bool


class Reached(NamedTuple):
    """An inject that came, after so many seconds of play: one of the scenario's, or one on the spot."""

    entry: int
    played: int
    inject: str | None
    typed: Injected | None = None


class PlannedInject(NamedTuple):
    """How a planned inject stands: by how many minutes it was moved, and the entry in which it came."""

    stands: Plan = "planned"
    moved: int = 0
    entry: int | None = None


@dataclass(frozen=True)
class Standing:
    """What the log adds up to. `length` counts entries, `played` are seconds of play, `real` an emergency.

    `asked` is the entry in which seats were last asked, so that an answer to an earlier question can be told. `words`
    is what was said and noted, `shown` counts the steps of the run that are on the table: what came of a decision waits
    until it goes on. `remarks` are the notes, marks, ratings, lessons and commitments; what was taken back is in
    neither.
    """

    opened: Opened | None = None
    phase: Phase = "lobby"
    before_pause: Phase | None = None
    real: bool = False
    length: int = 0
    played: int = 0
    asked: int | None = None
    seats: Mapping[str, int] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    shown: int = 0
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    injects: Mapping[str, PlannedInject] = field(default_factory=dict)
    reached: tuple[Reached, ...] = ()
    words: tuple[Entry, ...] = ()
    remarks: tuple[Entry, ...] = ()
    spoken: frozenset[str] = frozenset()

    @cached_property
    def scene(self) -> str | None:
        """The scene in which the run is; None before play. After a decision, the table does not know it yet."""
        return self.records[-1].arrived if self.records else None

    @cached_property
    def scene_shown(self) -> str | None:
        """The scene that is on the table; None before play."""
        return self.records[self.shown - 1].arrived if self.shown else None

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """What the last step of the run offers; nothing before play."""
        return self.records[-1].offered if self.records else ()

    @property
    def waiting(self) -> Phase:
        """The phase, or the one to which a pause returns."""
        return self.before_pause or self.phase

    @property
    def finished(self) -> bool:
        """Whether the run has come to an ending."""
        return bool(self.records) and self.records[-1].entries[-1][0] in ("ending", "stopped")

    def inject(self, id: str) -> PlannedInject:
        """How a planned inject stands."""
        return self.injects.get(id, PlannedInject())

    def decider(self, scenario: Scenario) -> str | None:
        """The seat whose decision is on the table: the scene's, or the first; None without seats.

        Where it stands empty and falls to one that does not, that one decides.
        """
        here, seats = scenario.scenes.get(self.scene or ""), scenario.file.seats
        wanted = (here.file.decided_by if here else None) or next(iter(seats), None)
        heir = seats[wanted].falls_to if wanted is not None and wanted not in self.seats else None
        return heir if heir in self.seats else wanted

    def remarked(self, kind: type[Remark]) -> tuple[tuple[Entry, Remark], ...]:
        """Remarks of one kind that count, each with its entry."""
        return tuple((entry, entry.what) for entry in self.remarks if isinstance(entry.what, kind))

    def after(self, entry: Entry) -> Standing:
        """Where the exercise stands after one more entry, which it allows."""
        now = replace(self, length=entry.n + 1, played=entry.played)
        now = _followed(_added(_heard(now, entry), entry), entry)
        return now if now.waiting == "decided" else replace(now, shown=len(now.records))


def standing_of(entries: Iterable[Entry]) -> Standing:
    """What a whole log adds up to."""
    found = Standing()
    for entry in entries:
        found = found.after(entry)
    return found


def _heard(now: Standing, entry: Entry) -> Standing:
    """Who has spoken, in writing or aloud, and what was written. What is recommended unseen is not said yet."""
    what = entry.what
    seat = what.seat if isinstance(what, Spoke) else entry.by
    if seat != CONTROL and isinstance(what, Spoke | Said | Noted | Dissented | Decided):
        now = replace(now, spoken=now.spoken | {seat})
    return replace(now, words=(*now.words, entry)) if isinstance(what, Said | Noted) else now


def _added(now: Standing, entry: Entry) -> Standing:
    """What an entry adds, its phase left aside."""
    match entry.what:
        case Opened() as opened:
            return replace(now, opened=opened)
        case Asked():
            return replace(now, asked=entry.n)
        case Seated() | Vacated() as change:
            return _with_seat(now, change)
        case Recommended() | Decided() | Dissented() as answer:
            return _answered(now, answer, entry)
        case Injected() | Moved() | Held() | Skipped() as about:
            return _planned(now, about, entry.n)
        case Noted() | Marked() | Rated() | Learned() | Committed() | TakenBack():
            return _remarked(now, entry)
        case Paused() | Resumed() as what:
            return replace(now, real=isinstance(what, Paused) and what.real)
        case Stepped(record=line):
            return _with_record(now, Record.from_json(line), entry.n)
        case _:
            return now


def _with_seat(now: Standing, change: Seated | Vacated) -> Standing:
    """Who sits where after a change."""
    left = {id: who for id, who in now.seats.items() if id != change.seat}
    return replace(now, seats={**left, change.seat: change.participant} if isinstance(change, Seated) else left)


def _answered(now: Standing, answer: Recommended | Decided | Dissented, entry: Entry) -> Standing:
    """What seats and the decider said to the question on the table."""
    match answer:
        case Recommended(move=move, reason=reason):
            mine = Recommendation(entry.n, entry.by, move, reason)
            return replace(now, recommendations={**now.recommendations, entry.by: mine})
        case Decided():
            recommended = (*now.recommendations.values(),)
            scene, shown = now.scene or "", now.waiting == "revealed"
            outcome = Outcome(entry.n, entry.by, scene, now.played, answer, recommended, shown)
            return replace(now, outcomes=(*now.outcomes, outcome), recommendations={})
        case Dissented(reason=reason):
            *before, last = now.outcomes
            decided = last.decided.replaced(dissent={**last.decided.dissent, entry.by: reason})
            return replace(now, outcomes=(*before, last._replace(decided=decided)))


def _remarked(now: Standing, entry: Entry) -> Standing:
    """What is noted, marked, rated and learned, or taken back."""
    if not isinstance(entry.what, TakenBack):
        return replace(now, remarks=(*now.remarks, entry))
    gone = entry.what.entry
    words, remarks = (tuple(each for each in found if each.n != gone) for found in (now.words, now.remarks))
    return replace(now, words=words, remarks=remarks)


def _with_record(now: Standing, record: Record, n: int) -> Standing:
    """A step of the run, and the injects that came in it."""
    came = (str(each[2]) for each in record.entries if each[0] == "inject")
    reached = (Reached(n, now.played, id) for id in came)
    return replace(now, records=(*now.records, record), reached=(*now.reached, *reached))


def _planned(now: Standing, about: Injected | Moved | Held | Skipped, n: int) -> Standing:
    """How a planned inject stands after an entry about it."""
    if about.inject is None:
        return replace(now, reached=(*now.reached, Reached(n, now.played, None, about)))
    before = after = now.inject(about.inject)
    match about:
        case Injected():
            after = before._replace(stands="come", entry=n)
        case Moved(minutes=minutes):
            after = before._replace(moved=before.moved + minutes)
        case Held(off=off):
            after = before._replace(stands="planned" if off else "held")
        case Skipped(off=off):
            after = before._replace(stands="planned" if off else "skipped")
    return replace(now, injects={**now.injects, about.inject: after})


def _followed(now: Standing, entry: Entry) -> Standing:
    """The phase after an entry."""
    trigger = _stepped(now) if isinstance(entry.what, Stepped) else TRIGGERS.get(type(entry.what))
    if trigger == "go_on" and now.finished:
        trigger = "finish"
    if trigger is None:
        return now
    if trigger == "turn" and now.phase == "paused":
        return replace(now, before_pause="situation", recommendations={})
    to = followed(now.phase, now.before_pause, trigger)
    if to is None:
        return now
    cleared = {} if trigger in ("turn", "ask") else now.recommendations
    return replace(now, phase=to.phase, before_pause=to.before_pause, recommendations=cleared)


def _stepped(now: Standing) -> Trigger | None:
    """What a step of the run does: it begins play, ends it, or takes away what was being recommended on."""
    if len(now.records) == 1:
        return "begin"
    if now.finished:
        return None if now.phase == "decided" else "finish"
    before, after = now.records[-2:]
    waiting = now.before_pause if now.phase == "paused" else now.phase
    other = before.offered != after.offered or before.arrived != after.arrived
    return "turn" if other and waiting in ("recommending", "revealed") else None
