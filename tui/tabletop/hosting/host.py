"""The host: the rooms of this laptop, how they are opened, opened again and forked, and who finds which by its code."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import lru_cache
from time import monotonic, time

from simulator.database import Database
from simulator.database.errors import ExerciseExists, NotFound
from simulator.database.exercises import Door
from simulator.exercise import lasting
from simulator.exercise.entries import Attribution, Entry, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import Clock
from simulator.scenario import Scenario
from tui import keeping
from tui.tabletop.hosting.passes import Pass, code_of, read, signed
from tui.tabletop.hosting.room import Room
from tui.tabletop.hosting.tries import Tries
from tui.tabletop.review.lessons import Commitment, open_commitments

DIGITS = 6
"""Digits of a join code: what people carry from a projector to a phone without looking up twice."""

TIMES = 20
"""Codes that are tried until one is free."""


def system_clock() -> tuple[float, str]:
    """Seconds that never go back, and the time of day in UTC."""
    return monotonic(), _time_of_day(int(time()))


@lru_cache(1)
def _time_of_day(second: int) -> str:
    """In words; asked for each seat, and written once a second."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Host:
    """All rooms of one process, on one database."""

    def __init__(self, database: Database, clock: Clock = system_clock) -> None:
        self.database, self.clock = database, clock
        self.rooms: dict[str, Room] = {}
        self.tries = Tries()

    def open(
        self,
        scenario: Scenario,
        *,
        seed: int | None = None,
        attribution: Attribution = "by role",
        admits: bool = False,
        scale: str | None = None,
        group: str | None = None,
    ) -> Room:
        """A new exercise in its lobby, behind a door of its own."""
        keeping.keep_version(self.database, scenario)
        opened = Opened(
            exercise=_new_id(),
            scenario=scenario.hash,
            seed=secrets.randbelow(1 << 31) if seed is None else seed,
            variant=scenario.variant,
            attribution=attribution,
            admits=admits,
            scale=scale,
            group=group,
        )
        return self._held(lasting.begin(self.database.exercises, scenario, opened, self.clock))

    def open_again(self, id: str) -> Room:
        """An exercise where it stands, behind the door it had, after a crash too. Raises NotFound, Divergence."""
        return self._held(self.loaded(id))

    def loaded(self, id: str) -> Exercise:
        """An exercise from the database, with the scenario version that it was begun with."""
        row = self.database.exercises.row(id)
        if row is None:
            raise NotFound(kind="exercise", name=id)
        opened = Entry.from_json(self.database.exercises.entries(id)[0]).what
        assert isinstance(opened, Opened)
        scenario = keeping.stored_version(self.database, row.scenario, opened.variant)
        return lasting.again(self.database.exercises, scenario, id, self.clock)

    def fork(self, room: Room, at: int) -> None:
        """Go on in another way from the first `at` entries, with the same people. Raises Refused."""
        room.go_to(lasting.fork(self.database.exercises, room.exercise, at, _new_id(), self.clock))

    def close(self, room: Room) -> None:
        """Close the exercise: nothing is added, and nobody comes in any more. Raises Refused."""
        room.act(lambda exercise: exercise.close())
        self.database.exercises.close(room.id, self.clock()[1])

    def room_of(self, code: str, address: str) -> Room | None:
        """The room behind a code; None for a wrong one, and where too many were tried from this address or in all."""
        if not self.tries.may(address):
            return None
        room = self.rooms.get(code)
        if room is None:
            self.tries.failed(address)
        return room

    def pass_for(self, room: Room, participant: int) -> str:
        """A pass for somebody in a room."""
        return signed(room.door.secret, Pass(room.door.code, participant))

    def let_in(self, text: str) -> tuple[Room, int] | None:
        """The room and the participant of a pass that was signed here; None for anything else."""
        room = self.rooms.get(code_of(text) or "")
        found = read(room.door.secret, text) if room else None
        return (room, found.participant) if room and found and found.code == room.door.code else None

    def _held(self, exercise: Exercise) -> Room:
        opened = exercise.standing.opened
        assert opened is not None
        room = Room(self.database.exercises, exercise, self._door(opened.exercise))
        self.rooms[room.door.code] = room
        carried = open_commitments(self.database, opening=self.database.exercises.row(room.id))
        room.carried = tuple(_carried(each) for each in carried.commitments) if carried else ()
        return room

    def _door(self, id: str) -> Door:
        found = self.database.exercises.door(id)
        for _ in range(TIMES):
            if found is not None:
                return found
            door = Door(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", secrets.token_urlsafe(32))
            try:
                self.database.exercises.set_door(id, door)
            except ExerciseExists:
                continue
            found = door
        raise ExerciseExists(exercise=id)


def _carried(each: Commitment) -> str:
    """A commitment of an earlier exercise, with whose it is and by when."""
    return " · ".join(part for part in (each.text, each.owner, each.due) if part)


def _new_id() -> str:
    return secrets.token_hex(4)
