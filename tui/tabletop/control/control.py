"""What exercise control does, by name: a full screen and plain lines call the same methods."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.exercise.entries import CONTROL, Asked, Decided, Entry, Injected, Lesson, Result, Revealed, WentOn
from simulator.exercise.forking import may_fork
from simulator.exercise.refused import Refused
from tui.tabletop.control.overview import move_of
from tui.tabletop.control.steps import next_step, take
from tui.tabletop.hosting.host import Host
from tui.tabletop.hosting.passes import SCREEN
from tui.tabletop.hosting.room import Room
from tui.tabletop.review.papers import write_reviews
from tui.words import say


class Control:
    """The rooms of one facilitator, one of them in hand. Every method raises Refused, or DatabaseError."""

    def __init__(self, host: Host, rooms: Sequence[Room], address: str, exposed: str = "") -> None:
        """`address` is where phones find the host; `exposed` says what others on the network can see."""
        self.host, self.rooms, self.address, self.exposed = host, [*rooms], address, exposed
        self.looked_at: tuple[str, ...] = ()
        self.at = 0

    @property
    def room(self) -> Room:
        """The room in hand."""
        return self.rooms[self.at]

    def turn_to(self, n: int) -> None:
        """Take another room in hand, the first after the last."""
        self.at = n % len(self.rooms)

    # The way

    def next(self) -> None:
        """The next step, where it needs no words: a decision and the end do."""
        step = next_step(self.room)
        if step == "close":
            self.host.close(self.room)
        else:
            take(self.room, step)

    def decide(self, letters: str, reason: str = "", *, instead_of: str = "", words: str = "") -> None:
        """Take the decision for the table, as a scribe or in place of the seat whose it is."""
        move = move_of(self.room, letters)
        self.room.act(
            lambda e: e.decide(CONTROL, move, reason or None, instead_of=instead_of or None, words=words or None)
        )

    def pause(self) -> None:
        """Pause, or go on."""
        paused = self.room.standing.phase == "paused"
        self.room.act(lambda e: e.resume() if paused else e.pause())

    def emergency(self) -> None:
        """Stop every room: this is real. Raises Refused where no room plays, so that it is said aloud."""
        stopped = [room for room in self.rooms if room.standing.phase not in ("lobby", "debrief", "closed")]
        for room in stopped:
            room.act(lambda e: e.pause(real=True))
        if not stopped:
            raise Refused("say-it-aloud", self.room.standing.phase)

    def end(self, why: str = "") -> None:
        """End play, and begin the debrief."""
        self.room.act(lambda e: e.end(why or None))

    def fork(self, at: int) -> None:
        """Go on in another way from a moment in the log."""
        self.host.fork(self.room, at)

    def moments(self) -> list[Entry]:
        """Entries from which a fork may go on, the last first: those before which something was decided or arrived."""
        entries = self.room.exercise.entries
        turns = (Asked, Revealed, Decided, Injected, WentOn)
        return [
            entries[n]
            for n in range(len(entries) - 1, 0, -1)
            if isinstance(entries[n].what, turns) and may_fork(entries, n)
        ]

    # Injects

    def send(self, inject: str) -> None:
        """A planned inject, now."""
        self.room.act(lambda e: e.inject(inject))

    def hold(self, inject: str) -> None:
        """Have it wait, or no longer."""
        off = self.room.standing.inject(inject).stands == "held"
        self.room.act(lambda e: e.hold(inject, off=off))

    def skip(self, inject: str) -> None:
        """Leave it out, or take it in again."""
        off = self.room.standing.inject(inject).stands == "skipped"
        self.room.act(lambda e: e.skip(inject, off=off))

    def move(self, inject: str, minutes: int) -> None:
        """Later, or earlier, by minutes of play."""
        self.room.act(lambda e: e.move(inject, minutes))

    def improvise(self, title: str, text: str, to: Sequence[str] = ()) -> None:
        """Something that nobody planned."""
        self.room.act(lambda e: e.improvise(title, text, to))

    # Words

    def say(self, seat: str, text: str) -> None:
        """A message to a seat."""
        self.room.act(lambda e: e.say(CONTROL, seat, text))

    def note(self, text: str, *, public: bool = False) -> None:
        """A note for oneself, or for all."""
        self.room.act(lambda e: e.note(CONTROL, text, public=public))

    def mark(self, objective: str, criterion: str, result: Result, note: str = "") -> None:
        """An observation of a criterion; it rests on the last decision, where there is one."""
        outcomes = self.room.standing.outcomes
        entries = [outcomes[-1].entry] if outcomes else []
        self.room.act(lambda e: e.mark(CONTROL, objective, criterion, result, note or None, entries))

    def rate(self, objective: str, rating: str, note: str = "") -> None:
        """How an objective is rated."""
        self.room.act(lambda e: e.rate(CONTROL, objective, rating, note or None))

    def learn(self, kind: Lesson, text: str, owner: str = "", due: str = "") -> None:
        """Something to sustain or to improve."""
        self.room.act(lambda e: e.learn(CONTROL, kind, text, owner=owner or None, due=due or None))

    def commit(self, text: str, owner: str = "", due: str = "") -> None:
        """What somebody commits to."""
        self.room.act(lambda e: e.commit(CONTROL, text, owner or None, due or None))

    def take_back(self, n: int) -> None:
        """Have a note, mark, rating, lesson or commitment no longer count; the log keeps it."""
        self.room.act(lambda e: e.take_back(CONTROL, n))

    def review(self) -> list[Path]:
        """Write the after-action review for participants and the one for exercise control, and the hot debrief."""
        return write_reviews(self.host.database, self.room.id)

    # Seats

    def spoke(self, seat: str) -> None:
        """A seat was heard in the room."""
        self.room.act(lambda e: e.spoke(seat))

    def give(self, seat: str, other: str) -> None:
        """Give a seat to whoever sits in another one as well: two seats are merged, or change hands."""
        participant = self.room.standing.seats.get(other)
        if participant is None:
            raise Refused("not-seated", self.room.standing.phase)
        self.room.act(lambda e: e.seat(seat, participant))

    def vacate(self, seat: str) -> None:
        """Leave a seat empty; its phone goes back to the list of seats."""
        self.room.act(lambda e: e.vacate(seat))

    def take_for_paper(self, seat: str, name: str = "") -> None:
        """Somebody sits there without a phone."""
        room = self.room
        if seat in room.standing.seats:
            raise Refused("seat-taken", room.standing.phase)
        number = room.arrive(name)
        room.act(lambda e: e.seat(seat, number))

    def admit(self, participant: int) -> None:
        """Let somebody in who knocked."""
        self.room.admit(participant)

    def turn_away(self, participant: int) -> None:
        """Do not let somebody in."""
        self.room.turn_away(participant)

    def forget(self, name: str) -> bool:
        """Erase a name wherever it stands in this exercise; the log keeps a number. Whether it stood anywhere."""
        found = [number for number, called in self.room.names.items() if name and called == name]
        for number in found:
            self.room.forget(number)
        return bool(found)

    def dissent_for(self, seat: str, text: str) -> None:
        """Dissent that was given aloud or on paper."""
        self.room.act(lambda e: e.dissent(seat, text))

    def ways_in(self) -> list[str]:
        """Where phones and the projector find each room, what is exposed, and what was looked at before."""
        found = []
        for room in self.rooms:
            opened = room.standing.opened
            group = (opened.group if opened else None) or room.scenario.title
            key = self.host.pass_for(room, SCREEN)
            found += [
                say("tabletop.ways-in.door", group=group, address=self.address, code=room.door.code),
                say("tabletop.ways-in.screen", address=self.address, code=room.door.code),
                say("tabletop.ways-in.screen-elsewhere", address=self.address, key=key),
            ]
        return [*found, *([self.exposed] if self.exposed else []), *self.looked_at]

    def recommend_for(self, seat: str, letters: str, reason: str = "") -> None:
        """A recommendation that was given on paper or aloud."""
        move = move_of(self.room, letters)
        self.room.act(lambda e: e.recommend(seat, move, reason or None))
