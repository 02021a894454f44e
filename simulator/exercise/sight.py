"""What a seat may see of an exercise: a pure fold over its log. What is not in here never leaves the host.

Nobody sees the recommendations of others before the reveal, what another seat is told, notes of exercise control,
marks of evaluators, or what is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.exercise.entries import CONTROL, Entry, Noted, Said
from simulator.exercise.phases import Phase
from simulator.exercise.standing import Outcome, Reached, Recommendation, Standing
from simulator.exercise_model import InjectSheet
from simulator.scenario import Scenario

NOBODY = ""
"""In place of a seat, where people are not named at all."""


class Told(NamedTuple):
    """Something that only this seat is told: before play (`scene` is None), or when a scene comes."""

    scene: str | None
    text: str


class Arrived(NamedTuple):
    """An inject that reached this seat, after so many seconds of play; `inject` is None for one on the spot."""

    played: int
    inject: str | None
    title: str | None
    text: str | None
    means: str | None = None
    from_: str | None = None
    documents: tuple[str, ...] = ()


class Message(NamedTuple):
    """Something that exercise control and this seat wrote to each other, or a note for all."""

    entry: int
    played: int
    by: str
    to: str | None
    text: str


class Decision(NamedTuple):
    """A decision that was taken in a scene: options, or a scribe's words; dissent by seat, and what was recommended.

    `instead_of` is why exercise control decided in place of a seat.
    """

    entry: int
    by: str
    scene: str
    move: tuple[str, ...]
    words: str | None
    reason: str | None
    instead_of: str | None
    dissent: tuple[tuple[str, str], ...]
    recommended: tuple[Recommendation, ...]


class Sight(NamedTuple):
    """What one seat may see now. `phase` is where play stands under a pause too; `paused` and `real` say so.

    `scene` is the situation on the table, None before play. `heard` are the seats whose private information it hears:
    its own, and those of empty seats that fall to it. `mine` is the seat's own recommendation, `revealed` all of
    them once they are shown. `decides` is the seat whose decision it is.
    """

    seat: str
    phase: Phase
    paused: bool
    real: bool
    played: int
    scene: str | None
    decides: str | None
    offered: tuple[str, ...]
    heard: tuple[str, ...]
    told: tuple[Told, ...]
    documents: tuple[str, ...]
    arrived: tuple[Arrived, ...]
    mine: Recommendation | None
    revealed: tuple[Recommendation, ...]
    decisions: tuple[Decision, ...]
    messages: tuple[Message, ...]


_FOLLOWS: Mapping[str, Callable[[Standing], tuple[object, ...]]] = MappingProxyType(
    {
        "heard": lambda at: (at.seats,),
        "told": lambda at: (at.seats, at.records, at.shown, at.waiting == "lobby"),
        "documents": lambda at: (at.seats, at.waiting == "lobby"),
        "arrived": lambda at: (at.seats, at.reached),
        "decisions": lambda at: (at.outcomes, at.opened),
        "messages": lambda at: (at.words,),
    }
)
"""What parts of a sight follow from, besides the scenario and the seat."""


def unchanged(before: Standing, now: Standing) -> frozenset[str]:
    """The parts of any seat's sight that are the same at both standings of one scenario."""
    return frozenset(part for part, follows in _FOLLOWS.items() if follows(before) == follows(now))


def sight(
    scenario: Scenario, standing: Standing, seat: str, before: Sight | None = None, same: Collection[str] = ()
) -> Sight:
    """What the seat may see where the exercise stands; with `NOBODY`, what everybody may see.

    `before` is what it saw earlier, and `same` the parts that are `unchanged` since: they are taken from there.
    """
    phase = standing.waiting
    shown, named = phase in ("revealed", "decided"), _by_name(standing)

    def part(name: str, build: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
        return getattr(before, name) if before is not None and name in same else tuple(build())

    heard = part("heard", lambda: heard_by(scenario, standing, seat))
    return Sight(
        seat=seat,
        phase=phase,
        paused=standing.phase == "paused",
        real=standing.real,
        played=standing.played,
        scene=standing.scene_shown,
        decides=standing.decider(scenario) if standing.shown and phase != "decided" else None,
        offered=standing.offered if phase != "decided" else (),
        heard=heard,
        told=part("told", lambda: _told(scenario, standing, heard)),
        documents=part("documents", lambda: _documents(scenario, standing, heard)),
        arrived=part("arrived", lambda: _arrived(scenario, standing.reached, heard)),
        mine=standing.recommendations.get(seat),
        revealed=tuple(_attributed(standing.recommendations.values(), seat, named)) if shown else (),
        decisions=part("decisions", lambda: _decisions(standing.outcomes, seat, named)),
        messages=part("messages", lambda: _messages(standing.words, seat)),
    )


def _by_name(standing: Standing) -> bool:
    return standing.opened is not None and standing.opened.attribution != "not at all"


def heard_by(scenario: Scenario, standing: Standing, seat: str) -> tuple[str, ...]:
    """The seats whose private information this seat hears: its own, and those of empty seats that fall to it."""
    found = [seat] if seat != NOBODY else []
    for id in found:
        falling = (other for other, each in scenario.file.seats.items() if each.falls_to == id)
        found += [other for other in falling if other not in standing.seats and other not in found]
    return tuple(found)


def _documents(scenario: Scenario, standing: Standing, heard: Iterable[str]) -> Iterable[str]:
    if standing.waiting == "lobby":
        return ()
    return dict.fromkeys(id for seat in heard for id in scenario.file.seats[seat].documents)


def _told(scenario: Scenario, standing: Standing, heard: Iterable[str]) -> Iterator[Told]:
    if standing.waiting == "lobby":
        return
    entered = dict.fromkeys(id for record in standing.records[: standing.shown] for id in record.entered)
    for seat in heard:
        first = scenario.file.seats[seat].told
        if first is not None:
            yield Told(None, first)
        for id in entered:
            text = scenario.scenes[id].file.told_to.get(seat)
            if text is not None:
                yield Told(id, text)


def _arrived(scenario: Scenario, reached: Iterable[Reached], heard: Collection[str]) -> Iterator[Arrived]:
    for each in reached:
        if each.typed is not None:
            if _reaches(each.typed.to, heard):
                yield Arrived(each.played, None, each.typed.title, each.typed.text)
            continue
        inject = scenario.inject(each.inject or "")
        if inject is None or (inject.file.title is None and inject.file.text is None):
            continue
        sheet = inject.file.sheet or InjectSheet()
        if _reaches(sheet.to, heard):
            file = inject.file
            yield Arrived(each.played, inject.id, file.title, file.text, sheet.means, sheet.from_, file.documents)


def _reaches(to: Collection[str], heard: Iterable[str]) -> bool:
    return not to or any(seat in to for seat in heard)


def _attributed(found: Iterable[Recommendation], seat: str, named: bool) -> list[Recommendation]:
    """In the order in which they were given; without names in an order that gives nobody away."""
    if named:
        return sorted(found, key=lambda each: each.entry)
    hidden = (each if each.seat == seat else _without_seat(each) for each in found)
    return sorted(hidden, key=lambda each: (each.move, each.reason or ""))


def _without_seat(each: Recommendation) -> Recommendation:
    # The entry would tell it too.
    return each._replace(seat=NOBODY, entry=-1)


def _decisions(outcomes: Iterable[Outcome], seat: str, named: bool) -> Iterator[Decision]:
    for each in outcomes:
        decided = each.decided
        against = decided.dissent.items() if named else ((NOBODY, text) for text in sorted(decided.dissent.values()))
        before = tuple(_attributed(each.recommendations, seat, named)) if each.revealed else ()
        yield Decision(
            each.entry,
            each.by if named or each.by == CONTROL else NOBODY,
            each.scene,
            decided.move,
            decided.words,
            decided.reason,
            decided.instead_of,
            tuple(against),
            before,
        )


def _messages(entries: Iterable[Entry], seat: str) -> Iterator[Message]:
    for entry in entries:
        what = entry.what
        if isinstance(what, Said) and seat in (entry.by, what.to):
            yield Message(entry.n, entry.played, entry.by, what.to, what.text)
        elif isinstance(what, Noted) and what.public and entry.by == CONTROL:
            yield Message(entry.n, entry.played, CONTROL, None, what.text)
